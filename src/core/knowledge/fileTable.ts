/**
 * Files of a desk's folders as columns, as they lie in a pack. Of twenty thousand files nearly each holds one record and
 * says nothing else, so there is no object for any of them.
 */

import type { FolderSettings } from './model.js';
import {
  bytesOf,
  differences,
  doublesOf,
  jsonBytes,
  jsonOf,
  lineBytes,
  linesOf,
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

/** The records of one kind that the files of a folder have. */
export interface Listed {
  /** In the order of the files. */
  readonly ids: readonly string[];
  /** The numbers of the records in the order of their ids, of equal ones the first first. */
  readonly order: Numbers;
  /** Where the records of each file begin, and where those of the last one end. */
  readonly starts: Uint32Array;
}

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
  texts(list: ListOfFile): readonly string[];
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
  /** Of all files the drafts, then the sources, then the relations. */
  readonly #ids: readonly string[];
  /** The order of the ids of each folder, of one list after the other. */
  readonly #order: Numbers;
  /** Where each file begins among the ids of each list, and where the last one ends. */
  readonly #starts: Uint32Array;
  readonly #count: number;
  readonly #more: ReadonlyMap<number, More>;
  readonly #records: RecordTexts;

  /** Throws where the sections are none of a table. */
  constructor(sections: Sections) {
    const { build, folders, more } = jsonOf(section(sections, 'files')) as Kept;
    this.build = build;
    this.folders = folders;
    this.#more = new Map(more);
    this.#sections = sections;
    this.#ids = linesOf(section(sections, 'files.ids'));
    this.#hashes = doublesOf(section(sections, 'files.hashes'));
    this.#sizes = readNumbers(sections, 'files.sizes');
    this.#order = readNumbers(sections, 'files.order');
    this.#starts = sums(readNumbers(sections, 'files.counts'));
    this.#records = new RecordTexts(sections, 'records');
    const count = folders.reduce((sum, [, files]) => sum + files, 0);
    this.#count = count;
    const isOne =
      this.#hashes.length === count &&
      this.#sizes.length === count &&
      this.#starts.length === count * lists.length + 1 &&
      this.#starts.at(-1) === this.#ids.length &&
      this.#order.length === this.#ids.length &&
      this.#records.length === this.#ids.length;
    if (!isOne) {
      throw new Error('the parts of a table of files do not belong together');
    }
  }

  /** @param listed the records that the files of a folder have */
  static write<F extends WrittenFile>(
    build: string,
    folders: FilesByFolder<F>,
    listed: (files: readonly F[]) => Readonly<Record<ListOfFile, Listed>>,
  ): readonly (readonly [string, Uint8Array])[] {
    const byFolder = Array.from(folders.values(), folder => [...folder.values()]);
    const files = byFolder.flat();
    const kept: Kept = {
      build,
      folders: Array.from(folders, ([label, { size }]) => [label, size]),
      more: files.flatMap(({ more }, place) => (more === undefined ? [] : [[place, more]])),
    };
    const ofFolders = byFolder.map(listed);
    const groups = lists.flatMap(list => ofFolders.map(ofFolder => ofFolder[list]));
    return [
      ['files', jsonBytes(kept)],
      ['files.paths', lineBytes([...folders.values()].flatMap(folder => [...folder.keys()]))],
      ['files.ids', lineBytes(groups.flatMap(({ ids }) => ids))],
      writeNumbers('files.order', Uint32Array.from(groups.flatMap(({ order }) => [...order]))),
      ['files.hashes', bytesOf(Float64Array.from(files, ({ hash }) => hash))],
      writeNumbers(
        'files.sizes',
        Uint32Array.from(files, ({ size }) => size),
      ),
      writeNumbers('files.counts', Uint32Array.from(groups.flatMap(({ starts }) => [...differences(starts)]))),
      ...RecordTexts.write(
        'records',
        lists.flatMap(list => files.flatMap(file => file.texts(list))),
      ),
    ];
  }

  /** The paths of the files by their places. They are asked for once, when the files are read. */
  get paths(): readonly string[] {
    return linesOf(section(this.#sections, 'files.paths'));
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

  /** The records of the files from one place to another, if these are the files of a folder. */
  listed(from: number, to: number): Readonly<Record<ListOfFile, Listed>> | undefined {
    let end = 0;
    const isFolder = this.folders.some(([, count]) => {
      end += count;
      return end - count === from && end === to;
    });
    return isFolder
      ? {
          drafts: this.#listed(from, to, 'drafts'),
          sources: this.#listed(from, to, 'sources'),
          relations: this.#listed(from, to, 'relations'),
        }
      : undefined;
  }

  #listed(from: number, to: number, list: ListOfFile): Listed {
    const first = this.#startOf(from, list);
    const column = this.#column(from, list);
    const starts = new Uint32Array(to - from + 1);
    for (let i = 0; i < starts.length; i++) {
      starts[i] = (this.#starts[column + i] ?? 0) - first;
    }
    const end = first + (starts.at(-1) ?? 0);
    return { ids: this.#ids.slice(first, end), order: this.#order.subarray(first, end), starts };
  }

  /** Adds the ids of the records of a file, in their order. */
  addIds(place: number, list: ListOfFile, ids: string[]): void {
    const end = this.#startOf(place, list) + this.countOf(place, list);
    for (let record = this.#startOf(place, list); record < end; record++) {
      ids.push(this.#ids[record] ?? '');
    }
  }

  countOf(place: number, list: ListOfFile): number {
    return (this.#starts[this.#column(place, list) + 1] ?? 0) - this.#startOf(place, list);
  }

  /** A record as JSON. */
  textOf(place: number, list: ListOfFile, index: number): string | undefined {
    return index >= 0 && index < this.countOf(place, list)
      ? this.#records.at(this.#startOf(place, list) + index)
      : undefined;
  }

  #startOf(place: number, list: ListOfFile): number {
    return this.#starts[this.#column(place, list)] ?? 0;
  }

  #column(place: number, list: ListOfFile): number {
    return lists.indexOf(list) * this.#count + place;
  }
}
