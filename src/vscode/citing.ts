/** Citing at the cursor, in the style of the text: a source that is picked, or a claim of the record. */

import * as vscode from 'vscode';

import { documentCitations, documentStyle } from '../core/cite/documentCitations.js';
import { type Cited, insertCited, standsBefore } from '../core/cite/insertion.js';
import type { TextEdit } from '../core/cite/clusters.js';
import { bestFirst, enoughSources } from '../core/knowledge/bestSources.js';
import type { CitationStyle } from '../core/cite/styles.js';
import type { NewCitation } from '../core/cite/writeCitation.js';
import { formatDate } from '../core/knowledge/dates.js';
import type { Claim, Source } from '../core/knowledge/model.js';
import { pick, type Row } from './pick.js';
import { readSettings } from './settings.js';
import type { Loaded } from './store.js';

/** The style of a text: what it says, what it does, or the setting. */
export function styleOfDocument(document: vscode.TextDocument): CitationStyle {
  const text = document.getText();
  return (
    documentStyle(text, documentCitations(text)) ??
    readSettings(vscode.workspace.getConfiguration('dossier', document))['citation.style']
  );
}

export function editsOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.TextEdit[] {
  return edits.map(edit => vscode.TextEdit.replace(rangeOf(document, edit), edit.text));
}

export function rangeOf(document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Asks for sources and places in them, one after another, and writes one citation. */
export async function insertPickedCitation(loaded: Loaded): Promise<void> {
  const editor = textEditor();
  if (editor === undefined) {
    return;
  }
  const cited = new Set(documentCitations(editor.document.getText()).map(({ key }) => key));
  const citations: NewCitation[] = [];
  for (;;) {
    const source = await pickSource(loaded, cited);
    const place = source === undefined ? undefined : await askForPlace(source);
    if (source === undefined || place === undefined) {
      // Giving up at the second source keeps the first.
      break;
    }
    citations.push({ key: source.id, locator: place.locator });
    if (!place.more) {
      break;
    }
  }
  if (citations.length > 0) {
    await insert(editor, { citations }, loaded);
  }
}

/** The claim's sentence with its best sources; only the sources where the sentence stands already. */
export async function insertClaim(claim: Claim, loaded: Loaded): Promise<void> {
  const editor = textEditor();
  if (editor === undefined) {
    return;
  }
  const citations = bestFirst(claim.cite, loaded.knowledge)
    .slice(0, enoughSources)
    .map(({ key, locator }) => ({ key, ...(locator === undefined ? {} : { locator }) }));
  const { document, selection } = editor;
  const stands = standsBefore(document.getText(), document.offsetAt(selection.end), claim.say);
  const sentence = claim.say.replace(/\.$/, '');
  await insert(editor, stands ? { citations } : { citations, lead: sentence, tail: '.' }, loaded);
}

/** An edit is refused when somebody goes on typing meanwhile; then it is made for what stands there now. */
const mostTries = 5;

async function insert(editor: vscode.TextEditor, cited: Cited, { knowledge }: Loaded): Promise<void> {
  const { document } = editor;
  let cursor: number | undefined;
  for (let tries = 0; tries < mostTries && cursor === undefined; tries++) {
    const style = styleOfDocument(document);
    const { selection } = editor;
    const place = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
    const insertion = insertCited(document.getText(), place, cited, style, knowledge, {
      descriptors: style === 'endnote',
    });
    const done = await editor.edit(edit => {
      for (const change of insertion.edits) {
        edit.replace(rangeOf(document, change), change.text);
      }
    });
    cursor = done ? insertion.cursor : undefined;
  }
  if (cursor === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The text could not be changed; the citation was not written. Is it read-only?'),
    );
    return;
  }
  const at = document.positionAt(cursor);
  editor.selection = new vscode.Selection(at, at);
  await vscode.window.showTextDocument(document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
}

function textEditor(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the text into which it should be written.'));
  }
  return editor;
}

interface Place {
  readonly locator: string;
  readonly more: boolean;
}

/** The place in a source; `;` behind it, or the button, asks for another source in the same citation. */
function askForPlace(source: Source): Promise<Place | undefined> {
  const box = vscode.window.createInputBox();
  const another = { iconPath: new vscode.ThemeIcon('add'), tooltip: vscode.l10n.t('Cite another source beside it') };
  box.title = source.title;
  box.prompt = vscode.l10n.t('Where in the source? Empty for the whole; end with ; to cite another source beside it.');
  box.placeholder = 'p. 3, para. 4, chap. 2, 12:30';
  box.buttons = [another];
  return new Promise(resolve => {
    let place: Place | undefined;
    const accept = (more: boolean): void => {
      place = { locator: box.value.replace(/[;\s]+$/, ''), more: more || /;\s*$/.test(box.value) };
      box.hide();
    };
    box.onDidAccept(() => accept(false));
    box.onDidTriggerButton(() => accept(true));
    box.onDidHide(() => {
      box.dispose();
      resolve(place);
    });
    box.show();
  });
}

export function pickSource(loaded: Loaded, first: ReadonlySet<string> = new Set()): Promise<Source | undefined> {
  const rows = (typed: string): Row<Source>[] =>
    loaded.sources.find(typed, 100, first).map(source => {
      const who = [
        source.authors[0],
        source.publisher,
        source.issued === undefined ? undefined : formatDate(source.issued),
      ];
      return {
        label: source.title,
        description: [
          first.has(source.id) ? vscode.l10n.t('cited in this text') : '',
          source.status === 'current' ? '' : vscode.l10n.t('no longer good: {0}', source.status),
        ]
          .filter(part => part !== '')
          .join(' · '),
        detail: [...who.filter(part => part !== undefined), source.id].join(' · '),
        alwaysShow: true,
        value: source,
      };
    });
  return pick(vscode.l10n.t('Source: title, author, publisher, year or key'), rows);
}
