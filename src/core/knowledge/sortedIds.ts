/**
 * Lists of ids in their order, each once, in which an id is found by halving. A map of twenty thousand takes ten times
 * as much memory, and a good part of a start to be made. What is sorted says so by its type, so that no list is sorted or
 * looked through again by whoever gets it.
 */

import type { Numbers } from './pack.js';

declare const sorted: unique symbol;
export type SortedIds = readonly string[] & { readonly [sorted]: true };

/** The ids in their order, each once. */
export function sortedIds(ids: readonly string[]): SortedIds {
  return isAscending(ids) ? ids : withoutRepeats(ids.toSorted(compareIds));
}

/** The ids at given places, which are those of their order. */
export function idsInOrder(ids: readonly string[], order: Numbers): SortedIds {
  const inOrder: string[] = [];
  for (let i = 0; i < order.length; i++) {
    inOrder.push(ids[order[i] ?? 0] ?? '');
  }
  return withoutRepeats(inOrder);
}

/** The ids of several lists, each once. */
export function mergedIds(lists: readonly SortedIds[]): SortedIds {
  return lists.reduce(merged, none);
}

export function withoutIds(ids: SortedIds, others: ReadonlySet<string>): SortedIds {
  return others.size === 0 ? ids : (ids.filter(id => !others.has(id)) as readonly string[] as SortedIds);
}

/** The place of an id, or -1. */
export function placeOf(ids: SortedIds, id: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? '') < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return ids[low] === id ? low : -1;
}

/** The places of ids in the order of the ids, of equal ones the first first. */
export function orderOf(ids: readonly string[]): Uint32Array {
  const order = Uint32Array.from(ids, (_, place) => place);
  return isAscending(ids) ? order : order.sort((a, b) => compareIds(ids[a] ?? '', ids[b] ?? '') || a - b);
}

const none = [] as readonly string[] as SortedIds;

function withoutRepeats(ids: readonly string[]): SortedIds {
  return (isAscending(ids) ? ids : ids.filter((id, i) => i === 0 || id !== ids[i - 1])) as SortedIds;
}

/** Two lists as one: sorting them anew would take several times as long. */
function merged(a: SortedIds, b: SortedIds): SortedIds {
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
  return all as readonly string[] as SortedIds;
}

function isAscending(ids: readonly string[]): ids is SortedIds {
  return ids.every((id, i) => i === 0 || (ids[i - 1] ?? '') < id);
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
