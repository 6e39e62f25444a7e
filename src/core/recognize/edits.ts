/** Edits: what they make of a text, and which of its blocks they touch. */

import type { Analysis } from './analysis.js';

/** A change of a text: what stood from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change as an editor tells of it. */
export interface Change {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/**
 * The changes that an editor made at once as edits in order. It names them from the end of the text to its start, so
 * that none moves another. In any other order one cannot tell which text they count in: then there is no answer.
 */
export function editsOf(changes: readonly Change[]): readonly Edit[] | undefined {
  const edits = changes
    .map(({ rangeOffset, rangeLength, text }) => ({ start: rangeOffset, end: rangeOffset + rangeLength, text }))
    .reverse();
  return edits.every(({ start }, i) => start >= (edits[i - 1]?.end ?? 0)) ? edits : undefined;
}

/** A text, of which `offset` units are not there, after edits in order and without overlap. */
export function applyEdits(text: string, edits: readonly Edit[], offset = 0): string {
  let from = 0;
  let edited = '';
  for (const { start, end, text: inserted } of edits) {
    edited += text.slice(from, start - offset) + inserted;
    from = end - offset;
  }
  return edited + text.slice(from);
}

/** Blocks of which edits may have undone the cuts, and those edits. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
  readonly edits: readonly Edit[];
}

/** An edit may undo the cuts on both sides of its block, but not those on the far side of the next ones. */
export function* stretchesOf(analysis: Analysis, edits: readonly Edit[]): Generator<Stretch> {
  let stretch: { first: number; end: number; edits: Edit[] } | undefined;
  for (const edit of edits) {
    const first = Math.max(0, analysis.blockAt(edit.start) - 1);
    const end = Math.min(analysis.blockAt(edit.end) + 2, analysis.blocks.length);
    if (stretch !== undefined && first <= stretch.end) {
      stretch.end = end;
      stretch.edits.push(edit);
      continue;
    }
    if (stretch !== undefined) {
      yield stretch;
    }
    stretch = { first, end, edits: [edit] };
  }
  if (stretch !== undefined) {
    yield stretch;
  }
}
