/**
 * Blocks: the stretches of a text that are analysed each by itself.
 *
 * No name, no context rule and no code span reaches over a blank line, over the end of a sentence that ends its line,
 * over the end of a heading or of a line longer than anybody wraps by hand, or into a list item, a heading or a row of a
 * table. Where a
 * text is cut depends on nothing but the two lines around the cut, so after an edit all cuts but the nearest are where
 * they were.
 */

import { classOf, unitClass } from './fold.js';

/** A block in a text. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** The same as the text from start to end. */
  readonly text: string;
}

/** The blocks of a text from `from`, the start of a line, on. */
export function* blocksOf(text: string, from: number): Generator<Place> {
  for (let start = from, end = from; start < text.length; start = end) {
    end = blockEnd(text, start);
    yield { start, end, text: text.slice(start, end) };
  }
}

/** Text exported with a paragraph a line has lines longer than this; text wrapped by hand has not. */
const longLine = 160;

/** Where the block that starts at `from` ends: at the start of a line or at the end of the text. */
function blockEnd(text: string, from: number): number {
  let line = from;
  let blank = isBlankLine(text, line);
  for (;;) {
    const next = text.indexOf('\n', line) + 1;
    if (next === 0 || next === text.length) {
      return text.length;
    }
    const nextBlank = isBlankLine(text, next);
    if (
      !nextBlank &&
      (blank ||
        next - line > longLine ||
        endsSentence(text, next - 1) ||
        isHeading(text, line) ||
        startsBlock(text, next))
    ) {
      return next;
    }
    line = next;
    blank = nextBlank;
  }
}

/** Whether the line whose break is at `end` ends with a sentence and not, as far as one can see, with an abbreviation. */
function endsSentence(text: string, end: number): boolean {
  let at = text.charCodeAt(end - 1) === 0x0d ? end - 2 : end - 1;
  const unit = text.charCodeAt(at);
  if (unit !== 0x2e && unit !== 0x21 && unit !== 0x3f) {
    return false;
  }
  for (let letters = 0; letters < 4; letters++) {
    if (classOf(text.charCodeAt(--at)) !== unitClass.lower) {
      return false;
    }
  }
  return true;
}

/** Whether a block's last line is blank, so that its paragraph ends with it. */
export function endsParagraph(block: string): boolean {
  let at = block.length - 1;
  if (block.charCodeAt(at) !== 0x0a) {
    return false;
  }
  at -= block.charCodeAt(at - 1) === 0x0d ? 2 : 1;
  while (isOfBlankLine(block.charCodeAt(at))) {
    at--;
  }
  return at < 0 || block.charCodeAt(at) === 0x0a;
}

/** The blank lines of a quotation have its mark. */
function isBlankLine(text: string, start: number): boolean {
  let at = start;
  while (isOfBlankLine(text.charCodeAt(at))) {
    at++;
  }
  return text.charCodeAt(text.charCodeAt(at) === 0x0d ? at + 1 : at) === 0x0a;
}

function isOfBlankLine(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x3e;
}

const heading = /[ \t]{0,40}#{1,6}[ \t]/y;

function isHeading(text: string, start: number): boolean {
  heading.lastIndex = start;
  return heading.test(text);
}

const blockStart = /[ \t]{0,40}(?:[-*+][ \t]|#{1,6}[ \t]|\|)/y;

function startsBlock(text: string, start: number): boolean {
  const unit = text.charCodeAt(start);
  if (unit > 0x2d && unit !== 0x7c) {
    return false;
  }
  blockStart.lastIndex = start;
  return blockStart.test(text);
}
