/**
 * Putting a citation, or words with their citation, at a place in a text: into the cluster in which the place lies, or
 * on its own in the style of the text.
 */

import { findRegions } from '../recognize/regions.js';
import { findGroups, type Span, type TextEdit } from './clusters.js';
import { type ConvertOptions, insertCitation } from './convertStyle.js';
import type { Sources } from './references.js';
import type { CitationStyle } from './styles.js';
import { clusterOf, type NewCitation } from './writeCitation.js';

export interface Insertion {
  /** None of them overlaps another. */
  readonly edits: readonly TextEdit[];
  /** Where the cursor belongs afterwards, in the text with the edits. */
  readonly cursor: number;
}

export interface Cited {
  readonly citations: readonly NewCitation[];
  /** What stands before and behind the citation: a claim's sentence and its full stop. */
  readonly lead?: string;
  readonly tail?: string;
}

/** @param place a cursor or a selection; what is selected stays, and is what the citation is for */
export function insertCited(
  text: string,
  place: Span,
  { citations, lead = '', tail = '' }: Cited,
  style: CitationStyle,
  sources: Sources,
  options: ConvertOptions = {},
): Insertion {
  const at = place.end;
  if (citations.length === 0) {
    return inserted([{ start: at, end: at, text: lead + tail }], at);
  }
  const raw = clusterOf(citations);
  const close = lead === '' && tail === '' && place.start === place.end ? clusterEnd(text, at) : undefined;
  if (close !== undefined) {
    return inserted([{ start: close, end: close, text: `; ${raw.slice(1, -1)}` }], close);
  }
  const written = text.slice(0, at) + lead + text.slice(at);
  const [own, ...notes] = insertCitation(written, at + lead.length, raw, style, sources, options);
  if (own === undefined) {
    return inserted([], at);
  }
  // The blank before a mark may go; with words in front there is none.
  const start = Math.min(own.start, at);
  return inserted(
    [
      { start, end: at, text: lead + own.text + tail },
      ...notes.map(note => ({ ...note, start: note.start - lead.length, end: note.end - lead.length })),
    ],
    start,
  );
}

/** Where the brackets close in which the offset lies, if they are a cluster in Pandoc's style. */
function clusterEnd(text: string, at: number): number | undefined {
  const from = paragraphStart(text, at);
  const paragraph = text.slice(from, at + farthest);
  const group = findGroups(paragraph, findRegions(paragraph)).find(
    ({ kind, start, end }) => kind === 'cluster' && from + start < at && at < from + end,
  );
  return group === undefined ? undefined : from + group.end - 1;
}

const farthest = 2000;

function paragraphStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n\n', at) + 1, at - farthest, 0);
}

function inserted(edits: readonly TextEdit[], at: number): Insertion {
  const own = edits.find(({ start }) => start === at);
  return { edits, cursor: at + (own?.text.length ?? 0) };
}

/** Whether the sentence stands right before the offset already, however its lines are broken. */
export function standsBefore(text: string, at: number, sentence: string): boolean {
  const plain = (words: string): string => words.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return plain(text.slice(Math.max(0, at - 2 * sentence.length - 20), at)).endsWith(plain(sentence));
}
