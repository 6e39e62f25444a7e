/**
 * Sections: the stretches between blank lines, with all that reaches across one, such as fenced code; a heading is in the
 * section of the paragraph below it.
 *
 * What is worked out about a text beyond its names, citations and sentences and findings, is worked out a section at a
 * time and kept with the section: after an edit all sections but those it touches are the same objects as before.
 */

import type { Block } from './block.js';
import type { Found, Mention } from './mention.js';
import { addRegions, nothingOpen, type Regions } from './regions.js';

export class Section {
  readonly blocks: readonly Block[];
  #text: string | undefined;
  #regions: Regions | undefined;
  #named: { readonly outside: object; readonly found: readonly Found[] } | undefined;

  constructor(blocks: readonly Block[]) {
    this.blocks = blocks;
  }

  get text(): string {
    this.#text ??= this.blocks.length === 1 ? (this.blocks[0]?.text ?? '') : this.blocks.map(one => one.text).join('');
    return this.#text;
  }

  /** Counted from the start of the section. */
  get regions(): Regions {
    this.#regions ??= this.blocks.length === 1 ? (this.blocks[0]?.regions ?? []) : regionsOf(this.blocks);
    return this.#regions;
  }

  /**
   * What each of its blocks names: the same array for as long as that stays the same.
   *
   * @param outside what the rest of the document says; while it is the same object nothing is made anew
   */
  found(outside: object, make: () => readonly Found[]): readonly Found[] {
    const last = this.#named;
    if (last?.outside === outside) {
      return last.found;
    }
    const made = make();
    const isSame = last !== undefined && made.every((found, i) => last.found[i]?.equals(found) === true);
    const found = isSame ? last.found : made;
    this.#named = { outside, found };
    return found;
  }

  /** Of what its blocks name, the mentions, counted from the start of the section. */
  mentions(found: readonly Found[]): readonly Mention[] {
    const mentions: Mention[] = [];
    let start = 0;
    for (const [index, { text }] of this.blocks.entries()) {
      found[index]?.addTo(mentions, start);
      start += text.length;
    }
    return mentions;
  }
}

/** A section in a version of a text. */
export interface PlacedSection {
  readonly section: Section;
  readonly start: number;
  /** The place of its first block among those of the text. */
  readonly first: number;
}

/** By their first block. Blocks that an edit leaves alone are taken over as they are, and so are these. */
const known = new WeakMap<Block, Section>();

export function sectionsOf(blocks: readonly Block[], starts: readonly number[]): readonly PlacedSection[] {
  const sections: PlacedSection[] = [];
  for (let first = 0, end = 0; first < blocks.length; first = end) {
    do {
      end++;
    } while (end < blocks.length && !endsSection(blocks[end - 1]));
    sections.push({ section: sectionAt(blocks, first, end), start: starts[first] ?? 0, first });
  }
  return sections;
}

/** The section of one of the blocks; `undefined` for a text without any. */
export function sectionAround(
  blocks: readonly Block[],
  starts: readonly number[],
  index: number,
): PlacedSection | undefined {
  let first = index;
  while (first > 0 && !endsSection(blocks[first - 1])) {
    first--;
  }
  let end = index + 1;
  while (end < blocks.length && !endsSection(blocks[end - 1])) {
    end++;
  }
  return end > blocks.length ? undefined : { section: sectionAt(blocks, first, end), start: starts[first] ?? 0, first };
}

function endsSection(block: Block | undefined): boolean {
  return block?.endsParagraph === true && block.open === nothingOpen && !block.isHeading;
}

function sectionAt(blocks: readonly Block[], first: number, end: number): Section {
  const { [first]: key } = blocks;
  const last = key === undefined ? undefined : known.get(key);
  if (last?.blocks.length === end - first && last.blocks.every((block, i) => block === blocks[first + i])) {
    return last;
  }
  const section = new Section(blocks.slice(first, end));
  if (key !== undefined) {
    known.set(key, section);
  }
  return section;
}

/** The regions of a text, from those of its sections. */
export function regionsIn(sections: readonly PlacedSection[]): Regions {
  const regions: number[] = [];
  for (const { section, start } of sections) {
    addRegions(regions, section.regions, start, nothingOpen);
  }
  return regions;
}

function regionsOf(blocks: readonly Block[]): Regions {
  const regions: number[] = [];
  let start = 0;
  for (const { text, opened, regions: own } of blocks) {
    addRegions(regions, own, start, opened);
    start += text.length;
  }
  return regions;
}
