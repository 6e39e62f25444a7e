/**
 * Everything that rests on a source: the texts of the workspace that cite it, and the claims and rows of records. From
 * a key in a text or in a record: to its definition, to all its places, and to another key everywhere at once.
 */

import * as vscode from 'vscode';

import { findCitations } from '../core/cite/citations.js';
import { citationsOf, isPlainKey } from '../core/cite/keys.js';
import type { Origin, Position, Source } from '../core/knowledge/model.js';
import { keyPlacesIn } from '../core/knowledge/sourceKeys.js';
import { selector } from './analyses.js';
import { readText } from './files.js';
import { Positions } from './positions.js';
import type { KnowledgeStore, Loaded } from './store.js';

const records: vscode.DocumentSelector = { language: 'yaml', pattern: '**/knowledge/**' };
const texts = '**/*.{md,markdown,txt}';
const ownRecords = '**/knowledge/**/*.{yaml,yml}';
const left = '**/{node_modules,.git,.vscode-test-host}/**';
/** More texts than a desk has; a workspace of a whole disk should not be read. */
const mostFiles = 5000;

interface KeyAt {
  readonly key: string;
  readonly range: vscode.Range;
}

export function registerReferences(store: KnowledgeStore): vscode.Disposable {
  const references = new References(store);
  const everywhere = [selector, records].flat();
  return vscode.Disposable.from(
    vscode.languages.registerReferenceProvider(everywhere, references),
    vscode.languages.registerRenameProvider(everywhere, references),
    vscode.languages.registerDefinitionProvider(records, references),
    vscode.commands.registerCommand('dossier.showImpact', (key?: unknown) => references.showImpact(key)),
  );
}

class References implements vscode.ReferenceProvider, vscode.RenameProvider, vscode.DefinitionProvider {
  readonly #store: KnowledgeStore;

  constructor(store: KnowledgeStore) {
    this.#store = store;
  }

  async provideDefinition(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Location[]> {
    const found = keyAt(document, position);
    const loaded = await this.#store.ready;
    const source = found === undefined ? undefined : loaded.knowledge.source(found.key);
    return source === undefined ? [] : locate(loaded, source.origin);
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[]> {
    const found = keyAt(document, position);
    return found === undefined ? [] : this.#places(found.key, includeDeclaration, token);
  }

  async prepareRename(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<{ range: vscode.Range; placeholder: string }> {
    const found = keyAt(document, position);
    await this.#store.ready;
    if (found === undefined) {
      throw new Error(vscode.l10n.t('Put the cursor on the key of a source.'));
    }
    return { range: found.range, placeholder: found.key };
  }

  /**
   * What cannot be done is said in a message and changes nothing. A refusal would have VS Code ask the next provider,
   * and Markdown's own would rename the brackets around the key.
   */
  async provideRenameEdits(
    document: vscode.TextDocument,
    position: vscode.Position,
    newKey: string,
    token: vscode.CancellationToken,
  ): Promise<vscode.WorkspaceEdit> {
    const found = keyAt(document, position);
    const loaded = await this.#store.ready;
    const edit = new vscode.WorkspaceEdit();
    if (found === undefined || newKey === found.key) {
      return edit;
    }
    const source = loaded.knowledge.source(found.key);
    const refusal =
      source?.origin.layer === 'built-in'
        ? vscode.l10n.t('"{0}" ships with Dossier, and its key cannot be changed here.', found.key)
        : !isPlainKey(newKey)
          ? vscode.l10n.t('A key begins with a letter, a digit or _ and has no blanks: "{0}" cannot be one.', newKey)
          : loaded.knowledge.source(newKey) !== undefined
            ? vscode.l10n.t('There is a source "{0}" already.', newKey)
            : undefined;
    if (refusal !== undefined) {
      void vscode.window.showErrorMessage(refusal);
      return edit;
    }
    for (const { uri, range } of await this.#written(found.key, token)) {
      edit.replace(uri, range, newKey);
    }
    const file = this.#fileNamedAfter(loaded, source);
    if (file !== undefined) {
      edit.renameFile(file, vscode.Uri.joinPath(file, '..', `${newKey}${/\.ya?ml$/i.exec(file.path)?.[0] ?? '.yaml'}`));
    }
    return edit;
  }

  /** The file of a source that has its key from the file's name. */
  #fileNamedAfter(loaded: Loaded, source: Source | undefined): vscode.Uri | undefined {
    const uri = source === undefined ? undefined : loaded.uriOf(source.origin);
    const name = uri?.path
      .split('/')
      .at(-1)
      ?.replace(/\.ya?ml$/i, '');
    return name === source?.id ? uri : undefined;
  }

  /** Shows what rests on a source in VS Code's own list of references. */
  async showImpact(key: unknown): Promise<void> {
    const loaded = await this.#store.ready;
    const source = loaded.knowledge.source(typeof key === 'string' ? key : ((await pickKey(loaded)) ?? ''));
    const [place] = source === undefined ? [] : locate(loaded, source.origin);
    if (source === undefined || place === undefined) {
      return;
    }
    const tokenSource = new vscode.CancellationTokenSource();
    const places = await this.#places(source.id, false, tokenSource.token);
    tokenSource.dispose();
    if (places.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Nothing in the records or in this workspace rests on "{0}".', source.title),
      );
      return;
    }
    await vscode.commands.executeCommand('editor.action.goToLocations', place.uri, place.range.start, places, 'peek');
  }

  /** Places that rest on a source: in texts and in the desk's records to the letter, in shipped records the claim. */
  async #places(key: string, withDefinition: boolean, token: vscode.CancellationToken): Promise<vscode.Location[]> {
    const loaded = await this.#store.ready;
    const { knowledge } = loaded;
    const written = await this.#written(key, token, withDefinition);
    const seen = new Set(written.map(({ uri }) => uri.toString()));
    const shipped = [
      ...knowledge.restingOn(key).flatMap(({ entity, claim }) => locate(loaded, entity.origin, claim.position)),
      ...knowledge.relations.flatMap(({ origin, rows }) =>
        rows
          .filter(({ cite }) => cite.some(citation => citation.key === key))
          .flatMap(({ position }) => locate(loaded, origin, position)),
      ),
    ].filter(({ uri }) => !seen.has(uri.toString()));
    return [...written, ...shipped];
  }

  /** Where the key stands in the files of the workspace, unsaved changes included. */
  async #written(key: string, token: vscode.CancellationToken, withDefinition = true): Promise<vscode.Location[]> {
    const found: vscode.Location[] = [];
    const [textFiles, recordFiles] = await Promise.all(
      [texts, ownRecords].map(pattern => vscode.workspace.findFiles(pattern, left, mostFiles, token)),
    );
    const open = new Map(vscode.workspace.textDocuments.map(document => [document.uri.toString(), document]));
    const untitled = vscode.workspace.textDocuments.filter(
      document => document.isUntitled && vscode.languages.match(selector, document) > 0,
    );
    const files = new Map(
      [...(textFiles ?? []), ...(recordFiles ?? []), ...untitled.map(({ uri }) => uri)].map(uri => [
        uri.toString(),
        uri,
      ]),
    );
    for (const [address, uri] of files) {
      if (token.isCancellationRequested) {
        break;
      }
      const text = open.get(address)?.getText() ?? (await readText(uri));
      if (!text.includes(key)) {
        continue;
      }
      const spans = /\.ya?ml$/i.test(uri.path)
        ? keyPlacesIn(uri.path, text).filter(place => place.key === key && (withDefinition || !place.isDefinition))
        : citationsOf(text, key);
      const positions = new Positions(text);
      found.push(...spans.map(({ start, end }) => new vscode.Location(uri, positions.range(start, end))));
    }
    return found;
  }
}

function keyAt(document: vscode.TextDocument, position: vscode.Position): KeyAt | undefined {
  const offset = document.offsetAt(position);
  const text = document.getText();
  const places =
    document.languageId === 'yaml'
      ? keyPlacesIn(document.uri.path, text)
      : findCitations(text).map(({ key, keyStart, keyEnd }) => ({ key, start: keyStart, end: keyEnd }));
  const found = places.find(({ start, end }) => start <= offset && offset <= end);
  return found === undefined
    ? undefined
    : {
        key: found.key,
        range: new vscode.Range(document.positionAt(found.start), document.positionAt(found.end)),
      };
}

function locate(loaded: Loaded, origin: Origin, position: Position = origin.position): vscode.Location[] {
  const uri = loaded.uriOf(origin);
  return uri === undefined ? [] : [new vscode.Location(uri, new vscode.Position(position.line, position.column))];
}

async function pickKey({ knowledge }: Loaded): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(
    knowledge.sources.map(({ id, title, publisher }) => ({ label: title, description: publisher ?? '', detail: id })),
    { placeHolder: vscode.l10n.t('Source: title, publisher or key'), matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.detail;
}
