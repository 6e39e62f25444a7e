/**
 * Layers: the shipped records, packs, a user's folder and the workspace's folder, one on top of the other.
 *
 * A later layer adds to or overrides a record field by field; claims are added, and a claim with the same id is
 * replaced. What is merged are drafts, records as their files say them; only the result is checked for being whole,
 * since a workspace file of two lines may well override one field of a shipped record.
 */

import { KnowledgeBase, RecordTable } from './knowledgeBase.js';
import { type Lists, namesWithLists } from './lists.js';
import type { Claim, KindRule, Entity, EntityKind, FolderSettings, Name, Origin, Relations, Source } from './model.js';
import { type Problem, type Range, startOfFile } from './problems.js';
import { mergedIds, type SortedIds, sortedIds, withoutIds } from './sortedIds.js';

/** A record as one file says it: every field may be missing. */
export interface EntityDraft extends Partial<Omit<Entity, 'id' | 'names' | 'origin'>> {
  readonly id: string;
  readonly origin: Origin;
  /** The `names` field alone. */
  readonly names?: readonly Name[];
  readonly demonyms?: readonly Name[];
  readonly former?: readonly Name[];
}

/** What one folder says, as a value that survives JSON. */
export interface LayerDraft {
  readonly label: string;
  readonly settings: FolderSettings;
  readonly drafts: readonly EntityDraft[];
  readonly sources: readonly Source[];
  readonly relations: readonly Relations[];
}

/** A layer from which records are taken one by one. */
export interface LayerRecords {
  readonly label: string;
  readonly settings: FolderSettings;
  readonly draftIds: SortedIds;
  readonly sourceIds: SortedIds;
  readonly relationsIds: SortedIds;
  /** Ids of drafts that lack a name or a kind. */
  readonly partialIds: readonly string[];
  draft(id: string): EntityDraft | undefined;
  source(id: string): Source | undefined;
  relations(id: string): Relations | undefined;
}

function recordsOf(layer: LayerDraft): LayerRecords {
  const { label, settings } = layer;
  const drafts = new Map(layer.drafts.map(draft => [draft.id, draft]));
  const sources = new Map(layer.sources.map(source => [source.id, source]));
  const relations = new Map(layer.relations.map(table => [table.id, table]));
  return {
    label,
    settings,
    draftIds: sortedIds([...drafts.keys()]),
    sourceIds: sortedIds([...sources.keys()]),
    relationsIds: sortedIds([...relations.keys()]),
    partialIds: layer.drafts.filter(draft => whatLacks(draft) !== undefined).map(({ id }) => id),
    draft: id => drafts.get(id),
    source: id => sources.get(id),
    relations: id => relations.get(id),
  };
}

/** What one file gave. */
export interface FileContents {
  readonly drafts: readonly EntityDraft[];
  readonly sources: readonly Source[];
  readonly relations: readonly Relations[];
  readonly settings?: FolderSettings;
  readonly problems: readonly Problem[];
}

/** Merges layers, later ones on top, into a knowledge base; problems are listed by the label of their layer. */
export function mergeLayers(layers: readonly (LayerDraft | LayerRecords)[]): {
  readonly knowledge: KnowledgeBase;
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
} {
  const stack = layers.map(layer => ('drafts' in layer ? recordsOf(layer) : layer));
  const problems = new Map<string, Problem[]>();
  const incomplete = new Set<string>();
  // A record may name the lists of its own folder and of those below it.
  const lists = stack.map(
    (_, index) => Object.assign({}, ...stack.slice(0, index + 1).map(({ settings }) => settings.lists)) as Lists,
  );
  const draftOf = (id: string): EntityDraft | undefined => {
    let merged: EntityDraft | undefined;
    for (const [index, layer] of stack.entries()) {
      const own = layer.draft(id);
      const draft = own === undefined ? undefined : withListsOf(own, lists[index] ?? {});
      merged = draft === undefined || merged === undefined ? (draft ?? merged) : mergeDrafts(merged, draft);
    }
    return merged;
  };
  for (const id of new Set(stack.flatMap(({ partialIds }) => partialIds))) {
    const draft = draftOf(id);
    const problem = draft === undefined ? undefined : whatLacks(draft);
    if (draft !== undefined && problem !== undefined) {
      incomplete.add(id);
      problems.set(draft.origin.layer, [...(problems.get(draft.origin.layer) ?? []), problem]);
    }
  }
  const idsOf = (list: (layer: LayerRecords) => SortedIds): SortedIds => mergedIds(stack.map(list));
  const topmost = <T>(get: (layer: LayerRecords) => T | undefined): T | undefined => {
    for (let i = stack.length - 1; i >= 0; i--) {
      const layer = stack[i];
      const found = layer === undefined ? undefined : get(layer);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  };
  const rules: Partial<Record<EntityKind, KindRule>> = {};
  for (const { settings } of stack) {
    Object.assign(rules, settings.match);
  }
  return {
    knowledge: new KnowledgeBase({
      entities: new RecordTable(
        withoutIds(
          idsOf(({ draftIds }) => draftIds),
          incomplete,
        ),
        id => {
          const draft = draftOf(id);
          return draft?.name === undefined || draft.kind === undefined
            ? undefined
            : completeEntity(draft, draft.name, draft.kind);
        },
      ),
      sources: new RecordTable(
        idsOf(({ sourceIds }) => sourceIds),
        id => topmost(layer => layer.source(id)),
      ),
      relations: new RecordTable(
        idsOf(({ relationsIds }) => relationsIds),
        id => topmost(layer => layer.relations(id)),
      ),
      rules,
    }),
    problems,
  };
}

/** Why a record cannot be used, if it cannot. */
function whatLacks({ id, name, kind, origin }: EntityDraft): Problem | undefined {
  if (name === undefined || name === '') {
    return problemAt(origin, 'missing-name', 'error', `The record "${id}" has no name; add a line \`name: …\`.`);
  }
  return kind === undefined
    ? problemAt(
        origin,
        'missing-kind',
        'error',
        `The kind of "${id}" is unknown; move the file into a folder such as countries/ or add a line \`kind: …\`.`,
      )
    : undefined;
}

function mergeDrafts(below: EntityDraft, above: EntityDraft): EntityDraft {
  const label = above.origin.layer;
  const added = (above.claims ?? []).map(claim => ({ ...claim, layer: label }));
  const replaced = new Set(added.map(({ id }) => id).filter(id => id !== undefined));
  const claims: readonly Claim[] = [
    ...(below.claims ?? []).filter(({ id }) => id === undefined || !replaced.has(id)),
    ...added,
  ];
  return { ...below, ...above, claims };
}

function withListsOf(draft: EntityDraft, lists: Lists): EntityDraft {
  const { names, demonyms, former } = draft;
  return {
    ...draft,
    ...(names === undefined ? {} : { names: namesWithLists(names, lists) }),
    ...(demonyms === undefined ? {} : { demonyms: namesWithLists(demonyms, lists) }),
    ...(former === undefined ? {} : { former: namesWithLists(former, lists) }),
  };
}

function completeEntity(draft: EntityDraft, name: string, kind: EntityKind): Entity {
  const { names, demonyms, former, ...fields } = draft;
  return {
    ...fields,
    name,
    kind,
    buildsOn: draft.buildsOn ?? [],
    parties: draft.parties ?? [],
    successors: draft.successors ?? [],
    predecessors: draft.predecessors ?? [],
    roles: draft.roles ?? [],
    ties: draft.ties ?? [],
    notNames: draft.notNames ?? [],
    claims: draft.claims ?? [],
    names: composeNames(name, draft.official, draft.native, names ?? [], demonyms ?? [], former ?? []),
  };
}

/**
 * Every name once. An entry of `names` with the text of the record's own name, official name or demonym takes its
 * place, so that a rule can be put on "Georgia" itself. Several entries of one text with rules of their own all stay,
 * in whichever field they are: "Powell" behind "Secretary", and "Powell" where the text has his full name.
 */
function composeNames(
  name: string,
  official: string | undefined,
  native: string | undefined,
  aliases: readonly Name[],
  demonyms: readonly Name[],
  former: readonly Name[],
): readonly Name[] {
  const written = byText(aliases);
  const composed = new Map<string, readonly Name[]>();
  const add = (plain: Name, alike: readonly Name[] = [plain]): void => {
    if (!composed.has(plain.text)) {
      const entries = written.get(plain.text)?.map(alias => {
        const keepsRole = alias.role === 'alias' || alias.role === 'acronym';
        return { ...alias, role: keepsRole ? plain.role : alias.role };
      });
      composed.set(plain.text, entries ?? alike);
    }
  };
  add({ text: name, role: 'name' });
  if (official !== undefined) {
    add({ text: official, role: 'official' });
  }
  if (native !== undefined) {
    add({ text: native, role: 'alias' });
  }
  for (const list of [written, byText(demonyms), byText(former)]) {
    for (const [first, ...others] of list.values()) {
      if (first !== undefined) {
        add(first, [first, ...others]);
      }
    }
  }
  return [...composed.values()].flat();
}

function byText(names: readonly Name[]): ReadonlyMap<string, readonly Name[]> {
  const alike = new Map<string, Name[]>();
  for (const name of names) {
    const known = alike.get(name.text);
    if (known === undefined) {
      alike.set(name.text, [name]);
    } else {
      known.push(name);
    }
  }
  return alike;
}

export function problemAt(origin: Origin, code: string, severity: Problem['severity'], message: string): Problem {
  const { line, column } = origin.position;
  const range: Range =
    line === 0 && column === 0 ? startOfFile : { line, column, endLine: line, endColumn: column + 1 };
  return { file: origin.file, range, code, severity, message };
}
