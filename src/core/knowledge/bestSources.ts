/** Which of the sources of a claim to show and to cite. */

import type { Source } from './model.js';

/** How many sources a card shows and a claim is cited with. */
export const enoughSources = 2;

/** The citations of a claim, the best source first: what acted itself, what still stands, what is most reliable. */
export function bestFirst<T extends { readonly key: string }>(
  cite: readonly T[],
  sources: { source(key: string): Source | undefined },
): readonly T[] {
  const worth = ({ key }: T): number => {
    const source = sources.source(key);
    return source === undefined || source.status !== 'current'
      ? 100
      : (source.primary ? 0 : 10) + 'ABCDEF'.indexOf(source.reliability ?? 'F');
  };
  return cite.toSorted((a, b) => worth(a) - worth(b));
}
