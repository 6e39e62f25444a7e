/**
 * Records that contradict each other: one says that a state joined in 1991, another in 1992, and neither is marked as
 * disputed, superseded or wrong. Two periods of one membership, the first of which has an end, are no contradiction.
 */

import { earliest, latest, parseDate } from './dates.js';
import type { KnowledgeBase } from './knowledgeBase.js';
import type { LayerDraft } from './layers.js';
import type { Position, RowStatus } from './model.js';
import type { Problem } from './problems.js';

/** That something began, as one place in the records says it. */
interface Stated {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** That it never was. */
  readonly denies: boolean;
  readonly layer: string;
  readonly file: string;
  readonly position: Position;
}

/** What these rows say is said for certain; `observer` and `associate` are other things than a membership. */
const sound: ReadonlySet<RowStatus> = new Set(['current', 'former', 'severed', 'suspended', 'withdrawn', 'none']);
const predicates: ReadonlyMap<string, string> = new Map([
  ['member-of', 'membership'],
  ['party-to', 'party'],
]);

/** The contradictions in which a place of the layer takes part, each at the later of its two places. */
export function contradictionsIn(knowledge: KnowledgeBase, layer: LayerDraft): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [what, places] of statedIn(knowledge)) {
    places.forEach((later, index) => {
      const earlier = places.slice(0, index).find(place => contradict(place, later));
      if (earlier === undefined || (earlier.layer !== layer.label && later.layer !== layer.label)) {
        return;
      }
      const [here, there] = later.layer === layer.label ? [later, earlier] : [earlier, later];
      const { line, column } = here.position;
      problems.push({
        file: here.file,
        range: { line, column, endLine: line, endColumn: column + 1 },
        code: 'contradiction',
        severity: 'warning',
        message: `${what}: ${said(here)} here, but ${said(there)} in ${there.file}, line ${there.position.line + 1}. Correct one, or mark it as disputed, superseded or wrong and say why.`,
      });
    });
  }
  return problems;
}

function said({ denies, from }: Stated): string {
  return denies ? 'never' : `from ${from ?? 'an unknown date'}`;
}

function contradict(a: Stated, b: Stated): boolean {
  if (a.denies !== b.denies) {
    return true;
  }
  const [start, otherStart] = [boundsOf(a.from), boundsOf(b.from)];
  if (
    start === undefined ||
    otherStart === undefined ||
    start.first <= otherStart.last === otherStart.first <= start.last
  ) {
    return false;
  }
  const [before, after] = start.first < otherStart.first ? [a, otherStart] : [b, start];
  const end = boundsOf(before.to);
  return end === undefined || end.first > after.last;
}

function boundsOf(date: string | undefined): { readonly first: string; readonly last: string } | undefined {
  const parsed = date === undefined ? undefined : parseDate(date);
  return parsed === undefined ? undefined : { first: earliest(parsed), last: latest(parsed) };
}

function statedIn(knowledge: KnowledgeBase): ReadonlyMap<string, readonly Stated[]> {
  const stated = new Map<string, Stated[]>();
  const add = (what: string, place: Stated): void => {
    const known = stated.get(what);
    if (known === undefined) {
      stated.set(what, [place]);
    } else {
      known.push(place);
    }
  };
  for (const { type, of, rows, origin } of knowledge.relations) {
    for (const row of rows) {
      if (sound.has(row.status)) {
        const pair = type === 'diplomatic' ? [of, row.with].sort() : [row.with, of];
        add(`${pair[0]} and ${pair[1]} (${type})`, {
          from: row.from ?? row.since,
          to: row.to,
          denies: row.status === 'none',
          layer: origin.layer,
          file: origin.file,
          position: row.position,
        });
      }
    }
  }
  for (const { id, claims, origin } of knowledge.entities) {
    for (const { relation, status, type, on, from, to, position, layer } of claims) {
      const what = relation === undefined ? undefined : predicates.get(relation.predicate);
      if (relation !== undefined && what !== undefined && status === 'current' && type === 'fact') {
        add(`${id} and ${relation.object} (${what})`, {
          from: from ?? on,
          to,
          denies: false,
          layer: layer ?? origin.layer,
          file: origin.file,
          position,
        });
      }
    }
  }
  return stated;
}
