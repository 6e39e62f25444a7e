/**
 * Packs: named sections of bytes in one file, so that compiled knowledge is used as it lies there.
 *
 * Nothing is parsed when a pack is opened but its list of sections. Arrays of numbers are views into the file, and a
 * table of texts gives one text at a time. Every section begins at a multiple of eight, as the views need it. Numbers
 * are little-endian, like every machine that VS Code runs on.
 */

const signature = 'DOSSIER1';
const align = (offset: number): number => (offset + 7) & ~7;

export type Sections = ReadonlyMap<string, Uint8Array>;

export function writePack(sections: Sections): Uint8Array {
  const list = [...sections].map(([name, bytes]) => [name, bytes.byteLength] as const);
  const header = new TextEncoder().encode(JSON.stringify(list));
  const start = align(signature.length + 4 + header.byteLength);
  const size = list.reduce((at, [, length]) => align(at) + length, start);
  const pack = new Uint8Array(size);
  pack.set(new TextEncoder().encode(signature));
  new DataView(pack.buffer).setUint32(signature.length, header.byteLength, true);
  pack.set(header, signature.length + 4);
  let at = start;
  for (const bytes of sections.values()) {
    at = align(at);
    pack.set(bytes, at);
    at += bytes.byteLength;
  }
  return pack;
}

/** The sections of a pack; throws where the bytes are none, which means that the installation is damaged. */
export function readPack(file: Uint8Array): Sections {
  // A view on numbers must begin at a multiple of its size in the buffer, which a pooled buffer does not grant.
  const bytes = file.byteOffset % 8 === 0 ? file : file.slice();
  if (new TextDecoder().decode(bytes.subarray(0, signature.length)) !== signature) {
    throw new Error('this is no file of compiled records, or one of another version');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = signature.length + 4 + view.getUint32(signature.length, true);
  const list = JSON.parse(new TextDecoder().decode(bytes.subarray(signature.length + 4, headerEnd))) as [
    string,
    number,
  ][];
  const sections = new Map<string, Uint8Array>();
  let at = align(headerEnd);
  for (const [name, length] of list) {
    at = align(at);
    if (at + length > bytes.byteLength) {
      throw new Error('the file of compiled records is cut off');
    }
    sections.set(name, bytes.subarray(at, at + length));
    at += length;
  }
  return sections;
}

export function section(sections: Sections, name: string): Uint8Array {
  const bytes = sections.get(name);
  if (bytes === undefined) {
    throw new Error(`the file of compiled records has no section ${name}`);
  }
  return bytes;
}

export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

export function wordsOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
}

export function doublesOf(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 3);
}

function halvesOf(bytes: Uint8Array): Uint16Array {
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 1);
}

/** Numbers without a sign, in as many bytes each as the largest needs. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array;

/** The same numbers in as few bytes as they need. */
export function narrow(numbers: Numbers): Numbers {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) {
    most = Math.max(most, numbers[i] ?? 0);
  }
  const width = most < 0x100 ? 1 : most < 0x10000 ? 2 : 4;
  if (width === numbers.BYTES_PER_ELEMENT) {
    return numbers.slice();
  }
  return width === 1 ? new Uint8Array(numbers) : width === 2 ? new Uint16Array(numbers) : new Uint32Array(numbers);
}

/** A section of numbers; its name ends with how many bits each has. */
export function writeNumbers(name: string, numbers: Numbers): readonly [string, Uint8Array] {
  const written = narrow(numbers);
  return [`${name}.${written.BYTES_PER_ELEMENT * 8}`, bytesOf(written)];
}

export function readNumbers(sections: Sections, name: string): Numbers {
  const byte = sections.get(`${name}.8`);
  const half = sections.get(`${name}.16`);
  return byte ?? (half === undefined ? wordsOf(section(sections, `${name}.32`)) : halvesOf(half));
}

export function jsonBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

export function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

const plainLine = /^[!#-~][ -~]*$/;

/**
 * A short text a line, which is read in a third of the time that JSON takes. What would be no line of its own, or another
 * text when it is read again, is written as JSON.
 */
export function lineBytes(texts: readonly string[]): Uint8Array {
  return new TextEncoder().encode(texts.map(text => (plainLine.test(text) ? text : JSON.stringify(text))).join('\n'));
}

export function linesOf(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes);
  const lines = text === '' ? [] : text.split('\n');
  return text.includes('"') ? lines.map(line => (line.startsWith('"') ? (JSON.parse(line) as string) : line)) : lines;
}

/** Where each of some parts begins when they stand one after the other, and where the last one ends. */
export function sums(lengths: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) {
    starts[i + 1] = (starts[i] ?? 0) + (lengths[i] ?? 0);
  }
  return starts;
}

/** The lengths of parts from where they begin. */
export function differences(starts: Numbers): Uint32Array {
  const lengths = new Uint32Array(Math.max(0, starts.length - 1));
  for (let i = 0; i < lengths.length; i++) {
    lengths[i] = (starts[i + 1] ?? 0) - (starts[i] ?? 0);
  }
  return lengths;
}

/** A list of texts of which each is read when it is asked for. */
export class TextList {
  readonly #ends: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #decoder = new TextDecoder();

  constructor(sections: Sections, name: string) {
    this.#ends = sums(readNumbers(sections, `${name}.lengths`)).subarray(1);
    this.#bytes = section(sections, `${name}.text`);
  }

  get length(): number {
    return this.#ends.length;
  }

  at(index: number): string {
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    return this.#decoder.decode(this.#bytes.subarray(start, this.#ends[index] ?? start));
  }

  static write(name: string, list: readonly string[]): readonly (readonly [string, Uint8Array])[] {
    const encoder = new TextEncoder();
    const texts = list.map(text => encoder.encode(text));
    const lengths = Uint32Array.from(texts, ({ byteLength }) => byteLength);
    const starts = sums(lengths);
    const all = new Uint8Array(starts.at(-1) ?? 0);
    texts.forEach((bytes, index) => all.set(bytes, starts[index]));
    return [writeNumbers(`${name}.lengths`, lengths), [`${name}.text`, all]];
  }
}

/** A list of values, written as JSON, of which each is read when it is asked for. */
export class ValueList<T> {
  readonly #texts: TextList;

  constructor(sections: Sections, name: string) {
    this.#texts = new TextList(sections, name);
  }

  get length(): number {
    return this.#texts.length;
  }

  at(index: number): T {
    return JSON.parse(this.#texts.at(index)) as T;
  }

  static write(name: string, values: readonly unknown[]): readonly (readonly [string, Uint8Array])[] {
    return TextList.write(
      name,
      values.map(value => JSON.stringify(value)),
    );
  }
}
