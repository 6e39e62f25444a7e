/** From offsets in a section to those in the text. Object literals, since a long text has thousands of these. */

import type { Evidence, Finding, Fix, RuleFinding, Span, TextEdit } from './rule.js';

/** Any span with what it carries. */
export function movedSpan<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}

export function movedFinding(finding: Finding, by: number): Finding {
  const { start, end, rule, severity, message, evidence, fixes, quoted } = finding;
  const moved = {
    start: start + by,
    end: end + by,
    rule,
    severity,
    message,
    evidence: movedEvidence(evidence, by),
    fixes: movedFixes(fixes, by),
  };
  return quoted === undefined ? moved : { ...moved, quoted };
}

/** What a rule says, with all places that it speaks of. */
export function moved(finding: RuleFinding, by: number): RuleFinding {
  return {
    ...movedSpan(finding, by),
    evidence: movedEvidence(finding.evidence, by),
    fixes: movedFixes(finding.fixes, by),
  };
}

function movedEvidence(evidence: readonly Evidence[], by: number): readonly Evidence[] {
  return evidence.some(({ span }) => span !== undefined)
    ? evidence.map(one => (one.span === undefined ? one : { ...one, span: movedSpan(one.span, by) }))
    : evidence;
}

function movedFixes(fixes: readonly Fix[], by: number): readonly Fix[] {
  return fixes.length === 0 ? fixes : fixes.map(fix => movedFix(fix, by));
}

function movedFix(fix: Fix, by: number): Fix {
  const { title, create, safe } = fix;
  const edits = fix.edits.map(edit => movedEdit(edit, by));
  return create === undefined ? { title, edits, safe } : { title, edits, create, safe };
}

function movedEdit({ start, end, text }: TextEdit, by: number): TextEdit {
  return { start: start + by, end: end + by, text };
}
