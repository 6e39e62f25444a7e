/** The files of one folder put together as a layer. Of records with the same id the first stays. */

import { DeskFile } from './deskFiles.js';
import type { ListOfFile } from './fileTable.js';
import { type EntityDraft, type FileContents, type LayerDraft, type LayerRecords, problemAt } from './layers.js';
import type { FolderSettings, Relations, Source } from './model.js';
import type { Problem } from './problems.js';
import { SortedIds } from './sortedIds.js';

/** Where records of one kind lie: those of all files, one after the other. */
class Places {
  /** Each id once, in the order of the files. */
  readonly ids: readonly string[];
  /** For each of these the number of its file. */
  readonly files: Uint32Array;
  /** A record whose id another one before it has, and that one. */
  readonly repeated: readonly (readonly [id: string, record: number, first: number])[];
  readonly #sorted: SortedIds;
  /** Where the records of each file begin, and where those of the last one end. */
  readonly #starts: Uint32Array;

  constructor(files: readonly DeskFile[], list: ListOfFile) {
    const all: string[] = [];
    this.#starts = new Uint32Array(files.length + 1);
    for (let file = 0; file < files.length; file++) {
      files[file]?.addIds(list, all);
      this.#starts[file + 1] = all.length;
    }
    this.#sorted = new SortedIds(all);
    this.repeated = this.#sorted.repeated.map(([record, first]) => [all[record] ?? '', record, first]);
    const others = new Set(this.repeated.map(([, record]) => record));
    this.ids = others.size === 0 ? all : all.filter((_, record) => !others.has(record));
    this.files = new Uint32Array(this.ids.length);
    let kept = 0;
    for (let file = 0; file < files.length; file++) {
      for (let record = this.#starts[file] ?? 0; record < (this.#starts[file + 1] ?? 0); record++) {
        if (others.size === 0 || !others.has(record)) {
          this.files[kept++] = file;
        }
      }
    }
  }

  /** The file of a record, and the record's place in it; of the first with the id, or of the one with a number. */
  of(record: string | number): readonly [file: number, index: number] | undefined {
    const number = typeof record === 'number' ? record : this.#sorted.find(record);
    if (number < 0) {
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

  constructor(label: string, files: readonly DeskFile[]) {
    this.label = label;
    this.files = files;
    const more = files.map(file => file.more).filter(said => said !== undefined);
    this.settings = more.find(({ settings }) => settings !== undefined)?.settings ?? { match: {} };
    this.partialIds = more.flatMap(({ partial }) => partial);
    this.#drafts = new Places(files, 'drafts');
    this.#sources = new Places(files, 'sources');
    this.#relations = new Places(files, 'relations');
    this.problems = [
      ...more.flatMap(({ problems }) => problems),
      ...repeats('record', this.#drafts, place => this.#read(place, 'draft')),
      ...repeats('source', this.#sources, place => this.#read(place, 'source')),
      ...repeats('relations file', this.#relations, place => this.#read(place, 'relations')),
    ];
  }

  #read<K extends 'draft' | 'source' | 'relations'>(
    place: readonly [file: number, index: number] | undefined,
    what: K,
  ): ReturnType<DeskFile[K]> | undefined {
    const [file, index] = place ?? [-1, 0];
    return this.files[file]?.[what](index) as ReturnType<DeskFile[K]> | undefined;
  }

  get draftIds(): readonly string[] {
    return this.#drafts.ids;
  }

  get sourceIds(): readonly string[] {
    return this.#sources.ids;
  }

  get relationsIds(): readonly string[] {
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
    return Float64Array.from(this.#drafts.files, file => this.files[file]?.hash ?? 0);
  }

  /** All of its records, read. */
  whole(): LayerDraft {
    const all = <T>(ids: readonly string[], read: (id: string) => T | undefined): readonly T[] =>
      ids.map(read).filter(record => record !== undefined);
    return {
      label: this.label,
      settings: this.settings,
      drafts: all(this.draftIds, id => this.draft(id)),
      sources: all(this.sourceIds, id => this.source(id)),
      relations: all(this.relationsIds, id => this.relations(id)),
    };
  }
}

function repeats(
  what: string,
  places: Places,
  read: (place: ReturnType<Places['of']>) => EntityDraft | Source | Relations | undefined,
): readonly Problem[] {
  return places.repeated.flatMap(([id, record, first]) => {
    const [again, before] = [read(places.of(record)), read(places.of(first))];
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
