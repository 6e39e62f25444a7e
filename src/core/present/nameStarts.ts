/**
 * The names of all records by each of their words, for completion.
 *
 * "security" leads to the UN Security Council, so that every word of a name is a start. Case and accents do not count.
 * A large desk has a hundred thousand starts: there is no object for any of them, nor for a name, but columns of numbers
 * over two long texts, the names as they are written and as they are folded.
 *
 * The starts lie in drawers by their first letter; a drawer is sorted when it is first opened, so what begins alike is a
 * stretch of it. What a start is worth but for the typed text and the document is a number made once.
 */

import { type Entity, type EntityKind, entityKinds, type Name, type NameRole, nameRoles } from '../knowledge/model.js';
import { foldText } from '../recognize/fold.js';

/** Records that are read one by one: of a large desk they are not all held at once. */
export interface NamedRecords {
  eachEntity(): Iterable<Entity>;
  entity(id: string): Entity | undefined;
}

/** Places in a drawer, from the first to before the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Behind each name in the long texts, and before the first; below every letter, so that the shorter key comes first. */
const end = '\n';
const endUnit = 0x0a;
const blank = 0x20;

/** What is known of a name besides its role. */
const bits = { isOffered: 16, isChoice: 32 } as const;
const roleMask = 15;

/** Lengths up to this many letters decide between names of one worth. */
const lengths = 256;
/** What a step of cost is in the numbers that a drawer is ordered by. */
export const costStep = lengths;

/** All names; a name is known by its number, in the order of the records. */
export class NameStarts {
  readonly #records: NamedRecords;
  /** The ids of the records in the order of their names. */
  readonly #ids: readonly string[];
  /** Where each name begins in the texts, and where one more would. */
  readonly #foldedAt: Uint32Array;
  readonly #textAt: Uint32Array;
  readonly folded: string;
  readonly #texts: string;
  /** Of each name: its record's place in the ids, its own among the names of the record, role and bits, cost, choice. */
  readonly #entity: Uint32Array;
  readonly #place: Uint16Array;
  readonly #flags: Uint8Array;
  readonly #costs: Uint16Array;
  readonly #choice: Uint32Array;
  /** By record the number of its first name, which is its own. */
  readonly #firstOf: Uint32Array;
  /** The starts of each first letter, as offsets in `folded`, in the order of the names; gone once they are sorted. */
  readonly #unsorted = new Map<string, Uint32Array>();
  readonly #drawers = new Map<string, Drawer>();

  constructor(records: NamedRecords) {
    this.#records = records;
    const ids: string[] = [];
    const folded: string[] = [];
    const texts: string[] = [];
    const columns = { entity: [], place: [], flags: [], costs: [], choice: [], firstOf: [] } as Record<
      'entity' | 'place' | 'flags' | 'costs' | 'choice' | 'firstOf',
      number[]
    >;
    let choices = 0;
    for (const entity of records.eachEntity()) {
      const own = choices++;
      const ofText = new Map<string, number>();
      columns.firstOf.push(texts.length);
      let demonyms = 0;
      for (const [place, name] of namesOf(entity).entries()) {
        const key = foldText(name.text);
        // What stands only in some places, such as Franco- before a hyphen, comes behind.
        const order = name.role !== 'demonym' ? 0 : asksForMore(name) ? rareDemonym : demonyms++;
        let choice = own;
        if (isChoice(name)) {
          choice = ofText.get(key) ?? choices++;
          ofText.set(key, choice);
        }
        columns.entity.push(ids.length);
        columns.place.push(place);
        columns.flags.push(flagsOf(name));
        columns.costs.push(costOf(entity, name, order) - leastCost);
        columns.choice.push(choice);
        folded.push(key);
        texts.push(name.text.replaceAll(end, ' '));
      }
      ids.push(entity.id);
    }
    this.#ids = ids;
    this.#foldedAt = startsOf(folded);
    this.#textAt = startsOf(texts);
    this.folded = `${end}${folded.join(end)}${end}`;
    this.#texts = `${end}${texts.join(end)}${end}`;
    this.#entity = Uint32Array.from(columns.entity);
    this.#place = Uint16Array.from(columns.place);
    this.#flags = Uint8Array.from(columns.flags);
    this.#costs = Uint16Array.from(columns.costs);
    this.#choice = Uint32Array.from(columns.choice);
    this.#firstOf = Uint32Array.from(columns.firstOf);
    this.#layOut();
  }

  /** Puts each start into the drawer of its first letter. */
  #layOut(): void {
    const { folded } = this;
    const counts = new Map<number, number>();
    const each = (visit: (unit: number, offset: number) => void): void => {
      let before = endUnit;
      for (let at = 1; at < folded.length; at++) {
        const unit = folded.charCodeAt(at);
        if ((before === blank || before === endUnit) && unit !== endUnit) {
          visit(unit, at);
        }
        before = unit;
      }
    };
    each(unit => counts.set(unit, (counts.get(unit) ?? 0) + 1));
    const drawers = new Map(Array.from(counts, ([unit, count]) => [unit, new Uint32Array(count)]));
    const filled = new Map<number, number>();
    each((unit, offset) => {
      const at = filled.get(unit) ?? 0;
      const drawer = drawers.get(unit);
      if (drawer !== undefined) {
        drawer[at] = offset;
      }
      filled.set(unit, at + 1);
    });
    for (const [unit, offsets] of drawers) {
      this.#unsorted.set(String.fromCharCode(unit), offsets);
    }
  }

  /** The starts with a first letter. */
  drawer(letter: string): Drawer | undefined {
    const known = this.#drawers.get(letter);
    const offsets = this.#unsorted.get(letter);
    if (known !== undefined || offsets === undefined) {
      return known;
    }
    const drawer = new Drawer(this.folded, offsets, this.#foldedAt, this.#costs);
    this.#drawers.set(letter, drawer);
    this.#unsorted.delete(letter);
    return drawer;
  }

  /** The id of the record that bears a name. */
  idOf(name: number): string {
    return this.#ids[this.#entity[name] ?? 0] ?? '';
  }

  textOf(name: number): string {
    return this.#texts.slice(this.#textAt[name], (this.#textAt[name + 1] ?? 0) - 1);
  }

  isDemonym(name: number): boolean {
    return ((this.#flags[name] ?? 0) & roleMask) === demonym;
  }

  /** Whether a name is written for its own sake: Kenyan, Nairobi. */
  isChoice(name: number): boolean {
    return ((this.#flags[name] ?? 0) & bits.isChoice) !== 0;
  }

  /** Names that are wrong, old or taking sides are found by what they mean, and the right name is written. */
  isOffered(name: number): boolean {
    return ((this.#flags[name] ?? 0) & bits.isOffered) !== 0;
  }

  /** Names that mean the same choice have the same: an adjective or a capital is something else to write than the name. */
  choiceOf(name: number): number {
    return this.#choice[name] ?? 0;
  }

  /** Whether it is the name that is its record's own. */
  isOwn(name: number): boolean {
    return this.#firstOf[this.#entity[name] ?? 0] === name;
  }

  /** Whether a name, folded, begins so. */
  beginsWith(name: number, wanted: string): boolean {
    return this.folded.startsWith(wanted, this.#foldedAt[name] ?? 0);
  }

  /** Whether some word of the own name of a name's record begins so, and the name goes on so. */
  hasOwnWordAs(name: number, wanted: string): boolean {
    const { folded } = this;
    const own = this.#firstOf[this.#entity[name] ?? 0] ?? 0;
    const behind = (this.#foldedAt[own + 1] ?? 0) - 1;
    for (let at = this.#foldedAt[own] ?? 0; at > 0 && at < behind;) {
      if (folded.startsWith(wanted, at)) {
        return true;
      }
      const gap = folded.indexOf(' ', at);
      at = gap < 0 || gap >= behind ? -1 : gap + 1;
    }
    return false;
  }

  /** The record and the name, read. */
  read(name: number): { readonly entity: Entity; readonly name: Name } | undefined {
    const entity = this.#records.entity(this.idOf(name));
    const read = entity === undefined ? undefined : namesOf(entity)[this.#place[name] ?? 0];
    return entity === undefined || read === undefined ? undefined : { entity, name: read };
  }
}

/** The starts with one first letter, sorted. */
export class Drawer {
  readonly #folded: string;
  /** Where each start lies in the folded names. */
  readonly #offsets: Uint32Array;
  /** The number of its name. */
  readonly #names: Uint32Array;
  /** How many words of the name stand before it. */
  readonly #skipped: Uint8Array;
  /** What each start costs whatever is typed; smaller is better. */
  readonly costs: Int32Array;

  /** @param foldedAt where each name begins in the folded ones, and where one more would */
  constructor(folded: string, offsets: Uint32Array, foldedAt: Uint32Array, costs: Uint16Array) {
    this.#folded = folded;
    this.#offsets = offsets.sort((a, b) => {
      for (let i = 0; ; i++) {
        const unit = folded.charCodeAt(a + i);
        const difference = unit - folded.charCodeAt(b + i);
        if (difference !== 0 || unit === endUnit) {
          return difference === 0 ? a - b : difference;
        }
      }
    });
    this.#names = this.#offsets.map(offset => nameAt(foldedAt, offset));
    this.#skipped = Uint8Array.from(this.#offsets, (offset, i) => {
      let words = 0;
      for (let at = foldedAt[this.#names[i] ?? 0] ?? 0; at < offset && words < 255; at++) {
        words += folded.charCodeAt(at) === blank ? 1 : 0;
      }
      return words;
    });
    this.costs = Int32Array.from(this.#names, (name, i) => {
      const skipped = this.#skipped[i] ?? 0;
      const length = (foldedAt[name + 1] ?? 0) - 1 - (foldedAt[name] ?? 0);
      const cost = (skipped === 0 ? 0 : 300 + skipped) + (costs[name] ?? 0) + leastCost;
      return cost * costStep + Math.min(length, lengths - 1);
    });
  }

  nameOf(place: number): number {
    return this.#names[place] ?? 0;
  }

  skipped(place: number): number {
    return this.#skipped[place] ?? 0;
  }

  /** Whether a start begins with the text. */
  goesOn(place: number, wanted: string): boolean {
    return this.#folded.startsWith(wanted, this.#offsets[place] ?? 0);
  }

  /** Whether a start is the text and no more. */
  is(place: number, wanted: string): boolean {
    return (
      place < this.#offsets.length &&
      this.goesOn(place, wanted) &&
      this.#folded.charCodeAt((this.#offsets[place] ?? 0) + wanted.length) === endUnit
    );
  }

  /** The places of the starts that begin with the text. */
  withPrefix(wanted: string, { from, to }: Range = { from: 0, to: this.#offsets.length }): Range {
    const first = this.#firstWhere(place => this.#compare(place, wanted) >= 0, from, to);
    return { from: first, to: this.#firstWhere(place => this.#compare(place, wanted) > 0, first, to) };
  }

  /** Below 0 where a start stands before a text, 0 where it begins with it. */
  #compare(place: number, text: string): number {
    const offset = this.#offsets[place] ?? 0;
    for (let i = 0; i < text.length; i++) {
      // A start that ends here has a unit there that is below every other.
      const difference = this.#folded.charCodeAt(offset + i) - text.charCodeAt(i);
      if (difference !== 0) {
        return difference;
      }
    }
    return 0;
  }

  /** The first place between two for which something holds; it must hold for all behind it. */
  #firstWhere(holds: (place: number) => boolean, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Starts that become a hit by changing, adding, leaving out or swapping one letter of what is typed; the first letter
   * has to be right. Each place of an error leaves few texts that the drawer can hold, and these are stretches again.
   */
  withOneError(wanted: string): readonly number[] {
    const places = new Set<number>();
    const add = (text: string, within: Range): void => {
      const { from, to } = this.withPrefix(text, within);
      for (let place = from; place < to; place++) {
        places.add(place);
      }
    };
    let alike = this.withPrefix(wanted.charAt(0));
    for (let at = 1; at < wanted.length && alike.from < alike.to; at++) {
      const right = wanted.slice(0, at);
      const rest = wanted.slice(at + 1);
      add(right + rest, alike);
      add(right + rest.charAt(0) + wanted.charAt(at) + rest.slice(1), alike);
      for (const letter of this.#lettersAt(at, alike)) {
        add(right + letter + rest, alike);
        add(right + letter + wanted.slice(at), alike);
      }
      alike = this.withPrefix(wanted.slice(0, at + 1), alike);
    }
    return [...places].toSorted((a, b) => a - b);
  }

  /** The different letters at an index of the starts of a range, which are alike before it. */
  #lettersAt(index: number, { from, to }: Range): readonly string[] {
    const letters: string[] = [];
    const unitAt = (place: number): number => this.#folded.charCodeAt((this.#offsets[place] ?? 0) + index);
    for (let place = from; place < to;) {
      const unit = unitAt(place);
      if (unit !== endUnit) {
        letters.push(String.fromCharCode(unit));
      }
      place = this.#firstWhere(other => unitAt(other) > unit, place + 1, to);
    }
    return letters;
  }
}

/** The number of the name in which an offset lies. */
function nameAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) > offset) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low - 1;
}

/** Where each text begins when they stand one after the other with an end before and behind each. */
function startsOf(texts: readonly string[]): Uint32Array {
  const starts = new Uint32Array(texts.length + 1);
  starts[0] = 1;
  texts.forEach((text, i) => {
    starts[i + 1] = (starts[i] ?? 0) + text.length + 1;
  });
  return starts;
}

const demonym = nameRoles.indexOf('demonym');

function flagsOf(name: Name): number {
  const isOffered = name.flag === undefined && name.role !== 'former' && name.role !== 'erroneous';
  return nameRoles.indexOf(name.role) | (isOffered ? bits.isOffered : 0) | (isChoice(name) ? bits.isChoice : 0);
}

function isChoice(name: Name): boolean {
  return name.role === 'demonym' || name.role === 'metonym';
}

/** The names of a record, its own first, and how people begin to write a resolution's; what is written is the record's. */
function namesOf({ names, symbol }: Entity): readonly Name[] {
  const number = /^S\/RES\/(\d+)/.exec(symbol ?? '')?.[1];
  return number === undefined
    ? names
    : [
        ...names,
        ...[`UNSCR ${number}`, `S/RES/${number}`, `resolution ${number}`].map((text): Name => ({
          text,
          role: 'alias',
        })),
      ];
}

/** Whether a name counts only where other words stand with it. */
function asksForMore({ rule }: Name): boolean {
  return [rule?.before, rule?.after, rule?.documentHas, rule?.paragraphHas].some(texts => (texts?.length ?? 0) > 0);
}

const rareDemonym = 4;

/** What is written more rarely costs more. */
const roleCosts: Readonly<Partial<Record<NameRole, number>>> = {
  name: 0,
  acronym: 0,
  demonym: 5,
  official: 30,
  metonym: 80,
};
const otherRoleCost = 40;

const kindOrder: ReadonlyMap<EntityKind, number> = new Map(entityKinds.map((kind, index) => [kind, index]));

const mostProminent = 200;
/** No name costs less. */
const leastCost = -mostProminent;

/** What it costs to offer a name, whatever is typed and wherever the typed part stands; smaller is better. */
function costOf(entity: Entity, name: Name, order: number): number {
  const isOffered = (flagsOf(name) & bits.isOffered) !== 0;
  return (
    (isOffered ? -prominence(entity) : 100) +
    (roleCosts[name.role] ?? otherRoleCost) +
    Math.min(order * 25, 100) +
    (kindOrder.get(entity.kind) ?? 0) * 20
  );
}

/** How much the record says of an entity stands for how often people write about it; more claims add less and less. */
function prominence({ claims }: Entity): number {
  return Math.min(mostProminent, Math.round(50 * Math.log2(1 + claims.length)));
}
