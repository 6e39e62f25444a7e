/**
 * Completion: the names that continue what is being typed.
 *
 * Of a long stretch of starts only the best are looked at, by what each costs whatever is typed. From the fourth letter
 * one typing error is forgiven when the letters as they are lead nowhere.
 */

import type { Entity, Name } from '../knowledge/model.js';
import { classOf, foldText, isWordClass, unitClass } from '../recognize/fold.js';
import { codeOf, kindLabel, roleLabel } from './describe.js';
import { costStep, type Drawer, type NamedRecords, NameStarts, type Range } from './nameStarts.js';

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

interface Found {
  readonly candidate: Candidate;
  /** 0 where the name begins as it is typed; 1 more if it only holds that, 2 more if an error is forgiven. */
  readonly distance: number;
}

interface Hits {
  readonly drawer: Drawer;
  /** Whether an error was forgiven. */
  readonly isForgiven: boolean;
  /** Places in the drawer, ascending. */
  readonly places: readonly number[] | Range;
}

const worthOfExact = 1000 * costStep;
const worthOfUse = 200 * costStep;
const worthOfDemonym = 100 * costStep;

/** How many candidates are kept; the same names are offered again with every letter. */
const mostKept = 2000;

export class CompletionIndex {
  readonly #names: NameStarts;
  /** By the number of a name, times two, and one more where it is offered itself. */
  readonly #candidates = new Map<number, Candidate>();

  constructor(records: NamedRecords) {
    this.#names = new NameStarts(records);
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
      const { ranked, all } = this.#best(hits, wanted, share, options.used);
      const choices = this.#firstOfEach(hits.drawer, ranked, options.limit + 1);
      if (all || choices.length > options.limit) {
        const complete = all && choices.length <= options.limit;
        return { items: this.#offered(hits, choices, options.limit, wanted), complete };
      }
    }
  }

  /** What is offered for the first of some places. */
  #offered({ drawer, isForgiven }: Hits, places: readonly number[], limit: number, wanted: string): readonly Found[] {
    const items: Found[] = [];
    for (let i = 0; i < places.length && i < limit; i++) {
      const place = places[i] ?? 0;
      const candidate = this.#candidateFor(drawer.nameOf(place), wanted);
      if (candidate !== undefined) {
        items.push({ candidate, distance: (drawer.skipped(place) > 0 ? 1 : 0) + (isForgiven ? 2 : 0) });
      }
    }
    return items;
  }

  #hits(wanted: string): Hits | undefined {
    const drawer = wanted === '' ? undefined : this.#names.drawer(wanted.charAt(0));
    if (drawer === undefined) {
      return undefined;
    }
    const range = drawer.withPrefix(wanted);
    return range.from === range.to && wanted.length >= 4
      ? { drawer, isForgiven: true, places: drawer.withOneError(wanted) }
      : { drawer, isForgiven: false, places: range };
  }

  /** At least `share` of the hits that cost least, or all of them: their places, the best first. */
  #best(
    { drawer, places }: Hits,
    wanted: string,
    share: number,
    used: ReadonlySet<string> | undefined,
  ): { readonly ranked: readonly number[]; readonly all: boolean } {
    const names = this.#names;
    const isRange = 'from' in places;
    const count = isRange ? places.to - places.from : places.length;
    const costs = isRange
      ? drawer.costs.slice(places.from, places.to)
      : Int32Array.from(places, at => drawer.costs[at] ?? 0);
    const placeAt = (i: number): number => (isRange ? places.from + i : (places[i] ?? 0));
    // The shortest starts come first, so that what is typed as it is stands at the beginning.
    for (let i = 0; i < count && drawer.is(placeAt(i), wanted); i++) {
      const isWhole = drawer.skipped(placeAt(i)) === 0;
      // Who has typed "Turk" may go on to Turkey or Turkish; the word as it stands needs no completion.
      const worth = names.isDemonym(drawer.nameOf(placeAt(i))) ? -worthOfDemonym : worthOfExact;
      costs[i] = (costs[i] ?? 0) - (isWhole ? worth : 0);
    }
    if (used !== undefined && used.size > 0) {
      for (let i = 0; i < count; i++) {
        costs[i] = (costs[i] ?? 0) - (used.has(names.idOf(drawer.nameOf(placeAt(i)))) ? worthOfUse : 0);
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
    const ranked: number[] = [];
    for (const key of keys.subarray(0, chosen).sort()) {
      ranked.push(placeAt(key % room));
    }
    return { ranked, all: limit === Infinity };
  }

  /** The place of the cheapest start of each choice, cheapest first, up to a number of them. */
  #firstOfEach(drawer: Drawer, ranked: readonly number[], limit: number): readonly number[] {
    const seen = new Set<number>();
    const first: number[] = [];
    for (const place of ranked) {
      const choice = this.#names.choiceOf(drawer.nameOf(place));
      if (!seen.has(choice)) {
        seen.add(choice);
        first.push(place);
        if (first.length === limit) {
          break;
        }
      }
    }
    return first;
  }

  /** What is offered for what is typed: the record's name, or the one found where that alone goes on like this. */
  #candidateFor(name: number, wanted: string): Candidate | undefined {
    const names = this.#names;
    const isItself =
      names.isOffered(name) &&
      (names.isChoice(name) ||
        (!names.isOwn(name) && names.beginsWith(name, wanted) && !names.hasOwnWordAs(name, wanted)));
    const key = name * 2 + (isItself ? 1 : 0);
    let candidate = this.#candidates.get(key);
    if (candidate === undefined) {
      const read = names.read(name);
      if (read === undefined) {
        return undefined;
      }
      if (this.#candidates.size >= mostKept) {
        this.#candidates.clear();
      }
      candidate = candidateOf(read, names.isChoice(name) && names.isOffered(name), isItself);
      this.#candidates.set(key, candidate);
    }
    return candidate;
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
      const found = this.#onlyName(text, folded);
      if (found !== undefined) {
        return found.length > text.length ? found.slice(text.length) : undefined;
      }
    }
    return undefined;
  }

  /** The shortest of the names of one record that begin as typed; '' where several records or names do. */
  #onlyName(text: string, folded: string): string | undefined {
    const names = this.#names;
    const drawer = names.drawer(folded.charAt(0));
    const { from, to } = drawer?.withPrefix(folded) ?? { from: 0, to: 0 };
    let shortest: string | undefined;
    let id = '';
    const found: string[] = [];
    for (let place = from; drawer !== undefined && place < to; place++) {
      const name = drawer.nameOf(place);
      if (drawer.skipped(place) > 0 || !names.isOffered(name)) {
        continue;
      }
      const written = names.textOf(name);
      if (!written.startsWith(text)) {
        continue;
      }
      if (shortest !== undefined && names.idOf(name) !== id) {
        return '';
      }
      id = names.idOf(name);
      shortest = shortest === undefined || written.length < shortest.length ? written : shortest;
      found.push(written);
    }
    return shortest === undefined || found.every(written => written.startsWith(shortest ?? '')) ? shortest : '';
  }
}

/** More than any cost, and than any drawer has places. */
const room = 2 ** 24;

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

function candidateOf(
  { entity, name }: { readonly entity: Entity; readonly name: Name },
  isOwnChoice: boolean,
  isItself: boolean,
): Candidate {
  const label = isOwnChoice ? name.text : entity.name;
  const code = codeOf(entity);
  const detail = code === undefined ? kindLabel(entity) : `${kindLabel(entity)} · ${code}`;
  const matched =
    name.text !== label
      ? `${name.text}, ${roleLabel(name.role)}`
      : name.role === 'metonym'
        ? `${roleLabel(name.role)}, ${entity.name}`
        : '';
  return { entity, name, insert: isItself ? name.text : entity.name, label, detail, description: matched };
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
