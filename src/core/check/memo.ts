/**
 * What is known of a document from its last check: sections as long as they stay the same, and of the sentences of a
 * section that changed what follows from their words alone.
 */

import type { Section } from '../recognize/sections.js';
import type { CheckedSection } from './rule.js';

export class Memo {
  #sections = new WeakMap<Section, CheckedSection>();
  #last = new Map<string, unknown>();
  #current = new Map<string, unknown>();
  #context: readonly unknown[] = [];

  /** Says on what everything here rests besides the words: the record, the settings. In another context all is forgotten. */
  within(context: readonly unknown[]): void {
    const isSame = context.length === this.#context.length && context.every((part, i) => part === this.#context[i]);
    if (!isSame) {
      this.#sections = new WeakMap();
      this.#last = new Map();
      this.#current = new Map();
      this.#context = context;
    }
  }

  /** The sections as the last check in this context left them. */
  get sections(): WeakMap<Section, CheckedSection> {
    return this.#sections;
  }

  /** Begins another check; what the last one did not ask for is forgotten. */
  turn(): void {
    this.#last = this.#current;
    this.#current = new Map();
  }

  /** @param kind one for each thing that is worked out, so that they do not meet */
  of<T>(kind: string, words: string, make: (words: string) => T): T {
    const key = `${kind} ${words}`;
    if (this.#current.has(key)) {
      return this.#current.get(key) as T;
    }
    const value = this.#last.has(key) ? (this.#last.get(key) as T) : make(words);
    this.#current.set(key, value);
    return value;
  }
}
