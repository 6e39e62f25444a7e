/**
 * Comments that silence a finding, and keep the reason: `<!-- dossier: ignore claim-date the draft is meant -->` in
 * Markdown, `// dossier: ignore claim-date …` or `# dossier: ignore claim-date …` on a line of plain text.
 *
 * A comment beside text speaks for its line. One on a line of its own speaks for the paragraph below it, or for the
 * next line of a list or a table.
 */

import type { Span } from './rule.js';

export interface Ignore extends Span {
  /** The rules that it names. */
  readonly rules: readonly string[];
  readonly reason: string;
}

const ruleNames = String.raw`([a-z][a-z0-9-]*(?:[ \t]*,[ \t]*[a-z][a-z0-9-]*)*)`;
const inComment = new RegExp(
  String.raw`<!--[ \t]*dossier:[ \t]*ignore[ \t]+${ruleNames}((?:(?!-->)[^\n]){0,400})-->`,
  'g',
);
const lineComment = new RegExp(String.raw`^[ \t]*(?:\/\/|#)[ \t]*dossier:[ \t]*ignore[ \t]+${ruleNames}([^\n]*)$`);
const beside = new RegExp(String.raw`[ \t](?:\/\/|#)[ \t]*dossier:[ \t]*ignore[ \t]+${ruleNames}([^\n]*)$`);
const onlyComment = /^[ \t]*(?:[-*+>][ \t]+)?<!--[ \t]*dossier:[^\n]*-->[ \t]*\r?$/;
const startsList = /^[ \t>]*(?:[-*+\u2022][ \t]|\(?\d{1,3}[.)][ \t]|\|)/;

/** Whether a line is nothing but a comment to Dossier, and so no prose. */
export function isDirectiveLine(line: string): boolean {
  return lineComment.test(line) || onlyComment.test(line);
}

const word = 'dossier:';

/** Whether a text may have such a comment. */
export function mayIgnore(text: string): boolean {
  return text.includes(word);
}

/** The comments of a text and the stretch each speaks for, in their order. */
export function findIgnores(text: string): readonly Ignore[] {
  const ignores: Ignore[] = [];
  let below: Span = { start: 0, end: 0 };
  for (let at = text.indexOf(word); at >= 0;) {
    const start = text.lastIndexOf('\n', at) + 1;
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (end - start < 5000) {
      const line = text.slice(start, end).replace(/\r$/, '');
      const alone = isDirectiveLine(line);
      below = alone ? scopeBelow(text, end + 1, below) : below;
      ignores.push(...ignoresOfLine(line, alone, alone ? below : { start, end }));
    }
    at = text.indexOf(word, end);
  }
  return ignores;
}

function ignoresOfLine(line: string, alone: boolean, scope: Span): readonly Ignore[] {
  const plain = alone ? lineComment.exec(line) : beside.exec(line);
  return [...line.matchAll(inComment), ...(plain === null ? [] : [plain])].map(([, rules = '', reason = '']) => ({
    ...scope,
    rules: rules.split(/[ \t]*,[ \t]*/),
    reason: reason.replace(/^[ \t:\u2013\u2014-]+/, '').trim(),
  }));
}

/** @param above the scope of a comment above: where the two meet nothing is looked at again */
function scopeBelow(text: string, from: number, above: Span): Span {
  if (from <= above.start) {
    return above;
  }
  let start: number | undefined;
  let end = text.length;
  for (let at = from; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    const line = text.slice(at, Math.min(lineEnd, at + 400));
    const isBlank = line.trim() === '';
    if (start !== undefined && isBlank) {
      break;
    }
    if (!isBlank && !isDirectiveLine(line)) {
      start ??= at;
      if (start < above.end) {
        return { start, end: above.end };
      }
      end = lineEnd;
      if (startsList.test(line)) {
        break;
      }
    }
    at = lineEnd + 1;
  }
  return { start: start ?? end, end };
}
