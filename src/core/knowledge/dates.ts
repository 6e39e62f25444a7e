/**
 * Dates as records write them: EDTF level 0 and the `~` of level 1.
 *
 * `1991`, `1991-09` and `1991-09-17` are dates of different precision, never padded: nobody knows the day of a date
 * that says only the year. `~` behind a date means "about".
 */

export interface PartialDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month?: number;
  /** 1 to 31. */
  readonly day?: number;
  readonly approximate: boolean;
}

const pattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?$/;

/** Reads a date; `undefined` for anything that is not one, an impossible day included. */
export function parseDate(text: string): PartialDate | undefined {
  const match = pattern.exec(text.trim());
  if (match === null) {
    return undefined;
  }
  const [, year = '', month, day, mark] = match;
  const date = {
    year: Number(year),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(day === undefined ? {} : { day: Number(day) }),
    approximate: mark !== undefined,
  };
  return isPossible(date) ? date : undefined;
}

function isPossible({ year, month, day }: PartialDate): boolean {
  if (month === undefined) {
    return true;
  }
  return month >= 1 && month <= 12 && (day === undefined || (day >= 1 && day <= daysIn(year, month)));
}

function daysIn(year: number, month: number): number {
  if (month === 2) {
    return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2016-03-02` as `2 March 2016`; `2016-03~` as `about March 2016`. Text that is no date comes back as it is. */
export function formatDate(text: string): string {
  const date = parseDate(text);
  if (date === undefined) {
    return text;
  }
  const month = date.month === undefined ? undefined : monthNames[date.month - 1];
  const parts = [date.day, month, date.year].filter(part => part !== undefined);
  return `${date.approximate ? 'about ' : ''}${parts.join(' ')}`;
}

/** The first day that the date may mean, as `YYYY-MM-DD`; sorts and compares as text. */
export function earliest(date: PartialDate): string {
  return `${pad(date.year, 4)}-${pad(date.month ?? 1, 2)}-${pad(date.day ?? 1, 2)}`;
}

/** The last day that the date may mean, as `YYYY-MM-DD`. */
export function latest(date: PartialDate): string {
  const month = date.month ?? 12;
  return `${pad(date.year, 4)}-${pad(month, 2)}-${pad(date.day ?? daysIn(date.year, month), 2)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
