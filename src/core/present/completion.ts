/**
 * Completion: the names that continue what is being typed.
 *
 * Every word of every name is a start: "security" leads to the UN Security Council. Case and accents do not count. The
 * starts lie in drawers by their first letter; a drawer is sorted when it is first opened, so a prefix is a stretch of
 * it. What a start is worth but for the typed text and the document is a number made once; of a long stretch only the
 * best by that number are looked at. From the fourth letter one typing error is forgiven when the letters as they are
 * lead nowhere: each place of an error leaves few texts that the drawer can hold, and these are stretches again.
 */

import { type Entity, type EntityKind, entityKinds, type Name, type NameRole } from '../knowledge/model.js';
import { classOf, foldText, isWordClass, unitClass } from '../recognize/fold.js';
import { codeOf, kindLabel, roleLabel } from './describe.js';

export interface Candidate {
  readonly entity: Entity;
  /** The name that matched. */
  readonly name: Name;
  /** What accepting writes. */
  readonly insert: string;
  readonly label: string;
  /** Kind and code. */
  readonly detail: string;
  /** Which name matched, where it is not the label. */
  readonly description: string;
}

export interface TypedPart {
  /** Offset in the text before the cursor at which the typed part starts. */
  readonly start: number;
  readonly text: string;
}

/** A name from one of its words on. */
interface Start {
  readonly key: string;
  /** How many words of the name stand before this start. */
  readonly skipped: number;
  readonly entry: Entry;
}

/** What is asked for the records of names. */
interface Records {
  readonly entities: readonly Entity[];
  entity(id: string): Entity | undefined;
}

/** A name, with what it comes to when it is offered; the same names are offered again with every letter. */
class Entry {
  readonly id: string;
  readonly name: Name;
  readonly folded: string;
  /** What it costs to offer it, whatever is typed and wherever the typed part stands; smaller is better. */
  readonly cost: number;
  /** Names that mean the same choice have the same: an adjective or a capital is something else to write than the name. */
  readonly choice: string;
  readonly #records: Records;
  /** The entity's own name, folded. */
  readonly #own: string;
  #asItself: Candidate | undefined;
  #asAlias: Candidate | undefined;

  /** @param order of demonyms, the place in their list: the adjective stands first */
  constructor(records: Records, entity: Entity, name: Name, own: string, folded: string, order: number) {
    // The record itself is not held: of a large desk only those that are offered are ever looked at.
    this.#records = records;
    this.id = entity.id;
    this.name = name;
    this.folded = folded;
    this.cost = costOf(entity, name, order);
    this.#own = own;
    this.choice = isChoice(name) ? `${entity.id} ${folded}` : entity.id;
  }

  get entity(): Entity | undefined {
    return this.#records.entity(this.id);
  }

  /** What is offered for what is typed: the entity's name, or this one where that alone goes on like this. */
  candidateFor(wanted: string): Candidate | undefined {
    const { name, folded } = this;
    const keepsAlias =
      isOffered(name) && (isChoice(name) || (folded.startsWith(wanted) && !hasWordAs(this.#own, wanted)));
    if (keepsAlias) {
      this.#asAlias ??= candidateOf(this.entity, name, name.text);
      return this.#asAlias;
    }
    this.#asItself ??= candidateOf(this.entity, name, this.entity?.name);
    return this.#asItself;
  }
}

/** Whether some word of a folded name begins so, and the name goes on so. */
function hasWordAs(folded: string, wanted: string): boolean {
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    if (at === 0 || folded.charCodeAt(at - 1) === 0x20) {
      return true;
    }
  }
  return false;
}

interface Found {
  readonly candidate: Candidate;
  /** 0 where the name begins as it is typed; 1 more if it only holds that, 2 more if an error is forgiven. */
  readonly distance: number;
}

interface Hits {
  readonly drawer: Drawer;
  /** Places in the drawer, ascending. */
  readonly places: readonly number[] | Range;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Lengths up to this many letters decide between names of one worth. */
const lengths = 256;
const worthOfExact = 1000 * lengths;
const worthOfUse = 200 * lengths;
const rareDemonym = 4;
const worthOfDemonym = 100 * lengths;

/** The starts with one first letter, sorted. */
class Drawer {
  readonly starts: readonly Start[];
  /** What each start costs whatever is typed; smaller is better. */
  readonly costs: Int32Array;

  constructor(starts: readonly Start[]) {
    this.starts = starts.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.costs = Int32Array.from(
      this.starts,
      ({ skipped, entry }) =>
        ((skipped === 0 ? 0 : 300 + skipped) + entry.cost) * lengths + Math.min(entry.folded.length, lengths - 1),
    );
  }

  /** The places of the starts that begin with the text. */
  withPrefix(wanted: string, { from, to }: Range = { from: 0, to: this.starts.length }): Range {
    const first = this.#firstWhere(key => key >= wanted, from, to);
    return { from: first, to: this.#firstWhere(key => !key.startsWith(wanted), first, to) };
  }

  /** The first place between two for which something holds; it must hold for all behind it. */
  #firstWhere(holds: (key: string) => boolean, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (holds(this.starts[middle]?.key ?? '')) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * Starts that become a hit by changing, adding, leaving out or swapping one letter of what is typed; the first letter
   * has to be right.
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

  /** The different letters at an index of the keys of a range, which are alike before it. */
  #lettersAt(index: number, { from, to }: Range): readonly string[] {
    const letters: string[] = [];
    for (let place = from; place < to;) {
      const letter = this.starts[place]?.key.charAt(index) ?? '';
      if (letter !== '') {
        letters.push(letter);
      }
      place = this.#firstWhere(key => key.charAt(index) > letter, place + 1, to);
    }
    return letters;
  }
}

export class CompletionIndex {
  readonly #unsorted = new Map<string, Start[]>();
  readonly #drawers = new Map<string, Drawer>();

  constructor(knowledge: Records) {
    for (const entity of knowledge.entities) {
      const own = foldText(entity.name);
      let demonyms = 0;
      for (const name of [...entity.names, ...patternedNames(entity)]) {
        const folded = name.text === entity.name ? own : foldText(name.text);
        // What stands only in some places, such as Franco- before a hyphen, comes behind.
        const order = name.role !== 'demonym' ? 0 : asksForMore(name) ? rareDemonym : demonyms++;
        this.#addStarts(new Entry(knowledge, entity, name, own, folded, order));
      }
    }
  }

  #addStarts(entry: Entry): void {
    const { folded } = entry;
    let skipped = 0;
    for (let at = 0; at >= 0 && folded !== ''; skipped++) {
      const start = { key: folded.slice(at), skipped, entry };
      const letter = folded.charAt(at);
      const drawer = this.#unsorted.get(letter);
      if (drawer === undefined) {
        this.#unsorted.set(letter, [start]);
      } else {
        drawer.push(start);
      }
      const blank = folded.indexOf(' ', at);
      at = blank < 0 ? -1 : blank + 1;
    }
  }

  #drawer(letter: string): Drawer | undefined {
    const known = this.#drawers.get(letter);
    const starts = this.#unsorted.get(letter);
    if (known !== undefined || starts === undefined) {
      return known;
    }
    const drawer = new Drawer(starts);
    this.#drawers.set(letter, drawer);
    this.#unsorted.delete(letter);
    return drawer;
  }

  /** The best candidates for what is typed; `complete` says that there are no more. */
  find(
    typed: string,
    options: { readonly limit: number; readonly used?: ReadonlySet<string> },
  ): { readonly items: readonly Candidate[]; readonly complete: boolean } {
    const { items, complete } = this.#find(foldText(typed), options);
    return { items: items.map(({ candidate }) => candidate), complete };
  }

  #find(
    wanted: string,
    options: { readonly limit: number; readonly used?: ReadonlySet<string> },
  ): { readonly items: readonly Found[]; readonly complete: boolean } {
    const hits = this.#hits(wanted);
    if (hits === undefined) {
      return { items: [], complete: true };
    }
    // One choice may be reached by several names, so that more starts are looked at than are wanted.
    for (let share = options.limit * 2; ; share *= 4) {
      const { ranked, all } = best(hits, wanted, share, options.used);
      const choices = firstOfEach(ranked, options.limit + 1);
      if (all || choices.length > options.limit) {
        return {
          items: choices.slice(0, options.limit).flatMap(({ entry, skipped, key }) => {
            const candidate = entry.candidateFor(wanted);
            const distance = (skipped > 0 ? 1 : 0) + (key.startsWith(wanted) ? 0 : 2);
            return candidate === undefined ? [] : [{ candidate, distance }];
          }),
          complete: all && choices.length <= options.limit,
        };
      }
    }
  }

  #hits(wanted: string): Hits | undefined {
    const drawer = wanted === '' ? undefined : this.#drawer(wanted.charAt(0));
    if (drawer === undefined) {
      return undefined;
    }
    const range = drawer.withPrefix(wanted);
    return range.from === range.to && wanted.length >= 4
      ? { drawer, places: drawer.withOneError(wanted) }
      : { drawer, places: range };
  }

  /**
   * The candidates for whatever name may be in the middle of being typed, each with where its typed part starts. A name
   * that begins with its typed part comes before one that only contains it: in "The Security Cou" the Council comes
   * before the "permanent members of the Security Council". Those for which an error is forgiven come last.
   */
  findBefore(
    before: string,
    options: { readonly limit: number; readonly used?: ReadonlySet<string> },
  ): readonly { readonly start: number; readonly candidate: Candidate }[] {
    const foundFor = (parts: readonly TypedPart[]): readonly (Found & { readonly start: number })[] =>
      parts.flatMap(({ start, text }) => this.#find(foldText(text), options).items.map(found => ({ start, ...found })));
    const asked = foundFor(this.typedBefore(before));
    // A marker further up in the line that led to nothing keeps nobody from going on.
    const found = asked.length > 0 ? asked : foundFor(wordsBefore(before));
    const seen = new Set<string>();
    return found
      .toSorted((a, b) => a.distance - b.distance)
      .filter(({ candidate }) => {
        const key = `${candidate.entity.id} ${candidate.insert}`;
        return !seen.has(key) && seen.add(key);
      })
      .slice(0, options.limit);
  }

  /** The parts before the cursor that may be the beginning of a name, longest first; `@@` is no part of them. */
  typedBefore(before: string): readonly TypedPart[] {
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const offset = before.length - line.length;
    const marker = line.lastIndexOf('@@');
    if (marker >= 0) {
      const text = line.slice(marker + 2);
      return /[@.!?;:]/.test(text) || text.length > 80 ? [] : [{ start: offset + marker, text }];
    }
    return wordsBefore(before);
  }

  /**
   * The rest of the name being typed, if there is only one name that it can be: at least three letters, in the case of
   * the name, and no complete name yet.
   */
  ghost(before: string): string | undefined {
    for (const { text } of this.typedBefore(before)) {
      const folded = foldText(text);
      if (text.startsWith('@') || folded.length < 3 || classOf(text.charCodeAt(0)) !== unitClass.upper) {
        continue;
      }
      const drawer = this.#drawer(folded.charAt(0));
      const { from, to } = drawer?.withPrefix(folded) ?? { from: 0, to: 0 };
      const entries = (drawer?.starts ?? [])
        .slice(from, to)
        .filter(({ skipped, entry }) => skipped === 0 && isOffered(entry.name) && entry.name.text.startsWith(text))
        .map(({ entry }) => entry);
      const [first] = entries;
      if (first === undefined) {
        continue;
      }
      const shortest = entries.reduce((a, b) => (b.name.text.length < a.name.text.length ? b : a), first);
      const same = entries.every(({ id, name }) => id === shortest.id && name.text.startsWith(shortest.name.text));
      return same && shortest.name.text.length > text.length ? shortest.name.text.slice(text.length) : undefined;
    }
    return undefined;
  }
}

/** At least `share` of the hits that cost least, or all of them. */
function best(
  { drawer, places }: Hits,
  wanted: string,
  share: number,
  used: ReadonlySet<string> | undefined,
): { readonly ranked: Iterable<Start>; readonly all: boolean } {
  const isRange = 'from' in places;
  const count = isRange ? places.to - places.from : places.length;
  const costs = isRange
    ? drawer.costs.slice(places.from, places.to)
    : Int32Array.from(places, at => drawer.costs[at] ?? 0);
  const startAt = (i: number): Start | undefined => drawer.starts[isRange ? places.from + i : (places[i] ?? 0)];
  // The shortest keys come first, so that what is typed as it is stands at the beginning.
  for (let i = 0; startAt(i)?.key === wanted; i++) {
    const { skipped = 0, entry } = startAt(i) ?? {};
    // Who has typed "Turk" may go on to Turkey or Turkish; the word as it stands needs no completion.
    const worth = skipped > 0 ? 0 : entry?.name.role === 'demonym' ? -worthOfDemonym : worthOfExact;
    costs[i] = (costs[i] ?? 0) - worth;
  }
  if (used !== undefined && used.size > 0) {
    for (let i = 0; i < count; i++) {
      costs[i] = (costs[i] ?? 0) - (used.has(startAt(i)?.entry.id ?? '') ? worthOfUse : 0);
    }
  }
  const limit = count <= share ? Infinity : smallest(costs.slice(), share);
  // Cost and place in one number: what costs the same stays in the order of the drawer, which is that of the alphabet.
  const keys = new Float64Array(Math.min(count, share * 2));
  let chosen = 0;
  for (let i = 0; i < count; i++) {
    const cost = costs[i] ?? 0;
    if (cost < limit || (cost === limit && chosen < share)) {
      keys[chosen++] = (cost + room) * room + i;
    }
  }
  const sorted = keys.subarray(0, chosen).toSorted();
  return { ranked: startsOf(sorted, startAt), all: limit === Infinity };
}

/** More than any cost, and than any drawer has places. */
const room = 2 ** 24;

function* startsOf(keys: Float64Array, startAt: (i: number) => Start | undefined): Generator<Start> {
  for (const key of keys) {
    const start = startAt(key % room);
    if (start !== undefined) {
      yield start;
    }
  }
}

/** The number with `rank` smaller or equal ones; leaves the numbers in another order. Quickselect (Hoare, 1961). */
function smallest(numbers: Int32Array, rank: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const pivot = numbers[(low + high) >>> 1] ?? 0;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((numbers[left] ?? 0) < pivot) {
        left++;
      }
      while ((numbers[right] ?? 0) > pivot) {
        right--;
      }
      if (left <= right) {
        const swapped = numbers[left] ?? 0;
        numbers[left++] = numbers[right] ?? 0;
        numbers[right--] = swapped;
      }
    }
    if (rank <= right) {
      high = right;
    } else if (rank >= left) {
      low = left;
    } else {
      break;
    }
  }
  return numbers[rank] ?? 0;
}

/** The cheapest start of each choice, cheapest first, up to a number of them. */
function firstOfEach(ranked: Iterable<Start>, limit: number): readonly Start[] {
  const seen = new Set<string>();
  const first: Start[] = [];
  for (const start of ranked) {
    const { choice } = start.entry;
    if (!seen.has(choice)) {
      seen.add(choice);
      first.push(start);
      if (first.length === limit) {
        break;
      }
    }
  }
  return first;
}

/** How people begin to write a resolution's name; what is written is the record's name. */
function patternedNames({ symbol }: Entity): readonly Name[] {
  const number = /^S\/RES\/(\d+)/.exec(symbol ?? '')?.[1];
  return number === undefined
    ? []
    : [`UNSCR ${number}`, `S/RES/${number}`, `resolution ${number}`].map(text => ({ text, role: 'alias' }));
}

/** Whether a name is written for its own sake: Kenyan, Nairobi. */
function isChoice(name: Name): boolean {
  return name.role === 'demonym' || name.role === 'metonym';
}

/** Names that are wrong, old or taking sides are found by what they mean, and the right name is written. */
function isOffered(name: Name): boolean {
  return name.flag === undefined && name.role !== 'former' && name.role !== 'erroneous';
}

/** Whether a name counts only where other words stand with it. */
function asksForMore({ rule }: Name): boolean {
  return [rule?.before, rule?.after, rule?.documentHas, rule?.paragraphHas].some(texts => (texts?.length ?? 0) > 0);
}

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

function costOf(entity: Entity, name: Name, order: number): number {
  const { role } = name;
  const roleCost = roleCosts[role] ?? otherRoleCost;
  return (
    (isOffered(name) ? -prominence(entity) : 100) +
    roleCost +
    Math.min(order * 25, 100) +
    (kindOrder.get(entity.kind) ?? 0) * 20
  );
}

/** How much the record says of an entity stands for how often people write about it; more claims add less and less. */
function prominence({ claims }: Entity): number {
  return Math.min(200, Math.round(50 * Math.log2(1 + claims.length)));
}

function candidateOf(entity: Entity | undefined, name: Name, insert: string | undefined): Candidate | undefined {
  if (entity === undefined || insert === undefined) {
    return undefined;
  }
  const detail = [kindLabel(entity), codeOf(entity)].filter(part => part !== undefined).join(' · ');
  const label = isChoice(name) && isOffered(name) ? name.text : entity.name;
  const matched =
    name.text !== label
      ? `${name.text}, ${roleLabel(name.role)}`
      : name.role === 'metonym'
        ? `${roleLabel(name.role)}, ${entity.name}`
        : '';
  return { entity, name, insert, label, detail, description: matched };
}

/** Whether the dot belongs to an acronym such as "U.S.", of which it may be the last. */
function isAcronymDot(line: string, at: number): boolean {
  return /(?:^|[^\p{L}\p{N}])(?:\p{Lu}\.){2,9}$/u.test(line.slice(Math.max(0, at - 20), at + 1));
}

function isInnerMark(line: string, at: number): boolean {
  const value = classOf(line.charCodeAt(at));
  if (value === unitClass.dot && isAcronymDot(line, at)) {
    return true;
  }
  return (
    (value === unitClass.hyphen || value === unitClass.apostrophe || value === unitClass.dot) &&
    at > 0 &&
    isWordClass(classOf(line.charCodeAt(at - 1))) &&
    (value !== unitClass.dot || at + 1 < line.length) &&
    !/\s/.test(line.charAt(at + 1))
  );
}

/** The last words of the line, each with what stands behind it, longest first. */
function wordsBefore(before: string): readonly TypedPart[] {
  const parts: TypedPart[] = [];
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const offset = before.length - line.length;
  let at = line.length;
  for (let words = 0; words < 6; words++) {
    let start = at;
    while (start > 0 && (isWordClass(classOf(line.charCodeAt(start - 1))) || isInnerMark(line, start - 1))) {
      start--;
    }
    if (start === at) {
      break;
    }
    parts.unshift({ start: offset + start, text: line.slice(start) });
    if (start === 0 || !/[ \u00a0]/.test(line.charAt(start - 1))) {
      break;
    }
    at = start - 1;
  }
  return parts;
}
