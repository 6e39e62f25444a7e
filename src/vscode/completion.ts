/** Completes names after `@@` or on request, and sources after `[@`, inside a cluster and after `[^`. */

import * as vscode from 'vscode';

import { AnalysedCitations } from '../core/cite/analysedCitations.js';
import { keyBeingTyped } from '../core/cite/citations.js';
import { insertCited } from '../core/cite/insertion.js';
import { cardMarkdown, sourceCardMarkdown } from '../core/present/card.js';
import type { Candidate } from '../core/present/completion.js';
import type { Source } from '../core/knowledge/model.js';
import { type Analyses, type Reading, selector } from './analyses.js';
import { editsOf, rangeOf } from './citing.js';
import { cardLinks, markdownOf } from './links.js';
import { readSettings } from './settings.js';
import type { Loaded } from './store.js';

const limit = 50;

class NameItem extends vscode.CompletionItem {
  readonly candidate: Candidate;
  readonly loaded: Loaded;

  constructor(candidate: Candidate, loaded: Loaded) {
    const { label, detail, description } = candidate;
    super({ label, ...(description === '' ? {} : { detail: `  ${description}` }), description: detail });
    this.candidate = candidate;
    this.loaded = loaded;
  }
}

class SourceItem extends vscode.CompletionItem {
  readonly source: Source;
  readonly loaded: Loaded;

  constructor(source: Source, loaded: Loaded) {
    super({ label: source.id, description: source.title }, vscode.CompletionItemKind.Reference);
    this.source = source;
    this.loaded = loaded;
  }
}

export function registerCompletion(analyses: Analyses): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, position, token, context) {
      const settings = readSettings(vscode.workspace.getConfiguration('dossier', document));
      const lineBefore = document.getText(new vscode.Range(position.line, 0, position.line, position.character));
      const key = keyBeingTyped(lineBefore);
      if (!settings['completion.enabled']) {
        return undefined;
      }
      if (key !== undefined) {
        const reading = await analyses.of(document);
        return token.isCancellationRequested ? undefined : sourceItems(reading, key, position);
      }
      const note = /\[\^([^\s[\]^]*)$/.exec(lineBefore);
      if (note !== null) {
        const reading = await analyses.of(document);
        return token.isCancellationRequested ? undefined : noteItems(reading, document, position, note[1] ?? '');
      }
      const atMarker = /@@[^@\n]*$/.test(lineBefore);
      // A single @ is typed for many reasons; names answer to two.
      if (context.triggerKind === vscode.CompletionTriggerKind.TriggerCharacter && !atMarker) {
        return undefined;
      }
      const reading = await analyses.of(document);
      const offset = document.offsetAt(position);
      if (token.isCancellationRequested || (!atMarker && !reading.analysis.isProse(Math.max(0, offset - 1)))) {
        return undefined;
      }
      return nameItems(reading, lineBefore, position, document);
    },

    resolveCompletionItem(item) {
      if (item instanceof NameItem) {
        const { entity, name } = item.candidate;
        const mention = { role: name.role, senses: [{ entity, name }] };
        const [card] = cardMarkdown(mention, item.loaded.knowledge, {
          links: cardLinks,
          matched: name.text,
          maxClaims: 3,
        });
        item.documentation = markdownOf(card ?? '');
      } else if (item instanceof SourceItem) {
        item.documentation = markdownOf(sourceCardMarkdown(item.source, item.loaded.knowledge, cardLinks));
      }
      return item;
    },
  };
  return vscode.languages.registerCompletionItemProvider(selector, provider, '@', '[', '^');
}

function nameItems(
  { loaded, analysis }: Reading,
  lineBefore: string,
  position: vscode.Position,
  document: vscode.TextDocument,
): vscode.CompletionList {
  const items = loaded.completion
    .findBefore(lineBefore, { limit, used: analysis.entities })
    .map(({ start, candidate }, index) => {
      const range = new vscode.Range(position.with({ character: start }), position);
      const item = new NameItem(candidate, loaded);
      item.kind = vscode.CompletionItemKind.Value;
      item.insertText = candidate.insert;
      item.range = range;
      // VS Code filters by what is typed; an alias found by another spelling must not fall through.
      item.filterText = document.getText(range);
      item.sortText = String(index).padStart(4, '0');
      return item;
    });
  // What matches changes with every word, so VS Code has to ask again.
  return new vscode.CompletionList(items, true);
}

function sourceItems(
  { loaded, analysis }: Reading,
  key: { readonly start: number; readonly typed: string },
  position: vscode.Position,
): vscode.CompletionList {
  const cited = AnalysedCitations.of(analysis).keys;
  const sources = loaded.sources.find(key.typed, limit + 1, cited);
  const items = sources.slice(0, limit).map((source, index) => {
    const item = new SourceItem(source, loaded);
    item.insertText = source.id;
    item.range = new vscode.Range(position.with({ character: key.start }), position);
    item.filterText = key.typed;
    item.sortText = String(index).padStart(4, '0');
    return item;
  });
  return new vscode.CompletionList(items, true);
}

/** Fewer than keys: the note of each has to be written to be offered. */
const mostNotes = 20;

/** Sources after `[^`: the mark of a footnote in the text, and the note with the reference where notes are. */
function noteItems(
  { loaded, analysis }: Reading,
  document: vscode.TextDocument,
  position: vscode.Position,
  typed: string,
): vscode.CompletionList {
  const { text } = analysis;
  const end = document.offsetAt(position);
  const start = end - typed.length - '[^'.length;
  // The editor closes brackets by itself; the mark brings its own.
  const closed = text.charAt(end) === ']' ? end + 1 : end;
  const without = text.slice(0, start) + text.slice(closed);
  const cited = AnalysedCitations.of(analysis).keys;
  const items = loaded.sources
    .find(typed, mostNotes + 1, cited)
    .slice(0, mostNotes)
    .map((source, index) => {
      const citation = { citations: [{ key: source.id }] };
      const [own, ...notes] = insertCited(without, { start, end: start }, citation, 'footnote', loaded.knowledge).edits;
      const item = new SourceItem(source, loaded);
      item.insertText = own?.text ?? '';
      item.range = rangeOf(document, { start, end: closed });
      item.filterText = document.getText(item.range);
      item.sortText = String(index).padStart(4, '0');
      const shift = closed - start;
      item.additionalTextEdits = [
        ...(own === undefined || own.start >= start
          ? []
          : [vscode.TextEdit.delete(rangeOf(document, { start: own.start, end: start }))]),
        ...editsOf(
          document,
          notes.map(edit => ({ ...edit, start: edit.start + shift, end: edit.end + shift })),
        ),
      ];
      return item;
    });
  return new vscode.CompletionList(items, true);
}
