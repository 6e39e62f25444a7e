/**
 * The units of a text as numbers, read once.
 *
 * Looking at a unit of a string costs about three times what it costs in an array of numbers, and a scan looks at most
 * of them more than once. Text of ASCII alone is copied by the encoder of the platform, which is faster again.
 */

import { classOf, unitClass } from './fold.js';

/** Longer than nearly every block; what a longer one needs is given back with the next. */
const usualSize = 1 << 14;
/** Below this, asking the encoder costs more than it saves. */
const fewUnits = 40;

/**
 * What a search for the beginnings of words has to know of a unit. The first bit says that it is in a word, the second
 * that it may begin one.
 */
export const unitKind = { outside: 0, inside: 1, small: 3, large: 7, silent: 16, ideograph: 32 } as const;
/** The bits of a unit that has to be looked at where the one before is in no word, or anywhere. */
export const worthALook = 2 | unitKind.silent | unitKind.ideograph;

const unknown = 0xff;

export class Units {
  /** The kind of each unit that has been read. */
  readonly kinds: Uint8Array = new Uint8Array(0x10000).fill(unknown);
  #array = new Uint16Array(usualSize);
  #bytes = new Uint8Array(usualSize);
  readonly #encoder = new TextEncoder();

  /** @param beginsSmall whether a name may begin with a small letter of ASCII */
  constructor(beginsSmall: (unit: number) => boolean) {
    for (let unit = 0; unit < 0x80; unit++) {
      const kind = kindOf(unit);
      this.kinds[unit] = kind === unitKind.small && !beginsSmall(unit) ? unitKind.inside : kind;
    }
  }

  /**
   * The units of a text from index 0 on. What lies behind them means nothing, and with the next text all of it changes.
   * What `kinds` and the table of `fold.ts` say of all of them is known afterwards.
   */
  of(text: string): Uint16Array {
    const { length } = text;
    this.#fit(length);
    const array = this.#array;
    if (length >= fewUnits) {
      // Only what is ASCII has as many bytes as units.
      const { read, written } = this.#encoder.encodeInto(text, this.#bytes);
      if (read === length && written === length) {
        array.set(this.#bytes.subarray(0, length));
        return array;
      }
    }
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      array[i] = unit;
      if (this.kinds[unit] === unknown) {
        this.kinds[unit] = kindOf(unit);
      }
    }
    return array;
  }

  #fit(length: number): void {
    const size = Math.max(usualSize, length);
    if (this.#array.length < size || (this.#array.length > usualSize && size === usualSize)) {
      this.#array = new Uint16Array(size);
      this.#bytes = new Uint8Array(size);
    }
  }
}

function kindOf(unit: number): number {
  switch (classOf(unit)) {
    case unitClass.lower:
      return unitKind.small;
    case unitClass.upper:
    case unitClass.digit:
    case unitClass.uncased:
      return unitKind.large;
    case unitClass.ideograph:
      return unitKind.ideograph;
    case unitClass.mark:
    case unitClass.ignorable:
      return unitKind.silent;
    default:
      return unitKind.outside;
  }
}
