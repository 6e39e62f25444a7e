/** What rests on a source: claims and rows of the records, and sentences of documents in every style of citing. */

import type { ClaimPlace, KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Entity, RelationRow, Relations, Source } from '../knowledge/model.js';
import { findRegions } from '../recognize/regions.js';
import type { Span } from './clusters.js';
import { type DocumentCitation, documentCitations } from './documentCitations.js';
import { keyInAddress } from './styles.js';

export interface CitingDocument {
  /** Whatever its owner knows it by, such as its address. */
  readonly id: string;
  readonly text: string;
}

export interface RestingClaim extends ClaimPlace {
  /** No other current source supports it. */
  readonly alone: boolean;
}

export interface RestingRow {
  readonly relations: Relations;
  readonly row: RelationRow;
  readonly alone: boolean;
}

/** A post or a tie of a person's record. */
export interface RestingFact {
  readonly entity: Entity;
  readonly what: string;
  readonly alone: boolean;
}

export interface RestingSentence extends Span {
  readonly document: string;
  readonly text: string;
  /** The citations of the source in the sentence. */
  readonly citations: readonly DocumentCitation[];
  /** The sentence cites no other current source. */
  readonly alone: boolean;
}

export interface Impact {
  readonly source: Source | undefined;
  readonly claims: readonly RestingClaim[];
  readonly rows: readonly RestingRow[];
  readonly facts: readonly RestingFact[];
  readonly sentences: readonly RestingSentence[];
}

/** Cuts a stretch of a text without empty lines into sentences. */
export type SentenceSplitter = (text: string, piece: Span) => readonly Span[];

export function impact(
  knowledge: KnowledgeBase,
  documents: Iterable<CitingDocument>,
  key: string,
  split: SentenceSplitter = splitAtStops,
): Impact {
  const isAlone = supportsAlone(knowledge, key);
  const cites = (cite: readonly { readonly key: string }[]): boolean => cite.some(citation => citation.key === key);
  return {
    source: knowledge.source(key),
    claims: knowledge.restingOn(key).map(place => ({ ...place, alone: isAlone(place.claim.cite) })),
    rows: knowledge.relations.flatMap(relations =>
      relations.rows.filter(({ cite }) => cites(cite)).map(row => ({ relations, row, alone: isAlone(row.cite) })),
    ),
    facts: knowledge.entities.flatMap(entity => [
      ...entity.roles
        .filter(({ cite }) => cites(cite))
        .map(({ role, cite }) => ({ entity, what: role, alone: isAlone(cite) })),
      ...entity.ties
        .filter(({ cite }) => cites(cite))
        .map(({ tie, cite }) => ({ entity, what: tie, alone: isAlone(cite) })),
    ]),
    sentences: [...documents].flatMap(document => sentencesOn(document, key, isAlone, split)),
  };
}

/** The sentences of one document that cite a source: what `impact` says of it, without a look at the records. */
export function citingSentences(
  knowledge: Pick<KnowledgeBase, 'source'>,
  document: CitingDocument,
  key: string,
): readonly RestingSentence[] {
  return sentencesOn(document, key, supportsAlone(knowledge, key), splitAtStops);
}

/** Whether no other source that still stands is among those cited. */
function supportsAlone(
  knowledge: Pick<KnowledgeBase, 'source'>,
  key: string,
): (cite: readonly { readonly key: string }[]) => boolean {
  return cite => !cite.some(citation => citation.key !== key && knowledge.source(citation.key)?.status === 'current');
}

function sentencesOn(
  { id, text }: CitingDocument,
  key: string,
  isAlone: (cite: readonly { readonly key: string }[]) => boolean,
  split: SentenceSplitter,
): readonly RestingSentence[] {
  // Most documents do not hold the letters of the key; to look for them is a hundred times cheaper than to read.
  if (!text.includes(key) && !text.includes(keyInAddress(key))) {
    return [];
  }
  const all = documentCitations(text, findRegions(text)).toSorted((a, b) => a.at.start - b.at.start);
  const sentences = new Map<number, { readonly span: Span; readonly citations: DocumentCitation[] }>();
  let piece: Span | undefined;
  let spans: readonly Span[] = [];
  for (const citation of all) {
    if (citation.key !== key) {
      continue;
    }
    const at = citation.at.start;
    if (piece === undefined || at >= piece.end) {
      piece = paragraphAround(text, at);
      spans = joined(split(text, piece), between(all, piece.start, piece.end));
    }
    // A citation behind the full stop belongs to the sentence before it.
    const span = spans.find(({ end }) => at < end) ?? spans.at(-1) ?? piece;
    const known = sentences.get(span.start);
    if (known === undefined) {
      sentences.set(span.start, { span, citations: [citation] });
    } else {
      known.citations.push(citation);
    }
  }
  return [...sentences.values()].map(({ span: { start, end }, citations }) => ({
    document: id,
    start,
    end,
    text: text.slice(start, end),
    citations,
    alone: isAlone(between(all, start, end)),
  }));
}

function between(citations: readonly DocumentCitation[], start: number, end: number): readonly DocumentCitation[] {
  let low = 0;
  let high = citations.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((citations[middle]?.at.start ?? 0) < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  let last = low;
  while ((citations[last]?.at.start ?? end) < end) {
    last++;
  }
  return citations.slice(low, last);
}

/** Sentences again where one was cut in the middle of a citation: behind `p.`, say. */
function joined(spans: readonly Span[], citations: readonly DocumentCitation[]): readonly Span[] {
  const whole: Span[] = [];
  let next = 0;
  for (const span of spans) {
    const last = whole.at(-1);
    while ((citations[next]?.at.end ?? Infinity) <= span.start) {
      next++;
    }
    const cut = citations[next]?.at;
    if (last !== undefined && cut !== undefined && cut.start < span.start && cut.start < last.end) {
      whole[whole.length - 1] = { start: last.start, end: span.end };
    } else {
      whole.push(span);
    }
  }
  return whole;
}

/** From the empty line before the place to the one behind it. */
function paragraphAround(text: string, at: number): Span {
  const before = Math.max(text.lastIndexOf('\n\n', at), text.lastIndexOf('\n\r\n', at));
  const start = before < 0 ? 0 : before + (text.charAt(before + 1) === '\r' ? 3 : 2);
  const behind = [text.indexOf('\n\n', at), text.indexOf('\n\r\n', at)].filter(place => place >= 0);
  return { start, end: behind.length === 0 ? text.length : Math.min(...behind) };
}

const stops =
  /[.!?\u3002]["'\u201d\u2019)\]]*(?:\[\^[^\]\s]{1,200}\]|\s?\[-?@[^\]\n]{1,300}\])*(?=\s+["'\u201c(]*\p{Lu})/gu;

function splitAtStops(text: string, { start, end }: Span): readonly Span[] {
  const ends = [...text.slice(start, end).matchAll(stops)].map(match => start + match.index + match[0].length);
  const edges = [...ends, end];
  let from = start;
  return edges.flatMap(edge => {
    const blank = /^\s*/.exec(text.slice(from, Math.min(edge, from + 200)))?.[0].length ?? 0;
    const span = { start: from + blank, end: edge };
    from = edge;
    return span.start < span.end ? [span] : [];
  });
}
