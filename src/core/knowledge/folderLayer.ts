/** The files of one folder put together as a layer. Of records with the same id the first stays. */

import { DeskFile } from './deskFiles.js';
import type { Listed } from './fileTable.js';
import { type EntityDraft, type FileContents, type LayerDraft, type LayerRecords, problemAt } from './layers.js';
import type { FolderSettings, Relations, Source } from './model.js';
import type { Numbers } from './pack.js';
import type { Problem } from './problems.js';
import { idsInOrder, placeOf, type SortedIds } from './sortedIds.js';

/** Where records of one kind lie: those of all files, one after the other. */
class Places {
  readonly ids: SortedIds;
  /** For each of these the number of its record: the first that has it. */
  readonly #records: Numbers;
  /** Records whose id another one before them has, in their order. */
  readonly repeated: ReadonlyMap<number, string>;
  /** Where the records of each file begin, and where those of the last one end. */
  readonly #starts: Uint32Array;

  constructor({ ids, order, starts }: Listed) {
    this.ids = idsInOrder(ids, order);
    const later = order.length === this.ids.length ? [] : repeatsIn(ids, order);
    this.repeated = new Map(later.map(record => [record, ids[record] ?? '']));
    this.#records = this.repeated.size === 0 ? order : order.filter(record => !this.repeated.has(record));
    this.#starts = starts;
  }

  /** The file of a record, and the record's place in it; of the first with the id, or of the one with a number. */
  of(record: string | number): Place | undefined {
    const number = typeof record === 'number' ? record : this.#records[placeOf(this.ids, record)];
    if (number === undefined) {
      return undefined;
    }
    let low = 0;
    let high = this.#starts.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= number) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return [low, number - (this.#starts[low] ?? 0)];
  }

  /** For each record the number of its file. */
  get #files(): Uint32Array {
    const files = new Uint32Array(this.#starts.at(-1) ?? 0);
    let file = 0;
    for (let record = 0; record < files.length; record++) {
      while ((this.#starts[file + 1] ?? files.length) <= record) {
        file++;
      }
      files[record] = file;
    }
    return files;
  }

  /** The first record with each id, in the order of the files. */
  get inOrder(): readonly Place[] {
    return Array.from(this.#files, (file, record): Place => [file, record - (this.#starts[file] ?? 0)]).filter(
      (_, record) => !this.repeated.has(record),
    );
  }

  /** For each id the number of its file. */
  get filesOfIds(): Uint32Array {
    const files = this.#files;
    const ofIds = new Uint32Array(this.#records.length);
    for (let i = 0; i < ofIds.length; i++) {
      ofIds[i] = files[this.#records[i] ?? 0] ?? 0;
    }
    return ofIds;
  }
}

type Place = readonly [file: number, index: number];
type Read = 'draft' | 'source' | 'relations';

/** The records whose id is that of one before, in their order. */
function repeatsIn(ids: readonly string[], order: Numbers): readonly number[] {
  const later: number[] = [];
  for (let i = 1; i < order.length; i++) {
    const record = order[i] ?? 0;
    if (ids[record] === ids[order[i - 1] ?? 0]) {
      later.push(record);
    }
  }
  return later.sort((a, b) => a - b);
}

export class FolderLayer implements LayerRecords {
  readonly label: string;
  readonly files: readonly DeskFile[];
  readonly settings: FolderSettings;
  readonly partialIds: readonly string[];
  readonly problems: readonly Problem[];
  readonly #drafts: Places;
  readonly #sources: Places;
  readonly #relations: Places;
  #stamps: Float64Array | undefined;

  constructor(label: string, files: readonly DeskFile[]) {
    this.label = label;
    this.files = files;
    const more = files.map(file => file.more).filter(said => said !== undefined);
    this.settings = more.find(({ settings }) => settings !== undefined)?.settings ?? { match: {} };
    this.partialIds = more.flatMap(({ partial }) => partial);
    const listed = DeskFile.listed(files);
    this.#drafts = new Places(listed.drafts);
    this.#sources = new Places(listed.sources);
    this.#relations = new Places(listed.relations);
    this.problems = [
      ...more.flatMap(({ problems }) => problems),
      ...repeats('record', this.#drafts, place => this.#read(place, 'draft')),
      ...repeats('source', this.#sources, place => this.#read(place, 'source')),
      ...repeats('relations file', this.#relations, place => this.#read(place, 'relations')),
    ];
  }

  #read<K extends Read>(place: Place | undefined, what: K): ReturnType<DeskFile[K]> | undefined {
    const [file, index] = place ?? [-1, 0];
    return this.files[file]?.[what](index) as ReturnType<DeskFile[K]> | undefined;
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
    return this.#read(this.#drafts.of(id), 'draft');
  }

  source(id: string): Source | undefined {
    return this.#read(this.#sources.of(id), 'source');
  }

  relations(id: string): Relations | undefined {
    return this.#read(this.#relations.of(id), 'relations');
  }

  /** Of each draft, in the order of `draftIds`, the hash of its file: while it is the same, so is the draft. */
  get stamps(): Float64Array {
    this.#stamps ??= this.#stampsOfDrafts();
    return this.#stamps;
  }

  #stampsOfDrafts(): Float64Array {
    const files = this.#drafts.filesOfIds;
    const stamps = new Float64Array(files.length);
    for (let i = 0; i < stamps.length; i++) {
      stamps[i] = this.files[files[i] ?? 0]?.hash ?? 0;
    }
    return stamps;
  }

  /** All of its records, read, in the order of the files. */
  whole(): LayerDraft {
    return {
      label: this.label,
      settings: this.settings,
      drafts: this.#all(this.#drafts, 'draft'),
      sources: this.#all(this.#sources, 'source'),
      relations: this.#all(this.#relations, 'relations'),
    };
  }

  #all<K extends Read>(places: Places, what: K): readonly Exclude<ReturnType<DeskFile[K]>, undefined>[] {
    return places.inOrder.map(place => this.#read(place, what)).filter(record => record !== undefined) as Exclude<
      ReturnType<DeskFile[K]>,
      undefined
    >[];
  }
}

function repeats(
  what: string,
  places: Places,
  read: (place: ReturnType<Places['of']>) => EntityDraft | Source | Relations | undefined,
): readonly Problem[] {
  return Array.from(places.repeated).flatMap(([record, id]) => {
    const [again, before] = [read(places.of(record)), read(places.of(id))];
    const message = `The ${what} "${id}" exists already in ${before?.origin.file ?? ''}; this one is not read. Give it another id, or put both into one record.`;
    return again === undefined || before === undefined
      ? []
      : [problemAt(again.origin, 'repeated-id', 'error', message)];
  });
}

/** The decoded files of one folder as a layer, all of its records read. */
export function layerOf(
  label: string,
  files: readonly FileContents[],
): { readonly layer: LayerDraft; readonly problems: readonly Problem[] } {
  const layer = new FolderLayer(
    label,
    files.map(file => DeskFile.decoded(file)),
  );
  return { layer: layer.whole(), problems: layer.problems };
}
