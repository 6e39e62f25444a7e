/** What a place in a text may be read as, before it is known what the rest of the text says. */

import type { NameRole } from '../knowledge/model.js';
import type { CompiledRule } from './context.js';
import type { Meaning } from './mention.js';

/** One reading of a candidate: an entity's name, perhaps under a condition on the document. */
export interface Reading {
  readonly entity: number;
  readonly name: number;
  readonly role: NameRole;
  readonly condition?: CompiledRule;
  /** The form and the rule of a name that people or towns bear too, and whether what is beside it says that it is no person's. */
  readonly borne?: { readonly form: number; readonly rule: CompiledRule; readonly isPlace: boolean };
}

/** Whether a reading holds whatever else the text says. */
export function isUnconditional({ condition, borne }: Reading): boolean {
  return condition === undefined && borne === undefined;
}

/** All readings of a place; none for a stop phrase, which takes its place and names nothing. */
export class Readings {
  readonly all: readonly Reading[];
  /** Whether all of them hold whatever else the text says. */
  readonly areSettled: boolean;
  /** Whether one does. */
  readonly isSure: boolean;
  /** Whether it is a stop phrase. */
  readonly isStop: boolean;
  /** What they come to, once that has been worked out: most names mean the same wherever they stand. */
  meaning: Meaning | undefined;
  /** The watched forms inside the form that is read, once they have been looked for. */
  watched: readonly number[] | undefined;

  constructor(all: readonly Reading[]) {
    this.all = all;
    this.areSettled = all.every(isUnconditional);
    this.isSure = all.some(isUnconditional);
    this.isStop = all.length === 0;
  }
}

/** A place that may be a name; offsets are counted from the start of the block. */
export interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly readings: Readings;
}

/** Most blocks of a long list name nothing, and share this. */
export const nothing: readonly never[] = [];
