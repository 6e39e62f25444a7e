/**
 * Files of a desk's folders as columns, as they lie in a pack. Of twenty thousand files nearly each holds one record and
 * says nothing else, so there is no object for any of them.
 */

import type { FolderSettings } from './model.js';
import {
  bytesOf,
  doublesOf,
  jsonBytes,
  jsonOf,
  type Numbers,
  readNumbers,
  section,
  type Sections,
  sums,
  writeNumbers,
} from './pack.js';
import type { Problem } from './problems.js';
import { RecordTexts } from './recordTexts.js';

/** The records of a file, one list behind the other. */
export const lists = ['drafts', 'sources', 'relations'] as const;
export type ListOfFile = (typeof lists)[number];

/** What few files say besides their records. */
export interface More {
  /** Ids of drafts that lack a name or a kind. */
  readonly partial: readonly string[];
  readonly settings?: FolderSettings;
  readonly problems: readonly Problem[];
}

/** What is written of a file. */
interface WrittenFile {
  readonly hash: number;
  readonly size: number;
  readonly more: More | undefined;
  count(list: ListOfFile): number;
  addIds(list: ListOfFile, ids: string[]): void;
  texts(): readonly string[];
}

/** The files of a folder by their paths. */
export type FilesByFolder<T> = ReadonlyMap<string, ReadonlyMap<string, T>>;

interface Kept {
  readonly build: string;
  /** By the label of a folder, how many files it has. */
  readonly folders: readonly (readonly [label: string, count: number])[];
  /** By the place of a file. */
  readonly more: readonly (readonly [place: number, more: More])[];
}

/** A file's place in a table is counted through all folders. */
export class FileTable {
  readonly build: string;
  readonly folders: readonly (readonly [label: string, count: number])[];
  readonly #hashes: Float64Array;
  readonly #sizes: Numbers;
  readonly #sections: Sections;
  readonly #ids: readonly string[];
  /** Where the lists of each file begin among the ids, and where the last one ends. */
  readonly #starts: Uint32Array;
  readonly #more: ReadonlyMap<number, More>;
  readonly #records: RecordTexts;

  /** Throws where the sections are none of a table. */
  constructor(sections: Sections) {
    const { build, folders, more } = jsonOf(section(sections, 'files')) as Kept;
    this.build = build;
    this.folders = folders;
    this.#more = new Map(more);
    this.#sections = sections;
    this.#ids = jsonOf(section(sections, 'files.ids')) as readonly string[];
    this.#hashes = doublesOf(section(sections, 'files.hashes'));
    this.#sizes = readNumbers(sections, 'files.sizes');
    this.#starts = sums(readNumbers(sections, 'files.counts'));
    this.#records = new RecordTexts(sections, 'records');
    const count = folders.reduce((sum, [, files]) => sum + files, 0);
    const isOne =
      this.#hashes.length === count &&
      this.#sizes.length === count &&
      this.#starts.length === count * lists.length + 1 &&
      this.#starts.at(-1) === this.#ids.length &&
      this.#records.length === this.#ids.length;
    if (!isOne) {
      throw new Error('the parts of a table of files do not belong together');
    }
  }

  static write(build: string, folders: FilesByFolder<WrittenFile>): readonly (readonly [string, Uint8Array])[] {
    const files = [...folders.values()].flatMap(folder => [...folder.values()]);
    const kept: Kept = {
      build,
      folders: Array.from(folders, ([label, { size }]) => [label, size]),
      more: files.flatMap(({ more }, place) => (more === undefined ? [] : [[place, more]])),
    };
    const ids: string[] = [];
    for (const file of files) {
      lists.forEach(list => file.addIds(list, ids));
    }
    return [
      ['files', jsonBytes(kept)],
      ['files.paths', jsonBytes([...folders.values()].flatMap(folder => [...folder.keys()]))],
      ['files.ids', jsonBytes(ids)],
      ['files.hashes', bytesOf(Float64Array.from(files, ({ hash }) => hash))],
      writeNumbers(
        'files.sizes',
        Uint32Array.from(files, ({ size }) => size),
      ),
      writeNumbers('files.counts', Uint32Array.from(files.flatMap(file => lists.map(list => file.count(list))))),
      ...RecordTexts.write(
        'records',
        files.flatMap(file => file.texts()),
      ),
    ];
  }

  /** The paths of the files by their places. They are asked for once, when the files are read. */
  get paths(): readonly string[] {
    return jsonOf(section(this.#sections, 'files.paths')) as readonly string[];
  }

  hashOf(place: number): number {
    return this.#hashes[place] ?? 0;
  }

  /** In bytes. */
  sizeOf(place: number): number {
    return this.#sizes[place] ?? 0;
  }

  moreOf(place: number): More | undefined {
    return this.#more.get(place);
  }

  countOf(place: number, list: ListOfFile): number {
    const at = place * lists.length + lists.indexOf(list);
    return (this.#starts[at + 1] ?? 0) - (this.#starts[at] ?? 0);
  }

  addIds(place: number, list: ListOfFile, ids: string[]): void {
    const at = place * lists.length + lists.indexOf(list);
    const end = this.#starts[at + 1] ?? 0;
    for (let record = this.#starts[at] ?? 0; record < end; record++) {
      ids.push(this.#ids[record] ?? '');
    }
  }

  /** A record as JSON. */
  textOf(place: number, list: ListOfFile, index: number): string | undefined {
    return index >= 0 && index < this.countOf(place, list)
      ? this.#records.at(this.#recordAt(place, list, index))
      : undefined;
  }

  #recordAt(place: number, list: ListOfFile, index: number): number {
    return (this.#starts[place * lists.length + lists.indexOf(list)] ?? 0) + index;
  }
}
