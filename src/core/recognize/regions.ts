/**
 * Regions of a text that are not prose: front matter, code, addresses, link targets, HTML, citation keys, e-mail.
 *
 * The text is not parsed as Markdown. One pass over its special characters finds the stretches in which no name may be
 * recognised; everything else, link texts and table cells and footnotes included, is read as prose. Plain text is
 * treated alike, since briefings move between the two.
 */

/** Start and end of each region by turns, ascending and without overlap. */
export type Regions = readonly number[];

const fence = /^[ \t]{0,3}(?:>[ \t]?)*(`{3,}|~{3,})/;

export function findRegions(text: string): Regions {
  const regions: number[] = [];
  const bodyStart = frontMatterEnd(text);
  if (bodyStart > 0) {
    regions.push(0, bodyStart);
  }
  const special = /[`~<\]@]|:\/\/|www\./g;
  special.lastIndex = bodyStart;
  let from = bodyStart;
  for (let match = special.exec(text); match !== null; match = special.exec(text)) {
    const found = regionAt(text, match.index, match[0], from);
    if (found === undefined) {
      // A run of ticks opens nothing as a whole; trying each of its ticks would take quadratic time.
      special.lastIndex = runEnd(text, match.index);
      continue;
    }
    regions.push(found.start, found.end);
    from = found.end;
    special.lastIndex = found.end;
  }
  return regions;
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
      return fencedCode(text, at) ?? (sign === '`' ? inlineCode(text, at) : undefined);
    case '<':
      return html(text, at);
    case ']':
      return linkTarget(text, at);
    case '@':
      return keyOrMail(text, at, from);
    default:
      return address(text, at, from);
  }
}

/** Where the body of a text begins: behind its front matter, or 0. */
export function frontMatterEnd(text: string): number {
  const open = /^\uFEFF?---[ \t]*\r?\n/.exec(text);
  if (open === null) {
    return 0;
  }
  const close = /^(?:---|\.\.\.)[ \t]*$/gm;
  close.lastIndex = open[0].length;
  const match = close.exec(text);
  return match === null ? 0 : match.index + match[0].length;
}

/** A fence opens at the start of a line and runs to a line with at least as many of its signs, or to the end. */
function fencedCode(text: string, at: number): Span | undefined {
  const lineStart = lineStartBefore(text, at, 40);
  const open = lineStart === undefined ? null : fence.exec(text.slice(lineStart, at + 200));
  const marks = open?.[1];
  if (
    lineStart === undefined ||
    open === null ||
    marks === undefined ||
    lineStart + open[0].length - marks.length !== at
  ) {
    return undefined;
  }
  const sign = marks.charAt(0);
  const close = new RegExp(`^[ \\t]{0,3}(?:>[ \\t]?)*\\${sign}{${marks.length},}[ \\t]*$`, 'gm');
  close.lastIndex = at + marks.length;
  const match = close.exec(text);
  return { start: at, end: match === null ? text.length : match.index + match[0].length };
}

/** Backticks close with as many backticks in the same paragraph. */
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
      return /\n[ \t]*\r?\n/.test(text.slice(open, next)) ? undefined : { start: at, end: close };
    }
    end = close;
  }
  return undefined;
}

const comment = /<!--[\s\S]*?(?:-->|$)/y;
const tag = /<\/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,2000})?\/?>/y;
const autolink = /<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>/y;

function html(text: string, at: number): Span | undefined {
  return sticky(comment, text, at) ?? sticky(autolink, text, at) ?? sticky(tag, text, at);
}

const target = /\]\((?:[^()\n]|\([^()\n]*\)){0,2000}\)/y;
/** Brackets with a key or a note in them are no reference: `word][@key]`, `[^1][^2]`. */
const reference = /\]\[[^[\]\n@^]{0,200}\]/y;
const definition = /\]:[ \t]*\S+/y;

/** The target of a link, its reference, or the address of a link definition. A footnote's text stays prose. */
function linkTarget(text: string, at: number): Span | undefined {
  const found = sticky(target, text, at) ?? sticky(reference, text, at);
  if (found !== undefined) {
    return found;
  }
  const lineStart = lineStartBefore(text, at, 300);
  return lineStart !== undefined && /^[ ]{0,3}\[(?!\^)[^\]@]*$/.test(text.slice(lineStart, at))
    ? sticky(definition, text, at)
    : undefined;
}

/** The start of the line, if it is at most `reach` units away: a line of a megabyte must not be searched again and again. */
function lineStartBefore(text: string, at: number, reach: number): number | undefined {
  const from = Math.max(0, at - reach);
  const newline = text.slice(from, at).lastIndexOf('\n');
  return newline >= 0 ? from + newline + 1 : from === 0 ? 0 : undefined;
}

const keyPattern = /@(?:\{[^}\n]*\}|[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*)/uy;

/** `@key` of a citation, or the e-mail address around the sign. */
function keyOrMail(text: string, at: number, from: number): Span | undefined {
  let start = at;
  while (start > from && /[\w.+%-]/.test(text.charAt(start - 1))) {
    start--;
  }
  const key = sticky(keyPattern, text, at);
  return key === undefined ? undefined : { start, end: key.end };
}

const restOfAddress = /[^\s<>"'`\]\u201d\u2019]+/y;

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
