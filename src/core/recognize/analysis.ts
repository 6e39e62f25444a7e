/**
 * What one version of a text names, block by block.
 *
 * Most blocks are settled as soon as they are read. In the others a name depends on what the document or the paragraph
 * names elsewhere; such a block is resolved when somebody asks for it, so that an edit which makes or breaks a condition
 * costs nothing where nobody looks. Offsets are stored from the start of a block: what an edit moves is not touched.
 */

import type { Block } from './block.js';
import type { CompiledRule } from './context.js';
import { foldText } from './fold.js';
import { Found, type Meaning, type Mention, nothingFound } from './mention.js';
import { applyPins, type PinProblem, type Pins, pinsOf } from './pins.js';
import { isInside } from './regions.js';
import { type Candidate, isUnconditional, type Reading, Readings } from './readings.js';
import { bornBy, leastOfPerson } from './scan.js';
import { formsOfOthers } from './spelledOut.js';
import { type PlacedSection, sectionAround, sectionsOf } from './sections.js';

/** The forms of which the document or the paragraph must have one, and those of which they must have none. */
export interface ConditionForms {
  readonly documentHas: readonly number[];
  readonly documentLacks: readonly number[];
  readonly paragraphHas: readonly number[];
  readonly paragraphLacks: readonly number[];
  /** Of these one says that the country is spoken of, and not only a person of its name. */
  readonly ownDemonyms: readonly number[];
}

/** What an analysis asks of the recogniser that made it. */
export interface Lexicon {
  meaningOf(readings: Readings): Meaning;
  formsOf(condition: CompiledRule): ConditionForms;
  /** The form of some words, negative if there is none. */
  formOf(text: string): number;
  isRecord(id: string): boolean;
}

/** How often each watched form occurs in a document; without those that do not. */
export type FormCounts = ReadonlyMap<number, number>;

export class Analysis {
  readonly blocks: readonly Block[];
  /** Where each block starts, and the end of the text. */
  readonly starts: readonly number[];
  readonly counts: FormCounts;
  /** How many blocks have a pin. */
  readonly pinnedBlocks: number;
  /** What the document says that a name elsewhere in it may hang on: the same object for as long as it says the same. */
  readonly outside: object;
  readonly #lexicon: Lexicon;
  readonly #resolved = new Map<number, Found>();
  readonly #pinned = new Map<number, Found>();
  #documentPins: Pins | undefined;
  #others: ReadonlySet<number> | undefined;
  #text: string | undefined;
  #mentions: readonly Mention[] | undefined;
  #sections: readonly PlacedSection[] | undefined;
  #entities: ReadonlySet<string> | undefined;
  #paragraph: { readonly from: number; readonly to: number; readonly forms: ReadonlySet<number> } | undefined;

  /** @param text The blocks' text if it is at hand. */
  constructor(
    lexicon: Lexicon,
    blocks: readonly Block[],
    starts: readonly number[],
    counts: FormCounts,
    pinnedBlocks: number,
    outside: object,
    text?: string,
  ) {
    this.#lexicon = lexicon;
    this.blocks = blocks;
    this.starts = starts;
    this.counts = counts;
    this.pinnedBlocks = pinnedBlocks;
    this.outside = outside;
    this.#text = text;
  }

  get length(): number {
    return this.starts.at(-1) ?? 0;
  }

  get text(): string {
    this.#text ??= this.blocks.map(({ text }) => text).join('');
    return this.#text;
  }

  /** A part of the text; a short one is had without making the whole. */
  slice(start: number, end: number): string {
    let part = '';
    for (let i = this.blockAt(start); i < this.blocks.length && this.#startOf(i) < end; i++) {
      const base = this.#startOf(i);
      part += this.blocks[i]?.text.slice(Math.max(0, start - base), end - base) ?? '';
    }
    return part;
  }

  /** All mentions, made when first asked for. Who needs those of a place asks for these alone. */
  get mentions(): readonly Mention[] {
    this.#mentions ??= this.#placed(0, this.blocks.length);
    return this.#mentions;
  }

  /** Its sections in order; those that the last edit left alone are the same as before it. */
  get sections(): readonly PlacedSection[] {
    this.#sections ??= sectionsOf(this.blocks, this.starts);
    return this.#sections;
  }

  /** The section in which an offset lies, found without looking at the others. */
  sectionAt(offset: number): PlacedSection | undefined {
    return sectionAround(this.blocks, this.starts, this.blockAt(offset));
  }

  /** What the blocks of a section name: the same array for as long as that stays the same. */
  foundIn({ section, first }: PlacedSection): readonly Found[] {
    return section.found(this.outside, () => section.blocks.map((_, i) => this.#mentionsOf(first + i)));
  }

  /** The ids of all that it names. */
  get entities(): ReadonlySet<string> {
    this.#entities ??= new Set(this.sections.flatMap(placed => idsIn(this.foundIn(placed))));
    return this.#entities;
  }

  /** Pins in the text that settle nothing. */
  get pinProblems(): readonly PinProblem[] {
    const pins = this.#pins;
    if (!pins.hasPlaces && pins.byName.size + pins.byId.size === 0) {
      return [];
    }
    const mentions: Mention[] = [];
    this.blocks.forEach((_, i) => this.#open(i).addTo(mentions, this.#startOf(i)));
    return applyPins(this.text, mentions, id => this.#lexicon.isRecord(id), pins).problems;
  }

  /** The mentions that overlap a stretch of the text. */
  mentionsIn(start: number, end: number): readonly Mention[] {
    return this.#placed(this.blockAt(start), this.blockAt(end) + 1).filter(
      mention => mention.start < end && mention.end > start,
    );
  }

  /** The mention that the offset touches, its end included. */
  mentionAt(offset: number): Mention | undefined {
    const index = this.blockAt(offset);
    const at = offset - this.#startOf(index);
    const found = this.#mentionsOf(index);
    let low = 0;
    let high = found.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (found.endOf(middle) < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // Two mentions may touch, as in "Iran/Iraq" they nearly do; the one that starts here is meant.
    const touched = found.endOf(low) === at && low + 1 < found.length && found.startOf(low + 1) === at ? low + 1 : low;
    return touched < found.length && found.startOf(touched) <= at ? found.at(touched, offset - at) : undefined;
  }

  /** Whether a name may stand at the offset: not in code, an address, front matter or a citation key. */
  isProse(offset: number): boolean {
    const index = this.blockAt(offset);
    return !isInside(this.blocks[index]?.regions ?? [], offset - this.#startOf(index));
  }

  /** The block in which an offset lies; for the end of the text, the last. */
  blockAt(offset: number): number {
    let low = 1;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#startOf(middle) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  #startOf(index: number): number {
    return this.starts[index] ?? 0;
  }

  #placed(from: number, to: number): readonly Mention[] {
    const mentions: Mention[] = [];
    for (let i = from; i < to; i++) {
      this.#mentionsOf(i).addTo(mentions, this.#startOf(i));
    }
    return mentions;
  }

  /** The mentions of a block, counted from its start, as the pins have them. */
  #mentionsOf(index: number): Found {
    const { text = '', hasPins: hasPlaces = false } = this.blocks[index] ?? {};
    const pins = this.#pins;
    if (!hasPlaces && pins.byName.size + pins.byId.size === 0) {
      return this.#open(index);
    }
    let pinned = this.#pinned.get(index);
    if (pinned === undefined) {
      const open: Mention[] = [];
      this.#open(index).addTo(open, 0);
      const isRecord = (id: string): boolean => this.#lexicon.isRecord(id);
      pinned = Found.of(applyPins(text, open, isRecord, { ...pins, hasPlaces }).mentions);
      this.#pinned.set(index, pinned);
    }
    return pinned;
  }

  /** The mentions of a block before any pin. */
  #open(index: number): Found {
    const { mentions, candidates = [], text = '' } = this.blocks[index] ?? {};
    this.#others ??= formsOfOthers(this.counts);
    let open = (this.#others.size === 0 ? mentions : undefined) ?? this.#resolved.get(index);
    if (open === undefined) {
      open = mentions ?? leftmostLongest(candidates, this.#lexicon, reading => this.#holds(reading, index));
      open = this.#others.size === 0 ? open : this.#withoutOthers(open, text, this.#others);
      this.#resolved.set(index, open);
    }
    return open;
  }

  /** Acronyms that the document spells out as no record has them name none, unless it pins them. */
  #withoutOthers(open: Found, block: string, others: ReadonlySet<number>): Found {
    const mentions: Mention[] = [];
    open.addTo(mentions, 0);
    const left = mentions.filter(({ start, end }) => {
      const text = block.slice(start, end);
      const isOther = /^\p{Lu}+$/u.test(text) && others.has(this.#lexicon.formOf(text));
      return !isOther || this.#pins.byName.has(foldText(text));
    });
    return left.length === mentions.length ? open : Found.of(left);
  }

  /** The pins of the document, which stand in its first block, and whether there are pins of places. */
  get #pins(): Pins {
    this.#documentPins ??= {
      ...pinsOf(this.blocks[0]?.text ?? ''),
      hasPlaces: this.pinnedBlocks > 0,
    };
    return this.#documentPins;
  }

  #holds(reading: Reading, index: number): boolean {
    const { condition, borne } = reading;
    if (this.#isPinned(reading)) {
      return true;
    }
    return (
      (borne === undefined || !this.#isOthers(borne)) &&
      (condition === undefined || this.#conditionHolds(condition, index))
    );
  }

  /** Whether the document says that a name is a person's or a town's, and not of the country besides. */
  #isOthers({ form, rule, isPlace }: NonNullable<Reading['borne']>): boolean {
    const isPersons =
      rule.isPersonal &&
      !isPlace &&
      (this.counts.get(bornBy(form, 'person')) ?? 0) >= leastOfPerson &&
      !this.counts.has(bornBy(form, 'place'));
    const isTowns = rule.isTown && this.counts.has(bornBy(form, 'town'));
    return (isPersons || isTowns) && !this.#lexicon.formsOf(rule).ownDemonyms.some(own => this.counts.has(own));
  }

  /** What a document pins by name is meant whatever else it says. */
  #isPinned(reading: Reading): boolean {
    const { byName } = this.#pins;
    const sense = byName.size === 0 ? undefined : this.#lexicon.meaningOf(new Readings([reading])).senses[0];
    return sense !== undefined && byName.get(foldText(sense.name.text))?.id === sense.entity.id;
  }

  #conditionHolds(condition: CompiledRule, index: number): boolean {
    const { documentHas, documentLacks, paragraphHas, paragraphLacks } = this.#lexicon.formsOf(condition);
    const inDocument = (form: number): boolean => this.counts.has(form);
    const inParagraph = (form: number): boolean => this.#paragraphOf(index).has(form);
    return (
      (documentHas.length === 0 || documentHas.some(inDocument)) &&
      !documentLacks.some(inDocument) &&
      (paragraphHas.length === 0 || paragraphHas.some(inParagraph)) &&
      !paragraphLacks.some(inParagraph)
    );
  }

  /**
   * The watched forms of the paragraph to which a block belongs. A heading is a part of the paragraph below it, as it is
   * where no blank line is between: "KIM IN HANOI" means the one of whom the text goes on to speak.
   */
  #paragraphOf(index: number): ReadonlySet<number> {
    const known = this.#paragraph;
    if (known !== undefined && known.from <= index && index < known.to) {
      return known.forms;
    }
    let from = this.#paragraphStart(index);
    let to = this.#paragraphEnd(index);
    if (!this.#isHeading(from, to)) {
      const above = from === 0 ? 0 : this.#paragraphStart(from - 1);
      from = this.#isHeading(above, from) ? above : from;
    } else if (to < this.blocks.length && !this.#isHeading(to, this.#paragraphEnd(to))) {
      to = this.#paragraphEnd(to);
    }
    const forms = new Set<number>();
    for (let i = from; i < to; i++) {
      for (const form of this.blocks[i]?.watched ?? []) {
        forms.add(form);
      }
    }
    this.#paragraph = { from, to, forms };
    return forms;
  }

  #paragraphStart(index: number): number {
    let from = index;
    while (this.blocks[from - 1]?.endsParagraph === false) {
      from--;
    }
    return from;
  }

  #paragraphEnd(index: number): number {
    let to = index + 1;
    while (to < this.blocks.length && this.blocks[to - 1]?.endsParagraph === false) {
      to++;
    }
    return to;
  }

  /** Whether some blocks, a paragraph, are one that is a heading. */
  #isHeading(from: number, to: number): boolean {
    return to === from + 1 && this.blocks[from]?.isHeading === true;
  }
}

const ids = new WeakMap<readonly Found[], readonly string[]>();

/** The ids of what some blocks name, each once. */
function idsIn(found: readonly Found[]): readonly string[] {
  let known = ids.get(found);
  if (known === undefined) {
    const mentions: Mention[] = [];
    found.forEach(one => one.addTo(mentions, 0));
    known = [...new Set(mentions.flatMap(({ senses }) => senses.map(({ entity }) => entity.id)))];
    ids.set(found, known);
  }
  return known;
}

/** The readings that hold. Where all do they are those that are known, and need no new list. */
function holdingOf(readings: Readings, holds: (reading: Reading) => boolean): Readings {
  const all = readings.all.filter(reading => isUnconditional(reading) || holds(reading));
  return all.length === readings.all.length ? readings : new Readings(all);
}

/** What of some candidates, in order, is accepted: from the left, the longest at each place whose condition holds. */
export function leftmostLongest(
  candidates: readonly Candidate[],
  lexicon: Lexicon,
  holds: (reading: Reading) => boolean,
): Found {
  if (candidates.length === 0) {
    return nothingFound;
  }
  const spans: number[] = [];
  const meanings: Meaning[] = [];
  let from = 0;
  for (const { start, end, readings } of candidates) {
    if (start < from) {
      continue;
    }
    const holding = readings.areSettled ? readings : holdingOf(readings, holds);
    if (!holding.isStop) {
      spans.push(start, end);
      meanings.push(lexicon.meaningOf(holding));
    }
    if (!holding.isStop || readings.isStop) {
      from = end;
    }
  }
  return new Found(spans, meanings);
}
