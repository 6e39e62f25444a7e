/**
 * Rules: what Dossier notices in a text while it is written.
 *
 * A rule reads a document and the record and yields findings; it never changes either. Rules know nothing of each
 * other. A rule that throws is switched off for that document and the others go on; the runner sees to that.
 */

import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Severity } from '../knowledge/problems.js';
import type { CitationMention } from '../cite/citations.js';
import type { CitationGroup } from '../cite/clusters.js';
import type { Analysis, Mention } from '../recognize/recognizer.js';
import type { Regions } from '../recognize/regions.js';
import type { Memo } from './memo.js';

/** A half-open stretch of the text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextEdit extends Span {
  readonly text: string;
}

/** A change that settles a finding. */
export interface Fix {
  /** What the change does, as a menu says it: `Write 2 March 2016`. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The key of a source whose record is to be made, instead of a change of the text. */
  readonly create?: string;
  /** Whether "fix all" may apply it unasked: it changes no meaning and there is only one right answer. */
  readonly safe: boolean;
}

/** What the finding rests on, for the reader to open: a record, one of its claims, a row of a table, a source. */
export interface Evidence {
  readonly message: string;
  readonly entity?: string;
  /** The claim's place in the entity's claims. */
  readonly claim?: number;
  /** The relations file and the place of the row in it. */
  readonly relations?: string;
  readonly row?: number;
  readonly source?: string;
  /** Another place in the same text. */
  readonly span?: Span;
}

export interface Finding extends Span {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
  /** The words stand in somebody's mouth: the finding is about what is quoted. */
  readonly quoted?: boolean;
}

/** What a writer may set; every field has a default. */
export interface CheckSettings {
  /** The severity of a rule by its id; `off` silences it. */
  readonly severities: Readonly<Partial<Record<string, Severity | 'off'>>>;
  /** The names that the house prefers, by record id. */
  readonly preferredNames: Readonly<Partial<Record<string, string>>>;
  readonly likelihoodScale: 'icd203' | 'phia';
  /** Acronyms that no reader needs written out. */
  readonly commonAcronyms: readonly string[];
}

/**
 * A section of a text with everything that rules ask about, its parts computed when first asked for. All offsets are
 * counted from the start of the section, so that it stays as it is wherever it moves.
 */
export interface CheckedSection {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly knowledge: KnowledgeBase;
  /** What is no prose. */
  readonly regions: Regions;
  /** Citations in Pandoc's style, as they stand together. */
  readonly citationGroups: readonly CitationGroup[];
  readonly citations: readonly CitationMention[];
  readonly paragraphs: readonly Span[];
  /** The sentences of the prose, in order; a heading, a list item and a table cell are each at least one. */
  readonly sentences: readonly Span[];
  /** EDTF date (`2016`, `2016-03`, `2016-03-02`) that the text speaks as of. */
  readonly asOf: string;
  readonly settings: CheckSettings;
  /** What is known of its sentences from the last check. */
  readonly memo: Memo;
  /** Whether a name may stand at the offset: not in code, an address or a citation key. */
  isProse(offset: number): boolean;
  /** Whether the offset stands inside quotation marks or a block quotation. */
  isQuoted(offset: number): boolean;
  /** Whether the offset stands in a heading. */
  isHeading(offset: number): boolean;
  /**
   * What was worked out of the section is kept for as long as it stays what it is: its words, what it names, the
   * record, the settings, the as-of date.
   *
   * @param what one for each thing, so that they do not meet
   */
  kept<T>(what: string, make: (section: CheckedSection) => T): T;
}

export interface PlacedSection {
  readonly section: CheckedSection;
  /** Where it starts in the text. */
  readonly start: number;
}

/** One version of a text. */
export interface CheckedDocument {
  readonly analysis: Analysis;
  readonly knowledge: KnowledgeBase;
  readonly sections: readonly PlacedSection[];
  readonly asOf: string;
  readonly settings: CheckSettings;
  readonly memo: Memo;
}

interface AnyRule {
  /** Stable; settings, comments and documentation refer to it: `claim-date`. */
  readonly id: string;
  /** One line for a list of rules. */
  readonly title: string;
  readonly severity: Severity;
}

/** What a rule says of a place; the runner adds whose finding it is. */
export type RuleFinding = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Severity };

/**
 * A rule whose findings depend on nothing outside their section but the record, the settings and the as-of date. It
 * reads only sections that changed.
 */
export interface SectionRule extends AnyRule {
  readonly scope: 'section';
  /** A rule with this speaks only of texts of which some section is so. */
  readonly where?: (section: CheckedSection) => boolean;
  /** What it finds, counted from the start of the section. */
  check(section: CheckedSection): Iterable<RuleFinding>;
}

/**
 * A rule that compares places of the whole text. It takes down what it needs of each section, once for as long as the
 * section stays what it is, and judges by these notes.
 */
export interface DocumentRule<T> extends AnyRule {
  readonly scope: 'document';
  /** `undefined` where a section has nothing that matters to the rule. */
  note(section: CheckedSection): T | undefined;
  /** What it finds, counted from the start of the text; `notes` are those of the document's sections, in their order. */
  check(document: CheckedDocument, notes: readonly (T | undefined)[]): Iterable<RuleFinding>;
}

export type Rule = SectionRule | DocumentRule<unknown>;
