/**
 * Finding ids in a list of them. A map of twenty thousand takes ten times as much memory, and a good part of a start to
 * be made; lists come in the order of their files, which is mostly that of the ids.
 */

export class SortedIds {
  readonly #ids: readonly string[];
  /** The places of the ids in their order, of equal ones the first first; `undefined` where the list has that order. */
  readonly #order: Uint32Array | undefined;
  /** Places whose id stands at another place before. */
  readonly repeated: readonly (readonly [place: number, first: number])[];

  constructor(ids: readonly string[]) {
    this.#ids = ids;
    this.repeated = [];
    if (isAscending(ids)) {
      return;
    }
    const order = Array.from(ids, (_, place) => place).sort((a, b) => compareIds(ids[a] ?? '', ids[b] ?? '') || a - b);
    const repeated: (readonly [number, number])[] = [];
    let first = -1;
    for (const place of order) {
      if (first >= 0 && ids[first] === ids[place]) {
        repeated.push([place, first]);
      } else {
        first = place;
      }
    }
    this.#order = new Uint32Array(order);
    this.repeated = repeated.sort(([a], [b]) => a - b);
  }

  /** The first place of an id, or -1. */
  find(id: string): number {
    const ids = this.#ids;
    const order = this.#order;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[order?.[middle] ?? middle] ?? '') < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const place = order?.[low] ?? low;
    return ids[place] === id ? place : -1;
  }
}

/** The ids of several lists, sorted, each once. */
export function mergedIds(lists: readonly (readonly string[])[]): readonly string[] {
  return lists.map(list => (isAscending(list) ? list : withoutRepeats(list.toSorted(compareIds)))).reduce(merged, []);
}

function withoutRepeats(sorted: readonly string[]): readonly string[] {
  return sorted.filter((id, i) => i === 0 || id !== sorted[i - 1]);
}

/** Two sorted lists as one: sorting them anew would take several times as long. */
function merged(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length === 0 || b.length === 0) {
    return a.length === 0 ? b : a;
  }
  const all: string[] = [];
  let i = 0;
  let k = 0;
  while (i < a.length || k < b.length) {
    const ofA = a[i];
    const ofB = b[k];
    const id = ofA !== undefined && (ofB === undefined || ofA <= ofB) ? ofA : (ofB ?? '');
    i += id === ofA ? 1 : 0;
    k += id === ofB ? 1 : 0;
    all.push(id);
  }
  return all;
}

function isAscending(ids: readonly string[]): boolean {
  return ids.every((id, i) => i === 0 || (ids[i - 1] ?? '') < id);
}

export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
