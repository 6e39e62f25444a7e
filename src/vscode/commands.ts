/** The commands: to a record, to a row, into the text. */

import * as vscode from 'vscode';

import type { Claim, Entity, Origin } from '../core/knowledge/model.js';
import { codeOf, kindLabel, statusLabel } from '../core/present/describe.js';
import { insertClaim, insertPickedCitation, pickSource } from './citing.js';
import { pick, type Row } from './pick.js';
import { createSource, exportSources, importSources } from './sourceRecords.js';
import type { KnowledgeStore, Loaded } from './store.js';
import type { KnowledgeTree } from './tree.js';

/** Commands get an id from a card, or a node from the tree. */
type Target = unknown;

export function registerCommands(
  store: KnowledgeStore,
  tree: KnowledgeTree,
  log: vscode.LogOutputChannel,
  state: vscode.Memento,
): vscode.Disposable {
  const register = (name: string, run: (...args: Target[]) => Promise<void>): vscode.Disposable =>
    vscode.commands.registerCommand(name, async (...args: Target[]) => {
      try {
        await run(...args);
      } catch (error) {
        log.error(`${name} failed`, error);
        void vscode.window.showErrorMessage(vscode.l10n.t('{0} did not work; the Dossier log says why.', name));
      }
    });
  const entityOf = async (target: Target): Promise<{ loaded: Loaded; entity: Entity } | undefined> => {
    const loaded = await store.ready;
    const id = idOf(target) ?? (await pickEntity(loaded))?.id;
    const entity = id === undefined ? undefined : loaded.knowledge.entity(id);
    return entity === undefined ? undefined : { loaded, entity };
  };
  return vscode.Disposable.from(
    register('dossier.openRecord', async target => {
      const found = await entityOf(target);
      if (found !== undefined) {
        await open(found.loaded, found.entity.origin);
      }
    }),
    register('dossier.openSource', async key => {
      const loaded = await store.ready;
      const source = typeof key === 'string' ? loaded.knowledge.source(key) : await pickSource(loaded);
      if (source !== undefined) {
        await open(loaded, source.origin);
      }
    }),
    register('dossier.reveal', async target => {
      const id = idOf(target);
      if (id !== undefined) {
        await tree.reveal(id);
      }
    }),
    register('dossier.findEntity', async () => {
      const entity = await pickEntity(await store.ready);
      if (entity !== undefined) {
        await tree.reveal(entity.id);
      }
    }),
    register('dossier.insertName', async target => {
      const found = await entityOf(target);
      if (found !== undefined) {
        await insert(found.entity.name);
      }
    }),
    register('dossier.copyName', async target => {
      const found = await entityOf(target);
      if (found !== undefined) {
        await vscode.env.clipboard.writeText(found.entity.name);
      }
    }),
    register('dossier.citeClaim', async (target, index) => {
      const found = await entityOf(target);
      if (found === undefined) {
        return;
      }
      const claim = typeof index === 'number' ? found.entity.claims[index] : await pickClaim(found.entity);
      if (claim !== undefined) {
        await insertClaim(claim, found.loaded);
      }
    }),
    register('dossier.insertCitation', async () => insertPickedCitation(await store.ready)),
    register('dossier.importSources', async file => importSources(store, log, file)),
    register('dossier.exportSources', async choice => exportSources(store, choice)),
    register('dossier.createSource', async key => {
      if (typeof key === 'string') {
        await createSource(key);
      }
    }),
    register('dossier.showLog', async () => log.show()),
    register('dossier.toggleMarkdownSuggestions', () => toggleMarkdownSuggestions(state)),
  );
}

function idOf(target: Target): string | undefined {
  if (typeof target === 'string') {
    return target;
  }
  if (typeof target === 'object' && target !== null && 'entity' in target) {
    const { entity } = target;
    return typeof entity === 'object' && entity !== null && 'id' in entity ? String(entity.id) : undefined;
  }
  return undefined;
}

async function open(loaded: Loaded, origin: Origin): Promise<void> {
  const uri = loaded.uriOf(origin);
  if (uri === undefined) {
    return;
  }
  const position = new vscode.Position(origin.position.line, origin.position.column);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position) });
}

/** Writes at every cursor, as one step to undo. */
async function insert(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open the text into which it should be written.'));
    return;
  }
  const write = (): Thenable<boolean> =>
    editor.edit(edit => {
      for (const selection of editor.selections) {
        edit.replace(selection, text);
      }
    });
  // Refused where somebody typed in between; what stands there now is as good a place.
  if (!(await write())) {
    await write();
  }
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
}

/** A native pick over all names and aliases; the list is made anew for what is typed, so nothing is cut before it is found. */
function pickEntity(loaded: Loaded): Promise<Entity | undefined> {
  const rows = (typed: string): Row<Entity>[] =>
    typed.trim() === ''
      ? loaded.knowledge.entities
          .filter(({ kind }) => kind === 'country')
          .map(entity => entityRow(entity, ''))
          .sort((a, b) => a.label.localeCompare(b.label))
      : loaded.completion
          .find(typed, { limit: 100 })
          .items.filter(({ entity }, index, all) => all.findIndex(other => other.entity.id === entity.id) === index)
          .map(({ entity, name }) => entityRow(entity, name.text === entity.name ? '' : name.text));
  return pick(vscode.l10n.t('Find an entity by any of its names'), rows);
}

function entityRow(entity: Entity, matched: string): Row<Entity> {
  const description = [kindLabel(entity), codeOf(entity), matched === '' ? undefined : `“${matched}”`];
  return {
    label: entity.name,
    description: description.filter(part => part !== undefined).join(' · '),
    ...(entity.summary === undefined ? {} : { detail: entity.summary }),
    alwaysShow: true,
    value: entity,
  };
}

async function pickClaim(entity: Entity): Promise<Claim | undefined> {
  const rows = entity.claims.map((claim): Row<Claim> => ({
    label: claim.say,
    description: [statusLabel(claim), claim.type === 'fact' ? undefined : claim.type]
      .filter(part => part !== undefined)
      .join(', '),
    detail: claim.cite
      .map(({ key, locator }) => [key, locator].filter(part => part !== undefined).join(', '))
      .join('; '),
    value: claim,
  }));
  const title = vscode.l10n.t('Which claim about {0}?', entity.name);
  return (await vscode.window.showQuickPick(rows, { title, matchOnDetail: true }))?.value;
}

const rememberedKey = 'markdownQuickSuggestions';

/** VS Code keeps suggestions quiet in Markdown; this turns them on, and a second time back to what they were. */
async function toggleMarkdownSuggestions(state: vscode.Memento): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('editor', { languageId: 'markdown' });
  const remembered = state.get<{ readonly value: unknown }>(rememberedKey);
  if (remembered === undefined) {
    const value = configuration.inspect('quickSuggestions')?.globalLanguageValue;
    await state.update(rememberedKey, { value: value ?? null });
    const on = { comments: 'off', strings: 'off', other: 'on' };
    await configuration.update('quickSuggestions', on, vscode.ConfigurationTarget.Global, true);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Suggestions now appear while you type in Markdown. Run the command again to undo this.'),
    );
    return;
  }
  await configuration.update(
    'quickSuggestions',
    remembered.value ?? undefined,
    vscode.ConfigurationTarget.Global,
    true,
  );
  await state.update(rememberedKey, undefined);
  void vscode.window.showInformationMessage(vscode.l10n.t('Suggestions in Markdown are as they were before.'));
}
