/** Citations written so that Pandoc reads what was meant. */

import { isPlainKey } from './plainKey.js';

/** `[@key, para. 4]`, or `[@key]`; keys and locators that would end the brackets too early stand in braces. */
export function formatCitation(key: string, locator?: string): string {
  const written = isPlainKey(key) ? key : `{${key.replace(/[{}\s]+/g, '')}}`;
  const place = (locator ?? '').replace(/[\s[\]{}]+/g, ' ').trim();
  if (place === '') {
    return `[@${written}]`;
  }
  // Pandoc ends the part of a cluster at every `;`, in braces too.
  return `[@${written}, ${place.replace(/\s*;\s*/g, ', ')}]`;
}

/** One source of a citation that is to be written. */
export interface NewCitation {
  readonly key: string;
  readonly locator?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly mode?: 'normal' | 'suppressed';
}

/** `[see @a, p. 3; -@b]`, as Pandoc reads it. */
export function clusterOf(citations: readonly NewCitation[]): string {
  const parts = citations.map(({ key, locator, prefix = '', suffix = '', mode }) => {
    const own = formatCitation(key, locator).slice(1, -1);
    const clean = (text: string): string =>
      text
        .replace(/[[\];@]+/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    return [
      clean(prefix),
      `${mode === 'suppressed' ? '-' : ''}${own}${/^[,.]/.test(clean(suffix)) ? clean(suffix) : ''}`,
      /^[,.]/.test(clean(suffix)) ? '' : clean(suffix),
    ]
      .filter(part => part !== '')
      .join(' ');
  });
  return `[${parts.join('; ')}]`;
}
