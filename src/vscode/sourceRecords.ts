/**
 * Sources into the desk's records and out of them: files of CSL JSON and BibTeX, and the stub of a source that a text
 * cites already.
 */

import * as vscode from 'vscode';

import { type Imported, type NewSource, parseCslJson, printCslJson } from '../core/cite/csl.js';
import { citedKeys, documentCitations } from '../core/cite/documentCitations.js';
import { freshKey, stubYaml } from '../core/cite/provenance.js';
import type { Source } from '../core/knowledge/model.js';
import { writeSources } from '../core/knowledge/writeSources.js';
import { selector } from './analyses.js';
import { editsOf } from './citing.js';
import { readBytes, readFolder } from './files.js';
import type { KnowledgeStore } from './store.js';

/** The folder of the workspace's own sources, which need not exist yet. */
export function sourcesFolder(): vscode.Uri | undefined {
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  return workspace === undefined ? undefined : vscode.Uri.joinPath(workspace.uri, 'knowledge', 'sources');
}

/** Adds a new record file for one source to an edit; it is on disk as soon as the edit is applied. */
export async function addRecord(
  edit: vscode.WorkspaceEdit,
  key: string,
  yaml: string,
): Promise<vscode.Uri | undefined> {
  const folder = sourcesFolder();
  if (folder === undefined) {
    return undefined;
  }
  const taken = new Set((await entriesOf(folder)).map(([name]) => name.replace(/\.ya?ml$/i, '')));
  const name = freshKey(key.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80), taken);
  const uri = vscode.Uri.joinPath(folder, `${name}.yaml`);
  edit.createFile(uri, { contents: new TextEncoder().encode(yaml) });
  return uri;
}

/** Makes the record of a source that is cited and not there, and opens it to be filled in. */
export async function createSource(key: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const uri = await addRecord(edit, key, stubYaml(key));
  if (uri === undefined) {
    askForFolder();
  } else if (await vscode.workspace.applyEdit(edit)) {
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
  }
}

function askForFolder(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Open the folder of your briefings first; the records go to its folder "knowledge".'),
  );
}

async function entriesOf(folder: vscode.Uri): Promise<readonly (readonly [string, vscode.FileType])[]> {
  try {
    return await readFolder(folder);
  } catch {
    // Not there yet.
    return [];
  }
}

export async function importSources(
  store: KnowledgeStore,
  log: vscode.LogOutputChannel,
  given: unknown,
): Promise<void> {
  const folder = sourcesFolder();
  if (folder === undefined) {
    askForFolder();
    return;
  }
  const files =
    given instanceof vscode.Uri
      ? [given]
      : await vscode.window.showOpenDialog({
          title: vscode.l10n.t('Import Sources'),
          canSelectMany: true,
          filters: { 'CSL JSON, BibTeX': ['json', 'bib', 'bibtex'] },
        });
  for (const file of files ?? []) {
    await importFile(store, log, file, folder);
  }
}

async function importFile(
  store: KnowledgeStore,
  log: vscode.LogOutputChannel,
  file: vscode.Uri,
  folder: vscode.Uri,
): Promise<void> {
  const { knowledge } = await store.ready;
  const name = file.path.split('/').at(-1) ?? 'sources';
  const { sources, problems } = await parse(name, new TextDecoder().decode(await readBytes(file)));
  const target = vscode.Uri.joinPath(folder, `${name.replace(/\.\w+$/, '')}.yaml`);
  const existing = await textOf(target);
  // What another file of the record has already is not written a second time.
  const isElsewhere = ({ id }: NewSource): boolean => {
    const origin = knowledge.source(id)?.origin;
    return origin !== undefined && !target.path.endsWith(`/${origin.file}`);
  };
  const written = writeSources(
    existing ?? '',
    sources.filter(source => !isElsewhere(source)),
  );
  if (written.problem !== undefined) {
    void vscode.window.showErrorMessage(`${vscode.workspace.asRelativePath(target)}: ${written.problem}`);
    return;
  }
  await write(target, existing, written.edits);
  for (const { entry, message } of problems) {
    log.warn(`${name}, ${entry}: ${message}`);
  }
  const known = sources.filter(isElsewhere).length + written.kept.length;
  const parts = [
    vscode.l10n.t('{0} added', written.added.length),
    written.completed.length === 0 ? '' : vscode.l10n.t('{0} completed', written.completed.length),
    known === 0 ? '' : vscode.l10n.t('{0} known already', known),
    problems.length === 0
      ? ''
      : vscode.l10n.t(
          '{0} not read, first: {1}',
          problems.length,
          `${problems[0]?.entry ?? ''}: ${problems[0]?.message ?? ''}`,
        ),
  ];
  const message = `${name}: ${parts.filter(part => part !== '').join(', ')}`;
  const open = vscode.l10n.t('Open Records');
  const shown =
    problems.length === 0
      ? vscode.window.showInformationMessage(message, open)
      : vscode.window.showWarningMessage(message, open);
  void shown.then(async answer => {
    if (answer === open) {
      await vscode.window.showTextDocument(target);
    }
  });
}

async function parse(name: string, text: string): Promise<Imported> {
  if (/\.json$/i.test(name)) {
    return parseCslJson(text);
  }
  // Reading TeX is larger than most of Dossier and rarely asked for.
  const { parseBibtex } = await import('../core/cite/bibtex.js');
  return parseBibtex(text);
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  try {
    return open?.getText() ?? new TextDecoder().decode(await readBytes(uri));
  } catch {
    return undefined;
  }
}

/** Through the editor, so that it can be undone, and saved, so that the record has it. */
async function write(
  target: vscode.Uri,
  existing: string | undefined,
  edits: ReturnType<typeof writeSources>['edits'],
): Promise<void> {
  if (edits.length === 0) {
    return;
  }
  const change = new vscode.WorkspaceEdit();
  if (existing === undefined) {
    change.createFile(target, { contents: new TextEncoder().encode(edits.map(({ text }) => text).join('')) });
    await vscode.workspace.applyEdit(change);
    return;
  }
  const document = await vscode.workspace.openTextDocument(target);
  change.set(target, editsOf(document, edits));
  if (await vscode.workspace.applyEdit(change)) {
    await document.save();
  }
}

interface Choice {
  readonly format: 'csl-json' | 'bibtex';
  readonly scope: 'text' | 'all';
  readonly target?: vscode.Uri;
}

/** Writes sources for Pandoc, Zotero and whatever reads CSL JSON or BibLaTeX, with the keys of the record. */
export async function exportSources(store: KnowledgeStore, given: unknown): Promise<void> {
  const { knowledge } = await store.ready;
  const document = vscode.window.activeTextEditor?.document;
  const cited =
    document === undefined || vscode.languages.match(selector, document) === 0
      ? []
      : citedKeys(documentCitations(document.getText()));
  const choice = isChoice(given) ? given : await askForChoice(cited.length, knowledge.size.sources);
  if (choice === undefined) {
    return;
  }
  const unknown = choice.scope === 'text' ? cited.filter(key => knowledge.source(key) === undefined) : [];
  const sources: readonly Source[] =
    choice.scope === 'all' ? knowledge.sources : cited.flatMap(key => knowledge.source(key) ?? []);
  const extension = choice.format === 'bibtex' ? 'bib' : 'json';
  const target =
    choice.target ??
    (await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export Sources'),
      ...defaultPlace(document, extension),
      filters: choice.format === 'bibtex' ? { BibTeX: ['bib'] } : { 'CSL JSON': ['json'] },
    }));
  if (target === undefined) {
    return;
  }
  const text =
    choice.format === 'bibtex' ? (await import('../core/cite/bibtex.js')).printBibtex(sources) : printCslJson(sources);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const done = vscode.l10n.t('{0} sources written to {1}', sources.length, vscode.workspace.asRelativePath(target));
  if (unknown.length === 0) {
    void vscode.window.showInformationMessage(done);
  } else {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0}; the record has no source {1}', done, unknown.slice(0, 5).join(', ')),
    );
  }
}

function isChoice(value: unknown): value is Choice {
  return (
    typeof value === 'object' &&
    value !== null &&
    'format' in value &&
    (value.format === 'csl-json' || value.format === 'bibtex') &&
    'scope' in value &&
    (value.scope === 'text' || value.scope === 'all')
  );
}

async function askForChoice(cited: number, all: number): Promise<Choice | undefined> {
  const row = (label: string, description: string, choice: Choice): vscode.QuickPickItem & { choice: Choice } => ({
    label,
    description,
    choice,
  });
  const ofText = vscode.l10n.t('{0} sources that this text cites', cited);
  const ofRecord = vscode.l10n.t('all {0} sources of the record', all);
  const picked = await vscode.window.showQuickPick(
    [
      ...(cited === 0
        ? []
        : [
            row('CSL JSON', ofText, { format: 'csl-json', scope: 'text' }),
            row('BibTeX', ofText, { format: 'bibtex', scope: 'text' }),
          ]),
      row('CSL JSON', ofRecord, { format: 'csl-json', scope: 'all' }),
      row('BibTeX', ofRecord, { format: 'bibtex', scope: 'all' }),
    ],
    { title: vscode.l10n.t('Export Sources'), matchOnDescription: true },
  );
  return picked?.choice;
}

function defaultPlace(document: vscode.TextDocument | undefined, extension: string): { defaultUri?: vscode.Uri } {
  if (document !== undefined && !document.isUntitled) {
    return { defaultUri: document.uri.with({ path: document.uri.path.replace(/(?:\.\w+)?$/, `.${extension}`) }) };
  }
  const [workspace] = vscode.workspace.workspaceFolders ?? [];
  return workspace === undefined ? {} : { defaultUri: vscode.Uri.joinPath(workspace.uri, `sources.${extension}`) };
}
