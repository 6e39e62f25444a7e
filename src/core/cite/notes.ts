/** Notes of a text: `[^label]` in the text, `[^label]: …` below it, and `[[3]](#note-3)` with its list of endnotes. */

import { findRegions, isInside, type Regions } from '../recognize/regions.js';
import type { Span } from './clusters.js';

/** `[^label]` in the text. */
export interface NoteMark extends Span {
  readonly label: string;
}

/** `[^label]: …`, with the lines that continue it. */
export interface NoteDefinition extends Span {
  readonly label: string;
  /** What the note says: from behind the colon and one blank to the end of its last line. */
  readonly bodyStart: number;
}

export interface Notes {
  readonly marks: readonly NoteMark[];
  readonly definitions: readonly NoteDefinition[];
}

const mark = /\[\^([^\s[\]^]{1,500})\](:?)/g;
const continuation =
  /(?:\r?\n(?:[ \t]*\r?\n)*(?: {4}|\t)[^\n]*|\r?\n(?![ \t]*(?:\r?\n|$)| {0,3}(?:\[\^[^\s\]]{1,500}\]:|<!--|#{1,6} |:::|```|~~~))[^\n]+)*/y;

export function findNotes(text: string, regions: Regions = findRegions(text)): Notes {
  const marks: NoteMark[] = [];
  const definitions: NoteDefinition[] = [];
  mark.lastIndex = 0;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const start = match.index;
    const [written, label = '', colon] = match;
    if (isInside(regions, start) || text.charAt(start - 1) === '\\') {
      continue;
    }
    if (colon === ':' && startsLine(text, start)) {
      const newline = text.indexOf('\n', start);
      continuation.lastIndex = newline < 0 ? text.length : newline - (text.charAt(newline - 1) === '\r' ? 1 : 0);
      const end = continuation.test(text) ? continuation.lastIndex : text.length;
      const behind = start + written.length;
      definitions.push({ label, start, end, bodyStart: behind + (text.charAt(behind) === ' ' ? 1 : 0) });
    } else {
      marks.push({ label, start, end: start + written.length - (colon?.length ?? 0) });
    }
  }
  return { marks, definitions };
}

function startsLine(text: string, at: number): boolean {
  let i = at;
  while (i > 0 && at - i <= 3 && text.charAt(i - 1) === ' ') {
    i--;
  }
  return i === 0 || text.charAt(i - 1) === '\n';
}

/** `[[3]](#note-3)` in the text. */
export interface EndnoteMark extends Span {
  readonly number: string;
}

const endnoteMark = /\[\[(\d{1,6})\]\]\(#note-(\d{1,6})\)/g;

export function findEndnoteMarks(text: string, regions: Regions): readonly EndnoteMark[] {
  return [...text.matchAll(endnoteMark)]
    .filter(
      ({ 1: shown, 2: number, index }) =>
        shown === number && !isInside(regions, index) && text.charAt(index - 1) !== '\\',
    )
    .map(match => ({ number: match[1] ?? '', start: match.index, end: match.index + match[0].length }));
}

/** What stands between two comments that Dossier wrote. */
export interface Block extends Span {
  readonly innerStart: number;
  readonly innerEnd: number;
}

/** The first block of a name: from `<!-- dossier:name … -->` to `<!-- /dossier:name -->`. */
export function findBlock(text: string, name: string, regions: Regions = findRegions(text)): Block | undefined {
  const open = new RegExp(`^[ \\t]*<!-- dossier:${name}(?: [^\\n]*?)?-->[ \\t]*\\r?$`, 'gm');
  const close = new RegExp(`^[ \\t]*<!-- /dossier:${name} -->`, 'gm');
  for (let match = open.exec(text); match !== null; match = open.exec(text)) {
    const comment = match.index + match[0].indexOf('<');
    // A comment is a region; one that does not begin a region stands in code.
    if (isInside(regions, comment) && (comment === 0 || !isInside(regions, comment - 1))) {
      close.lastIndex = match.index + match[0].length;
      const end = close.exec(text);
      return end === null
        ? undefined
        : {
            start: match.index,
            end: end.index + end[0].length,
            innerStart: match.index + match[0].replace(/\r$/, '').length,
            innerEnd: end.index,
          };
    }
  }
  return undefined;
}
