/** The commands: to a record, to a row, into the text. */

import * as vscode from 'vscode';

import { findCitations, formatCitation } from '../core/cite/citations.js';
import { formatDate } from '../core/knowledge/dates.js';
import type { Claim, Entity, Origin, Source } from '../core/knowledge/model.js';
import { codeOf, kindLabel, statusLabel } from '../core/present/describe.js';
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
        await insertClaim(claim);
      }
    }),
    register('dossier.insertCitation', async () => {
      const loaded = await store.ready;
      const editor = vscode.window.activeTextEditor;
      const cited = new Set(findCitations(editor?.document.getText() ?? '').map(({ key }) => key));
      const source = await pickSource(loaded, cited);
      if (source === undefined) {
        return;
      }
      const locator = await vscode.window.showInputBox({
        title: source.title,
        prompt: vscode.l10n.t('Where in the source? Leave it empty for the whole.'),
        placeHolder: 'p. 3, para. 4, chap. 2, 12:30',
      });
      if (locator !== undefined) {
        await insert(formatCitation(source.id, locator));
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
  await editor.edit(edit => {
    for (const selection of editor.selections) {
      edit.replace(selection, text);
    }
  });
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
}

/** The claim's sentence with its sources; only the sources where the sentence stands already. */
async function insertClaim(claim: Claim): Promise<void> {
  const citation = claim.cite.map(({ key, locator }) => formatCitation(key, locator).slice(1, -1)).join('; ');
  const editor = vscode.window.activeTextEditor;
  const cursor = editor?.selection.active;
  const before =
    editor === undefined || cursor === undefined
      ? ''
      : editor.document.getText(new vscode.Range(new vscode.Position(Math.max(0, cursor.line - 3), 0), cursor));
  const sentence = claim.say.replace(/\.$/, '');
  const stands = before.replace(/\s+/g, ' ').trimEnd().replace(/\.$/, '').endsWith(sentence);
  const cluster = citation === '' ? '' : ` [${citation}]`;
  await insert(stands ? cluster : `${sentence}${cluster}.`);
}

interface Row<T> extends vscode.QuickPickItem {
  readonly value: T;
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
          .items.filter(({ entity }, index, all) => all.findIndex(other => other.entity === entity) === index)
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

function pickSource(loaded: Loaded, first: ReadonlySet<string> = new Set()): Promise<Source | undefined> {
  const rows = (typed: string): Row<Source>[] =>
    loaded.sources.find(typed, 100, first).map(source => {
      const who = [
        source.authors[0],
        source.publisher,
        source.issued === undefined ? undefined : formatDate(source.issued),
      ];
      return {
        label: source.title,
        description: first.has(source.id) ? vscode.l10n.t('cited in this text') : '',
        detail: [...who.filter(part => part !== undefined), source.id].join(' · '),
        alwaysShow: true,
        value: source,
      };
    });
  return pick(vscode.l10n.t('Source: title, author, publisher, year or key'), rows);
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

function pick<T>(placeholder: string, rows: (typed: string) => Row<T>[]): Promise<T | undefined> {
  const quickPick = vscode.window.createQuickPick<Row<T>>();
  quickPick.placeholder = placeholder;
  quickPick.matchOnDetail = true;
  quickPick.matchOnDescription = true;
  quickPick.items = rows('');
  return new Promise(resolve => {
    let chosen: T | undefined;
    quickPick.onDidChangeValue(typed => {
      quickPick.items = rows(typed);
    });
    quickPick.onDidAccept(() => {
      chosen = quickPick.activeItems[0]?.value;
      quickPick.hide();
    });
    quickPick.onDidHide(() => {
      quickPick.dispose();
      resolve(chosen);
    });
    quickPick.show();
  });
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
