/**
 * Dates in prose, each with its precision: "September 1991" is a month and not its first day.
 *
 * Recognising English dates is chrono's work. It is made for calendars, though, and guesses: "today" is a date to it,
 * and "2 March" lies in some year. A briefing is checked by what it says, so that only dates with a year of four digits
 * are taken, and years on their own and decades, which chrono does not know, are added as a parser of its own kind.
 * Everything relative, impossible or of two digits gives nothing.
 *
 * Load this module when it is first needed; chrono is larger than the rest of the checks.
 */

import { Chrono, configuration, type ParsedResult } from 'chrono-node/en';

import { earliest, latest, parseDate } from '../knowledge/dates.js';
import type { Span } from './rule.js';

/** How a date is written, so that another can be written alike. */
export interface DateStyle {
  readonly form: 'day-month-year' | 'month-day-year' | 'iso' | 'month-year' | 'year';
  readonly shortMonth: boolean;
  /** `Feb.` rather than `Feb`. */
  readonly monthStop: boolean;
}

export interface ProseDate extends Span {
  /** `2016-02-27`, `1991-09`, `2000`, `2000-06-13/2000-06-15`; with `~` where the text says about, early or mid. */
  readonly edtf: string;
  /** The first and the last day that it may mean, as `YYYY-MM-DD`. */
  readonly earliest: string;
  readonly latest: string;
  readonly precision: 'day' | 'month' | 'year' | 'decade';
  readonly isRange: boolean;
  readonly isApproximate: boolean;
  /** Left out for ranges, decades and dates with a qualification: nothing can be written in their stead. */
  readonly style?: DateStyle;
}

const year = String.raw`(?:1[5-9]|20)\d\d`;
const units =
  'people|troops|men|women|soldiers|workers|children|refugees|met(?:er|re)s?|km|kilomet(?:er|re)s?|miles|feet|tons?|tonnes?|kg|' +
  'cases|words|pages|dollars|euros?|won|yuan|yen|roubles|households|villages|families|units|votes|barrels|hours|days|years';
const otherCalendars = String.raw`AH|A\.H\.|BE|B\.E\.|BC|B\.C\.|BCE|B\.C\.E\.|Hijri|Juche`;
/** What may stand before a year on its own. Anything else may be a number. */
const yearLead = String.raw`\b(?:in|during|since|until|till|by|from|to|of|after|before|between|and|through|throughout|around|about|circa|ca?\.|early|late|mid|early in|late in|the year|spring|summer|autumn|fall|winter)[\s\u00a0-]+|\(|,\s|[\u2013-]`;
const bareYear = new RegExp(
  String.raw`(?<=${yearLead})(?<!\d(?:st|nd|rd|th)?,?\s)(${year})(?![\d%]|[.,:/]\d|-\d\d?(?!\d)|\s+(?:${units}|${otherCalendars})\b)|^(${year})(?=,?\s+\p{L})(?!\s+(?:${units}|${otherCalendars})\b)`,
  'giu',
);
const decade = new RegExp(
  String.raw`(?:\b(early|mid|late)[\s\u00a0-]*)?\b(?:the\s+)?((?:1[5-9]|20)\d)0['\u2019]?s\b`,
  'giu',
);

const chrono = new Chrono(configuration.createCasualConfiguration());
const anyYear = new RegExp(String.raw`\b${year}\b|\b(?:1[5-9]|20)\d0['\u2019]?s\b`);

/** Whether the text may hold a date at all: cheap, and most sentences do not. */
export function mayHoldDate(text: string): boolean {
  return anyYear.test(text);
}

/** The dates of a short stretch of prose, ascending and without overlap; offsets in that stretch. */
export function datesIn(text: string): readonly ProseDate[] {
  if (!mayHoldDate(text)) {
    return [];
  }
  const found: ProseDate[] = [];
  // Unit for unit as long as the text, so that offsets hold.
  const plain = text.replace(/[\u2013\u2014]/g, '-').replace(/\u00a0/g, ' ');
  for (const result of chrono.parse(plain, referenceDay, { forwardDate: false })) {
    const date = fromChrono(plain, result);
    if (date !== undefined) {
      found.push(date);
    }
  }
  found.push(...decadesIn(text));
  for (const match of text.matchAll(bareYear)) {
    const written = match[1] ?? match[2] ?? '';
    const start = match.index;
    found.push({
      start,
      end: start + written.length,
      ...span(written, written),
      precision: 'year',
      isRange: false,
      isApproximate: false,
      style: { form: 'year', shortMonth: false, monthStop: false },
    });
  }
  return merged(text, withoutOverlap(found)).map(date => qualified(text, date));
}

/** Any day will do: what depends on it is thrown away. */
const referenceDay = new Date(2000, 0, 15);

function fromChrono(text: string, { index, text: written, start, end }: ParsedResult): ProseDate | undefined {
  const offset = /^(?:on|in|at)\s+/i.exec(written)?.[0].length ?? 0;
  const shown = written.slice(offset).replace(/[\s,]+$/, '');
  const from = index + offset;
  if (
    !start.isCertain('year') ||
    !start.isCertain('month') ||
    start.isCertain('hour') ||
    /\d[./]\d/.test(shown) ||
    !new RegExp(String.raw`\b${year}\b`).test(shown) ||
    // "31 February 2016" leaves "February 2016" behind, and "12 13 March 2016" means nothing.
    /(?<![\p{L}\d])\d{1,2}(?:st|nd|rd|th)?[\s\u00a0-]+(?:of\s+)?$/u.test(text.slice(Math.max(0, from - 12), from)) ||
    new RegExp(String.raw`^\s*(?:${otherCalendars})\b`).test(text.slice(from + shown.length, from + shown.length + 12))
  ) {
    return undefined;
  }
  const first = edtfOf(start);
  const last = end === null || end === undefined ? first : edtfOf(end);
  if (parseDate(first) === undefined || parseDate(last) === undefined) {
    return undefined;
  }
  const paired = first === last ? pairedBefore(text, from, first) : undefined;
  if (paired !== undefined) {
    const { start, edtf } = paired;
    const dates = span(edtf, first);
    return { start, end: from + shown.length, ...dates, precision: 'day', isRange: true, isApproximate: false };
  }
  const isRange = first !== last;
  const style = isRange ? undefined : styleOf(shown);
  return {
    start: from,
    end: from + shown.length,
    ...span(first, last),
    precision: start.isCertain('day') ? 'day' : 'month',
    isRange,
    isApproximate: false,
    ...(style === undefined ? {} : { style }),
  };
}

const dayBefore = /(?<![\d.,$])(\d{1,2})(?:st|nd|rd|th)?(?:,\s\d{1,2})*,?\s(?:and|or|&)\s$/;

/** "27 and 28 February 2019": the day that stands before the date and shares its month. */
function pairedBefore(
  text: string,
  at: number,
  edtf: string,
): { readonly start: number; readonly edtf: string } | undefined {
  const from = Math.max(0, at - 30);
  const match = /^\d{1,2}\s/.test(text.slice(at, at + 3)) ? dayBefore.exec(text.slice(from, at)) : null;
  const first = match === null ? edtf : `${edtf.slice(0, 8)}${(match[1] ?? '').padStart(2, '0')}`;
  return match === null || first >= edtf || first.endsWith('00')
    ? undefined
    : { start: from + match.index, edtf: first };
}

function edtfOf(components: ParsedResult['start']): string {
  const month = `${components.get('year')}-${String(components.get('month')).padStart(2, '0')}`;
  return components.isCertain('day') ? `${month}-${String(components.get('day')).padStart(2, '0')}` : month;
}

function span(first: string, last: string): Pick<ProseDate, 'edtf' | 'earliest' | 'latest'> {
  const from = parseDate(first);
  const to = parseDate(last);
  return {
    edtf: first === last ? first : `${first}/${last}`,
    earliest: from === undefined ? first : earliest(from),
    latest: to === undefined ? last : latest(to),
  };
}

function styleOf(written: string): DateStyle | undefined {
  const month = /\p{L}{3,}/u.exec(
    written.replace(/\b(?:the|of|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\d(?:st|nd|rd|th)/giu, ' '),
  );
  const shortMonth = month !== null && month[0].length < 5 && !/^(?:May|June|July)$/i.test(month[0]);
  const monthStop = shortMonth && written.includes('.');
  if (/^\d{4}-\d\d-\d\d$/.test(written)) {
    return { form: 'iso', shortMonth: false, monthStop: false };
  }
  if (/^\d{1,2} \p{L}+\.? \d{4}$/u.test(written)) {
    return { form: 'day-month-year', shortMonth, monthStop };
  }
  if (/^\p{L}+\.? \d{1,2}, \d{4}$/u.test(written)) {
    return { form: 'month-day-year', shortMonth, monthStop };
  }
  return /^\p{L}+\.? \d{4}$/u.test(written) ? { form: 'month-year', shortMonth, monthStop } : undefined;
}

function* decadesIn(text: string): Generator<ProseDate> {
  for (const match of text.matchAll(decade)) {
    const first = Number(`${match[2] ?? ''}0`);
    const part = match[1]?.toLowerCase();
    const [from, to] = part === 'early' ? [0, 4] : part === 'mid' ? [3, 7] : part === 'late' ? [5, 9] : [0, 9];
    yield {
      start: match.index,
      end: match.index + match[0].length,
      ...span(String(first + from), String(first + to)),
      precision: 'decade',
      isRange: false,
      isApproximate: part !== undefined,
    };
  }
}

function withoutOverlap(dates: readonly ProseDate[]): readonly ProseDate[] {
  const kept: ProseDate[] = [];
  for (const date of dates.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (date.start >= (kept.at(-1)?.end ?? 0)) {
      kept.push(date);
    }
  }
  return kept;
}

/** "from 2003 to 2007", "2003-2007" and "between 3 May and 5 June 2003" are one stretch of time each. */
function merged(text: string, dates: readonly ProseDate[]): readonly ProseDate[] {
  const result: ProseDate[] = [];
  for (const date of dates) {
    const before = result.at(-1);
    const between = before === undefined ? '' : text.slice(before.end, date.start);
    const lead = before === undefined ? '' : text.slice(Math.max(0, before.start - 10), before.start);
    const joins =
      /^\s*[-\u2013\u2014]\s*$|^\s+(?:to|until|till|through)\s+$/.test(between) ||
      (/^\s+and\s+$/.test(between) && /\bbetween\s+$/i.test(lead));
    if (before !== undefined && joins && before.latest <= date.latest) {
      result[result.length - 1] = {
        start: before.start,
        end: date.end,
        edtf: `${before.edtf.split('/')[0] ?? ''}/${date.edtf.split('/').at(-1) ?? ''}`,
        earliest: before.earliest,
        latest: date.latest,
        precision: before.precision,
        isRange: true,
        isApproximate: before.isApproximate || date.isApproximate,
      };
    } else {
      result.push(date);
    }
  }
  return result;
}

const qualification =
  /\b(?:(early|mid|late)(?:[\s\u00a0]+in)?|(spring|summer|autumn|fall|winter)(?:[\s\u00a0]+of)?|(around|about|circa|ca?\.|approximately|roughly|some time in|sometime in)|(?:the[\s\u00a0]+)?(beginning|start|first half|middle|second half|end)[\s\u00a0]+of)[\s\u00a0-]+$/i;

/** Takes in the words before the date that make it vaguer, and the days that they allow. */
function qualified(text: string, date: ProseDate): ProseDate {
  const before = text.slice(Math.max(0, date.start - 24), date.start);
  const match = date.precision === 'decade' || date.isRange ? null : qualification.exec(before);
  if (match === null) {
    return date;
  }
  const { style: _, ...plain } = date;
  const start = date.start - match[0].length;
  const part = (match[1] ?? match[4])?.toLowerCase();
  const edtf = `${date.edtf}~`;
  if (part === undefined || date.precision !== 'year') {
    // "Winter 2001" and "about 2001" reach into the years beside it; "late March" is somewhere in March.
    const reach = match[2]?.toLowerCase() === 'winter' || match[3] !== undefined ? 1 : 0;
    return { ...plain, start, edtf, isApproximate: true, ...widened(date, reach) };
  }
  const [from, to] =
    part === 'early' || part === 'beginning' || part === 'start'
      ? ['01-01', '06-30']
      : part === 'first half'
        ? ['01-01', '06-30']
        : part === 'mid' || part === 'middle'
          ? ['04-01', '09-30']
          : ['07-01', '12-31'];
  const number = date.edtf.slice(0, 4);
  return { ...plain, start, edtf, isApproximate: true, earliest: `${number}-${from}`, latest: `${number}-${to}` };
}

/** The same stretch, longer on both sides by its own unit. */
export function widened(
  { earliest, latest, precision }: Pick<ProseDate, 'earliest' | 'latest' | 'precision'>,
  reach: number,
): { readonly earliest: string; readonly latest: string } {
  if (reach === 0) {
    return { earliest, latest };
  }
  const days = precision === 'day' ? 10 : precision === 'month' ? 31 : precision === 'year' ? 366 : 3653;
  return { earliest: shifted(earliest, -days * reach), latest: shifted(latest, days * reach) };
}

function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : new Date(date.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

const months = 'January February March April May June July August September October November December'.split(' ');

/** The recorded date written in a style, as precisely as both allow: 1 March 2001 in the style of "2000" is "2001". */
export function writeDate(edtf: string, style: DateStyle): string | undefined {
  const date = parseDate(edtf);
  if (date === undefined) {
    return undefined;
  }
  const name = date.month === undefined ? undefined : months[date.month - 1];
  const short = name !== undefined && style.shortMonth && name.length > 4;
  const month = short ? `${name.slice(0, name === 'September' ? 4 : 3)}${style.monthStop ? '.' : ''}` : name;
  if (style.form === 'year' || month === undefined) {
    return String(date.year);
  }
  if (style.form === 'month-year' || date.day === undefined) {
    return style.form === 'iso' ? edtf.slice(0, 7) : `${month} ${date.year}`;
  }
  switch (style.form) {
    case 'iso':
      return edtf.slice(0, 10);
    case 'day-month-year':
      return `${date.day} ${month} ${date.year}`;
    case 'month-day-year':
      return `${month} ${date.day}, ${date.year}`;
  }
}
