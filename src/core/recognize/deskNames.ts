/**
 * The names of a desk's folders on top of those that ship, made from those of the state before.
 *
 * Of 20,000 records one changes at a time. A draft that is the same object as before has the names that it had, so only
 * the others are asked for theirs. Between two starts the names are kept with what was decoded.
 */

import type { EntityDraft, LayerDraft } from '../knowledge/layers.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import { jsonBytes, jsonOf, section, type Sections } from '../knowledge/pack.js';
import type { CompiledKnowledge } from './compiledKnowledge.js';
import { Names } from './names.js';

/** What a folder says that names depend on. */
type NamedLayer = Pick<LayerDraft, 'label' | 'settings' | 'drafts'>;

/** Names with the drafts of which they were made. */
export interface DeskNames {
  readonly compiled: CompiledKnowledge | undefined;
  readonly above: readonly NamedLayer[];
  readonly names: Names;
}

/** Records that were changed leave their old names in the tables; beyond this share all are made anew. */
const mostLeftOver = 0.25;

/** The names of a knowledge base made of a compiled layer and of others above it. */
export function nameDesk(
  knowledge: KnowledgeBase,
  compiled: CompiledKnowledge | undefined,
  above: readonly NamedLayer[],
  before?: DeskNames,
): DeskNames {
  const shipped = compiled === undefined ? undefined : { compiled, above: [], names: compiled.names };
  const names = namesOn(before) ?? namesOn(shipped) ?? Names.of(knowledge.entities, knowledge.rules);
  return { compiled, above, names };

  /** Only names of records that changed are compiled anew, unless the rules of a kind did. */
  function namesOn(base: DeskNames | undefined): Names | undefined {
    if (base === undefined || base.compiled !== compiled || rulesOf(base.above) !== rulesOf(above)) {
      return undefined;
    }
    const changed = changedIds(base.above, above);
    const entities = changed.flatMap(id => knowledge.entity(id) ?? []);
    const size = base.names.ids.length + entities.length;
    if (base === before && size > knowledge.size.entities * (1 + mostLeftOver) + 100) {
      return undefined;
    }
    const gone = changed.filter(id => knowledge.entity(id) === undefined);
    return base.names.with(entities, knowledge.rules, gone);
  }
}

function rulesOf(layers: readonly NamedLayer[]): string {
  return JSON.stringify(layers.map(({ settings }) => settings.match).filter(match => Object.keys(match).length > 0));
}

/** The ids of records of which some draft is another one than before, sorted. */
function changedIds(before: readonly NamedLayer[], after: readonly NamedLayer[]): readonly string[] {
  const old = draftsById(before);
  const changed: string[] = [];
  for (const [id, drafts] of draftsById(after)) {
    const known = old.get(id);
    old.delete(id);
    if (known?.length !== drafts.length || drafts.some((draft, i) => draft !== known[i])) {
      changed.push(id);
    }
  }
  return [...changed, ...old.keys()].sort();
}

function draftsById(layers: readonly NamedLayer[]): Map<string, EntityDraft[]> {
  const byId = new Map<string, EntityDraft[]>();
  for (const { drafts } of layers) {
    for (const draft of drafts) {
      const alike = byId.get(draft.id);
      if (alike === undefined) {
        byId.set(draft.id, [draft]);
      } else {
        alike.push(draft);
      }
    }
  }
  return byId;
}

/** What stands in a pack beside the names: the shipped records below them, and each draft by its file and id. */
interface Kept {
  readonly shipped: string | undefined;
  readonly above: readonly (Pick<NamedLayer, 'label' | 'settings'> & {
    readonly drafts: readonly (readonly [file: string, id: string])[];
  })[];
}

/** Sections of a pack. */
export function writeDeskNames(desk: DeskNames): readonly (readonly [string, Uint8Array])[] {
  const kept: Kept = {
    shipped: desk.compiled?.id,
    above: desk.above.map(({ label, settings, drafts }) => ({
      label,
      settings,
      drafts: drafts.map(({ id, origin }) => [origin.file, id] as const),
    })),
  };
  return [['desk', jsonBytes(kept)], ...desk.names.write()];
}

/**
 * The names that were kept, if they were made on the same shipped records.
 *
 * @param draftsOf the drafts of a file of a folder as they were then
 */
export function readDeskNames(
  sections: Sections,
  compiled: CompiledKnowledge | undefined,
  draftsOf: (label: string, file: string) => readonly EntityDraft[],
): DeskNames | undefined {
  const kept = jsonOf(section(sections, 'desk')) as Kept;
  if (kept.shipped !== compiled?.id) {
    return undefined;
  }
  const above = kept.above.map(({ label, settings, drafts }) => ({
    label,
    settings,
    drafts: drafts.flatMap(([file, id]) => draftsOf(label, file).find(draft => draft.id === id) ?? []),
  }));
  return { compiled, above, names: Names.read(sections) };
}
