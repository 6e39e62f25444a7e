/**
 * Emphasis, links and tags in the middle of a word: `**Iran**ian`, `<b>Niger</b>ia`, `un**American**`.
 *
 * A reader sees one word there. The name inside is not what it says, so nothing is found; that a letter follows has to be
 * a small one, since "US*UK" and cells of a table that were pasted without blanks are two names.
 */

import { unitMask, unitTable } from './fold.js';

const inlineTag = String.raw`<\/?(?:a|b|i|u|s|em|strong|mark|span|font|ins|del|small|big)(?:\s[^<>]{0,200})?>`;
const link = String.raw`\]\((?:[^()\s]|\([^()\s]{0,99}\)){0,300}\)|\]\[[^[\]\n]{0,99}\]|\]{1,2}`;
const closing = new RegExp(String.raw`(?:\*{1,3}|~~|==|${inlineTag}|${link}){1,4}(?=\p{Ll})`, 'uy');
const opening = new RegExp(String.raw`\p{Ll}(?:\*{1,3}|~~|==|${inlineTag}){1,4}$`, 'u');
/** How far back markup is looked for. */
const reach = 250;

const asterisk = 0x2a;
const marks = new Uint8Array(0x80);
for (const mark of '*~=<>]') {
  marks[mark.charCodeAt(0)] = 1;
}

function isSmall(unit: number | undefined): boolean {
  return ((unitTable[unit ?? 0] ?? 0) & unitMask.lower) !== 0;
}

/**
 * Whether the word goes on behind markup at `end`, or began before markup at `start`.
 *
 * @param units those of the text, of which `unitTable` knows all
 */
export function isCutByMarkup(text: string, units: Uint16Array, start: number, end: number): boolean {
  return (
    (end < text.length && marks[units[end] ?? 0] === 1 && goesOn(text, units, end)) ||
    (start > 0 && marks[units[start - 1] ?? 0] === 1 && hasBegun(text, units, start))
  );
}

function goesOn(text: string, units: Uint16Array, end: number): boolean {
  let at = end;
  while (at < text.length && at < end + 3 && units[at] === asterisk) {
    at++;
  }
  if (at > end && (at === text.length || marks[units[at] ?? 0] !== 1)) {
    return at < text.length && isSmall(units[at]);
  }
  closing.lastIndex = end;
  return closing.test(text);
}

function hasBegun(text: string, units: Uint16Array, start: number): boolean {
  let at = start;
  while (at > 0 && at > start - 3 && units[at - 1] === asterisk) {
    at--;
  }
  if (at < start && (at === 0 || marks[units[at - 1] ?? 0] !== 1)) {
    return at > 0 && isSmall(units[at - 1]);
  }
  return opening.test(text.slice(Math.max(0, start - reach), start));
}
