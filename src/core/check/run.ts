/** Runs the rules over a document. A rule that throws is switched off for that document; the others go on. */

import type { Severity } from '../knowledge/problems.js';
import { placeOf } from './document.js';
import { findIgnores, type Ignore } from './ignore.js';
import { Paragraphs } from './paragraphs.js';
import type { CheckedDocument, Finding, Rule } from './rule.js';

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
  let found: readonly Finding[] = [];
  const failures: RuleFailure[] = [];
  document.memo.within([document.knowledge, document.asOf, JSON.stringify(document.settings)]);
  const paragraphs = new Paragraphs(document);
  for (const rule of rules) {
    const severity = document.settings.severities[rule.id];
    if (severity === 'off') {
      continue;
    }
    try {
      found = found.concat(findingsOf(rule, document, paragraphs, severity));
    } catch (error) {
      failures.push({ rule: rule.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  const findings: Finding[] = [];
  const silenced: SilencedFinding[] = [];
  const ignores = ignoresByRule(findIgnores(document.text));
  for (const finding of found.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const ignore = ignoreOf(ignores.get(finding.rule) ?? [], finding);
    if (ignore === undefined) {
      findings.push(finding);
    } else {
      silenced.push({ finding, reason: ignore.reason });
    }
  }
  return { findings, silenced, failures };
}

/** All or nothing: what a rule said before it threw may be as wrong as the rule. */
function findingsOf(
  rule: Rule,
  document: CheckedDocument,
  paragraphs: Paragraphs,
  set: Severity | undefined,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const finding of rule.scope === 'paragraph' ? paragraphs.check(rule) : rule.check(document)) {
    findings.push({ ...finding, rule: rule.id, severity: set ?? finding.severity ?? rule.severity });
  }
  return findings;
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
