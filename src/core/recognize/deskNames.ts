/**
 * The names of a desk's folders on top of those that ship, made from those of the state before.
 *
 * Of 20,000 records one changes at a time. A record whose file is what it was has the names that it had, so only the
 * others are asked for theirs. Between two starts the names are kept with what was decoded.
 */

import type { LayerDraft } from '../knowledge/layers.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { FolderSettings } from '../knowledge/model.js';
import { jsonBytes, jsonOf, section, type Sections } from '../knowledge/pack.js';
import type { CompiledKnowledge } from './compiledKnowledge.js';
import { Names } from './names.js';

/** What a folder says that names depend on. */
interface NamedLayer {
  readonly label: string;
  readonly settings: FolderSettings;
  /** Of each record a number that changes with it. */
  readonly stamps: ReadonlyMap<string, number>;
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
  above: readonly NamedLayer[],
  before?: DeskNames,
): DeskNames {
  const shipped = compiled === undefined ? undefined : { compiled, above: [], names: compiled.names };
  const names = namesOn(before) ?? namesOn(shipped) ?? Names.of(knowledge.entities, knowledge.rules);
  return { compiled, above: above.map(({ label, settings, stamps }) => ({ label, settings, stamps })), names };

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

/** The ids of records that some layer says otherwise than before, sorted. */
function changedIds(before: readonly NamedLayer[], after: readonly NamedLayer[]): readonly string[] {
  const old = stampsById(before);
  const changed: string[] = [];
  for (const [id, stamp] of stampsById(after)) {
    if (old.get(id) !== stamp) {
      changed.push(id);
    }
    old.delete(id);
  }
  return [...changed, ...old.keys()].sort();
}

/** The stamps of each record, those of several layers with their labels. */
function stampsById(layers: readonly NamedLayer[]): Map<string, string | number> {
  const byId = new Map<string, string | number>();
  for (const [index, { label, stamps }] of layers.entries()) {
    for (const [id, stamp] of stamps) {
      const below = byId.get(id);
      byId.set(id, layers.length === 1 ? stamp : `${below ?? ''} ${index} ${label} ${stamp}`);
    }
  }
  return byId;
}

/** What stands in a pack beside the names: the shipped records below them, and the stamps of the folders. */
interface Kept {
  readonly shipped: string | undefined;
  readonly above: readonly (Omit<NamedLayer, 'stamps'> & { readonly stamps: readonly (readonly [string, number])[] })[];
}

/** Sections of a pack. */
export function writeDeskNames(desk: DeskNames): readonly (readonly [string, Uint8Array])[] {
  const kept: Kept = {
    shipped: desk.compiled?.id,
    above: desk.above.map(({ label, settings, stamps }) => ({ label, settings, stamps: [...stamps] })),
  };
  return [['desk', jsonBytes(kept)], ...desk.names.write()];
}

/** The names that were kept, if they were made on the same shipped records. */
export function readDeskNames(sections: Sections, compiled: CompiledKnowledge | undefined): DeskNames | undefined {
  const kept = jsonOf(section(sections, 'desk')) as Kept;
  if (kept.shipped !== compiled?.id) {
    return undefined;
  }
  const above = kept.above.map(({ label, settings, stamps }) => ({ label, settings, stamps: new Map(stamps) }));
  return { compiled, above, names: Names.read(sections) };
}

/** The records of a folder that is read once. */
export function namedLayer({ label, settings, drafts }: LayerDraft): NamedLayer {
  return { label, settings, stamps: new Map(drafts.map(({ id }) => [id, 0])) };
}
