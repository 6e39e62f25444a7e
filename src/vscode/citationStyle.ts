/** The style of citing of a whole document and its list of sources: each one command, undone by one undo. */

import * as vscode from 'vscode';

import { convertStyle } from '../core/cite/convertStyle.js';
import { documentCitations } from '../core/cite/documentCitations.js';
import { type CitationStyle, citationStyles, styleEdits } from '../core/cite/styles.js';
import type { TextEdit } from '../core/cite/clusters.js';
import { hasSourceList, sourceList } from '../core/cite/sourceList.js';
import { selector } from './analyses.js';
import { editsOf, styleOfDocument } from './citing.js';
import { readSettings } from './settings.js';
import type { KnowledgeStore } from './store.js';

export function registerCitationStyle(store: KnowledgeStore): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('dossier.changeCitationStyle', (wanted?: unknown) => changeStyle(store, wanted)),
    vscode.commands.registerCommand('dossier.updateSources', () => updateSources(store)),
    vscode.workspace.onWillSaveTextDocument(event => {
      const { document } = event;
      const settings = readSettings(vscode.workspace.getConfiguration('dossier', document));
      if (settings['sources.updateOnSave'] && isText(document) && hasSourceList(document.getText())) {
        event.waitUntil(
          store.ready.then(({ knowledge }) => editsOf(document, sourceList(document.getText(), knowledge))),
        );
      }
    }),
  );
}

const words: Readonly<Record<CitationStyle, () => string>> = {
  pandoc: () => vscode.l10n.t('Keys as Pandoc reads them: [@key, p. 3]'),
  footnote: () => vscode.l10n.t('Footnotes with the reference'),
  endnote: () => vscode.l10n.t('Numbered endnotes with source descriptors, as ICD 206 expects them'),
  'author-date': () => vscode.l10n.t('Author and date in brackets: (Lee 2016, p. 3)'),
};

async function changeStyle(store: KnowledgeStore, wanted: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || vscode.languages.match(selector, editor.document) === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open the Markdown or plain text whose citations are meant.'),
    );
    return;
  }
  const { document } = editor;
  const { knowledge } = await store.ready;
  const current = styleOfDocument(document);
  const to = citationStyles.find(style => style === wanted) ?? (await pickStyle(current));
  if (to === undefined) {
    return;
  }
  const text = document.getText();
  const styles = citationStyles.filter(style => style !== to);
  // A text may mix styles; the one it is in goes first, and what is left of others stays as it is.
  const from = current === to ? styles.find(style => convertStyle(text, style, to, knowledge).length > 0) : current;
  const edits = from === undefined ? [] : convertStyle(text, from, to, knowledge, { descriptors: to === 'endnote' });
  if (edits.length === 0 && from !== undefined && documentCitations(text).some(({ style }) => style === from)) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('These citations cannot be written in that style and read again; nothing was changed.'),
    );
    return;
  }
  await apply(document, [...edits, ...styleEdits(text, to)]);
}

/** Writes the list of the cited sources, or brings it up to date; what stands around it stays. */
async function updateSources(store: KnowledgeStore): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isText(editor.document)) {
    askForText();
    return;
  }
  const { document } = editor;
  const { knowledge } = await store.ready;
  const text = document.getText();
  if (documentCitations(text).length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('This text cites nothing yet.'));
    return;
  }
  // A list that is there says itself what it wants.
  const edits = sourceList(text, knowledge, { descriptors: true, reliability: true, summary: true });
  await apply(document, edits);
}

function isText(document: vscode.TextDocument): boolean {
  return vscode.languages.match(selector, document) > 0;
}

function askForText(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Open the Markdown or plain text whose citations are meant.'),
  );
}

async function apply(document: vscode.TextDocument, edits: readonly TextEdit[]): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  change.set(document.uri, editsOf(document, edits));
  await vscode.workspace.applyEdit(change);
}

async function pickStyle(current: CitationStyle): Promise<CitationStyle | undefined> {
  const picked = await vscode.window.showQuickPick(
    citationStyles.map(style => ({
      label: style,
      description: style === current ? vscode.l10n.t('now') : '',
      detail: words[style](),
      style,
    })),
    { title: vscode.l10n.t('How should this text cite?') },
  );
  return picked?.style;
}
