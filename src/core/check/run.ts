/** Runs the rules over a document. A rule that throws is switched off for that document; the others go on. */

import { placeOf } from './document.js';
import { findIgnores, type Ignore, mayIgnore } from './ignore.js';
import { movedFinding } from './moved.js';
import type { CheckedDocument, CheckedSection, DocumentRule, Finding, Rule, RuleFinding, SectionRule } from './rule.js';

/** A finding that a comment in the text silences. */
export interface SilencedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** A rule that could not check the document: a mistake of ours, for the log. */
export interface RuleFailure {
  readonly rule: string;
  readonly message: string;
}

export interface CheckResult {
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  readonly silenced: readonly SilencedFinding[];
  /** At most one a rule. */
  readonly failures: readonly RuleFailure[];
}

export function runRules(document: CheckedDocument, rules: readonly Rule[]): CheckResult {
  const active = activeOf(document, rules);
  const readings: Reading[] = [];
  const found: Finding[] = [];
  const failed = new Map<string, string>();
  const silent = new Set(active.sectionRules.filter(({ where }) => where !== undefined).map(({ id }) => id));
  let mayHaveIgnores = false;
  for (const { section, start } of document.sections) {
    const reading = readingOf(section, active);
    readings.push(reading);
    mayHaveIgnores ||= reading.mayIgnore;
    for (const finding of reading.placed(start)) {
      found.push(finding);
    }
    for (const [rule, message] of reading.failed) {
      failed.set(rule, failed.get(rule) ?? message);
    }
    for (const rule of reading.holding) {
      silent.delete(rule);
    }
  }
  for (const [index, rule] of active.documentRules.entries()) {
    if (!failed.has(rule.id)) {
      try {
        for (const finding of inDocument(document, rule, index, readings)) {
          found.push(finding);
        }
      } catch (error) {
        failed.set(rule.id, messageOf(error));
      }
    }
  }
  // All or nothing: what a rule said before it threw may be as wrong as the rule.
  const isHeard = ({ rule }: Finding): boolean => !failed.has(rule) && !silent.has(rule);
  return {
    ...silence(document, failed.size + silent.size === 0 ? found : found.filter(isHeard), mayHaveIgnores),
    failures: Array.from(failed, ([rule, message]) => ({ rule, message })),
  };
}

/**
 * Reads the sections that no check has read yet, one at a step, so that in a long text others get their turn between
 * two of them. `runRules` does it too, at once.
 */
export function* readSections(document: CheckedDocument, rules: readonly Rule[]): Generator<void> {
  const active = activeOf(document, rules);
  for (const { section } of document.sections) {
    readingOf(section, active);
    yield;
  }
}

/** The rules that are not switched off. */
interface Active {
  readonly key: string;
  readonly sectionRules: readonly SectionRule[];
  readonly documentRules: readonly DocumentRule<unknown>[];
}

function activeOf({ settings }: CheckedDocument, rules: readonly Rule[]): Active {
  const active = rules.filter(({ id }) => settings.severities[id] !== 'off');
  return {
    key: `rules ${active.map(({ id }) => id).join(' ')}`,
    sectionRules: active.filter(rule => rule.scope === 'section'),
    documentRules: active.filter(rule => rule.scope === 'document'),
  };
}

/** What the rules found in a section and took down of it; made once for as long as the section stays what it is. */
class Reading {
  readonly mayIgnore: boolean;
  /** Rules that threw, with what they said. */
  readonly failed: readonly (readonly [rule: string, message: string])[];
  /** Rules of whose condition the section is an instance. */
  readonly holding: readonly string[];
  readonly #findings: readonly Finding[];
  readonly #notes: readonly unknown[];
  #placed: { readonly start: number; readonly findings: readonly Finding[] };

  constructor(section: CheckedSection, { sectionRules, documentRules }: Active) {
    const failed: [string, string][] = [];
    const tried = <T>(rule: Rule, make: () => T): T | undefined => {
      try {
        return make();
      } catch (error) {
        failed.push([rule.id, messageOf(error)]);
        return undefined;
      }
    };
    this.#findings = sectionRules.flatMap(
      rule => tried(rule, () => Array.from(rule.check(section), one => stamped(one, rule, section))) ?? [],
    );
    this.holding = sectionRules.filter(rule => tried(rule, () => rule.where?.(section)) === true).map(({ id }) => id);
    const notes = documentRules.map(rule => tried(rule, () => rule.note(section)));
    this.#notes = notes.every(note => note === undefined) ? nothing : notes;
    this.#placed = { start: 0, findings: this.#findings };
    this.mayIgnore = mayIgnore(section.text);
    this.failed = failed;
  }

  /** The findings where the section starts at an offset; above an edit they are those of the last check. */
  placed(start: number): readonly Finding[] {
    if (this.#findings.length > 0 && this.#placed.start !== start) {
      this.#placed = { start, findings: this.#findings.map(finding => movedFinding(finding, start)) };
    }
    return this.#placed.findings;
  }

  /** What the document rule at the index took down. */
  note(index: number): unknown {
    return this.#notes[index];
  }
}

const nothing: readonly never[] = [];

function readingOf(section: CheckedSection, active: Active): Reading {
  return section.kept(active.key, () => new Reading(section, active));
}

function inDocument(
  document: CheckedDocument,
  rule: DocumentRule<unknown>,
  index: number,
  readings: readonly Reading[],
): readonly Finding[] {
  const notes = readings.map(reading => reading.note(index));
  return Array.from(rule.check(document, notes), finding => stamped(finding, rule, document));
}

function stamped(
  { start, end, message, evidence, fixes, quoted, severity: own }: RuleFinding,
  { id, severity: usual }: Rule,
  { settings }: Pick<CheckedSection, 'settings'>,
): Finding {
  const { [id]: set } = settings.severities;
  const severity = set === undefined || set === 'off' ? (own ?? usual) : set;
  const finding = { start, end, rule: id, severity, message, evidence, fixes };
  return quoted === undefined ? finding : { ...finding, quoted };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function silence(
  { analysis }: CheckedDocument,
  found: readonly Finding[],
  mayHaveIgnores: boolean,
): Omit<CheckResult, 'failures'> {
  const sorted = found.toSorted((a, b) => a.start - b.start || a.end - b.end);
  if (!mayHaveIgnores) {
    return { findings: sorted, silenced: [] };
  }
  const findings: Finding[] = [];
  const silenced: SilencedFinding[] = [];
  const ignores = ignoresByRule(findIgnores(analysis.text));
  for (const finding of sorted) {
    const ignore = ignoreOf(ignores.get(finding.rule) ?? [], finding);
    if (ignore === undefined) {
      findings.push(finding);
    } else {
      silenced.push({ finding, reason: ignore.reason });
    }
  }
  return { findings, silenced };
}

/** The comment that speaks for the finding's place; scopes start in the order of the comments. */
function ignoreOf(ignores: readonly Ignore[], { start, end }: Finding): Ignore | undefined {
  const next = placeOf(ignores, end);
  // A comment beside text stands within the scope of one above it, so more than the nearest may count.
  return ignores.slice(Math.max(0, next - 4), next).findLast(scope => scope.end > start);
}

function ignoresByRule(ignores: readonly Ignore[]): ReadonlyMap<string, readonly Ignore[]> {
  const byRule = new Map<string, Ignore[]>();
  for (const ignore of ignores.toSorted((a, b) => a.start - b.start)) {
    for (const rule of ignore.rules) {
      const known = byRule.get(rule);
      if (known === undefined) {
        byRule.set(rule, [ignore]);
      } else {
        known.push(ignore);
      }
    }
  }
  return byRule;
}
