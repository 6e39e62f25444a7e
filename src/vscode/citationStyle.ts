/** The style of citing of a whole document, changed by one command and undone by one undo. */

import * as vscode from 'vscode';

import { convertStyle } from '../core/cite/convertStyle.js';
import { documentCitations, documentStyle } from '../core/cite/documentCitations.js';
import { type CitationStyle, citationStyles, styleEdits } from '../core/cite/styles.js';
import { selector } from './analyses.js';
import type { KnowledgeStore } from './store.js';

export function registerCitationStyle(store: KnowledgeStore): vscode.Disposable {
  return vscode.commands.registerCommand('dossier.changeCitationStyle', (wanted?: unknown) =>
    changeStyle(store, wanted),
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
  const current = documentStyle(document.getText(), documentCitations(document.getText())) ?? 'pandoc';
  const to = citationStyles.find(style => style === wanted) ?? (await pickStyle(current));
  if (to === undefined) {
    return;
  }
  const text = document.getText();
  const styles = citationStyles.filter(style => style !== to);
  // A text may mix styles; the one it is in goes first, and what is left of others stays as it is.
  const from = current === to ? styles.find(style => convertStyle(text, style, to, knowledge).length > 0) : current;
  const edits = from === undefined ? [] : convertStyle(text, from, to, knowledge, { descriptors: to === 'endnote' });
  const change = new vscode.WorkspaceEdit();
  change.set(
    document.uri,
    [...edits, ...styleEdits(text, to)].map(edit =>
      vscode.TextEdit.replace(
        new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end)),
        edit.text,
      ),
    ),
  );
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
