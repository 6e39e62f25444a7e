/**
 * Regions of a text that are not prose: front matter, code, math, addresses, link targets, HTML, citation keys, e-mail.
 *
 * The text is not parsed as Markdown. One pass over its special characters finds the stretches in which no name may be
 * recognised; everything else, link texts and table cells and footnotes included, is read as prose. Plain text is
 * treated alike, since briefings move between the two.
 *
 * Regions are found block by block. Few things reach from one block into the next, such as fenced code, comments and
 * math on lines of its own, and what is open at the start of a block is all that its regions need to know of the text
 * before.
 */

import { blocksOf } from './blocks.js';

/** Start and end of each region by turns, ascending and without overlap. */
export type Regions = readonly number[];

/**
 * What is open between two blocks: nothing, the marks of a fence as they were written (behind a `>` if it is in a
 * quotation), the start of a comment, of math, or of an element that holds no text.
 */
export type Opened = string;

export const nothingOpen: Opened = '';
const commentStart = '<!--';
/** On lines of their own; math ends with its paragraph at the latest, so that a lost mark takes no more. */
const mathMarks = '$$';
const mathStart = /\$\$[ \t]*(?:\\|\r?\n)/y;
const mathEnd = /\$\$|(?=\r?\n[ \t>]*\r?\n)/g;
const fence = /^[ \t]{0,3}((?:>[ \t]?)*)(`{3,}|~{3,})/;
/** As blocks of their own, at the start of a line; what a sentence says of a tag is none. */
const silentElement = /^[ \t]{0,3}(<(?:script|style))(?=[\s>])/i;

export interface BlockRegions {
  /** Counted from the start of the block. */
  readonly regions: Regions;
  /** What is still open behind the block. */
  readonly open: Opened;
}

export function findRegions(text: string): Regions {
  const regions: number[] = [];
  const matterEnd = frontMatterEnd(text);
  if (matterEnd > 0) {
    regions.push(0, matterEnd);
  }
  let open = nothingOpen;
  for (const block of blocksOf(text, bodyStartOf(text))) {
    const found = regionsOfBlock(block.text, open);
    addRegions(regions, found.regions, block.start, open);
    open = found.open;
  }
  return regions;
}

/** Adds the regions of a block that starts at `start`; one that was open there goes on in them. */
export function addRegions(regions: number[], own: Regions, start: number, opened: Opened): void {
  if (opened !== nothingOpen) {
    regions.pop();
  }
  for (let i = opened === nothingOpen ? 0 : 1; i < own.length; i++) {
    regions.push(start + (own[i] ?? 0));
  }
}

/** Where no region has been found, there is no need for an array. */
const noRegions: Regions = [];
const plain: BlockRegions = { regions: noRegions, open: nothingOpen };

export function regionsOfBlock(text: string, opened: Opened): BlockRegions {
  if (opened === nothingOpen && !signs.some(sign => text.includes(sign))) {
    return plain;
  }
  let regions: number[] | undefined;
  let from = 0;
  if (opened !== nothingOpen) {
    const end = endOf(opened, text, 0);
    if (end === undefined) {
      return { regions: [0, text.length], open: opened };
    }
    regions = [0, end];
    from = end;
  }
  const hasHosts = text.includes('www.');
  for (
    let sign = nextSign(text, from, hasHosts), next = from;
    sign !== undefined;
    sign = nextSign(text, next, hasHosts)
  ) {
    const { at: index, is } = sign;
    const opens = openedAt(text, index);
    const found =
      opens === nothingOpen
        ? regionAt(text, index, is, from)
        : { start: index, end: endOf(opens, text, opens === commentStart ? index + 2 : index + opens.length) };
    if (found === undefined) {
      // A run of ticks opens nothing as a whole; trying each of its ticks would take quadratic time.
      next = runEnd(text, index);
      continue;
    }
    regions ??= [];
    regions.push(found.start, found.end ?? text.length);
    if (found.end === undefined) {
      return { regions, open: opens };
    }
    from = found.end;
    next = from;
  }
  return { regions: regions ?? noRegions, open: nothingOpen };
}

/** Where none of these stands, there is no region; to look for each takes half as long as to look for all at once. */
const signs = ['`', '~', '<', ']', '@', '/', '$', 'www.'];

/** What may begin a region, or end the text of a link. */
interface Sign {
  readonly at: number;
  readonly is: string;
}

const single = /[`~<\]@$/]/g;
const singleOrHost = /[`~<\]@$/]|www\./g;
const hostBefore = /[A-Za-z0-9-]\.[a-z]{2,6}$/;

/** The next sign from an offset on. A class of signs is looked for faster than one that stands beside other texts. */
function nextSign(text: string, from: number, hasHosts: boolean): Sign | undefined {
  const expression = hasHosts ? singleOrHost : single;
  expression.lastIndex = from;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    const { index, 0: is } = match;
    if (is !== '/') {
      return { at: index, is };
    }
    if (index > from && text.startsWith('://', index - 1)) {
      return { at: index - 1, is: '://' };
    }
    if (hostBefore.test(text.slice(Math.max(0, index - 8), index))) {
      return { at: index, is };
    }
  }
  return undefined;
}

/** The fence or the comment that starts at a sign. */
function openedAt(text: string, at: number): Opened {
  switch (text.charCodeAt(at)) {
    case 0x60:
    case 0x7e:
      return fenceAt(text, at);
    case 0x3c:
      return text.startsWith(commentStart, at) ? commentStart : silentElementAt(text, at);
    case 0x24:
      return sticky(mathStart, text, at) !== undefined && isFirstOfLine(text, at) ? mathMarks : nothingOpen;
    default:
      return nothingOpen;
  }
}

/** Whether nothing but blanks and marks of quotations stand before a sign in its line. */
function isFirstOfLine(text: string, at: number): boolean {
  const lineStart = lineStartBefore(text, at, 40);
  return lineStart !== undefined && /^[ \t>]*$/.test(text.slice(lineStart, at));
}

/** Where what is open ends, looking from `from` on. A fence closes with a line of at least as many of its signs. */
function endOf(opened: Opened, text: string, from: number): number | undefined {
  if (opened === commentStart) {
    const close = text.indexOf('-->', from);
    return close < 0 ? undefined : close + 3;
  }
  if (opened === mathMarks) {
    mathEnd.lastIndex = from;
    const end = mathEnd.exec(text);
    return end === null ? undefined : end.index + end[0].length;
  }
  const close = opened.startsWith('<') ? new RegExp(`</${opened.slice(1)}\\s*>`, 'gi') : fenceEnd(opened);
  close.lastIndex = from;
  const match = close.exec(text);
  return match === null ? undefined : match.index + match[0].length;
}

/** The line that closes a fence; one in a quotation ends with that at the latest. */
function fenceEnd(opened: Opened): RegExp {
  const marks = opened.replace('>', '');
  const close = `^[ \\t]{0,3}(?:>[ \\t]?)*\\${marks.charAt(0)}{${marks.length},}[ \\t]*$`;
  return new RegExp(marks === opened ? close : `${close}|^(?![ \\t]{0,3}>)(?=[^])`, 'gm');
}

function silentElementAt(text: string, at: number): Opened {
  const lineStart = /[sS]/.test(text.charAt(at + 1)) ? lineStartBefore(text, at, 4) : undefined;
  const open = lineStart === undefined ? null : silentElement.exec(text.slice(lineStart, at + 8));
  return open?.[1]?.toLowerCase() ?? nothingOpen;
}

function runEnd(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  let end = at + 1;
  while (text.charCodeAt(end) === unit && (unit === 0x60 || unit === 0x7e)) {
    end++;
  }
  return end;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function regionAt(text: string, at: number, sign: string, from: number): Span | undefined {
  switch (sign) {
    case '`':
    case '~':
      return sign === '`' && text.charAt(at - 1) !== '\\' ? inlineCode(text, at) : undefined;
    case '$':
      return math(text, at);
    case '<':
      return html(text, at);
    case ']':
      return linkTarget(text, at, from);
    case '@':
      return keyOrMail(text, at, from);
    case '/':
      return addressWithoutScheme(text, at, from);
    default:
      return address(text, at, from);
  }
}

const frontMatterOpen = /^\uFEFF?---[ \t]*\r?\n/;
const frontMatterClose = /^(?:---|\.\.\.)[ \t]*$/gm;

export function opensFrontMatter(text: string): boolean {
  return frontMatterOpen.test(text);
}

/** Whether whole lines have one that would close a front matter above them. */
export function closesFrontMatter(lines: string): boolean {
  frontMatterClose.lastIndex = 0;
  return frontMatterClose.test(lines);
}

/** Where the front matter ends, the break of its last line not included; 0 if there is none. */
export function frontMatterEnd(text: string): number {
  const open = frontMatterOpen.exec(text);
  if (open === null) {
    return 0;
  }
  frontMatterClose.lastIndex = open[0].length;
  const match = frontMatterClose.exec(text);
  return match === null ? 0 : match.index + match[0].length;
}

/** Where the line behind the front matter starts; 0 if there is none. */
export function bodyStartOf(text: string): number {
  const end = frontMatterEnd(text);
  return end === 0 ? 0 : text.indexOf('\n', end) + 1 || text.length;
}

/** The marks of a fence that starts at `at`, the first sign of a line. */
function fenceAt(text: string, at: number): Opened {
  const lineStart = lineStartBefore(text, at, 40);
  const open = lineStart === undefined ? null : fence.exec(text.slice(lineStart, at + 200));
  const marks = open?.[2] ?? nothingOpen;
  return lineStart !== undefined &&
    open !== null &&
    lineStart + open[0].length - marks.length === at &&
    !isTickedLater(text, at, marks)
    ? `${open[1] === '' ? '' : '>'}${marks}`
    : nothingOpen;
}

/** Ticks further on in the line make code of its beginning, not a fence. */
function isTickedLater(text: string, at: number, marks: string): boolean {
  const tick = marks.startsWith('`') ? text.indexOf('`', at + marks.length) : -1;
  const newline = tick < 0 ? -1 : text.indexOf('\n', at);
  return tick >= 0 && (newline < 0 || tick < newline);
}

/** Quotations as typesetters and wires write them, ``bread'' and ``salt'', have ticks before a word alone. */
const isQuotation = (text: string, open: number, next: number, close: number): boolean =>
  !isBlankAt(text, open) && isBlankAt(text, next - 1) && /[\p{L}\p{N}]/u.test(text.charAt(close));

const isBlankAt = (text: string, at: number): boolean => /\s/.test(text.charAt(at));

/** Backticks close with as many backticks in the same block. */
function inlineCode(text: string, at: number): Span | undefined {
  let open = at;
  while (text.charCodeAt(open) === 0x60) {
    open++;
  }
  const count = open - at;
  let end = open;
  while (end < text.length) {
    const next = text.indexOf('`', end);
    if (next < 0 || next - open > 5000) {
      break;
    }
    let close = next;
    while (text.charCodeAt(close) === 0x60) {
      close++;
    }
    if (close - next === count) {
      return isQuotation(text, open, next, close) ? undefined : { start: at, end: close };
    }
    end = close;
  }
  return undefined;
}

/**
 * Math in a line as Pandoc has it, with a sign that no sum of money has: in "$5 million of Iran's and $6 million" there is
 * none.
 */
const inlineMath = /(\${1,2})(?=[^\s$])(?=[^$\n]{0,300}[\\^_=])[^$\n]{0,299}[^\s$\\]\1(?![\d$])/y;

function math(text: string, at: number): Span | undefined {
  return /[\p{L}\p{N}\\$]/u.test(text.charAt(at - 1)) ? undefined : sticky(inlineMath, text, at);
}

const tag = /<\/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,2000})?\/?>/y;
const autolink = /<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>/y;

function html(text: string, at: number): Span | undefined {
  const found = sticky(autolink, text, at) ?? sticky(tag, text, at);
  return found !== undefined && text.startsWith('<code', at) ? codeElement(text, found) : found;
}

/** `<code>` with what it holds, if it is closed soon. */
function codeElement(text: string, { start, end }: Span): Span {
  const close = text.slice(end, end + 1000).indexOf('</code>');
  return { start, end: close < 0 ? end : end + close };
}

const target = /\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)/y;
/** Brackets with a key or a note in them are no reference: `word][@key]`, `[^1][^2]`. */
const reference = /\]\[[^[\]\n@^]{0,200}\]/y;
/** Address and title take the rest of the line: in "[Reader]: Iran says no" somebody speaks. */
const definition =
  /\]:[ \t]{0,9}(?:<[^<>\n]{0,500}>|[^\s<]\S{0,2000})(?:[ \t]{1,9}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?(?=[ \t]{0,9}(?:\r?\n|$))/y;
const definitionLabel = /^(?:[ \t]{0,3}>){0,9}[ ]{0,3}(\[(?!\^)[^\]@]*)$/;

/** The target of a link, its reference, or a link definition with its label, which nobody reads. A footnote's text stays prose. */
function linkTarget(text: string, at: number, from: number): Span | undefined {
  const found = sticky(target, text, at) ?? sticky(reference, text, at);
  if (found !== undefined) {
    return found;
  }
  const lineStart = text.charCodeAt(at + 1) === 0x3a ? lineStartBefore(text, at, 300) : undefined;
  const label = lineStart === undefined ? undefined : definitionLabel.exec(text.slice(lineStart, at))?.[1];
  const rest = label === undefined ? undefined : sticky(definition, text, at);
  return label === undefined || rest === undefined
    ? undefined
    : { start: Math.max(from, at - label.length), end: rest.end };
}

/** The start of the line, if it is at most `reach` units away: a line of a megabyte must not be searched again and again. */
function lineStartBefore(text: string, at: number, reach: number): number | undefined {
  const from = Math.max(0, at - reach);
  const newline = text.slice(from, at).lastIndexOf('\n');
  return newline >= 0 ? from + newline + 1 : from === 0 ? 0 : undefined;
}

/** Braces are looked into for a stretch: on a line of a megabyte, each of them would be searched to its end. */
const keyPattern = /@(?:\{[^}\n]{0,500}\}|[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*)/uy;

/** `@key` of a citation, or the e-mail address around the sign. */
function keyOrMail(text: string, at: number, from: number): Span | undefined {
  let start = at;
  while (start > from && /[\w.+%-]/.test(text.charAt(start - 1))) {
    start--;
  }
  const key = sticky(keyPattern, text, at);
  return key === undefined ? undefined : { start, end: key.end };
}

const restOfAddress = /(?:[^\s<>"'`\]\u201d\u2019]|'(?=[A-Za-z]))+/y;

/** An address from its scheme or `www.` to the blank or bracket behind it, without closing punctuation. */
function address(text: string, at: number, from: number): Span | undefined {
  let start = at;
  while (start > from && /[A-Za-z0-9+.-]/.test(text.charAt(start - 1))) {
    start--;
  }
  const found = sticky(restOfAddress, text, at);
  if (found === undefined) {
    return undefined;
  }
  let end = found.end;
  while (end > at && /[.,;:!?)*_]/.test(text.charAt(end - 1))) {
    end--;
  }
  return { start, end };
}

/** `example.org/Iran`, from the first letter of the host on. */
function addressWithoutScheme(text: string, at: number, from: number): Span | undefined {
  const host = /[\w.-]+$/.exec(text.slice(Math.max(from, at - 100), at));
  return host === null ? undefined : address(text, at - host[0].length, from);
}

function sticky(pattern: RegExp, text: string, at: number): Span | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? undefined : { start: at, end: at + match[0].length };
}

/** Whether an offset lies in a region. */
export function isInside(regions: Regions, offset: number): boolean {
  let low = 0;
  let high = regions.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((regions[middle * 2 + 1] ?? 0) <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const start = regions[low * 2];
  return start !== undefined && start <= offset;
}
