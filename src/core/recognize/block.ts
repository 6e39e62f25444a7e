/** What was read of one block of a text. */

import { endsParagraph } from './blocks.js';
import { isHeading } from './headlines.js';
import { type Found, nothingFound } from './mention.js';
import { hasPlacePins } from './pins.js';
import { type Candidate, nothing } from './readings.js';
import { type BlockRegions, frontMatterEnd, nothingOpen, type Opened, type Regions } from './regions.js';

/**
 * A stretch of a text as it was read, with offsets from its start. It depends on nothing but its text and `opened`.
 *
 * It is a class because V8 makes objects that are written as literals in its old space once it has seen some of them
 * live long. Those of a text live for as long as its version, and there they kept all that they hold from being collected,
 * which took a sixth of the time of a scan.
 */
export class Block {
  readonly text: string;
  /** The fence or the comment in which it starts. */
  readonly opened: Opened;
  readonly open: Opened;
  readonly regions: Regions;
  /** What it names, if that depends on nothing outside. */
  readonly mentions: Found | undefined;
  /** Otherwise, what it may name, in order. */
  readonly candidates: readonly Candidate[];
  /** The watched forms that it has, some perhaps several times. */
  readonly watched: readonly number[];
  readonly isFrontMatter: boolean;
  /** Whether its last line is blank. */
  readonly endsParagraph: boolean;
  /** Whether, as a paragraph of its own, it is a heading of the next one. */
  readonly isHeading: boolean;
  /** Whether a comment in it pins the name before it. */
  readonly hasPins: boolean;

  constructor(
    text: string,
    opened: Opened,
    { regions, open }: BlockRegions,
    mentions: Found | undefined,
    candidates: readonly Candidate[],
    watched: readonly number[],
    isFrontMatter = false,
  ) {
    this.text = text;
    this.opened = opened;
    this.open = open;
    this.regions = regions;
    this.mentions = mentions;
    this.candidates = candidates;
    this.watched = watched;
    this.isFrontMatter = isFrontMatter;
    this.endsParagraph = isFrontMatter || endsParagraph(text);
    this.isHeading = !isFrontMatter && isHeading(text);
    this.hasPins = !isFrontMatter && regions.length > 0 && hasPlacePins(text);
  }

  static ofFrontMatter(text: string): Block {
    const region = { regions: [0, frontMatterEnd(text)], open: nothingOpen };
    return new Block(text, nothingOpen, region, nothingFound, nothing, nothing, true);
  }
}
