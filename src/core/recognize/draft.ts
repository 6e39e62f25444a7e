/**
 * An analysis in the making: blocks in a row, read or taken over from the analysis before.
 *
 * Of blocks that are taken over nothing is looked at, so that a hundred thousand of them cost next to nothing.
 */

import { Analysis, type FormCounts, type Lexicon } from './analysis.js';
import type { Block } from './block.js';
import { leastOfPerson } from './scan.js';
import { arePinsSame } from './pins.js';
import { nothingOpen, type Opened } from './regions.js';

export class Draft {
  readonly #previous: Analysis | undefined;
  readonly #blocks: Block[] = [];
  readonly #starts: number[] = [0];
  /** By how much the counts of watched forms differ from those before. */
  readonly #changes = new Map<number, number>();
  #pinned: number;
  #end = 0;
  #open = nothingOpen;

  constructor(previous?: Analysis) {
    this.#previous = previous;
    this.#pinned = previous?.pinnedBlocks ?? 0;
  }

  /** The fence or the comment that is open behind the last block. */
  get open(): Opened {
    return this.#open;
  }

  add(block: Block): void {
    this.#blocks.push(block);
    this.#end += block.text.length;
    this.#starts.push(this.#end);
    this.#open = block.open;
    this.#count(block, 1);
  }

  /** Takes blocks of the analysis before over as they are. */
  take(from: number, to: number): void {
    const { blocks = [], starts = [] } = this.#previous ?? {};
    const shift = this.#end - (starts[from] ?? 0);
    for (let i = from; i < to; i++) {
      const { [i]: block } = blocks;
      if (block !== undefined) {
        this.#blocks.push(block);
        this.#starts.push((starts[i + 1] ?? 0) + shift);
      }
    }
    this.#end = this.#starts.at(-1) ?? 0;
    this.#open = this.#blocks.at(-1)?.open ?? nothingOpen;
  }

  /** Leaves out a block of the analysis before. */
  drop(block: Block): void {
    this.#count(block, -1);
  }

  finish(lexicon: Lexicon, text?: string): Analysis {
    const counts = this.#counts();
    return new Analysis(lexicon, this.#blocks, this.#starts, counts, this.#pinned, this.#outside(counts), text);
  }

  /** Conditions ask whether a form is there at all, of a person's name also whether it is there twice. */
  #outside(counts: FormCounts): object {
    const previous = this.#previous;
    const level = (count = 0): number => Math.min(count, leastOfPerson);
    const isSame =
      previous !== undefined &&
      [...this.#changes.keys()].every(form => level(counts.get(form)) === level(previous.counts.get(form))) &&
      arePinsSame(previous.blocks[0]?.text ?? '', this.#blocks[0]?.text ?? '');
    return isSame ? previous.outside : {};
  }

  #count({ watched, hasPins }: Block, by: number): void {
    this.#pinned += hasPins ? by : 0;
    for (const form of watched) {
      this.#changes.set(form, (this.#changes.get(form) ?? 0) + by);
    }
  }

  #counts(): FormCounts {
    const before = this.#previous?.counts ?? new Map<number, number>();
    const changes = [...this.#changes].filter(([, by]) => by !== 0);
    if (changes.length === 0) {
      return before;
    }
    const counts = new Map(before);
    for (const [form, by] of changes) {
      const count = (counts.get(form) ?? 0) + by;
      if (count > 0) {
        counts.set(form, count);
      } else {
        counts.delete(form);
      }
    }
    return counts;
  }
}
