/**
 * The compiled form of a folder of records: what Dossier ships, so that nothing is parsed when it starts.
 *
 * A record is read when somebody asks for it, and most are never asked for in a session.
 */

import type { EntityDraft, LayerDraft, LayerRecords } from './layers.js';
import type { FolderSettings, Relations, Source } from './model.js';
import { jsonBytes, jsonOf, section, type Sections, ValueList } from './pack.js';

const byId = <T extends { readonly id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The sections of a pack that hold a layer. Its records must be whole: each with a name and a kind. */
export function compileLayer(layer: LayerDraft): readonly (readonly [string, Uint8Array])[] {
  // Neighbours in a folder resemble each other, which makes the package smaller.
  const drafts = layer.drafts;
  const sources = [...layer.sources].sort(byId);
  const relations = [...layer.relations].sort(byId);
  const head = {
    label: layer.label,
    settings: layer.settings,
    drafts: drafts.map(({ id }) => id),
    sources: sources.map(({ id }) => id),
    relations: relations.map(({ id }) => id),
  };
  return [
    ['layer', jsonBytes(head)],
    ...ValueList.write('drafts', drafts),
    ...ValueList.write('sources', sources),
    ...ValueList.write('relations', relations),
  ];
}

export class CompiledLayer implements LayerRecords {
  readonly label: string;
  readonly settings: FolderSettings;
  readonly draftIds: readonly string[];
  readonly sourceIds: readonly string[];
  readonly relationsIds: readonly string[];
  /** Its records were whole when they were compiled. */
  readonly partialIds: readonly string[] = [];
  readonly #drafts: Table<EntityDraft>;
  readonly #sources: Table<Source>;
  readonly #relations: Table<Relations>;

  constructor(sections: Sections) {
    const head = jsonOf(section(sections, 'layer')) as {
      readonly label: string;
      readonly settings: FolderSettings;
      readonly drafts: readonly string[];
      readonly sources: readonly string[];
      readonly relations: readonly string[];
    };
    this.label = head.label;
    this.settings = head.settings;
    this.draftIds = head.drafts;
    this.sourceIds = head.sources;
    this.relationsIds = head.relations;
    this.#drafts = new Table(head.drafts, new ValueList(sections, 'drafts'));
    this.#sources = new Table(head.sources, new ValueList(sections, 'sources'));
    this.#relations = new Table(head.relations, new ValueList(sections, 'relations'));
  }

  draft(id: string): EntityDraft | undefined {
    return this.#drafts.get(id);
  }

  source(id: string): Source | undefined {
    return this.#sources.get(id);
  }

  relations(id: string): Relations | undefined {
    return this.#relations.get(id);
  }
}

class Table<T> {
  readonly #places: ReadonlyMap<string, number>;
  readonly #values: ValueList<T>;

  constructor(ids: readonly string[], values: ValueList<T>) {
    this.#places = new Map(ids.map((id, index) => [id, index]));
    this.#values = values;
  }

  get(id: string): T | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#values.at(place);
  }
}
