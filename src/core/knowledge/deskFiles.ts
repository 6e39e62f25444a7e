/**
 * The files of a desk's folders: what decoding made of each, kept for the next start. Parsing YAML is nearly all the time
 * that a large folder takes to load.
 *
 * What is kept lies in a pack, and of its records each is read when somebody asks for it. It holds for the bytes that it
 * was made of and for the decoder that made it, and for nothing else.
 */

import type { EntityDraft, FileContents } from './layers.js';
import type { FolderSettings, Relations, Source } from './model.js';
import { jsonBytes, jsonOf, section, type Sections, TextList } from './pack.js';
import type { Problem } from './problems.js';

/** Of bytes of YAML; these take a fifth of a second. */
const smallestWorthKeeping = 250_000;

/** What is known of a file without reading its records. */
interface Head {
  /** Of the bytes and the name: the folder that a file lies in may say what kind its records are of. */
  readonly hash: number;
  readonly size: number;
  /** Of entities, sources and relations; the ids of one kind in the order of the file. */
  readonly ids: readonly [drafts: readonly string[], sources: readonly string[], relations: readonly string[]];
  /** Ids of drafts that lack a name or a kind. */
  readonly partial: readonly string[];
  readonly settings?: FolderSettings;
  readonly problems: readonly Problem[];
}

/** Where the records of a file lie in a pack, one behind the other in the order of `Head.ids`. */
interface Place {
  readonly records: TextList;
  readonly first: number;
}

/** What one file gave. */
export class DeskFile {
  readonly head: Head;
  #records: FileContents | Place;

  constructor(head: Head, records: FileContents | Place) {
    this.head = head;
    this.#records = records;
  }

  static decoded(contents: FileContents, hash = 0, size = 0): DeskFile {
    const { drafts, sources, relations, settings, problems } = contents;
    const idsOf = (records: readonly { readonly id: string }[]): readonly string[] => records.map(({ id }) => id);
    const head: Head = {
      hash,
      size,
      ids: [idsOf(drafts), idsOf(sources), idsOf(relations)],
      partial: idsOf(drafts.filter(({ name, kind }) => name === undefined || name === '' || kind === undefined)),
      ...(settings === undefined ? {} : { settings }),
      problems,
    };
    return new DeskFile(head, contents);
  }

  draft(index: number): EntityDraft | undefined {
    return this.#read('drafts', 0, index) as EntityDraft | undefined;
  }

  source(index: number): Source | undefined {
    return this.#read('sources', 1, index) as Source | undefined;
  }

  relations(index: number): Relations | undefined {
    return this.#read('relations', 2, index) as Relations | undefined;
  }

  /** Its records as JSON. */
  texts(): readonly string[] {
    const records = this.#records;
    if ('first' in records) {
      return Array.from({ length: count(this.head) }, (_, i) => records.records.at(records.first + i));
    }
    return [...records.drafts, ...records.sources, ...records.relations].map(record => JSON.stringify(record));
  }

  /** Lets go of its records, which lie in a pack. */
  moveTo(place: Place): void {
    this.#records = place;
  }

  #read(what: 'drafts' | 'sources' | 'relations', list: 0 | 1 | 2, index: number): unknown {
    const records = this.#records;
    const { ids } = this.head;
    if (!('first' in records)) {
      return records[what][index];
    }
    const before = ids.slice(0, list).reduce((sum, { length }) => sum + length, 0);
    return index < ids[list].length ? JSON.parse(records.records.at(records.first + before + index)) : undefined;
  }
}

function count({ ids: [drafts, sources, relations] }: Head): number {
  return drafts.length + sources.length + relations.length;
}

interface Kept {
  readonly build: string;
  readonly files: readonly (readonly [name: string, head: Head])[];
}

export class DeskFiles {
  readonly #build: string;
  /** What was kept, by name: its head and where its first record lies. */
  #known = new Map<string, readonly [head: Head, first: number]>();
  #records: TextList | undefined;
  readonly #used = new Map<string, DeskFile>();
  #isChanged = false;

  /** @param build names the decoder: what another one made is not taken */
  constructor(build: string) {
    this.#build = build;
  }

  /** Takes over what `write` gave; anything else is left, since all can be had again. Gives whether it was taken. */
  read(sections: Sections): boolean {
    try {
      const kept = jsonOf(section(sections, 'files')) as Partial<Kept> | null;
      if (kept?.build !== this.#build || kept.files === undefined) {
        return false;
      }
      const records = new TextList(sections, 'records');
      const known = new Map<string, readonly [Head, number]>();
      let first = 0;
      for (const [name, head] of kept.files) {
        known.set(name, [head, first]);
        first += count(head);
      }
      if (first !== records.length) {
        return false;
      }
      this.#known = known;
      this.#records = records;
      return true;
    } catch {
      return false;
    }
  }

  /** What the bytes of a file decode to. */
  of(name: string, bytes: Uint8Array, decode: () => FileContents): DeskFile {
    const hash = hashOf(bytes, name);
    const size = bytes.byteLength;
    const known = this.#used.get(name) ?? this.#kept(name);
    if (known?.head.hash === hash && known.head.size === size) {
      this.#used.set(name, known);
      return known;
    }
    const decoded = DeskFile.decoded(decode(), hash, size);
    this.#isChanged = true;
    this.#used.set(name, decoded);
    return decoded;
  }

  #kept(name: string): DeskFile | undefined {
    const known = this.#known.get(name);
    return known === undefined || this.#records === undefined
      ? undefined
      : new DeskFile(known[0], { records: this.#records, first: known[1] });
  }

  /** Whether something was decoded that is not kept. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** A folder is not kept if decoding it takes no time. */
  get isWorthKeeping(): boolean {
    let size = 0;
    for (const { head } of this.#used.values()) {
      size += head.size;
    }
    return size >= smallestWorthKeeping;
  }

  /**
   * Sections of a pack. From now on the records are read from there too: of a large folder they take several times as
   * much memory decoded.
   */
  write(): readonly (readonly [string, Uint8Array])[] {
    const used = [...this.#used];
    const kept: Kept = { build: this.#build, files: used.map(([name, { head }]) => [name, head]) };
    const records = TextList.write(
      'records',
      used.flatMap(([, file]) => file.texts()),
    );
    this.#isChanged = false;
    this.#known = new Map();
    this.#records = new TextList(new Map(records), 'records');
    let first = 0;
    for (const [, file] of used) {
      file.moveTo({ records: this.#records, first });
      first += count(file.head);
    }
    return [['files', jsonBytes(kept)], ...records];
  }
}

const seal = 'seal';

/** Sections with a seal by which damage shows: what lies in them is read bit by bit, long after the file. */
export function sealed(sections: Sections): Sections {
  return new Map([...sections, [seal, jsonBytes(sealOf(sections))]]);
}

/** Whether sections are what was sealed; throws where their seal is none. */
export function isWhole(sections: Sections): boolean {
  const others = new Map(sections);
  others.delete(seal);
  return jsonOf(section(sections, seal)) === sealOf(others);
}

function sealOf(sections: Sections): number {
  return hashOf(jsonBytes(Array.from(sections, ([name, bytes]) => [name, hashOf(bytes)])));
}

/**
 * FNV-1a over two lanes, four bytes at a time, 53 bits together: two versions of a file differ in it, save for one in
 * some quadrillions.
 */
export function hashOf(bytes: Uint8Array, name = ''): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fours = bytes.byteLength & ~3;
  let a = 0x811c9dc5;
  let b = 0x01000193;
  const add = (value: number): void => {
    a = Math.imul(a ^ value, 0x01000193);
    b = Math.imul(b ^ value, 0x85ebca6b);
    b ^= b >>> 13;
  };
  for (let at = 0; at < fours; at += 4) {
    add(view.getInt32(at, true));
  }
  for (let at = fours; at < bytes.byteLength; at++) {
    add(bytes[at] ?? 0);
  }
  add(bytes.byteLength);
  for (let at = 0; at < name.length; at++) {
    add(name.charCodeAt(at));
  }
  return (a >>> 0) + ((b >>> 0) & 0x1fffff) * 2 ** 32;
}
