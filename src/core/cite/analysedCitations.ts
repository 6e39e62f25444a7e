/**
 * The citations of an analysed text, shared by every feature. They are found a section at a time, so that an edit and a
 * hover cost one section and not the whole text.
 *
 * A note may stand far from its mark, so that a text which cites by links to its list of sources is read as a whole.
 */

import type { Analysis } from '../recognize/analysis.js';
import type { PlacedSection, Section } from '../recognize/sections.js';
import { type CitationMention, findCitations } from './citations.js';
import { type CitationGroup, findGroups } from './clusters.js';
import { linkMark } from './styles.js';

/** What of a section needs no other section. */
interface SectionCitations {
  readonly groups: readonly CitationGroup[];
  readonly citations: readonly CitationMention[];
  readonly hasLinks: boolean;
}

const bySection = new WeakMap<Section, SectionCitations>();
const byAnalysis = new WeakMap<Analysis, AnalysedCitations>();

export class AnalysedCitations {
  readonly #analysis: Analysis;
  #isLinked: boolean | undefined;
  #all: readonly CitationMention[] | undefined;

  private constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  static of(analysis: Analysis): AnalysedCitations {
    let citations = byAnalysis.get(analysis);
    if (citations === undefined) {
      citations = new AnalysedCitations(analysis);
      byAnalysis.set(analysis, citations);
    }
    return citations;
  }

  /** Whether it cites by links. */
  get isLinked(): boolean {
    this.#isLinked ??= this.#analysis.sections.some(({ section }) => read(section).hasLinks);
    return this.#isLinked;
  }

  /** All of them, in order. */
  get all(): readonly CitationMention[] {
    this.#all ??= this.isLinked
      ? findCitations(this.#analysis.text)
      : this.#analysis.sections.flatMap(({ section, start }) =>
          read(section).citations.map(citation => moved(citation, start)),
        );
    return this.#all;
  }

  /** The keys that it cites. */
  get keys(): ReadonlySet<string> {
    return new Set(this.all.map(({ key }) => key));
  }

  /** Those whose key stands in a section, counted from its start. */
  in({ section, start }: PlacedSection): readonly CitationMention[] {
    const { citations, hasLinks } = read(section);
    if (!hasLinks) {
      return citations;
    }
    const from = placeOf(this.all, start);
    return this.all.slice(from, placeOf(this.all, start + section.text.length)).map(one => moved(one, -start));
  }

  /** The groups of a section in Pandoc's style, counted from its start. */
  groupsIn({ section }: PlacedSection): readonly CitationGroup[] {
    return read(section).groups;
  }

  /** The citation whose key the offset touches. */
  at(offset: number): CitationMention | undefined {
    const placed = this.#analysis.sectionAt(offset);
    const found =
      placed === undefined
        ? undefined
        : this.in(placed).find(
            ({ keyStart, keyEnd }) => keyStart <= offset - placed.start && offset - placed.start <= keyEnd,
          );
    return placed === undefined || found === undefined ? undefined : moved(found, placed.start);
  }
}

function read(section: Section): SectionCitations {
  let known = bySection.get(section);
  if (known === undefined) {
    const { text, regions } = section;
    const groups = findGroups(text, regions);
    const hasLinks = text.includes(linkMark);
    // Links are read with the text as a whole, and there everything is.
    known = { groups, citations: hasLinks ? [] : findCitations(text, regions, groups), hasLinks };
    bySection.set(section, known);
  }
  return known;
}

function moved(citation: CitationMention, by: number): CitationMention {
  const { start, end, keyStart, keyEnd } = citation;
  return { ...citation, start: start + by, end: end + by, keyStart: keyStart + by, keyEnd: keyEnd + by };
}

/** The place of the first citation whose key starts at the offset or behind it. */
function placeOf(citations: readonly CitationMention[], offset: number): number {
  let low = 0;
  let high = citations.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((citations[middle]?.keyStart ?? offset) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
