/**
 * citation: a citation that leads nowhere or does not read as one: an unknown key, an open bracket, a note without its
 * text. What is wrong is found by the room of citing; here it becomes a finding like every other.
 *
 * Keys and brackets are looked at a section at a time. Notes, and links to a list of sources, hang together over the
 * whole text; only a text that has some is read as a whole.
 */

import { AnalysedCitations } from '../cite/analysedCitations.js';
import {
  bracketProblems,
  type CitationProblem,
  citationProblems,
  keyProblems,
  nearestKeyIn,
  noteProblems,
  type UnknownKey,
} from '../cite/citationProblems.js';
import { regionsIn } from '../recognize/sections.js';
import { movedSpan } from './moved.js';
import type { CheckedDocument, CheckedSection, DocumentRule, RuleFinding } from './rule.js';

interface Citing {
  readonly unknown: readonly UnknownKey[];
  readonly brackets: readonly CitationProblem[];
  readonly hasNotes: boolean;
}

export const citation: DocumentRule<Citing> = {
  id: 'citation',
  title: 'A citation that leads nowhere or does not read as one',
  severity: 'warning',
  scope: 'document',
  note(section) {
    const unknown = unknownIn(section);
    const brackets = bracketProblems(section.text, section.regions, section.citationGroups);
    const hasNotes = section.text.includes('[^');
    return unknown.length + brackets.length > 0 || hasNotes ? { unknown, brackets, hasNotes } : undefined;
  },
  *check(document, notes) {
    for (const problem of problemsOf(document, notes)) {
      yield findingOf(problem);
    }
  },
};

function unknownIn({ citationGroups, knowledge }: CheckedSection): readonly UnknownKey[] {
  return citationGroups
    .flatMap(({ cited }) => cited.map(({ token }) => token))
    .filter(({ key }) => knowledge.source(key) === undefined)
    .map(({ key, keyStart, keyEnd }) => ({ key, start: keyStart, end: keyEnd }));
}

function problemsOf(
  { analysis, knowledge, memo, sections }: CheckedDocument,
  notes: readonly (Citing | undefined)[],
): readonly CitationProblem[] {
  if (AnalysedCitations.of(analysis).isLinked) {
    return citationProblems(analysis.text, knowledge, regionsIn(analysis.sections));
  }
  const unknown: UnknownKey[] = [];
  const problems: CitationProblem[] = [];
  let hasNotes = false;
  for (const [at, { start }] of sections.entries()) {
    const note = notes[at];
    if (note !== undefined) {
      for (const key of note.unknown) {
        unknown.push(movedSpan(key, start));
      }
      for (const problem of note.brackets) {
        problems.push(movedProblem(problem, start));
      }
      hasNotes ||= note.hasNotes;
    }
  }
  const nearest = nearestKeyIn(knowledge);
  return [
    ...problems,
    ...keyProblems(unknown, knowledge, key => memo.of('nearest', key, nearest)),
    ...(hasNotes ? noteProblems(analysis.text, knowledge, regionsIn(analysis.sections)) : []),
  ];
}

function movedProblem(problem: CitationProblem, by: number): CitationProblem {
  const fixes = problem.fixes.map(fix => ({ ...fix, edits: fix.edits.map(edit => movedSpan(edit, by)) }));
  return { ...movedSpan(problem, by), fixes };
}

function findingOf({ start, end, message, severity, fixes }: CitationProblem): RuleFinding {
  return {
    start,
    end,
    message,
    severity: severity === 'error' ? 'warning' : severity,
    evidence: [],
    fixes: fixes.map(({ title, edits, create }) => ({
      title,
      edits,
      ...(create === undefined ? {} : { create }),
      safe: false,
    })),
  };
}
