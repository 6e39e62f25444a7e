/**
 * Pins: which of its meanings a name has, said once for the text or in one place. From the card, from the light bulb
 * and by command; taking a pin back gives the text as it was.
 */

import * as vscode from 'vscode';

import { codeOf, kindLabel } from '../core/present/describe.js';
import { allSenses, noMeaning, type PinEdit, pinEdits, type PinScope, unpinEdits } from '../core/recognize/pins.js';
import type { Mention } from '../core/recognize/recognizer.js';
import { type Analyses, selector } from './analyses.js';

export function registerPins(analyses: Analyses): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('dossier.pin', (offset?: unknown) => pin(analyses, offset)),
    vscode.languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: (document, range, context) => actionsAt(analyses, document, range, context) },
      { providedCodeActionKinds: [vscode.CodeActionKind.RefactorRewrite] },
    ),
  );
}

/** Whether there is something to settle, or to take back. */
export function isPinnable(mention: Mention): boolean {
  return allSenses(mention).length > 1;
}

async function actionsAt(
  analyses: Analyses,
  document: vscode.TextDocument,
  range: vscode.Range,
  { only }: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  if (only !== undefined && !only.contains(vscode.CodeActionKind.RefactorRewrite)) {
    return [];
  }
  const { analysis } = await analyses.of(document);
  const mention = analysis.mentionAt(document.offsetAt(range.start));
  if (mention === undefined || !isPinnable(mention)) {
    return [];
  }
  const name = analysis.text.slice(mention.start, mention.end);
  const action = (title: string, edits: readonly PinEdit[]): vscode.CodeAction => {
    const found = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorRewrite);
    found.edit = editOf(document, edits);
    return found;
  };
  const pins = allSenses(mention)
    .filter(({ entity }) => mention.unpinned === undefined || entity !== mention.senses[0]?.entity)
    .map(({ entity }) =>
      action(
        vscode.l10n.t('“{0}” means {1} in this text', name, entity.name),
        pinEdits(analysis.text, mention, entity.id, 'document'),
      ),
    );
  return mention.unpinned === undefined
    ? pins
    : [...pins, action(vscode.l10n.t('Leave open again what “{0}” means', name), unpinEdits(analysis.text, mention))];
}

interface Choice extends vscode.QuickPickItem {
  readonly edits: readonly PinEdit[];
}

async function pin(analyses: Analyses, offset: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || vscode.languages.match(selector, editor.document) === 0) {
    return;
  }
  const { document } = editor;
  const { analysis } = await analyses.of(document);
  const at = typeof offset === 'number' ? offset : document.offsetAt(editor.selection.active);
  const mention = analysis.mentionAt(at);
  if (mention === undefined || !isPinnable(mention)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Put the cursor on a name that may mean several things; its card says so.'),
    );
    return;
  }
  const name = analysis.text.slice(mention.start, mention.end);
  const choices = (scope: PinScope): Choice[] => [
    ...allSenses(mention).map(({ entity }) => ({
      label: entity.name,
      description: [kindLabel(entity), codeOf(entity)].filter(part => part !== undefined).join(' · '),
      edits: pinEdits(analysis.text, mention, entity.id, scope),
    })),
    { label: vscode.l10n.t('None of these'), edits: pinEdits(analysis.text, mention, noMeaning, scope) },
  ];
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator, edits: [] });
  const picked = await vscode.window.showQuickPick(
    [
      ...(mention.unpinned === undefined
        ? []
        : [{ label: vscode.l10n.t('Leave it open again'), edits: unpinEdits(analysis.text, mention) }]),
      heading(vscode.l10n.t('In this text')),
      ...choices('document'),
      heading(vscode.l10n.t('In this place')),
      ...choices('place'),
    ],
    { title: vscode.l10n.t('What does “{0}” mean?', name), matchOnDescription: true },
  );
  if (picked !== undefined) {
    await vscode.workspace.applyEdit(editOf(document, picked.edits));
  }
}

function editOf(document: vscode.TextDocument, edits: readonly PinEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(({ start, end, text }) =>
      vscode.TextEdit.replace(new vscode.Range(document.positionAt(start), document.positionAt(end)), text),
    ),
  );
  return edit;
}
