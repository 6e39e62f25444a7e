/** What rules over a whole text take down of a section. */

/** A list with something in it, or no note at all. */
export function someOf<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}
