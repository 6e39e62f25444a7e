/**
 * Everything that a document cites, in whatever style: one list with each source, its place in the text, its locator
 * and what the writer put around it.
 */

import { findRegions, type Regions } from '../recognize/regions.js';
import { type CitationGroup, type CitationMode, type CitedSource, findGroups, type Span } from './clusters.js';
import { findPassages, type Passage } from './convertStyle.js';
import { type CitationStyle, citationStyles, findLinkTokens, styleOf } from './styles.js';

/** One source cited at one place. */
export interface DocumentCitation extends Span {
  readonly key: string;
  /** The key alone as it stands in the text: behind `@`, in the address of a link, or in its note. */
  readonly keySpan: Span;
  readonly style: CitationStyle;
  readonly mode: CitationMode;
  readonly locator?: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Where the sentence is that it supports: its place, or that of the mark of its note. */
  readonly at: Span;
  /** Whether the same citation cites other sources beside it. */
  readonly inCluster: boolean;
}

/**
 * The citations of a text in the order of their places in the sentences.
 *
 * @param groups those of the text in Pandoc's style, where they are at hand
 */
export function documentCitations(
  text: string,
  regions: Regions = findRegions(text),
  groups: readonly CitationGroup[] = findGroups(text, regions),
): readonly DocumentCitation[] {
  const links = findLinkTokens(text, regions);
  const citations: DocumentCitation[] = [];
  let next = 0;
  for (const passage of findPassages(text, regions, groups).passages) {
    if (passage.style === 'pandoc') {
      while ((groups[next]?.start ?? Infinity) < passage.start) {
        next++;
      }
      // A group inside this one cites too.
      const first = next;
      for (let group = groups[next]; group !== undefined && group.start < passage.end; group = groups[++next]) {
        const inCluster = next === first && group.kind === 'cluster';
        citations.push(...group.cited.map(cited => inPandocStyle(passage, cited, inCluster)));
      }
    } else {
      addLinked(citations, passage, linksIn(links, passage.body));
    }
  }
  return citations;
}

function inPandocStyle(passage: Passage, cited: CitedSource, inCluster: boolean): DocumentCitation {
  const { token, locator } = cited;
  return {
    key: token.key,
    keySpan: { start: token.keyStart, end: token.keyEnd },
    style: 'pandoc',
    ...aroundKey(cited),
    start: token.start - (token.dashed ? 1 : 0),
    end: locator?.end ?? token.end,
    at: { start: passage.start, end: passage.end },
    inCluster,
  };
}

/** The links of a passage stand for the keys of what it would be in Pandoc's style, in their order. */
function addLinked(citations: DocumentCitation[], passage: Passage, links: ReturnType<typeof findLinkTokens>): void {
  const groups = findGroups(passage.raw);
  const tokens = groups.flatMap(group => group.cited.map(({ token }) => token)).sort((a, b) => a.start - b.start);
  const places = new Map(tokens.map((token, place) => [token, place]));
  for (const [index, group] of groups.entries()) {
    for (const cited of group.cited) {
      const link = links[places.get(cited.token) ?? -1];
      citations.push({
        key: cited.token.key,
        keySpan: { start: link?.keyStart ?? passage.start, end: link?.keyEnd ?? passage.start },
        style: passage.style,
        ...aroundKey(cited),
        start: link?.start ?? passage.start,
        end: link?.end ?? passage.end,
        at: { start: passage.start, end: passage.end },
        inCluster: index === 0 && group.kind === 'cluster',
      });
    }
  }
}

function aroundKey({
  mode,
  locator,
  prefix,
  suffix,
}: CitedSource): Pick<DocumentCitation, 'mode' | 'locator' | 'prefix' | 'suffix'> {
  return { mode, ...(locator === undefined ? {} : { locator: locator.text }), prefix, suffix };
}

function linksIn<T extends Span>(links: readonly T[], { start, end }: Span): readonly T[] {
  let low = 0;
  let high = links.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((links[middle]?.start ?? 0) < start) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const found: T[] = [];
  for (let link = links[low]; link !== undefined && link.end <= end; link = links[++low]) {
    found.push(link);
  }
  return found;
}

/** Keys in the order in which the text first cites them. */
export function citedKeys(citations: readonly DocumentCitation[]): readonly string[] {
  return [...new Set(citations.map(({ key }) => key))];
}

/** The style a document is written in: what its front matter says, or what most of its citations have. */
export function documentStyle(text: string, citations: readonly DocumentCitation[]): CitationStyle | undefined {
  const counts = new Map<CitationStyle, number>();
  for (const { style } of citations) {
    counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  return (
    styleOf(text) ??
    citationStyles.filter(style => counts.has(style)).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0]
  );
}

/** The citation whose key the offset touches, for a hover, a definition and a new key. */
export function citationAt(citations: readonly DocumentCitation[], offset: number): DocumentCitation | undefined {
  return (
    citations.find(({ keySpan }) => keySpan.start <= offset && offset <= keySpan.end) ??
    citations.find(({ start, end }) => start <= offset && offset <= end) ??
    citations.find(({ at, inCluster }) => at.start <= offset && offset <= at.end && !inCluster)
  );
}
