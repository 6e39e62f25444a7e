/** What is wrong with the citations and notes of a document, each with what can be done about it. */

import { nearestKeys } from '../knowledge/nearest.js';
import { findRegions, isInside, type Regions } from '../recognize/regions.js';
import { type CitationGroup, findGroups, findKeys, type Span, type TextEdit } from './clusters.js';
import { documentCitations } from './documentCitations.js';
import { findNotes, type NoteDefinition } from './notes.js';
import type { Sources } from './references.js';

export const citationProblemCodes = [
  'unknown-key',
  'unclosed-bracket',
  'part-without-key',
  'cluster-across-lines',
  'key-is-note-label',
  'note-without-definition',
  'unused-definition',
  'repeated-definition',
] as const;
export type CitationProblemCode = (typeof citationProblemCodes)[number];

/** A change that mends the problem. `create` asks for a new source with that key instead of editing the text. */
export interface CitationFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly create?: string;
}

export interface CitationProblem extends Span {
  readonly code: CitationProblemCode;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  /** The key or the label that it is about. */
  readonly key: string;
  readonly fixes: readonly CitationFix[];
}

export interface KnownSources extends Sources {
  /** The keys of all sources. */
  readonly sourceIds: readonly string[];
}

/**
 * The problems in the order of the text.
 *
 * @param groups those of the text in Pandoc's style, where they are at hand
 */
export function citationProblems(
  text: string,
  knowledge: KnownSources,
  regions: Regions = findRegions(text),
  groups: readonly CitationGroup[] = findGroups(text, regions),
): readonly CitationProblem[] {
  const problems = [
    ...keyProblems(unknownKeys(text, knowledge, regions, groups), knowledge),
    ...bracketProblems(text, regions, groups),
    ...noteProblems(text, knowledge, regions),
  ];
  return problems.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** A key without a source, and where it stands. */
export interface UnknownKey extends Span {
  readonly key: string;
}

/** The keys of a text, in whatever style it cites, that no source has. */
function unknownKeys(
  text: string,
  knowledge: Sources,
  regions: Regions,
  groups: readonly CitationGroup[],
): readonly UnknownKey[] {
  return documentCitations(text, regions, groups)
    .filter(({ key }) => knowledge.source(key) === undefined)
    .map(({ key, keySpan }) => ({ ...keySpan, key }));
}

/** Looking for the nearest of many keys takes time; a text with more unknown ones was written for other sources. */
const mostSuggestions = 50;

/**
 * The problems of a document's unknown keys.
 *
 * @param nearest the keys of sources that are nearest to one; kept by the caller, they need not be looked for again
 */
export function keyProblems(
  unknown: readonly UnknownKey[],
  knowledge: KnownSources,
  nearest = nearestKeyIn(knowledge),
): readonly CitationProblem[] {
  const near = new Map<string, readonly string[]>();
  return unknown.map(({ key, start, end }) => {
    let keys = near.get(key);
    if (keys === undefined) {
      keys = near.size < mostSuggestions ? nearest(key) : [];
      near.set(key, keys);
    }
    return {
      start,
      end,
      code: 'unknown-key',
      severity: 'warning',
      key,
      message: `There is no source "${key}"${keys[0] === undefined ? '' : `; the nearest is "${keys[0]}"`}.`,
      fixes: [
        ...keys.map(other => ({ title: `Cite "${other}"`, edits: [{ start, end, text: other }] })),
        { title: `Create the source "${key}"`, edits: [], create: key },
      ],
    };
  });
}

/** The keys of sources that are nearest to a key. */
export function nearestKeyIn({ sourceIds }: KnownSources): (key: string) => readonly string[] {
  return key => nearestKeys(key, sourceIds);
}

/** What may stand between a bracket and its key: `see`, `cf.`, `see also`. */
const opening = /\[(?:[^[\]@;\n.!?]{0,40}(?:\b(?:cf|e\.g|i\.e)\.[ ,]*)?[ *_])?-?$/;
const rest = /[^[\]\n]*/y;

/** Brackets in Pandoc's style that are not read as they seem to be meant. */
export function bracketProblems(
  text: string,
  regions: Regions,
  groups: readonly CitationGroup[],
): readonly CitationProblem[] {
  const problems: CitationProblem[] = [];
  for (const { kind, start, end, cited } of groups) {
    const [first] = cited;
    if (kind === 'cluster' && first !== undefined) {
      const inside = text.slice(start, end);
      if (inside.includes('\n')) {
        problems.push({
          start,
          end,
          code: 'cluster-across-lines',
          severity: 'hint',
          key: first.token.key,
          message: 'This citation runs over the end of a line. Pandoc reads it; other programs may not.',
          fixes: [
            { title: 'Put it on one line', edits: [{ start, end, text: inside.replace(/[ \t]*\r?\n[ \t>]*/g, ' ') }] },
          ],
        });
      }
    }
  }
  let reach = 0;
  for (const { kind, start, nested, cited } of groups) {
    const [first] = cited;
    if (kind !== 'in-text' || nested || first === undefined || start < reach) {
      continue;
    }
    const before = opening.exec(text.slice(Math.max(0, start - 50), start));
    if (before === null) {
      continue;
    }
    const open = start - before[0].length;
    if (isInside(regions, open) || text.charAt(open - 1) === '\\' || text.charAt(open - 1) === '^') {
      continue;
    }
    const { token } = first;
    rest.lastIndex = token.end;
    const tail = rest.exec(text)?.[0] ?? '';
    reach = token.end + tail.length;
    const sign = text.charAt(reach);
    if (sign !== ']') {
      const at = token.end + endOfLocator(tail);
      problems.push({
        start: open,
        end: token.end,
        code: 'unclosed-bracket',
        severity: 'warning',
        key: token.key,
        message: 'The bracket of this citation is not closed.',
        fixes: [{ title: 'Close the bracket', edits: [{ start: at, end: at, text: ']' }] }],
      });
    } else if (text.slice(open, reach).includes(';') && !/^[({[:]/.test(text.slice(reach + 1, reach + 2))) {
      problems.push({
        start: open,
        end: reach + 1,
        code: 'part-without-key',
        severity: 'warning',
        key: token.key,
        message:
          'Behind each ";" of a citation another key must stand; as it is, Pandoc reads no citation in brackets.',
        fixes: [{ title: 'Write "," instead', edits: commasFor(text, open, reach) }],
      });
    }
  }
  return problems;
}

/** Where the citation may have been meant to end: behind a locator, or behind the key. */
function endOfLocator(tail: string): number {
  return /^,?\s*(?:\p{L}{1,5}\.?\s*)?[\d][\d\u2013-]*/u.exec(tail)?.[0].length ?? 0;
}

/** Only those without a key in their part. */
function commasFor(text: string, open: number, close: number): readonly TextEdit[] {
  const parts = text.slice(open + 1, close).split(';');
  const edits: TextEdit[] = [];
  let at = open + 1;
  for (const [index, part] of parts.entries()) {
    const isOwn = findKeys(part).length > 0;
    if (index > 0 && !isOwn) {
      edits.push({ start: at - 1, end: at, text: part.trim() === '' ? '' : ',' });
    }
    at += part.length + 1;
  }
  const [lead] = parts;
  return lead !== undefined && findKeys(lead).length === 0 && parts.length > 1
    ? [
        { start: open + 1 + lead.length, end: open + 2 + lead.length, text: ',' },
        ...edits.filter(({ start }) => start > open + 1 + lead.length),
      ]
    : edits;
}

/** Marks and definitions of notes that do not belong together. */
export function noteProblems(text: string, knowledge: Sources, regions: Regions): readonly CitationProblem[] {
  const problems: CitationProblem[] = [];
  const { marks, definitions } = findNotes(text, regions);
  const defined = new Map<string, NoteDefinition>();
  const used = new Set(marks.map(({ label }) => label.toLowerCase()));
  for (const definition of definitions) {
    const label = definition.label.toLowerCase();
    const span = { start: definition.start, end: definition.start + definition.label.length + 4 };
    if (defined.has(label)) {
      problems.push({
        ...span,
        code: 'repeated-definition',
        severity: 'warning',
        key: definition.label,
        message: `The note "${definition.label}" is defined above already; this definition is not read.`,
        fixes: [
          {
            title: 'Give it another label',
            edits: [{ start: span.start + 2, end: span.end - 2, text: freshLabel(definition.label, used, defined) }],
          },
        ],
      });
      continue;
    }
    defined.set(label, definition);
    if (!used.has(label)) {
      problems.push({
        ...span,
        code: 'unused-definition',
        severity: 'hint',
        key: definition.label,
        message: `Nothing in the text refers to the note "${definition.label}".`,
        fixes: [
          {
            title: 'Remove the definition',
            edits: [{ start: definition.start, end: lineBehind(text, definition.end), text: '' }],
          },
        ],
      });
    }
    if (
      knowledge.source(definition.label) !== undefined &&
      !text.slice(definition.bodyStart, definition.end).includes(definition.label)
    ) {
      problems.push({
        ...span,
        code: 'key-is-note-label',
        severity: 'info',
        key: definition.label,
        message: `"${definition.label}" is the key of a source and the label of a note that does not cite it.`,
        fixes: [],
      });
    }
  }
  for (const { label, start, end } of marks) {
    if (defined.has(label.toLowerCase())) {
      continue;
    }
    const isKey = knowledge.source(label) !== undefined;
    const newline = text.includes('\r\n') ? '\r\n' : '\n';
    const definition = `${text.endsWith('\n') ? '' : newline}${newline}[^${label}]: ${isKey ? `[@${label}]` : ''}${newline}`;
    problems.push({
      start,
      end,
      code: 'note-without-definition',
      severity: 'warning',
      key: label,
      message: `The note "${label}" is not defined${isKey ? ', though there is a source of that key' : ''}.`,
      fixes: [
        ...(isKey ? [{ title: `Cite "${label}"`, edits: [{ start, end, text: `[@${label}]` }] }] : []),
        {
          title: 'Write its definition at the end',
          edits: [{ start: text.length, end: text.length, text: definition }],
        },
      ],
    });
  }
  return problems;
}

function freshLabel(label: string, used: ReadonlySet<string>, defined: ReadonlyMap<string, unknown>): string {
  for (let number = 2; ; number++) {
    const fresh = `${label}-${number}`;
    if (!used.has(fresh.toLowerCase()) && !defined.has(fresh.toLowerCase())) {
      return fresh;
    }
  }
}

function lineBehind(text: string, end: number): number {
  return end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
}
