/**
 * The compiled form of a folder of records: what Dossier ships, so that nothing is parsed when it starts.
 *
 * A record is read when somebody asks for it, and most are never asked for in a session.
 */

import type { EntityDraft, LayerDraft, LayerRecords } from './layers.js';
import type { FolderSettings, Relations, Source } from './model.js';
import {
  jsonBytes,
  jsonOf,
  lineBytes,
  linesOf,
  type Numbers,
  readNumbers,
  section,
  type Sections,
  ValueList,
  writeNumbers,
} from './pack.js';
import { orderOf, placeOf, type SortedIds } from './sortedIds.js';

/** The sections of a pack that hold a layer. Its records must be whole: each with an id of its own, a name and a kind. */
export function compileLayer(layer: LayerDraft): readonly (readonly [string, Uint8Array])[] {
  const { label, settings, drafts, sources, relations } = layer;
  return [
    ['layer', jsonBytes({ label, settings })],
    ...Table.write('drafts', drafts),
    ...Table.write('sources', sources),
    ...Table.write('relations', relations),
  ];
}

export class CompiledLayer implements LayerRecords {
  readonly label: string;
  readonly settings: FolderSettings;
  /** Its records were whole when they were compiled. */
  readonly partialIds: readonly string[] = [];
  readonly #drafts: Table<EntityDraft>;
  readonly #sources: Table<Source>;
  readonly #relations: Table<Relations>;

  constructor(sections: Sections) {
    const { label, settings } = jsonOf(section(sections, 'layer')) as Pick<LayerDraft, 'label' | 'settings'>;
    this.label = label;
    this.settings = settings;
    this.#drafts = new Table(sections, 'drafts');
    this.#sources = new Table(sections, 'sources');
    this.#relations = new Table(sections, 'relations');
  }

  get draftIds(): SortedIds {
    return this.#drafts.ids;
  }

  get sourceIds(): SortedIds {
    return this.#sources.ids;
  }

  get relationsIds(): SortedIds {
    return this.#relations.ids;
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

/** Records stay in the order of their files, where neighbours resemble each other, which makes the package smaller. */
class Table<T> {
  readonly ids: SortedIds;
  /** Of each id the place of its record. */
  readonly #places: Numbers;
  readonly #values: ValueList<T>;

  constructor(sections: Sections, name: string) {
    this.ids = linesOf(section(sections, `${name}.ids`)) as SortedIds;
    this.#places = readNumbers(sections, `${name}.places`);
    this.#values = new ValueList(sections, name);
  }

  get(id: string): T | undefined {
    const place = this.#places[placeOf(this.ids, id)];
    return place === undefined ? undefined : this.#values.at(place);
  }

  static write(name: string, records: readonly { readonly id: string }[]): readonly (readonly [string, Uint8Array])[] {
    const ids = records.map(({ id }) => id);
    const order = orderOf(ids);
    return [
      [`${name}.ids`, lineBytes(Array.from(order, place => ids[place] ?? ''))],
      writeNumbers(`${name}.places`, order),
      ...ValueList.write(name, records),
    ];
  }
}
