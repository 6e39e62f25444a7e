/**
 * Finding a source by whatever its reader remembers: words of the title, author, publisher, year or key, or the names
 * of what it speaks of; in any order, without accents, each word as far as it is typed.
 *
 * An inverted index: the words of all sources, sorted, with the sources of each in typed arrays. The words that begin
 * with what is typed are one stretch of that list, so a keystroke costs what is found in it and no more.
 */

import type { Entity, Source } from '../knowledge/model.js';
import { foldText } from '../recognize/fold.js';
import {
  gap,
  gathered,
  Pairs,
  sequenceOrder,
  type Sequences,
  type SortedWords,
  WordCollector,
} from './wordPostings.js';

/** What is searched: records that are read one by one, since of a large desk they are not all held at once. */
export interface SearchedKnowledge {
  source(id: string): Source | undefined;
  /** In the order of the ids. */
  eachSource(): Iterable<Source>;
  eachEntity(): Iterable<Pick<Entity, 'name' | 'names' | 'claims'>>;
}

/** Where a word stands; lower is better. */
const field = { title: 0, author: 1, other: 2, entity: 3 } as const;
/** The first of them are the source's own: a sequence of words for each. */
const ownFields = 3;

/** Names of more things than this say nothing about a source. */
const mostEntities = 40;

export class SourceIndex {
  readonly #knowledge: SearchedKnowledge;
  /** Ids in the order of the titles; a source's place is its index here. */
  readonly #ids: readonly string[];
  /** The words of the titles as ranks among all words, by place. */
  readonly #titles: Sequences<Uint32Array>;
  /** By id the numbers of the sources, in the order in which they were given. */
  readonly #numbers: ReadonlyMap<string, number>;
  /** Their places by their numbers. */
  readonly #places: Uint32Array;
  readonly #words: SortedWords;
  /** Of each word, where it stands: a source's place times four plus the field. */
  readonly #postings: Sequences<Uint32Array>;
  /** The words matched so far of each source, and the sum of the fields they stand in; cleared after each search. */
  readonly #matched: Uint8Array;
  readonly #best: Uint8Array;
  readonly #scores: Uint16Array;

  constructor(knowledge: SearchedKnowledge) {
    this.#knowledge = knowledge;
    const collector = new WordCollector();
    const given = collectFields(knowledge.eachSource(), collector);
    const count = given.length;
    this.#numbers = new Map(given.map((id, number) => [id, number]));
    const spokenOf = collectEntities(knowledge.eachEntity(), this.#numbers, count, collector);
    const { words, read } = collector.sorted();
    this.#words = words;

    const idOf = (number: number): string => given[number] ?? '';
    const ofSources = { values: read.values, starts: read.starts.subarray(0, count * ownFields + 1) };
    const order = sequenceOrder(ofSources, ownFields, words.size - 1, (a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    this.#titles = gathered(
      read,
      order.map(number => number * ownFields),
      Uint32Array,
    );
    this.#ids = Array.from(order, idOf);
    this.#places = new Uint32Array(count);
    const postings = new Pairs(words.size);
    const add = (sequence: number, posting: number): void => {
      const end = read.starts[sequence + 1] ?? 0;
      for (let i = read.starts[sequence] ?? 0; i < end; i++) {
        postings.add(read.values[i] ?? 0, posting);
      }
    };
    for (let place = 0; place < count; place++) {
      const number = order[place] ?? 0;
      this.#places[number] = place;
      for (let where = 0; where < ownFields; where++) {
        add(number * ownFields + where, place * 4 + where);
      }
      const first = spokenOf.starts[number] ?? 0;
      const behind = Math.min(first + mostEntities, spokenOf.starts[number + 1] ?? 0);
      for (let i = first; i < behind; i++) {
        add(count * ownFields + (spokenOf.values[i] ?? 0), place * 4 + field.entity);
      }
    }
    this.#postings = postings.grouped();
    this.#matched = new Uint8Array(count);
    this.#best = new Uint8Array(count);
    this.#scores = new Uint16Array(count);
  }

  /** Sources in which every word of the query begins some word; those in `first` come before the others. */
  find(query: string, limit: number, first: ReadonlySet<string> = new Set()): readonly Source[] {
    const typed = foldText(query)
      .split(' ')
      .filter(word => word !== '');
    const wanted = [...new Set(typed)].slice(0, 20);
    const places = wanted.length === 0 ? this.#all(limit, first) : this.#matching(wanted);
    const isTitled = this.#titlesFrom(typed);
    const score = (place: number): number =>
      (first.has(this.#ids[place] ?? '') ? 0 : 1000) + (isTitled(place) ? 0 : 100) + (this.#scores[place] ?? 0);
    const buckets = new Map<number, number[]>();
    for (const place of places) {
      const value = score(place);
      const bucket = buckets.get(value);
      if (bucket === undefined) {
        buckets.set(value, [place]);
      } else {
        bucket.push(place);
      }
    }
    const found: Source[] = [];
    for (const value of [...buckets.keys()].sort((a, b) => a - b)) {
      for (const place of (buckets.get(value) ?? []).sort((a, b) => a - b)) {
        const source = found.length < limit ? this.#knowledge.source(this.#ids[place] ?? '') : undefined;
        if (source === undefined) {
          break;
        }
        found.push(source);
      }
    }
    for (const place of places) {
      this.#scores[place] = 0;
    }
    return found;
  }

  /** Nothing is typed: those in `first`, then the beginning of the list. */
  #all(limit: number, first: ReadonlySet<string>): readonly number[] {
    const places = new Set<number>();
    for (const key of first) {
      const number = this.#numbers.get(key);
      if (number !== undefined) {
        places.add(this.#places[number] ?? 0);
      }
    }
    for (let place = 0; place < this.#ids.length && places.size < limit + first.size; place++) {
      places.add(place);
    }
    return [...places];
  }

  /** The places of the sources that hold a beginning of each word, with their scores written down. */
  #matching(wanted: readonly string[]): readonly number[] {
    let places: number[] = [];
    for (const [round, part] of wanted.entries()) {
      const touched: number[] = [];
      const { values, starts } = this.#postings;
      const from = starts[this.#words.from(part)] ?? 0;
      const to = starts[this.#words.behind(part)] ?? 0;
      for (let i = from; i < to; i++) {
        const posting = values[i] ?? 0;
        const place = posting >>> 2;
        const where = posting & 3;
        if (this.#matched[place] === round) {
          this.#matched[place] = round + 1;
          this.#best[place] = where;
          touched.push(place);
        } else if (this.#matched[place] === round + 1 && where < (this.#best[place] ?? 0)) {
          this.#best[place] = where;
        }
      }
      for (const place of touched) {
        this.#scores[place] = (this.#scores[place] ?? 0) + (this.#best[place] ?? 0);
      }
      const kept = new Set(round === 0 ? [] : touched);
      for (const place of round === 0 ? [] : places) {
        if (!kept.has(place)) {
          this.#matched[place] = 0;
          this.#scores[place] = 0;
        }
      }
      places = touched;
    }
    for (const place of places) {
      this.#matched[place] = 0;
    }
    return places;
  }

  /** Whether the title at a place begins with some words, the last of them as far as it is typed. */
  #titlesFrom(typed: readonly string[]): (place: number) => boolean {
    const last = typed.at(-1);
    const whole = typed.slice(0, -1).map(word => this.#words.rankOf(word));
    if (last === undefined || whole.includes(-1)) {
      return () => false;
    }
    const from = this.#words.from(last);
    const behind = this.#words.behind(last);
    const { values, starts } = this.#titles;
    return place => {
      const start = starts[place] ?? 0;
      const at = start + whole.length;
      if (at >= (starts[place + 1] ?? 0)) {
        return false;
      }
      const rank = values[at] ?? 0;
      return rank >= from && rank < behind && whole.every((word, i) => values[start + i] === word);
    };
  }
}

/** Adds the sequences of each source, its title, its authors, and its other fields; gives the ids. */
function collectFields(sources: Iterable<Source>, collector: WordCollector): readonly string[] {
  const ids: string[] = [];
  for (const { id, title, authors, publisher, containerTitle, issued, number } of sources) {
    collector.add(title);
    collector.add(authors.join(gap));
    collector.add([id, publisher, containerTitle, issued, number].join(gap));
    ids.push(id);
  }
  return ids;
}

/**
 * A sequence for each record, of the words of its names; an empty one where it says nothing that rests on a source.
 * Gives for each source, by its number, the numbers of the records whose claims rest on it.
 */
function collectEntities(
  entities: ReturnType<SearchedKnowledge['eachEntity']>,
  numbers: ReadonlyMap<string, number>,
  sources: number,
  collector: WordCollector,
): Sequences<Uint32Array> {
  const spokenOf = new Pairs(sources);
  let record = 0;
  for (const { name, names, claims } of entities) {
    let isCiting = false;
    for (const { cite } of claims) {
      for (const { key } of cite) {
        const source = numbers.get(key);
        if (source !== undefined) {
          spokenOf.add(source, record);
          isCiting = true;
        }
      }
    }
    collector.add(isCiting ? [name, ...names.map(({ text }) => text)].join(gap) : '');
    record++;
  }
  return spokenOf.grouped();
}
