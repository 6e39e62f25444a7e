/** What recognition answers with: the places of a text that name something, and what they may mean. */

import type { Entity, Name, NameRole } from '../knowledge/model.js';

/** One thing that a mention may mean, and the name by which it was recognised. */
export interface Sense {
  readonly entity: Entity;
  readonly name: Name;
}

/** A place in a text that names something; offsets in UTF-16 units, half-open. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** The role of the first sense. */
  readonly role: NameRole;
  readonly senses: readonly Sense[];
  /** What it might mean besides, where a pin has settled that. */
  readonly unpinned?: readonly Sense[];
}

export type Meaning = Pick<Mention, 'role' | 'senses' | 'unpinned'>;

/**
 * Mentions as columns, with offsets from the start of their block. An object for each is made when somebody asks for it:
 * what an edit moves needs none, and a long text would be mostly such objects.
 */
export class Found {
  /** Start and end of each mention by turns. */
  readonly #spans: readonly number[];
  /** What each means, or the form of which that is told by `meaningOf`. */
  readonly #meanings: readonly (Meaning | number)[];
  readonly #meaningOf: ((form: number) => Meaning) | undefined;

  /** @param meaningOf Of many names most would be looked up in memory that is far away, for who asks for places alone. */
  constructor(
    spans: readonly number[],
    meanings: readonly (Meaning | number)[],
    meaningOf?: (form: number) => Meaning,
  ) {
    this.#spans = spans;
    this.#meanings = meanings;
    this.#meaningOf = meaningOf;
  }

  static of(mentions: readonly Mention[]): Found {
    return new Found(
      mentions.flatMap(({ start, end }) => [start, end]),
      mentions,
    );
  }

  get length(): number {
    return this.#meanings.length;
  }

  startOf(index: number): number {
    return this.#spans[index * 2] ?? 0;
  }

  endOf(index: number): number {
    return this.#spans[index * 2 + 1] ?? 0;
  }

  /** A mention, its offsets counted from `base` before the start of the block. */
  at(index: number, base: number): Mention | undefined {
    const meaning = this.#meaningAt(index);
    if (meaning === undefined) {
      return undefined;
    }
    const { role, senses, unpinned } = meaning;
    const place = { start: this.startOf(index) + base, end: this.endOf(index) + base, role, senses };
    return unpinned === undefined ? place : { ...place, unpinned };
  }

  /** Whether it holds the same places with the same meanings. */
  equals(other: Found): boolean {
    return (
      this === other ||
      (this.length === other.length &&
        this.#spans.every((offset, i) => other.#spans[i] === offset) &&
        this.#meanings.every(
          (meaning, i) =>
            (meaning === other.#meanings[i] && this.#meaningOf === other.#meaningOf) ||
            isSame(this.#meaningAt(i), other.#meaningAt(i)),
        ))
    );
  }

  #meaningAt(index: number): Meaning | undefined {
    const meaning = this.#meanings[index];
    return typeof meaning === 'number' ? this.#meaningOf?.(meaning) : meaning;
  }

  /** Adds all mentions to a list. */
  addTo(list: Mention[], base: number): void {
    for (let i = 0; i < this.#meanings.length; i++) {
      const mention = this.at(i, base);
      if (mention !== undefined) {
        list.push(mention);
      }
    }
  }
}

function isSame(one: Meaning | undefined, other: Meaning | undefined): boolean {
  return (
    one === other ||
    (one !== undefined &&
      other !== undefined &&
      one.role === other.role &&
      areSame(one.senses, other.senses) &&
      areSame(one.unpinned ?? [], other.unpinned ?? []))
  );
}

function areSame(some: readonly Sense[], others: readonly Sense[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ entity, name }, i) => entity === others[i]?.entity && name === others[i]?.name)
  );
}

/** Most blocks of a long list name nothing, and share this. */
export const nothingFound: Found = new Found([], []);
