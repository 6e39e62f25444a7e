/**
 * The files of a desk's folders: what decoding made of each, kept for the next start. Parsing YAML is nearly all the time
 * that a large folder takes to load.
 *
 * What is kept lies in a pack, and of its records each is read when somebody asks for it. It holds for the bytes that it
 * was made of and for the decoder that made it, and for nothing else.
 */

import { type FilesByFolder, FileTable, type Listed, type ListOfFile, type More } from './fileTable.js';
import type { EntityDraft, FileContents } from './layers.js';
import type { Relations, Source } from './model.js';
import type { Sections } from './pack.js';
import { hashOf } from './seal.js';
import { orderOf } from './sortedIds.js';

/** Of bytes of YAML; these take a fifth of a second. */
const smallestWorthKeeping = 250_000;

/** A file as it was decoded. */
interface Decoded {
  readonly contents: FileContents;
  readonly hash: number;
  readonly size: number;
  readonly more: More | undefined;
}

/** What one file gave: decoded, or in a table of files that were kept. */
export class DeskFile {
  #decoded: Decoded | undefined;
  #table: FileTable | undefined;
  #place = 0;

  private constructor(decoded: Decoded | undefined) {
    this.#decoded = decoded;
  }

  static decoded(contents: FileContents, hash = 0, size = 0): DeskFile {
    return new DeskFile({ contents, hash, size, more: moreOf(contents) });
  }

  static kept(table: FileTable, place: number): DeskFile {
    const file = new DeskFile(undefined);
    file.moveTo(table, place);
    return file;
  }

  /** Lets go of its records, which lie in a table from now on. */
  moveTo(table: FileTable, place: number): void {
    this.#table = table;
    this.#place = place;
    this.#decoded = undefined;
  }

  /** Of the bytes and the name: the folder that a file lies in may say what kind its records are of. */
  get hash(): number {
    return this.#decoded?.hash ?? this.#table?.hashOf(this.#place) ?? 0;
  }

  /** In bytes. */
  get size(): number {
    return this.#decoded?.size ?? this.#table?.sizeOf(this.#place) ?? 0;
  }

  /** What it says besides its records, if anything. */
  get more(): More | undefined {
    return this.#decoded === undefined ? this.#table?.moreOf(this.#place) : this.#decoded.more;
  }

  /** How many records of one kind it has. */
  count(list: ListOfFile): number {
    return this.#decoded?.contents[list].length ?? this.#table?.countOf(this.#place, list) ?? 0;
  }

  /** The records that the files of a folder have. */
  static listed(files: readonly DeskFile[]): Readonly<Record<ListOfFile, Listed>> {
    const kept = DeskFile.#keptTogether(files);
    return kept ?? { drafts: listedAnew('drafts'), sources: listedAnew('sources'), relations: listedAnew('relations') };

    function listedAnew(list: ListOfFile): Listed {
      const ids: string[] = [];
      const starts = new Uint32Array(files.length + 1);
      for (const [i, file] of files.entries()) {
        file.#addIds(list, ids);
        starts[i + 1] = ids.length;
      }
      return { ids, order: orderOf(ids), starts };
    }
  }

  static #keptTogether(files: readonly DeskFile[]): Readonly<Record<ListOfFile, Listed>> | undefined {
    const [first] = files;
    if (first === undefined) {
      return undefined;
    }
    const table = first.#table;
    const from = first.#place;
    const areTogether = files.every((file, i) => file.#table === table && file.#place === from + i);
    return areTogether ? table?.listed(from, from + files.length) : undefined;
  }

  #addIds(list: ListOfFile, ids: string[]): void {
    if (this.#decoded === undefined) {
      this.#table?.addIds(this.#place, list, ids);
    } else {
      ids.push(...this.#decoded.contents[list].map(({ id }) => id));
    }
  }

  draft(index: number): EntityDraft | undefined {
    return this.#decoded?.contents.drafts[index] ?? (this.#read('drafts', index) as EntityDraft | undefined);
  }

  source(index: number): Source | undefined {
    return this.#decoded?.contents.sources[index] ?? (this.#read('sources', index) as Source | undefined);
  }

  relations(index: number): Relations | undefined {
    return this.#decoded?.contents.relations[index] ?? (this.#read('relations', index) as Relations | undefined);
  }

  #read(list: ListOfFile, index: number): unknown {
    const text = this.#table?.textOf(this.#place, list, index);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** Its records of one kind as JSON. */
  texts(list: ListOfFile): readonly string[] {
    const decoded = this.#decoded;
    return decoded === undefined
      ? Array.from({ length: this.count(list) }, (_, i) => this.#table?.textOf(this.#place, list, i) ?? '')
      : decoded.contents[list].map(record => JSON.stringify(record));
  }
}

function moreOf({ drafts, settings, problems }: FileContents): More | undefined {
  const partial = drafts
    .filter(({ name, kind }) => name === undefined || name === '' || kind === undefined)
    .map(({ id }) => id);
  return partial.length + problems.length === 0 && settings === undefined
    ? undefined
    : { partial, problems, ...(settings === undefined ? {} : { settings }) };
}

export class DeskFiles {
  readonly #build: string;
  /** By the labels of their folders and their paths; made of the table when a file is first asked for. */
  #folders: Map<string, Map<string, DeskFile>> | undefined;
  /** What was kept: a table, and the files in it by folder, in the order of their paths. */
  #table: FileTable | undefined;
  #kept: ReadonlyMap<string, readonly DeskFile[]> = new Map();
  #isChanged = false;

  /** @param build names the decoder: what another one made is not taken */
  constructor(build: string) {
    this.#build = build;
  }

  /** Takes over what `write` gave; anything else is left, since all can be had again. Gives whether it was taken. */
  read(sections: Sections): boolean {
    try {
      const table = new FileTable(sections);
      if (table.build !== this.#build) {
        return false;
      }
      let place = 0;
      this.#kept = new Map(
        table.folders.map(([label, count]) => {
          const files: DeskFile[] = [];
          for (let i = 0; i < count; i++) {
            files.push(DeskFile.kept(table, place++));
          }
          return [label, files];
        }),
      );
      this.#table = table;
      this.#folders = undefined;
      return true;
    } catch {
      return false;
    }
  }

  /** The files of each folder in the order of their paths; before one was read, as they were kept, perhaps no more what they are. */
  get folders(): ReadonlyMap<string, readonly DeskFile[]> {
    return this.#folders === undefined
      ? this.#kept
      : new Map(Array.from(this.#folders, ([label, files]) => [label, [...files.values()]]));
  }

  /** What the bytes of a file decode to. */
  of(label: string, path: string, bytes: Uint8Array, decode: () => FileContents): DeskFile {
    const hash = hashOf(bytes, path);
    const size = bytes.byteLength;
    const folder = this.#folder(label);
    const known = folder.get(path);
    if (known?.hash === hash && known.size === size) {
      return known;
    }
    const decoded = DeskFile.decoded(decode(), hash, size);
    this.#isChanged = true;
    folder.set(path, decoded);
    return decoded;
  }

  #folder(label: string): Map<string, DeskFile> {
    const folders = (this.#folders ??= this.#foldersOfTable());
    const known = folders.get(label);
    const folder = known ?? new Map<string, DeskFile>();
    folders.set(label, folder);
    return folder;
  }

  #foldersOfTable(): Map<string, Map<string, DeskFile>> {
    const paths = this.#table?.paths ?? [];
    let place = 0;
    const folders = new Map(
      Array.from(this.#kept, ([label, files]) => [label, new Map(files.map(file => [paths[place++] ?? '', file]))]),
    );
    this.#table = undefined;
    this.#kept = new Map();
    return folders;
  }

  /** Says which files there are, by the labels of their folders, in their order. All others are let go. */
  settle(paths: ReadonlyMap<string, readonly string[]>): void {
    const settled = new Map<string, Map<string, DeskFile>>();
    let count = 0;
    for (const [label, ofFolder] of paths) {
      const known = this.#folder(label);
      const folder = new Map(
        ofFolder.flatMap(path => {
          const file = known.get(path);
          return file === undefined ? [] : [[path, file] as const];
        }),
      );
      count += folder.size;
      settled.set(label, folder);
    }
    this.#isChanged ||= count < this.#all.length;
    this.#folders = settled;
  }

  get #all(): readonly DeskFile[] {
    return [...this.folders.values()].flat();
  }

  /** Whether there is something that is not kept, or the other way round. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** A folder is not kept if decoding it takes no time. */
  get isWorthKeeping(): boolean {
    return this.#all.reduce((sum, { size }) => sum + size, 0) >= smallestWorthKeeping;
  }

  /**
   * Sections of a pack. From now on the records are read from there too: of a large folder they take several times as
   * much memory decoded.
   */
  write(): readonly (readonly [string, Uint8Array])[] {
    const folders: FilesByFolder<DeskFile> = (this.#folders ??= this.#foldersOfTable());
    const sections = FileTable.write(this.#build, folders, files => DeskFile.listed(files));
    const table = new FileTable(new Map(sections));
    for (const [place, file] of this.#all.entries()) {
      file.moveTo(table, place);
    }
    this.#isChanged = false;
    return sections;
  }
}
