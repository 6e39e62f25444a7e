/** Sources in words: as a note gives them, as author and year, and what a list says besides. */

import { formatDate, parseDate } from '../knowledge/dates.js';
import type { Source } from '../knowledge/model.js';

/** What the styles need of a knowledge base. */
export interface Sources {
  source(key: string): Source | undefined;
}

/** `Sung-Yoon Lee, "Title," Washington Post, 16 February 2016`, in plain text; without address and locator. */
export function fullReference(source: Source): string {
  const { authors, title, containerTitle, publisher, number, issued } = source;
  const who = authors.length === 0 ? undefined : listed(authors.map(givenFirst));
  const where = [...new Set([containerTitle, publisher].filter(part => part !== undefined && part !== who))];
  const lead = who ?? where.shift();
  const behind = [...where, number, issued === undefined ? undefined : formatDate(issued)].filter(
    part => part !== undefined && part !== '',
  );
  const comma = behind.length === 0 ? '' : /[.?!,]$/.test(title) ? '' : ',';
  // In brackets the record describes what has no title of its own; nobody is quoted.
  const described = /^\[([^[\]]+)\]$/.exec(title)?.[1];
  const quoted = described === undefined ? `"${title.replaceAll('"', "'")}${comma}"` : `${described}${comma}`;
  return [lead === undefined ? quoted : `${lead}, ${quoted}`, behind.join(', ')].filter(part => part !== '').join(' ');
}

/** `Lee`, `Lee and Kim`, `Lee et al.`, or the publisher, or the title. */
export function shortAuthor(source: Source): string {
  const [first, second, ...others] = source.authors.map(familyName);
  if (first !== undefined) {
    return others.length > 0 ? `${first} et al.` : second === undefined ? first : `${first} and ${second}`;
  }
  return source.publisher ?? source.containerTitle ?? `"${source.title.replaceAll('"', "'")}"`;
}

/** The year of the source, or `n.d.`. */
export function yearOf(source: Source): string {
  const year = source.issued === undefined ? undefined : parseDate(source.issued)?.year;
  return year === undefined ? 'n.d.' : String(year);
}

/** `Lee, Sung-Yoon` and `Sung-Yoon Lee` are one author; a body has no family name. */
export function familyName(author: string): string {
  const comma = author.indexOf(',');
  if (comma > 0) {
    return author.slice(0, comma).trim();
  }
  const words = author.trim().split(/\s+/);
  const looksPersonal =
    words.length > 1 && words.length <= 3 && words.every(word => /^\p{Lu}[\p{L}'\u2019.-]*$/u.test(word));
  return looksPersonal && !body.test(author) ? (words.at(-1) ?? author) : author.trim();
}

const body =
  /\b(?:Agency|Army|Assembly|Association|Bank|Board|Bureau|Centre|Center|Church|Commission|Committee|Congress|Council|Court|Department|Directorate|Embassy|Federation|Forces|Foundation|Fund|Government|Group|House|Institute|International|League|Ministry|Mission|Nations|News|Office|Organi[sz]ation|Panel|Parliament|Party|Press|Program(?:me)?|Republic|Secretariat|Security|Senate|Service|Society|State|Times|Treasury|Union|University|World)\b/;

function givenFirst(author: string): string {
  const match = /^([^,]+),\s*([^,]+)$/.exec(author.trim());
  return match === null ? author.trim() : `${match[2]} ${match[1]}`;
}

function listed(names: readonly string[]): string {
  return names.length > 3
    ? `${names[0]} et al.`
    : names.length < 2
      ? names.join('')
      : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export interface DetailOptions {
  readonly descriptors?: boolean;
  readonly reliability?: boolean;
}

/** Address, dates and, where wanted, reliability and descriptor: sentences behind a reference, or nothing. */
export function detailsOf(source: Source, options: DetailOptions = {}): string {
  const retrieved = source.accessed === undefined ? undefined : `retrieved ${formatDate(source.accessed)}`;
  const address =
    source.url === undefined ? undefined : `<${source.url.replace(/[<>\s]/g, unit => encodeURIComponent(unit))}>`;
  const sentences = [
    [address, retrieved].filter(part => part !== undefined).join(', '),
    source.archived === undefined ? '' : `Archived: ${archived(source.archived)}`,
    source.status === 'current'
      ? ''
      : `${source.status === 'withdrawn' ? 'Withdrawn' : 'Superseded'}${source.why === undefined ? '' : `: ${inlineText(stop(source.why))}`}`,
    options.reliability === true && source.reliability !== undefined ? `Reliability: ${source.reliability}` : '',
    options.descriptors === true && source.descriptor !== undefined
      ? `Source descriptor: ${inlineText(stop(source.descriptor))}`
      : '',
  ];
  return sentences
    .filter(sentence => sentence !== '')
    .map(sentence => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`)
    .join(' ');
}

function stop(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}

function archived(text: string): string {
  return /^https?:\/\/[^\s<>]+$/.test(text) ? `<${text}>` : inlineText(formatDate(text));
}

/** Text of a record as inline Markdown that holds no brackets, code, HTML or key of its own. */
export function inlineText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('`', "'")
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\[\]*_@^|~]/g, '\\$&');
}
