/**
 * The index of names: the forms of all names with the tables that answer look-ups.
 *
 * A text is looked up by a rolling hash over its folded words. A small bit filter, two bits for each hash, answers "no
 * name goes on like this" for almost every start, so that only survivors reach the table of forms, and only its hits are
 * compared with the text. There is no object for a name and no automaton over characters.
 */

import { type Numbers, readNumbers, type Sections, writeNumbers } from '../knowledge/pack.js';
import { isSeparator } from './fold.js';
import { caseMode, entryType, extendForms, hashOf, mergeEntries, type NameForms, noForms } from './forms.js';
import { letterAt, mix, powerOfTwo } from './hash.js';
import type { IndexInput } from './indexPlan.js';
import { nothing } from './readings.js';

export const filterBits = { goesOn: 1, isForm: 2 } as const;

export class NameIndex {
  readonly forms: NameForms;
  /** The number of a form plus one, with bits of its hash above it; 0 where there is none. */
  readonly slots: Numbers;
  /** How many bits of a slot are the number. */
  readonly formBits: number;
  readonly filter: Numbers;
  /** Two bits for each beginning of a word of up to four letters: a name may begin so, or with a small letter too. */
  readonly starts: Numbers;

  /** Without tables, they are made from the forms. */
  constructor(forms: NameForms, tables: LookupTables = tablesOf(forms)) {
    this.forms = forms;
    this.slots = tables.slots;
    this.filter = tables.filter;
    this.starts = tables.starts;
    this.formBits = formBitsOf(forms);
  }

  /** How many different forms the index holds. */
  get size(): number {
    return this.forms.formStart.length - 1;
  }

  get byteLength(): number {
    return [...Object.values(this.forms), this.slots, this.filter, this.starts].reduce(
      (sum: number, { byteLength }: Numbers) => sum + byteLength,
      0,
    );
  }

  static build(inputs: readonly IndexInput[]): NameIndex {
    return new NameIndex(extendForms(noForms, () => false, inputs));
  }

  /** Whether some name may begin with a small letter. */
  get beginsSmall(): boolean {
    return this.starts.some(bits => (bits & smallStarts) !== 0);
  }

  /** The form with this hash that `reads` says is the right one, or -1. */
  find(hash: number, reads: (form: number) => boolean): number {
    const { slots, formBits } = this;
    const mixed = mix(hash);
    const mask = slots.length - 1;
    for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[slot] ?? 0;
      if (entry === 0) {
        return -1;
      }
      const form = (entry & ((1 << formBits) - 1)) - 1;
      if (entry >>> formBits === mixed >>> formBits && reads(form)) {
        return form;
      }
    }
  }

  /** The form of a text that is folded already: words with single blanks. -1 if no name has it. */
  findFolded(words: string): number {
    const units: number[] = [];
    for (let i = 0; i < words.length; i++) {
      units.push(words.charCodeAt(i));
    }
    return this.find(hashOf(units, 0, units.length), form => this.#reads(form, words));
  }

  /** The watched texts that a form of several words holds, itself left out; `nothing` where there is none. */
  watchedInside(form: number): readonly number[] {
    const { pool, formStart } = this.forms;
    const words = String.fromCharCode(...pool.subarray(formStart[form] ?? 0, formStart[form + 1] ?? 0))
      .replace(/[^\p{L}\p{N}\p{M}]/gu, ' ')
      .split(' ');
    const found = new Set<number>();
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= words.length; to++) {
        const inner = this.findFolded(words.slice(from, to).join(' '));
        if (inner >= 0 && inner !== form && this.#has(inner, entryType.watch)) {
          found.add(inner);
        }
      }
    }
    return found.size === 0 ? nothing : [...found];
  }

  readsUnits(form: number, units: Numbers): boolean {
    const { pool, formStart } = this.forms;
    const start = formStart[form] ?? 0;
    if ((formStart[form + 1] ?? 0) - start !== units.length) {
      return false;
    }
    let i = 0;
    while (i < units.length && pool[start + i] === units[i]) {
      i++;
    }
    return i === units.length;
  }

  /** Whether a form is a name's: not only a text that a rule asks for, nor one of a record that is no more. */
  isName(form: number): boolean {
    return form >= 0 && this.#has(form, entryType.name);
  }

  /** The entities that have the form as a name, perhaps some of them several times. */
  entitiesOf(form: number): readonly number[] {
    const { entryStart, entryFlags, entryEntity } = this.forms;
    const first = entryStart[form] ?? 0;
    const all = entryEntity.subarray(first, entryStart[form + 1] ?? 0);
    return [...all].filter((_, i) => ((entryFlags[first + i] ?? 0) & 3) === entryType.name);
  }

  #has(form: number, type: number): boolean {
    const { entryStart, entryFlags } = this.forms;
    for (let entry = entryStart[form] ?? 0; entry < (entryStart[form + 1] ?? 0); entry++) {
      if (((entryFlags[entry] ?? 0) & 3) === type) {
        return true;
      }
    }
    return false;
  }

  #reads(form: number, words: string): boolean {
    const { pool, formStart } = this.forms;
    const start = formStart[form] ?? 0;
    if ((formStart[form + 1] ?? 0) - start !== words.length) {
      return false;
    }
    for (let i = 0; i < words.length; i++) {
      const unit = pool[start + i] ?? 0;
      if (unit !== words.charCodeAt(i) && !(words.charCodeAt(i) === 0x20 && isSeparator(unit))) {
        return false;
      }
    }
    return true;
  }
}

/**
 * An index with the names of some entities masked and further names added. A desk adds little to what ships: forms stay
 * where they are, new ones stand behind them, and the tables are copied and added to. Where the names outgrow the
 * tables, all is made anew.
 */
export function extendIndex(
  base: NameIndex,
  isMasked: (entity: number) => boolean,
  inputs: readonly IndexInput[],
): NameIndex {
  const all = (): NameIndex => new NameIndex(extendForms(base.forms, isMasked, inputs));
  if (base.slots.length < (base.size + inputs.length) * 2) {
    return all();
  }
  const added = extendForms(noForms, () => false, inputs);
  const { forms, places } = appendForms(base, isMasked, added);
  if (formBitsOf(forms) !== base.formBits) {
    return all();
  }
  const tables = {
    slots: new Uint32Array(base.slots),
    filter: new Uint32Array(base.filter),
    starts: new Uint8Array(base.starts),
  };
  for (const form of places) {
    addToTables(tables, forms, form, base.formBits, form >= base.size);
  }
  return new NameIndex(forms, tables);
}

/** Forms added behind those of an index, and the number of each in the whole. */
function appendForms(
  base: NameIndex,
  isMasked: (entity: number) => boolean,
  added: NameForms,
): { readonly forms: NameForms; readonly places: Uint32Array } {
  const addedCount = added.formStart.length - 1;
  const places = new Uint32Array(addedCount);
  const ofPlace = new Map<number, number>();
  const pool: number[] = [];
  const starts: number[] = [];
  for (let form = 0; form < addedCount; form++) {
    const start = added.formStart[form] ?? 0;
    const end = added.formStart[form + 1] ?? 0;
    const units = added.pool.subarray(start, end);
    const known = base.find(hashOf(units, 0, units.length), old => base.readsUnits(old, units));
    const place = known >= 0 ? known : base.size + starts.length;
    if (known < 0) {
      pool.push(...units);
      starts.push(base.forms.pool.length + pool.length);
    }
    places[form] = place;
    ofPlace.set(place, form);
  }
  return {
    forms: {
      pool: joined(base.forms.pool, pool),
      formStart: joined(base.forms.formStart, starts),
      ...mergeEntries(base.forms, isMasked, added, ofPlace, base.size + starts.length),
    },
    places,
  };
}

function joined(numbers: Numbers, more: readonly number[]): Numbers {
  const length = numbers.length + more.length;
  const all = numbers.BYTES_PER_ELEMENT === 4 ? new Uint32Array(length) : new Uint16Array(length);
  all.set(numbers);
  all.set(more, numbers.length);
  return all;
}

/** What look-ups read. */
export interface LookupTables {
  readonly slots: Numbers;
  readonly filter: Numbers;
  readonly starts: Numbers;
}

/** The tables of an index as sections of a pack: made anew at every start, they would cost more than all else then. */
export function writeTables({ slots, filter, starts }: LookupTables): readonly (readonly [string, Uint8Array])[] {
  return Object.entries({ slots, filter, starts }).map(([name, array]) => writeNumbers(`names.${name}`, array));
}

export function readTables(sections: Sections): LookupTables {
  const read = (name: string): Numbers => readNumbers(sections, `names.${name}`);
  return { slots: read('slots'), filter: read('filter'), starts: read('starts') };
}

function formBitsOf({ formStart }: NameForms): number {
  return 32 - Math.clz32(formStart.length);
}

/** Where to find each form, what may go on, what may begin. */
function tablesOf(forms: NameForms): LookupTables {
  const { pool, formStart } = forms;
  const count = formStart.length - 1;
  const formBits = formBitsOf(forms);
  const slots = new Uint32Array(powerOfTwo(count * 2));
  // Of each form and of each of its beginnings there is a pair of bits; sixteen pairs a word, and eight times as many
  // as are used, keep false answers near one in ten.
  let prefixes = 0;
  for (let at = 0; at < pool.length; at++) {
    prefixes += isSeparator(pool[at] ?? 0) ? 1 : 0;
  }
  const tables = {
    slots,
    filter: new Uint32Array(powerOfTwo((count + prefixes) / 2)),
    starts: new Uint8Array(startBytes),
  };
  for (let form = 0; form < count; form++) {
    addToTables(tables, forms, form, formBits, true);
  }
  return tables;
}

/** @param isNew whether the form itself is to be found, and not only its entries are others */
function addToTables(
  { slots, filter, starts }: LookupTables,
  forms: NameForms,
  form: number,
  formBits: number,
  isNew: boolean,
): void {
  const { pool, formStart, entryStart, entryFlags, entryCapitals } = forms;
  const start = formStart[form] ?? 0;
  const end = formStart[form + 1] ?? 0;
  if (isNew) {
    const hash = hashOf(pool, start, end, before => setBits(filter, before, filterBits.goesOn));
    setBits(filter, hash, filterBits.isForm);
    const mixed = mix(hash);
    let slot = mixed & (slots.length - 1);
    while (slots[slot] !== 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = ((mixed >>> formBits) << formBits) | (form + 1);
  }
  let bits: number = startBits.any;
  for (let entry = entryStart[form] ?? 0; entry < (entryStart[form + 1] ?? 0); entry++) {
    if (((entryCapitals[entry] ?? 0) & 1) === 0 || (((entryFlags[entry] ?? 0) >>> 2) & 3) === caseMode.any) {
      bits |= startBits.small;
    }
  }
  let letters = 0;
  let count = 0;
  while (count < 4 && start + count < end && !isSeparator(pool[start + count] ?? 0)) {
    letters ^= letterAt(pool[start + count] ?? 0, count);
    count++;
  }
  setStart(starts, letters, bits);
  if (count < 4 && start + count === end) {
    // The plural of an acronym: "NGOs".
    setStart(starts, letters ^ letterAt(0x73, count), bits);
  }
}

export const startBits = { any: 1, small: 2 } as const;
/** The bits `small` of the four pairs in a byte. */
const smallStarts = 0xaa;
const startBytes = 1 << 14;

/** What may begin with a word that has these letters at its beginning, four or as many as it has. */
export function startsAt(starts: Numbers, letters: number): number {
  const at = mix(Math.imul(letters, 0x9e3779b1));
  return ((starts[(at >>> 2) & (startBytes - 1)] ?? 0) >>> ((at & 3) << 1)) & 3;
}

function setStart(starts: Numbers, letters: number, bits: number): void {
  const at = mix(Math.imul(letters, 0x9e3779b1));
  const byte = (at >>> 2) & (startBytes - 1);
  starts[byte] = (starts[byte] ?? 0) | (bits << ((at & 3) << 1));
}

function setBits(filter: Numbers, hash: number, bits: number): void {
  const at = mix(hash) & ((filter.length << 4) - 1);
  filter[at >>> 4] = (filter[at >>> 4] ?? 0) | (bits << ((at & 15) << 1));
}
