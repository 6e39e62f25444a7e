/**
 * Rules that read one paragraph at a time, run only over the paragraphs that are new to them.
 *
 * Most rules ask for nothing outside a paragraph. What they found there holds as long as its words, what is named in it
 * and what it is (a heading, a quotation) stay the same, wherever it moves; a keystroke changes one paragraph of
 * hundreds. The rule sees a document that holds only the paragraphs it has not read yet.
 */

import { placeOf, within } from './document.js';
import type { CheckedDocument, Finding, Rule, Span } from './rule.js';

type Found = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Finding['severity'] };

/** What was found in one paragraph, by rule, counted from its beginning. */
type Kept = Map<string, readonly Found[]>;

/** The paragraphs of a document with what is known of each. */
export class Paragraphs {
  readonly #document: CheckedDocument;
  #kept: readonly Kept[] | undefined;

  constructor(document: CheckedDocument) {
    this.#document = document;
  }

  /** What the rule finds in the document, in the order of its paragraphs. */
  check(rule: Rule): readonly Found[] {
    const { paragraphs } = this.#document;
    this.#kept ??= paragraphs.map(paragraph =>
      this.#document.memo.of('paragraph', keyOf(this.#document, paragraph), (): Kept => new Map()),
    );
    const kept = this.#kept;
    const unread = new Map<Kept, Span>();
    for (const [index, paragraph] of paragraphs.entries()) {
      const known = kept[index];
      if (known !== undefined && !known.has(rule.id) && !unread.has(known)) {
        unread.set(known, paragraph);
      }
    }
    if (unread.size > 0) {
      // Nothing is kept before the rule has come to its end.
      for (const [known, found] of this.#read(rule, unread)) {
        known.set(rule.id, found);
      }
    }
    return paragraphs.flatMap(({ start }, index) =>
      (kept[index]?.get(rule.id) ?? []).map(found => moved(found, start)),
    );
  }

  #read(rule: Rule, unread: ReadonlyMap<Kept, Span>): ReadonlyMap<Kept, readonly Found[]> {
    const parts = [...unread.values()];
    const found = parts.map((): Found[] => []);
    for (const finding of rule.check(new PartOfDocument(this.#document, parts))) {
      const place = Math.max(0, placeOf(parts, finding.start + 1) - 1);
      found[place]?.push(moved(finding, -(parts[place]?.start ?? 0)));
    }
    return new Map([...unread.keys()].map((known, index) => [known, found[index] ?? []]));
  }
}

/** Everything that findings about a paragraph may follow from; the memo holds for one record and one as-of date. */
function keyOf(document: CheckedDocument, paragraph: Span): string {
  const { start, end } = paragraph;
  const kind = `${document.isHeading(start) ? 'h' : ''}${document.isQuoted(start) ? 'q' : ''}`;
  const named = within(document.analysis.mentions, paragraph).map(
    mention => `${mention.start - start}-${mention.end - start} ${mention.senses.map(senseKey).join(' ')}`,
  );
  return `${kind}\n${named.join('\n')}\n\n${document.text.slice(start, end)}`;
}

function senseKey({ entity, name }: CheckedDocument['analysis']['mentions'][number]['senses'][number]): string {
  return `${entity.id}:${name.text}:${name.role}`;
}

function moved(found: Found, by: number): Found {
  const shift = <T extends Span>(span: T): T => ({ ...span, start: span.start + by, end: span.end + by });
  return {
    ...shift(found),
    evidence: found.evidence.map(one => (one.span === undefined ? one : { ...one, span: shift(one.span) })),
    fixes: found.fixes.map(fix => ({ ...fix, edits: fix.edits.map(shift) })),
  };
}

/** A document of some of its paragraphs; offsets are those of the whole. */
class PartOfDocument implements CheckedDocument {
  readonly #whole: CheckedDocument;
  readonly paragraphs: readonly Span[];
  #sentences: readonly Span[] | undefined;

  constructor(whole: CheckedDocument, paragraphs: readonly Span[]) {
    this.#whole = whole;
    this.paragraphs = paragraphs;
  }

  get sentences(): readonly Span[] {
    this.#sentences ??= this.paragraphs.flatMap(paragraph => within(this.#whole.sentences, paragraph));
    return this.#sentences;
  }

  get text(): string {
    return this.#whole.text;
  }

  get analysis(): CheckedDocument['analysis'] {
    return this.#whole.analysis;
  }

  get knowledge(): CheckedDocument['knowledge'] {
    return this.#whole.knowledge;
  }

  get regions(): CheckedDocument['regions'] {
    return this.#whole.regions;
  }

  get citationGroups(): CheckedDocument['citationGroups'] {
    return this.#whole.citationGroups;
  }

  get citations(): CheckedDocument['citations'] {
    return this.#whole.citations;
  }

  get asOf(): string {
    return this.#whole.asOf;
  }

  get settings(): CheckedDocument['settings'] {
    return this.#whole.settings;
  }

  get memo(): CheckedDocument['memo'] {
    return this.#whole.memo;
  }

  isQuoted(offset: number): boolean {
    return this.#whole.isQuoted(offset);
  }

  isHeading(offset: number): boolean {
    return this.#whole.isHeading(offset);
  }
}
