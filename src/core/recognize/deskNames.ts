/**
 * The names of a desk's folders on top of those that ship, made from those of the state before.
 *
 * Of 20,000 records one changes at a time. A record whose file is what it was has the names that it had, so only the
 * others are asked for theirs. Between two starts the names are kept with what was decoded.
 */

import type { LayerDraft } from '../knowledge/layers.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { FolderSettings } from '../knowledge/model.js';
import { bytesOf, doublesOf, jsonBytes, jsonOf, section, type Sections } from '../knowledge/pack.js';
import { sortedIds } from '../knowledge/sortedIds.js';
import type { CompiledKnowledge } from './compiledKnowledge.js';
import { Names } from './names.js';

/** What a folder says that names depend on. */
interface NamedLayer {
  readonly label: string;
  readonly settings: FolderSettings;
  /** Ids, each once. */
  readonly draftIds: readonly string[];
  /** Of each of these records a number that changes with it. */
  readonly stamps: Float64Array;
}

/** Names with what they were made of. */
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
  layers: readonly NamedLayer[],
  before?: DeskNames,
): DeskNames {
  const above = layers.map(namedOf);
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
  const rules = layers.map(({ settings: { match, lists = {} } }) => ({ match, lists }));
  return JSON.stringify(rules.filter(({ match, lists }) => Object.keys({ ...match, ...lists }).length > 0));
}

/** The ids of records that some layer says otherwise than before, sorted. */
function changedIds(before: readonly NamedLayer[], after: readonly NamedLayer[]): readonly string[] {
  const isSameStack = before.length === after.length && before.every(({ label }, i) => label === after[i]?.label);
  const changed = isSameStack
    ? after.flatMap((layer, i) => changesOf(before[i] ?? layer, layer))
    : [...before, ...after].flatMap(({ draftIds }) => draftIds);
  return sortedIds(changed);
}

/** The ids of records that are new, changed or gone in a layer. */
function changesOf(before: NamedLayer, after: NamedLayer): readonly string[] {
  const isSame =
    (before.draftIds === after.draftIds && before.stamps === after.stamps) ||
    (before.draftIds.length === after.draftIds.length &&
      before.draftIds.every((id, i) => id === after.draftIds[i] && before.stamps[i] === after.stamps[i]));
  if (isSame) {
    return [];
  }
  const old = new Map(before.draftIds.map((id, i) => [id, before.stamps[i]]));
  const changed = after.draftIds.filter((id, i) => {
    const stamp = old.get(id);
    old.delete(id);
    return stamp !== after.stamps[i];
  });
  return [...changed, ...old.keys()];
}

/** What stands in a pack beside the names: the shipped records below them, and the folders that they are of. */
interface Kept {
  readonly shipped: string | undefined;
  readonly above: readonly KeptLayer[];
}

/** Which records a folder has is said only where it is not what its files have that lie in the same pack. */
interface KeptLayer extends Pick<NamedLayer, 'label' | 'settings'> {
  readonly draftIds?: readonly string[];
}

const stampsSection = 'desk.stamps';

/**
 * Sections of a pack.
 *
 * @param files the folders whose files lie in the same pack
 */
export function writeDeskNames(
  desk: DeskNames,
  files: readonly NamedLayer[] = [],
): readonly (readonly [string, Uint8Array])[] {
  const above = desk.above.map(layer => {
    const ofFiles = files.find(({ label }) => label === layer.label);
    return { layer, isOfFiles: ofFiles !== undefined && changesOf(ofFiles, layer).length === 0 };
  });
  const kept: Kept = {
    shipped: desk.compiled?.id,
    above: above.map(({ layer: { label, settings, draftIds }, isOfFiles }) => ({
      label,
      settings,
      ...(isOfFiles ? {} : { draftIds }),
    })),
  };
  const stamps = Float64Array.from(above.flatMap(({ layer, isOfFiles }) => (isOfFiles ? [] : [...layer.stamps])));
  return [['desk', jsonBytes(kept)], [stampsSection, bytesOf(stamps)], ...desk.names.write()];
}

/**
 * The names that were kept, if they were made on the same shipped records.
 *
 * @param files the folders whose files lie in the same pack
 */
export function readDeskNames(
  sections: Sections,
  compiled: CompiledKnowledge | undefined,
  files: readonly NamedLayer[] = [],
): DeskNames | undefined {
  const kept = jsonOf(section(sections, 'desk')) as Kept;
  if (kept.shipped !== compiled?.id) {
    return undefined;
  }
  const stamps = doublesOf(section(sections, stampsSection));
  let read = 0;
  const above = kept.above.flatMap(({ label, settings, draftIds }): readonly NamedLayer[] => {
    if (draftIds === undefined) {
      const ofFiles = files.find(layer => layer.label === label);
      return ofFiles === undefined ? [] : [{ ...namedOf(ofFiles), settings }];
    }
    const from = read;
    read += draftIds.length;
    return [{ label, settings, draftIds, stamps: stamps.subarray(from, read) }];
  });
  return above.length === kept.above.length ? { compiled, above, names: Names.read(sections) } : undefined;
}

/** Stamps are read once, and the rest of a layer need not stay. */
function namedOf({ label, settings, draftIds, stamps }: NamedLayer): NamedLayer {
  return { label, settings, draftIds, stamps };
}

/** The records of a folder that is read once. */
export function namedLayer({ label, settings, drafts }: LayerDraft): NamedLayer {
  return { label, settings, draftIds: drafts.map(({ id }) => id), stamps: new Float64Array(drafts.length) };
}
