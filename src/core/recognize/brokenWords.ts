/** Words that are broken at the end of a line: "Afghani-" and "stan", as a text copied from a PDF has them. */

/** What stands in the place of the hyphen, the break and the marks of the next line: signs that no word has. */
export const joint = '\u00ad\u00ad';

const breaks = /(?<=\p{L})-\r?\n[ \t>]{0,12}(?=\p{Ll})/gu;

/** The text with its broken words in one, each unit in its place; `undefined` where none is broken. */
export function joinLines(text: string): string | undefined {
  // Most blocks are one line, and looking for its end is cheaper than for a hyphen before it.
  const firstEnd = text.indexOf('\n');
  const isOneLine = firstEnd < 0 || (text.endsWith('\n') && firstEnd >= text.length - 2);
  if (isOneLine || (!text.includes('-\n') && !text.includes('-\r'))) {
    return undefined;
  }
  const joined = text.replace(breaks, ({ length }) => '\u00ad'.repeat(length));
  return joined === text ? undefined : joined;
}
