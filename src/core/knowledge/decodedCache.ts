/**
 * What decoding made of a desk's files, kept for the next start: parsing YAML is nearly all the time that a large folder
 * takes to load. An entry holds for the bytes that it was made of and for the decoder that made it, and for nothing else.
 */

import type { DecodedFile } from './decode.js';

/** Of bytes of YAML; these take a fifth of a second. */
const smallestWorthKeeping = 250_000;

interface Entry {
  readonly hash: number;
  readonly size: number;
  readonly decoded: DecodedFile;
}

export class DecodedCache {
  readonly #build: string;
  #known = new Map<string, Entry>();
  readonly #used = new Map<string, Entry>();
  #isChanged = false;

  /** @param build names the decoder: what another one made is not taken */
  constructor(build: string) {
    this.#build = build;
  }

  /** Takes over what `write` gave; anything else is left, since all can be had again. Gives whether it was taken. */
  read(text: string): boolean {
    try {
      const value = JSON.parse(text) as { readonly build?: unknown; readonly entries?: unknown } | null;
      if (value?.build === this.#build && Array.isArray(value.entries)) {
        this.#known = new Map((value.entries as readonly unknown[]).filter(isEntry));
        return true;
      }
    } catch {
      this.#known = new Map();
    }
    return false;
  }

  /** What the bytes decode to. */
  of(name: string, bytes: Uint8Array, decode: () => DecodedFile): DecodedFile {
    const hash = hashOf(bytes);
    const known = this.#used.get(name) ?? this.#known.get(name);
    const isSame = known?.hash === hash && known.size === bytes.byteLength;
    const entry = isSame ? known : { hash, size: bytes.byteLength, decoded: decode() };
    this.#isChanged ||= !isSame;
    this.#used.set(name, entry);
    return entry.decoded;
  }

  /** What a file decoded to when it was read last, or before that when it was kept. */
  last(name: string): DecodedFile | undefined {
    return (this.#used.get(name) ?? this.#known.get(name))?.decoded;
  }

  /** Whether something was decoded that is not kept. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** A folder is not kept if decoding it takes no time. */
  get isWorthKeeping(): boolean {
    return [...this.#used.values()].reduce((sum, entry) => sum + entry.size, 0) >= smallestWorthKeeping;
  }

  /** What to keep. */
  write(): string {
    this.#isChanged = false;
    return JSON.stringify({ build: this.#build, entries: [...this.#used] });
  }
}

function isEntry(value: unknown): value is [string, Entry] {
  if (!Array.isArray(value) || typeof value[0] !== 'string') {
    return false;
  }
  const entry: unknown = value[1];
  return (
    typeof entry === 'object' &&
    entry !== null &&
    'hash' in entry &&
    'size' in entry &&
    'decoded' in entry &&
    typeof entry.decoded === 'object' &&
    entry.decoded !== null &&
    'problems' in entry.decoded &&
    Array.isArray(entry.decoded.problems)
  );
}

/** FNV-1a over two lanes, 53 bits together: two versions of a file differ in it, save for one in some quadrillions. */
export function hashOf(bytes: Uint8Array): number {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0) + ((b >>> 0) & 0x1fffff) * 2 ** 32;
}
