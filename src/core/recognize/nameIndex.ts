/**
 * The index of names: every form that any record lists, as typed arrays.
 *
 * A form is a sequence of folded words; "Côte d'Ivoire" and "COTE D’IVOIRE" are one form. A text is looked up by a
 * rolling hash over its folded words. A small bit filter, two bits for each hash, answers "no name goes on like this"
 * for almost every start, so that only survivors reach the table of forms, and only its hits are compared with the
 * text. There is no object for a name and no automaton over characters.
 *
 * One form may belong to several entries: two Congos, the country Georgia and a person of that name. Entries other
 * than names are `stop` (a longer phrase that keeps a shorter name from matching), `watch` (a text that a context rule
 * asks for) and `pattern` (a word that may begin a patterned name such as a resolution's).
 */

import type { ContextRule, Entity, EntityKind, KindRule, Name, NameRole } from '../knowledge/model.js';
import { nameRoles } from '../knowledge/model.js';
import {
  bytesOf,
  differences,
  halvesOf,
  integersOf,
  section,
  type Sections,
  sums,
  wordsOf,
} from '../knowledge/pack.js';
import { classOf, foldName, unitClass } from './fold.js';

export const entryType = { name: 0, stop: 1, watch: 2, pattern: 3 } as const;

/** How the case of a text has to agree with the name. */
export const caseMode = { shape: 0, capitals: 1, any: 2, exact: 3 } as const;

export const filterBits = { goesOn: 1, isForm: 2 } as const;

const seed = 0x811c9dc5;
const prime = 0x01000193;

/** Adds one folded unit to a rolling hash. */
export function addUnit(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, prime);
}

export const startHash = seed;
const gap = 0x20;

/** Adds the boundary between two words. */
export function addGap(hash: number): number {
  return Math.imul((hash ^ gap) + (hash >>> 13), prime);
}

export function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** One name, stop phrase or watched text on its way into the index. */
export interface IndexInput {
  readonly text: string;
  readonly type: number;
  /** Position of the entity in the knowledge base. */
  readonly entity: number;
  /** Position of the name in the entity's names. */
  readonly name: number;
  readonly role: NameRole;
  readonly case?: 'exact' | 'any' | undefined;
  /** Position in the list of rules, or -1. */
  readonly rule: number;
}

export class NameIndex {
  /** Folded words of every form, with separators between them. */
  readonly pool: Uint16Array;
  readonly formStart: Uint32Array;
  readonly formHash: Uint32Array;
  /** Entries of form `f` are `entryStart[f]` to `entryStart[f + 1]`. */
  readonly entryStart: Uint32Array;
  readonly entryEntity: Uint32Array;
  readonly entryName: Uint32Array;
  /** Bits 0-1 entry type, 2-3 case mode, 4-7 role, 8 closes with a parenthesis. */
  readonly entryFlags: Uint16Array;
  /** Bit `k`: word `k` of the name begins with a capital. */
  readonly entryCapitals: Uint32Array;
  /** Position in the list of rules plus one; 0 means none. */
  readonly entryRule: Uint32Array;
  readonly slots: Int32Array;
  readonly filter: Uint32Array;
  /** Which three units can begin a name written with a small first letter. */
  readonly lowerStarts: Uint32Array;

  /** Without tables, they are made from the forms. */
  constructor(forms: NameForms, tables: LookupTables = tablesOf(forms)) {
    this.pool = forms.pool;
    this.formStart = forms.formStart;
    this.entryStart = forms.entryStart;
    this.entryEntity = forms.entryEntity;
    this.entryName = forms.entryName;
    this.entryFlags = forms.entryFlags;
    this.entryCapitals = forms.entryCapitals;
    this.entryRule = forms.entryRule;
    this.formHash = tables.formHash;
    this.slots = tables.slots;
    this.filter = tables.filter;
    this.lowerStarts = tables.lowerStarts;
  }

  /** How many different forms the index holds. */
  get size(): number {
    return this.formHash.length;
  }

  get byteLength(): number {
    return Object.values(this).reduce(
      (sum: number, array: unknown) => sum + (ArrayBuffer.isView(array) ? array.byteLength : 0),
      0,
    );
  }

  static build(inputs: Iterable<IndexInput>): NameIndex {
    return new NameIndex(extendForms(noForms, () => false, inputs));
  }

  /** The two filter bits of a rolling hash. */
  look(hash: number): number {
    const mixed = mix(hash);
    const pairs = this.filter.length << 4;
    const at = mixed & (pairs - 1);
    return ((this.filter[at >>> 4] ?? 0) >>> ((at & 15) << 1)) & 3;
  }

  /** The slot at which to begin looking for forms with this hash; an empty slot, below 0, ends the look. */
  slotOf(hash: number): number {
    return mix(hash) & (this.slots.length - 1);
  }

  slotAfter(slot: number): number {
    return (slot + 1) & (this.slots.length - 1);
  }

  /** Whether a name may begin with this small letter of ASCII. */
  beginsSmall(unit: number): boolean {
    const from = lowerStartBit(unit, 0, 0) >>> 5;
    return this.lowerStarts.subarray(from, from + 32).some(word => word !== 0);
  }

  /** The form of a text that is folded already: words with single blanks. -1 if no name has it. */
  findFolded(words: string): number {
    let hash = startHash;
    for (let i = 0; i < words.length; i++) {
      const unit = words.charCodeAt(i);
      hash = unit === gap ? addGap(hash) : addUnit(hash, unit);
    }
    for (let slot = this.slotOf(hash); ; slot = this.slotAfter(slot)) {
      const form = this.slots[slot] ?? -1;
      if (form < 0 || (this.formHash[form] === hash >>> 0 && this.#reads(form, words))) {
        return form;
      }
    }
  }

  /** The watched texts that a form of several words holds, itself left out. */
  watchedInside(form: number): readonly number[] {
    const words = String.fromCharCode(...this.pool.subarray(this.formStart[form] ?? 0, this.formStart[form + 1] ?? 0))
      .replace(/[^\p{L}\p{N}\p{M}]/gu, ' ')
      .split(' ');
    const found = new Set<number>();
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= words.length; to++) {
        const inner = this.findFolded(words.slice(from, to).join(' '));
        if (inner >= 0 && inner !== form && this.#isWatched(inner)) {
          found.add(inner);
        }
      }
    }
    return [...found];
  }

  #isWatched(form: number): boolean {
    for (let entry = this.entryStart[form] ?? 0; entry < (this.entryStart[form + 1] ?? 0); entry++) {
      if (((this.entryFlags[entry] ?? 0) & 3) === entryType.watch) {
        return true;
      }
    }
    return false;
  }

  #reads(form: number, words: string): boolean {
    const start = this.formStart[form] ?? 0;
    const end = this.formStart[form + 1] ?? 0;
    if (end - start !== words.length) {
      return false;
    }
    for (let i = 0; i < words.length; i++) {
      const unit = this.pool[start + i] ?? 0;
      if (unit !== words.charCodeAt(i) && !(words.charCodeAt(i) === gap && isSeparator(unit))) {
        return false;
      }
    }
    return true;
  }
}

/** In the pool, what is no part of a word stands between two. */
export function isSeparator(unit: number): boolean {
  // Of ASCII, folded words hold digits and small letters alone.
  return unit < 0x30 || (unit > 0x39 && unit < 0x61) || (unit > 0x7a && classOf(unit) < unitClass.lower);
}

/** The forms of all names without the tables that answer look-ups. */
export interface NameForms {
  readonly pool: Uint16Array;
  readonly formStart: Uint32Array;
  readonly entryStart: Uint32Array;
  readonly entryEntity: Uint32Array;
  readonly entryName: Uint32Array;
  readonly entryFlags: Uint16Array;
  readonly entryCapitals: Uint32Array;
  readonly entryRule: Uint32Array;
}

/** The forms as sections of a pack. */
export function writeForms(forms: NameForms): readonly (readonly [string, Uint8Array])[] {
  const arrays = {
    pool: forms.pool,
    formLength: Uint16Array.from(differences(forms.formStart)),
    entryCount: Uint32Array.from(differences(forms.entryStart)),
    entryEntity: forms.entryEntity,
    entryName: forms.entryName,
    entryFlags: forms.entryFlags,
    entryCapitals: forms.entryCapitals,
    entryRule: forms.entryRule,
  };
  return Object.entries(arrays).map(([name, array]) => [`names.${name}`, bytesOf(array)] as const);
}

/**
 * The tables of an index as sections of a pack. They can be made again from the forms, which takes less room and, up to
 * some ten thousand names, hardly more time.
 */
export function writeTables(tables: LookupTables): readonly (readonly [string, Uint8Array])[] {
  const { formHash, slots, filter, lowerStarts } = tables;
  return Object.entries({ formHash, slots, filter, lowerStarts }).map(
    ([name, array]) => [`names.${name}`, bytesOf(array)] as const,
  );
}

/** The tables in a pack, if it has them. */
export function readTables(sections: Sections): LookupTables | undefined {
  if (!sections.has('names.slots')) {
    return undefined;
  }
  const words = (name: string): Uint32Array => wordsOf(section(sections, `names.${name}`));
  return {
    formHash: words('formHash'),
    slots: integersOf(section(sections, 'names.slots')),
    filter: words('filter'),
    lowerStarts: words('lowerStarts'),
  };
}

/** The forms in a pack; all but the two lists of lengths are views into it. */
export function readForms(sections: Sections): NameForms {
  const words = (name: string): Uint32Array => wordsOf(section(sections, `names.${name}`));
  const halves = (name: string): Uint16Array => halvesOf(section(sections, `names.${name}`));
  return {
    pool: halves('pool'),
    formStart: sums(halves('formLength')),
    entryStart: sums(words('entryCount')),
    entryEntity: words('entryEntity'),
    entryName: words('entryName'),
    entryFlags: halves('entryFlags'),
    entryCapitals: words('entryCapitals'),
    entryRule: words('entryRule'),
  };
}

interface Form {
  readonly key: string;
  readonly entries: Entry[];
}

interface Entry {
  readonly input: IndexInput;
  readonly capitals: number;
  readonly flags: number;
}

export const noForms: NameForms = {
  pool: new Uint16Array(0),
  formStart: new Uint32Array(1),
  entryStart: new Uint32Array(1),
  entryEntity: new Uint32Array(0),
  entryName: new Uint32Array(0),
  entryFlags: new Uint16Array(0),
  entryCapitals: new Uint32Array(0),
  entryRule: new Uint32Array(0),
};

/** Copies the forms without the names of masked entities and adds names; a form that loses its last entry goes. */
export function extendForms(
  base: NameForms,
  isMasked: (entity: number) => boolean,
  inputs: Iterable<IndexInput>,
): NameForms {
  const added = collectForms(inputs);
  // Few forms are added to many: length and first letter tell nearly all of them apart.
  const alike = new Map<number, Form[]>();
  for (const form of base.formStart.length > 1 ? added : []) {
    const shape = shapeOf(form.key.length, form.key.charCodeAt(0));
    alike.set(shape, [...(alike.get(shape) ?? []), form]);
  }
  const taken = new Set<Form>();
  const sum = (count: (form: Form) => number): number => added.reduce((all, form) => all + count(form), 0);
  const forms = base.formStart.length - 1 + added.length;
  const entries = base.entryEntity.length + sum(form => form.entries.length);
  const writer = new FormWriter(forms, entries, base.pool.length + sum(form => form.key.length));
  for (let form = 0; form < base.formStart.length - 1; form++) {
    const start = base.formStart[form] ?? 0;
    const end = base.formStart[form + 1] ?? 0;
    const same = alike
      .get(shapeOf(end - start, base.pool[start] ?? 0))
      ?.find(({ key }) => reads(base.pool, start, end, key));
    if (same !== undefined) {
      taken.add(same);
      writer.copyForm(base, form, isMasked, same.entries);
    } else {
      writer.copyForm(base, form, isMasked, []);
    }
  }
  for (const form of added) {
    if (!taken.has(form)) {
      writer.addForm(form);
    }
  }
  return writer.finish();
}

function shapeOf(length: number, first: number): number {
  return (length << 16) | first;
}

function reads(pool: Uint16Array, start: number, end: number, key: string): boolean {
  if (end - start !== key.length) {
    return false;
  }
  for (let i = 0; i < key.length; i++) {
    if (pool[start + i] !== key.charCodeAt(i)) {
      return false;
    }
  }
  return true;
}

/** Fills the arrays of an index form by form; sized for the most there can be and cut at the end. */
class FormWriter {
  readonly #pool: Uint16Array;
  readonly #formStart: Uint32Array;
  readonly #entryStart: Uint32Array;
  readonly #entryEntity: Uint32Array;
  readonly #entryName: Uint32Array;
  readonly #entryFlags: Uint16Array;
  readonly #entryCapitals: Uint32Array;
  readonly #entryRule: Uint32Array;
  #forms = 0;
  #entries = 0;
  #units = 0;

  constructor(forms: number, entries: number, units: number) {
    this.#pool = new Uint16Array(units);
    this.#formStart = new Uint32Array(forms + 1);
    this.#entryStart = new Uint32Array(forms + 1);
    this.#entryEntity = new Uint32Array(entries);
    this.#entryName = new Uint32Array(entries);
    this.#entryFlags = new Uint16Array(entries);
    this.#entryCapitals = new Uint32Array(entries);
    this.#entryRule = new Uint32Array(entries);
  }

  copyForm(base: NameForms, form: number, isMasked: (entity: number) => boolean, more: readonly Entry[]): void {
    const before = this.#entries;
    for (let entry = base.entryStart[form] ?? 0; entry < (base.entryStart[form + 1] ?? 0); entry++) {
      const entity = base.entryEntity[entry] ?? 0;
      const flags = base.entryFlags[entry] ?? 0;
      if ((flags & 3) === entryType.watch || (flags & 3) === entryType.pattern || !isMasked(entity)) {
        this.#entryEntity[this.#entries] = entity;
        this.#entryName[this.#entries] = base.entryName[entry] ?? 0;
        this.#entryFlags[this.#entries] = flags;
        this.#entryCapitals[this.#entries] = base.entryCapitals[entry] ?? 0;
        this.#entryRule[this.#entries] = base.entryRule[entry] ?? 0;
        this.#entries++;
      }
    }
    this.#addEntries(more, before);
    if (this.#entries === before) {
      return;
    }
    const from = base.formStart[form] ?? 0;
    const to = base.formStart[form + 1] ?? 0;
    this.#pool.set(base.pool.subarray(from, to), this.#units);
    this.#closeForm(to - from, before);
  }

  addForm({ key, entries }: Form): void {
    const before = this.#entries;
    this.#addEntries(entries, before);
    for (let i = 0; i < key.length; i++) {
      this.#pool[this.#units + i] = key.charCodeAt(i);
    }
    this.#closeForm(key.length, before);
  }

  /** A text is watched, or begins a pattern, once, whoever asks for it. */
  #addEntries(entries: readonly Entry[], from: number): void {
    for (const { input, capitals, flags } of entries) {
      const once = input.type === entryType.watch || input.type === entryType.pattern;
      if (once && this.#entryFlags.subarray(from, this.#entries).some(known => (known & 3) === input.type)) {
        continue;
      }
      this.#entryEntity[this.#entries] = input.entity;
      this.#entryName[this.#entries] = input.name;
      this.#entryFlags[this.#entries] = flags;
      this.#entryCapitals[this.#entries] = capitals;
      this.#entryRule[this.#entries] = input.rule + 1;
      this.#entries++;
    }
  }

  #closeForm(length: number, firstEntry: number): void {
    this.#formStart[this.#forms] = this.#units;
    this.#entryStart[this.#forms] = firstEntry;
    this.#units += length;
    this.#forms++;
    this.#formStart[this.#forms] = this.#units;
    this.#entryStart[this.#forms] = this.#entries;
  }

  finish(): NameForms {
    return {
      pool: this.#pool.slice(0, this.#units),
      formStart: this.#formStart.slice(0, this.#forms + 1),
      entryStart: this.#entryStart.slice(0, this.#forms + 1),
      entryEntity: this.#entryEntity.slice(0, this.#entries),
      entryName: this.#entryName.slice(0, this.#entries),
      entryFlags: this.#entryFlags.slice(0, this.#entries),
      entryCapitals: this.#entryCapitals.slice(0, this.#entries),
      entryRule: this.#entryRule.slice(0, this.#entries),
    };
  }
}

export interface LookupTables {
  readonly formHash: Uint32Array;
  readonly slots: Int32Array;
  readonly filter: Uint32Array;
  readonly lowerStarts: Uint32Array;
}

/** The tables that answer look-ups: the hash of each form, where to find it, what may go on, what may begin. */
function tablesOf(forms: NameForms): LookupTables {
  const { pool, formStart, entryStart, entryFlags, entryCapitals } = forms;
  const count = formStart.length - 1;
  const formHash = new Uint32Array(count);
  const slots = new Int32Array(powerOfTwo(count * 2)).fill(-1);
  const lowerStarts = new Uint32Array(1024);
  const goesOn: number[] = [];
  for (let form = 0; form < count; form++) {
    const start = formStart[form] ?? 0;
    const end = formStart[form + 1] ?? 0;
    const unitAt = (at: number): number => (at < end ? (pool[at] ?? 0) : 0);
    let hash = startHash;
    for (let at = start; at < end; at++) {
      const unit = pool[at] ?? 0;
      if (isSeparator(unit)) {
        goesOn.push(hash);
        hash = addGap(hash);
      } else {
        hash = addUnit(hash, unit);
      }
    }
    formHash[form] = hash >>> 0;
    insertSlot(slots, hash >>> 0, form);
    const lastEntry = entryStart[form + 1] ?? 0;
    for (let entry = entryStart[form] ?? 0; entry < lastEntry; entry++) {
      if (((entryCapitals[entry] ?? 0) & 1) === 0 || (((entryFlags[entry] ?? 0) >>> 2) & 3) === caseMode.any) {
        const bit = lowerStartBit(pool[start] ?? 0, unitAt(start + 1), unitAt(start + 2));
        lowerStarts[bit >>> 5] = (lowerStarts[bit >>> 5] ?? 0) | (1 << (bit & 31));
      }
    }
  }
  // Sixteen pairs of bits a word; eight pairs for each prefix keep false answers near one in ten.
  const filter = new Uint32Array(powerOfTwo(((count + goesOn.length) * 8) / 16));
  for (const hash of formHash) {
    setBits(filter, hash, filterBits.isForm);
  }
  for (const hash of goesOn) {
    setBits(filter, hash, filterBits.goesOn);
  }
  return { formHash, slots, filter, lowerStarts };
}

function collectForms(inputs: Iterable<IndexInput>): readonly Form[] {
  const forms = new Map<string, Form>();
  for (const input of inputs) {
    const folded = foldName(input.text);
    if (folded.words.length === 0) {
      continue;
    }
    let key = '';
    folded.words.forEach((word, index) => {
      key += index > 0 ? (folded.separators[index] ?? ' ') + word : word;
    });
    let form = forms.get(key);
    if (form === undefined) {
      form = { key, entries: [] };
      forms.set(key, form);
    }
    const mode =
      input.case === 'any'
        ? caseMode.any
        : input.case === 'exact'
          ? folded.allCapitals
            ? caseMode.capitals
            : caseMode.exact
          : folded.allCapitals
            ? caseMode.capitals
            : caseMode.shape;
    let capitals = 0;
    // Where the case is exact, it is that of every letter, and else of every word's first.
    const asWritten = mode === caseMode.exact ? capitalLetters(input.text) : folded.capitals;
    asWritten.slice(0, 32).forEach((capital, index) => {
      capitals |= capital ? 1 << index : 0;
    });
    const flags =
      input.type | (mode << 2) | (nameRoles.indexOf(input.role) << 4) | (folded.closesWithParenthesis ? 256 : 0);
    form.entries.push({ input, capitals: capitals >>> 0, flags });
  }
  return [...forms.values()];
}

function capitalLetters(text: string): readonly boolean[] {
  return Array.from(text)
    .map(letter => classOf(letter.charCodeAt(0)))
    .filter(value => value >= unitClass.lower && value < unitClass.mark)
    .map(value => value === unitClass.upper);
}

/** The bit of three folded units of ASCII; what stands behind a word of one or two letters does not count. */
export function lowerStartBit(first: number, second: number, third: number): number {
  const next = letterCode(second);
  return (letterCode(first) << 10) | (next << 5) | (next === 0 ? 0 : letterCode(third));
}

function letterCode(unit: number): number {
  return isSeparator(unit) ? 0 : unit & 31;
}

function insertSlot(slots: Int32Array, hash: number, form: number): void {
  const mask = slots.length - 1;
  let slot = mix(hash) & mask;
  while ((slots[slot] ?? -1) >= 0) {
    slot = (slot + 1) & mask;
  }
  slots[slot] = form;
}

function setBits(filter: Uint32Array, hash: number, bits: number): void {
  const at = mix(hash) & ((filter.length << 4) - 1);
  filter[at >>> 4] = (filter[at >>> 4] ?? 0) | (bits << ((at & 15) << 1));
}

/** At least 64. */
export function powerOfTwo(atLeast: number): number {
  let size = 64;
  while (size < atLeast) {
    size *= 2;
  }
  return size;
}

/** The rules of a knowledge base, each once, and the inputs for its index. */
export interface IndexPlan {
  readonly inputs: readonly IndexInput[];
  readonly rules: readonly IndexedRule[];
}

/** A rule of a name, and the number of the rule of its kind, which must allow the name as well. */
export interface IndexedRule extends ContextRule {
  readonly also?: number;
}

/** What the records ask to be recognised: names with their rules, stop phrases, watched texts, patterns. */
export function planIndex(
  entities: readonly Entity[],
  kindRules: Readonly<Partial<Record<EntityKind, KindRule>>>,
): IndexPlan {
  const inputs: IndexInput[] = [];
  const rules: IndexedRule[] = [];
  const ruleIds = new Map<string, number>();
  const watched = new Set<string>();
  const ruleId = (rule: IndexedRule | undefined): number => {
    if (rule === undefined) {
      return -1;
    }
    const key = JSON.stringify(rule);
    let id = ruleIds.get(key);
    if (id === undefined) {
      id = rules.push(rule) - 1;
      ruleIds.set(key, id);
      for (const texts of [rule.documentHas, rule.paragraphHas, rule.documentLacks, rule.paragraphLacks]) {
        texts?.forEach(text => watched.add(text));
      }
    }
    return id;
  };
  const kindRuleIds = new Map<KindRule | undefined, readonly [names: number, demonyms: number]>([
    [undefined, [-1, -1]],
  ]);
  for (const kindRule of Object.values(kindRules)) {
    const { names, demonyms, people: _, ...all } = kindRule;
    const also = ruleId(all);
    kindRuleIds.set(kindRule, [
      names === undefined ? also : ruleId({ ...names, also }),
      demonyms === undefined ? also : ruleId({ ...demonyms, also }),
    ]);
  }
  entities.forEach((entity, index) => {
    const kindRule = kindRuleIds.get(kindRules[entity.kind]);
    const people = kindRules[entity.kind]?.people ?? [];
    entity.names.forEach((name, position) => {
      const own =
        people.includes(name.text) && name.role !== 'demonym' ? { ...name.rule, isPersonal: true } : name.rule;
      const also = takesKindRule(name) ? (kindRule?.[name.role === 'demonym' ? 1 : 0] ?? -1) : -1;
      inputs.push({
        text: name.text,
        type: entryType.name,
        entity: index,
        name: position,
        role: name.role,
        case: name.case,
        rule: also < 0 ? ruleId(own) : own === undefined ? also : ruleId({ ...own, also }),
      });
    });
    for (const text of entity.notNames) {
      inputs.push({ text, type: entryType.stop, entity: index, name: 0, role: 'name', rule: -1 });
    }
  });
  for (const text of watched) {
    inputs.push({ text, type: entryType.watch, entity: 0, name: 0, role: 'name', rule: -1 });
  }
  for (const text of entities.some(entity => entity.symbol !== undefined) ? patternStarts : []) {
    inputs.push({ text, type: entryType.pattern, entity: 0, name: 0, role: 'name', case: 'any', rule: -1 });
  }
  return { inputs, rules };
}

/** The words after which a number may be a resolution's. */
const patternStarts = [
  'resolution',
  'resolutions',
  'UNSCR',
  'UNSCRs',
  'S/RES',
  'SCR',
  'SCRs',
  'UNSC res',
  'UNSC resolution',
];

function takesKindRule(name: Name): boolean {
  return name.role === 'name' || name.role === 'alias' || name.role === 'demonym';
}
