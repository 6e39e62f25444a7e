/**
 * Layers: the shipped records, packs, a user's folder and the workspace's folder, one on top of the other.
 *
 * A later layer adds to or overrides a record field by field; claims are added, and a claim with the same id is
 * replaced. What is merged are drafts, records as their files say them; only the result is checked for being whole,
 * since a workspace file of two lines may well override one field of a shipped record.
 */

import { KnowledgeBase } from './knowledgeBase.js';
import type {
  Claim,
  ContextRule,
  Entity,
  EntityKind,
  FolderSettings,
  Name,
  Origin,
  Relations,
  Source,
} from './model.js';
import { type Problem, type Range, startOfFile } from './problems.js';

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

/** What one file gave. */
export interface FileContents {
  readonly drafts: readonly EntityDraft[];
  readonly sources: readonly Source[];
  readonly relations: readonly Relations[];
  readonly settings?: FolderSettings;
  readonly problems: readonly Problem[];
}

/** Puts the files of one folder together. Of records with the same id the first stays. */
export function layerOf(
  label: string,
  files: readonly FileContents[],
): { readonly layer: LayerDraft; readonly problems: readonly Problem[] } {
  const problems = files.flatMap(file => file.problems);
  const unique = <T extends { readonly id: string; readonly origin: Origin }>(
    records: readonly T[],
    what: string,
  ): T[] => {
    const byId = new Map<string, T>();
    for (const record of records) {
      const first = byId.get(record.id);
      if (first === undefined) {
        byId.set(record.id, record);
        continue;
      }
      problems.push(
        problemAt(
          record.origin,
          'repeated-id',
          'error',
          `The ${what} "${record.id}" exists already in ${first.origin.file}; this one is not read. Give it another id, or put both into one record.`,
        ),
      );
    }
    return [...byId.values()];
  };
  return {
    layer: {
      label,
      settings: files.find(file => file.settings !== undefined)?.settings ?? { match: {} },
      drafts: unique(
        files.flatMap(file => file.drafts),
        'record',
      ),
      sources: unique(
        files.flatMap(file => file.sources),
        'source',
      ),
      relations: unique(
        files.flatMap(file => file.relations),
        'relations file',
      ),
    },
    problems,
  };
}

/** Merges layers, later ones on top, into a knowledge base; problems are listed by the label of their layer. */
export function mergeLayers(layers: readonly LayerDraft[]): {
  readonly knowledge: KnowledgeBase;
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
} {
  const problems = new Map<string, Problem[]>();
  const report = (origin: Origin, problem: Problem): void => {
    problems.set(origin.layer, [...(problems.get(origin.layer) ?? []), problem]);
  };
  const drafts = new Map<string, EntityDraft>();
  const sources = new Map<string, Source>();
  const relations = new Map<string, Relations>();
  const rules: Partial<Record<EntityKind, ContextRule>> = {};
  for (const layer of layers) {
    for (const draft of layer.drafts) {
      const below = drafts.get(draft.id);
      drafts.set(draft.id, below === undefined ? draft : mergeDrafts(below, draft));
    }
    for (const source of layer.sources) {
      sources.set(source.id, source);
    }
    for (const table of layer.relations) {
      relations.set(table.id, table);
    }
    Object.assign(rules, layer.settings.match);
  }
  const entities: Entity[] = [];
  for (const draft of drafts.values()) {
    const { name, kind } = draft;
    if (name === undefined || name === '') {
      report(
        draft.origin,
        problemAt(
          draft.origin,
          'missing-name',
          'error',
          `The record "${draft.id}" has no name; add a line \`name: …\`.`,
        ),
      );
    } else if (kind === undefined) {
      report(
        draft.origin,
        problemAt(
          draft.origin,
          'missing-kind',
          'error',
          `The kind of "${draft.id}" is unknown; move the file into a folder such as countries/ or add a line \`kind: …\`.`,
        ),
      );
    } else {
      entities.push(completeEntity(draft, name, kind));
    }
  }
  const byId = <T extends { readonly id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return {
    knowledge: new KnowledgeBase({
      entities: entities.sort(byId),
      sources: [...sources.values()].sort(byId),
      relations: [...relations.values()].sort(byId),
      rules,
    }),
    problems,
  };
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
 * place, so that a rule can be put on "Georgia" itself.
 */
function composeNames(
  name: string,
  official: string | undefined,
  native: string | undefined,
  aliases: readonly Name[],
  demonyms: readonly Name[],
  former: readonly Name[],
): readonly Name[] {
  const written = new Map(aliases.map(alias => [alias.text, alias]));
  const composed = new Map<string, Name>();
  const add = (plain: Name): void => {
    const alias = written.get(plain.text);
    if (!composed.has(plain.text)) {
      const keepsRole = alias?.role === 'alias' || alias?.role === 'acronym';
      composed.set(plain.text, alias === undefined ? plain : { ...alias, role: keepsRole ? plain.role : alias.role });
    }
  };
  add({ text: name, role: 'name' });
  if (official !== undefined) {
    add({ text: official, role: 'official' });
  }
  if (native !== undefined) {
    add({ text: native, role: 'alias' });
  }
  for (const plain of [...aliases, ...demonyms, ...former]) {
    add(plain);
  }
  return [...composed.values()];
}

function problemAt(origin: Origin, code: string, severity: Problem['severity'], message: string): Problem {
  const { line, column } = origin.position;
  const range: Range =
    line === 0 && column === 0 ? startOfFile : { line, column, endLine: line, endColumn: column + 1 };
  return { file: origin.file, range, code, severity, message };
}
