/**
 * Finding a source by whatever its reader remembers: words of the title, author, publisher, year or key, or the names
 * of what it speaks of; in any order, without accents, each word as far as it is typed.
 *
 * An inverted index: the words of all sources, sorted, with the sources of each in typed arrays. The words that begin
 * with what is typed are one stretch of that list, so a keystroke costs what is found in it and no more.
 */

import type { Entity, Source } from '../knowledge/model.js';
import { foldText } from '../recognize/fold.js';
import { byKeyThenText, sortKey, WordPostings } from './wordPostings.js';

/** What is searched. Entities are left out where only the sources' own fields shall count. */
export interface SearchedKnowledge {
  readonly sources: readonly Source[];
  readonly entities?: readonly Pick<Entity, 'name' | 'names' | 'claims'>[];
}

/** Where a word stands; lower is better. */
const field = { title: 0, author: 1, other: 2, entity: 3 } as const;

/** Names of more things than this say nothing about a source. */
const mostEntities = 40;

export class SourceIndex {
  /** In the order of their titles. */
  readonly #sources: readonly Source[];
  readonly #titles: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #words: readonly string[];
  /** Of each word, where its postings begin; a posting is a source's place times four plus the field. */
  readonly #starts: Uint32Array;
  readonly #postings: Uint32Array;
  /** The words matched so far of each source, and the sum of the fields they stand in; cleared after each search. */
  readonly #matched: Uint8Array;
  readonly #best: Uint8Array;
  readonly #scores: Uint16Array;

  constructor({ sources, entities = [] }: SearchedKnowledge) {
    const titled = sources.map(source => {
      const text = foldText(source.title);
      return { source, text, key: sortKey(text) };
    });
    titled.sort((a, b) => byKeyThenText(a, b) || (a.source.id < b.source.id ? -1 : 1));
    this.#sources = titled.map(({ source }) => source);
    this.#titles = titled.map(({ text }) => text);
    this.#places = new Map(this.#sources.map(({ id }, place) => [id, place]));
    const postings = new WordPostings();
    const add = (text: string, place: number, where: number): void => postings.add(text, place * 4 + where);
    for (const [place, source] of this.#sources.entries()) {
      add(source.title, place, field.title);
      for (const author of source.authors) {
        add(author, place, field.author);
      }
      add(source.id, place, field.other);
      add(source.publisher ?? '', place, field.other);
      add(source.containerTitle ?? '', place, field.other);
      add(source.issued ?? '', place, field.other);
      add(source.number ?? '', place, field.other);
    }
    this.#addEntities(entities, postings);
    const { words, starts, postings: all } = postings.sorted();
    this.#words = words;
    this.#starts = starts;
    this.#postings = all;
    this.#matched = new Uint8Array(this.#sources.length);
    this.#best = new Uint8Array(this.#sources.length);
    this.#scores = new Uint16Array(this.#sources.length);
  }

  /** The names of what a source speaks of: of the records whose claims rest on it. */
  #addEntities(entities: NonNullable<SearchedKnowledge['entities']>, postings: WordPostings): void {
    const spokenOf = new Map<number, Set<(typeof entities)[number]>>();
    for (const entity of entities) {
      for (const { cite } of entity.claims) {
        for (const { key } of cite) {
          const place = this.#places.get(key);
          if (place !== undefined) {
            const known = spokenOf.get(place) ?? new Set();
            spokenOf.set(place, known.add(entity));
          }
        }
      }
    }
    const words = new Map<(typeof entities)[number], readonly number[]>();
    for (const [place, those] of spokenOf) {
      for (const entity of [...those].slice(0, mostEntities)) {
        let own = words.get(entity);
        if (own === undefined) {
          own = [entity.name, ...entity.names.map(({ text }) => text)].flatMap(text => postings.wordsOf(text));
          words.set(entity, own);
        }
        postings.addWords(own, place * 4 + field.entity);
      }
    }
  }

  /** Sources in which every word of the query begins some word; those in `first` come before the others. */
  find(query: string, limit: number, first: ReadonlySet<string> = new Set()): readonly Source[] {
    const folded = foldText(query);
    const wanted = [...new Set(folded.split(' '))].filter(word => word !== '').slice(0, 20);
    const places = wanted.length === 0 ? this.#all(limit, first) : this.#matching(wanted);
    const score = (place: number): number =>
      (first.has(this.#sources[place]?.id ?? '') ? 0 : 1000) +
      (wanted.length > 0 && this.#titles[place]?.startsWith(folded) === true ? 0 : 100) +
      (this.#scores[place] ?? 0);
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
        const source = this.#sources[place];
        if (source === undefined || found.length >= limit) {
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
    const places = new Set([...first].map(key => this.#places.get(key)).filter(place => place !== undefined));
    for (let place = 0; place < this.#sources.length && places.size < limit + first.size; place++) {
      places.add(place);
    }
    return [...places];
  }

  /** The places of the sources that hold a beginning of each word, with their scores written down. */
  #matching(wanted: readonly string[]): readonly number[] {
    let places: number[] = [];
    for (const [round, part] of wanted.entries()) {
      const touched: number[] = [];
      const from = this.#starts[this.#wordFrom(part)] ?? 0;
      const to = this.#starts[this.#wordFrom(`${part}\uffff`)] ?? 0;
      for (let i = from; i < to; i++) {
        const posting = this.#postings[i] ?? 0;
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

  /** The place of the first word that is not before the text. */
  #wordFrom(text: string): number {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#words[middle] ?? '') < text) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
