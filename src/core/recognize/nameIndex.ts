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

import type { ContextRule, Entity, EntityKind, Name, NameRole } from '../knowledge/model.js';
import { nameRoles } from '../knowledge/model.js';
import { foldName } from './fold.js';

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
  readonly entryName: Uint16Array;
  /** Bits 0-1 entry type, 2-3 case mode, 4-7 role, 8 closes with a parenthesis. */
  readonly entryFlags: Uint16Array;
  /** Bit `k`: word `k` of the name begins with a capital. */
  readonly entryCapitals: Uint32Array;
  /** Position in the list of rules plus one; 0 means none. */
  readonly entryRule: Uint16Array;
  readonly slots: Int32Array;
  readonly filter: Uint32Array;
  /** Which pairs of first units can begin a name written with a lower-case first letter. */
  readonly lowerStarts: Uint32Array;

  private constructor(arrays: NameIndexArrays) {
    this.pool = arrays.pool;
    this.formStart = arrays.formStart;
    this.formHash = arrays.formHash;
    this.entryStart = arrays.entryStart;
    this.entryEntity = arrays.entryEntity;
    this.entryName = arrays.entryName;
    this.entryFlags = arrays.entryFlags;
    this.entryCapitals = arrays.entryCapitals;
    this.entryRule = arrays.entryRule;
    this.slots = arrays.slots;
    this.filter = arrays.filter;
    this.lowerStarts = arrays.lowerStarts;
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
    return new NameIndex(buildArrays(inputs));
  }

  /** The two filter bits of a rolling hash. */
  look(hash: number): number {
    const mixed = mix(hash);
    const pairs = this.filter.length << 4;
    const at = mixed & (pairs - 1);
    return ((this.filter[at >>> 4] ?? 0) >>> ((at & 15) << 1)) & 3;
  }

  /** Calls `visit` for every form with this hash; the caller compares the text. */
  formsWithHash(hash: number, visit: (form: number) => boolean): number {
    const mask = this.slots.length - 1;
    let slot = mix(hash) & mask;
    for (;;) {
      const form = this.slots[slot] ?? -1;
      if (form < 0) {
        return -1;
      }
      if (this.formHash[form] === hash >>> 0 && visit(form)) {
        return form;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** The form of a text that is folded already: words with single blanks. -1 if no name has it. */
  findFolded(words: string): number {
    let hash = startHash;
    for (let i = 0; i < words.length; i++) {
      const unit = words.charCodeAt(i);
      hash = unit === gap ? addGap(hash) : addUnit(hash, unit);
    }
    return this.formsWithHash(hash, form => this.#reads(form, words));
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

/** In the pool, separators are the units below the digits and the colon row that no folded word contains. */
export function isSeparator(unit: number): boolean {
  return unit < 0x30 || (unit > 0x39 && unit < 0x41);
}

interface NameIndexArrays {
  readonly pool: Uint16Array;
  readonly formStart: Uint32Array;
  readonly formHash: Uint32Array;
  readonly entryStart: Uint32Array;
  readonly entryEntity: Uint32Array;
  readonly entryName: Uint16Array;
  readonly entryFlags: Uint16Array;
  readonly entryCapitals: Uint32Array;
  readonly entryRule: Uint16Array;
  readonly slots: Int32Array;
  readonly filter: Uint32Array;
  readonly lowerStarts: Uint32Array;
}

interface Form {
  readonly key: string;
  readonly hash: number;
  readonly prefixes: readonly number[];
  readonly entries: Entry[];
}

interface Entry {
  readonly input: IndexInput;
  readonly capitals: number;
  readonly flags: number;
}

function buildArrays(inputs: Iterable<IndexInput>): NameIndexArrays {
  const forms = collectForms(inputs);
  const poolLength = forms.reduce((sum, form) => sum + form.key.length, 0);
  const entryCount = forms.reduce((sum, form) => sum + form.entries.length, 0);
  const prefixCount = forms.reduce((sum, form) => sum + form.prefixes.length, 0);
  const arrays = {
    pool: new Uint16Array(poolLength),
    formStart: new Uint32Array(forms.length + 1),
    formHash: new Uint32Array(forms.length),
    entryStart: new Uint32Array(forms.length + 1),
    entryEntity: new Uint32Array(entryCount),
    entryName: new Uint16Array(entryCount),
    entryFlags: new Uint16Array(entryCount),
    entryCapitals: new Uint32Array(entryCount),
    entryRule: new Uint16Array(entryCount),
    slots: new Int32Array(powerOfTwo(forms.length * 2)).fill(-1),
    // Sixteen pairs of bits a word; eight pairs for each prefix keep false answers near one in ten.
    filter: new Uint32Array(powerOfTwo(((forms.length + prefixCount) * 8) / 16)),
    lowerStarts: new Uint32Array(2048),
  };
  let poolAt = 0;
  let entryAt = 0;
  forms.forEach((form, index) => {
    arrays.formStart[index] = poolAt;
    arrays.formHash[index] = form.hash;
    arrays.entryStart[index] = entryAt;
    for (let i = 0; i < form.key.length; i++) {
      arrays.pool[poolAt++] = form.key.charCodeAt(i);
    }
    for (const { input, capitals, flags } of form.entries) {
      arrays.entryEntity[entryAt] = input.entity;
      arrays.entryName[entryAt] = input.name;
      arrays.entryFlags[entryAt] = flags;
      arrays.entryCapitals[entryAt] = capitals;
      arrays.entryRule[entryAt] = input.rule + 1;
      entryAt++;
      if ((capitals & 1) === 0 || ((flags >>> 2) & 3) === caseMode.any) {
        const bit = lowerStartBit(form.key.charCodeAt(0), form.key.charCodeAt(1));
        arrays.lowerStarts[bit >>> 5] = (arrays.lowerStarts[bit >>> 5] ?? 0) | (1 << (bit & 31));
      }
    }
    insertSlot(arrays.slots, form.hash, index);
    setBits(arrays.filter, form.hash, filterBits.isForm);
    for (const prefix of form.prefixes) {
      setBits(arrays.filter, prefix, filterBits.goesOn);
    }
  });
  arrays.formStart[forms.length] = poolAt;
  arrays.entryStart[forms.length] = entryAt;
  return arrays;
}

function collectForms(inputs: Iterable<IndexInput>): readonly Form[] {
  const forms = new Map<string, Form>();
  for (const input of inputs) {
    const folded = foldName(input.text);
    if (folded.words.length === 0) {
      continue;
    }
    let key = '';
    let hash = startHash;
    const prefixes: number[] = [];
    folded.words.forEach((word, index) => {
      if (index > 0) {
        prefixes.push(hash >>> 0);
        hash = addGap(hash);
        key += folded.separators[index] ?? ' ';
      }
      for (let i = 0; i < word.length; i++) {
        hash = addUnit(hash, word.charCodeAt(i));
      }
      key += word;
    });
    let form = forms.get(key);
    if (form === undefined) {
      form = { key, hash: hash >>> 0, prefixes, entries: [] };
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
    folded.capitals.slice(0, 32).forEach((capital, index) => {
      capitals |= capital ? 1 << index : 0;
    });
    const flags =
      input.type | (mode << 2) | (nameRoles.indexOf(input.role) << 4) | (folded.closesWithParenthesis ? 256 : 0);
    form.entries.push({ input, capitals: capitals >>> 0, flags });
  }
  return [...forms.values()];
}

export function lowerStartBit(first: number, second: number): number {
  return ((first & 0xff) << 8) | (second & 0xff);
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

function powerOfTwo(atLeast: number): number {
  let size = 64;
  while (size < atLeast) {
    size *= 2;
  }
  return size;
}

/** The rules of a knowledge base, each once, and the inputs for its index. */
export interface IndexPlan {
  readonly inputs: readonly IndexInput[];
  readonly rules: readonly ContextRule[];
}

/** What the records ask to be recognised: names with their rules, stop phrases, watched texts, patterns. */
export function planIndex(
  entities: readonly Entity[],
  kindRules: Readonly<Partial<Record<EntityKind, ContextRule>>>,
): IndexPlan {
  const inputs: IndexInput[] = [];
  const rules: ContextRule[] = [];
  const ruleIds = new Map<string, number>();
  const watched = new Set<string>();
  const ruleId = (rule: ContextRule | undefined): number => {
    if (rule === undefined) {
      return -1;
    }
    const key = JSON.stringify(rule);
    let id = ruleIds.get(key);
    if (id === undefined) {
      id = rules.push(rule) - 1;
      ruleIds.set(key, id);
      for (const text of [...(rule.documentHas ?? []), ...(rule.paragraphHas ?? [])]) {
        watched.add(text);
      }
    }
    return id;
  };
  entities.forEach((entity, index) => {
    entity.names.forEach((name, position) => {
      const rule = takesKindRule(name) ? combineRules(kindRules[entity.kind], name.rule) : name.rule;
      inputs.push({
        text: name.text,
        type: entryType.name,
        entity: index,
        name: position,
        role: name.role,
        case: name.case,
        rule: ruleId(rule),
      });
    });
    for (const text of entity.notNames) {
      inputs.push({ text, type: entryType.stop, entity: index, name: 0, role: 'name', rule: -1 });
    }
  });
  for (const text of watched) {
    inputs.push({ text, type: entryType.watch, entity: 0, name: 0, role: 'name', case: 'any', rule: -1 });
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

function combineRules(kind: ContextRule | undefined, own: ContextRule | undefined): ContextRule | undefined {
  if (kind === undefined || own === undefined) {
    return own ?? kind;
  }
  return {
    ...kind,
    ...own,
    notBefore: [...(kind.notBefore ?? []), ...(own.notBefore ?? [])],
    notAfter: [...(kind.notAfter ?? []), ...(own.notAfter ?? [])],
  };
}
