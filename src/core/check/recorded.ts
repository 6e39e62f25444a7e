/**
 * What the record says about when something happened, with the claims and rows that say so.
 *
 * Rows that are disputed name their other dates in a sentence (`why`, `note`); whoever writes one of those is not
 * contradicted by the record. Rows and claims marked wrong, superseded or unverified prove nothing.
 */

import { earliest, latest, parseDate } from '../knowledge/dates.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Citation, Claim, Entity, RelationRow, Relations } from '../knowledge/model.js';
import { datesIn, type ProseDate, widened } from './dates.js';
import type { Evidence } from './rule.js';

/** A date of the record; a stretch of time where both ends are known. */
export interface RecordedDate {
  readonly from: string;
  readonly to?: string;
  readonly evidence: readonly Evidence[];
  readonly sources: readonly string[];
}

/** What the record has on one statement: its dates, and others at which it would not be astonished. */
export interface Recorded {
  readonly dates: readonly RecordedDate[];
  readonly tolerated: readonly ProseDate[];
  /** Something of the kind is recorded without a date, so that any date may be right. */
  readonly hasGap: boolean;
}

const nothing: Recorded = { dates: [], tolerated: [], hasGap: false };

/** Whether a date of the text may mean the same as one of the record. */
export function agrees(date: ProseDate, recorded: RecordedDate): boolean {
  const span = recordedSpan(recorded);
  return span === undefined || (date.earliest <= span.latest && date.latest >= span.earliest);
}

export function isTolerated(date: ProseDate, { tolerated }: Recorded): boolean {
  return tolerated.some(other => date.earliest <= other.latest && date.latest >= other.earliest);
}

function recordedSpan({ from, to }: RecordedDate): { readonly earliest: string; readonly latest: string } | undefined {
  const first = parseDate(from);
  const last = to === undefined ? first : parseDate(to);
  if (first === undefined || last === undefined) {
    return undefined;
  }
  const precision = first.day !== undefined ? 'day' : first.month !== undefined ? 'month' : 'year';
  const reach = first.approximate || last.approximate ? 1 : 0;
  return widened({ earliest: earliest(first), latest: latest(last), precision }, reach);
}

interface Lists {
  readonly establishments: readonly Entity[];
  readonly resolutions: readonly Entity[];
}

const lists = new WeakMap<KnowledgeBase, Lists>();

/** Records that a text does not name, looked for once a knowledge base. */
export function ofKnowledge(knowledge: KnowledgeBase): Lists {
  const known = lists.get(knowledge) ?? {
    establishments: knowledge.entities.filter(
      ({ kind, type, parties }) =>
        kind === 'event' && type === 'establishment of diplomatic relations' && parties.length === 2,
    ),
    resolutions: knowledge.entities.filter(({ kind }) => kind === 'resolution'),
  };
  lists.set(knowledge, known);
  return known;
}

/** The establishing (`from`) or breaking (`to`) of relations between two states. */
export function relationsBetween(knowledge: KnowledgeBase, one: Entity, other: Entity, end: 'from' | 'to'): Recorded {
  const rows = knowledge
    .relationsOf(one.id)
    .filter(side => side.relations.type === 'diplomatic' && side.other === other.id)
    .map(({ relations, row }) => ({ relations, row }));
  const events = ofKnowledge(knowledge).establishments.filter(
    ({ parties }) => parties.includes(one.id) && parties.includes(other.id),
  );
  const label = `${one.name} and ${other.name}`;
  return combined([
    fromRows(rows, end, label),
    ...(end === 'from' ? events.map(event => fromEntity(event, 'on', /establish/i)) : []),
  ]);
}

/** The joining (`from`) or leaving (`to`) of a body or a treaty. */
export function membershipOf(knowledge: KnowledgeBase, member: Entity, body: Entity, end: 'from' | 'to'): Recorded {
  const rows = knowledge
    .relationsOf(member.id)
    .filter(side => side.asMember && side.relations.type !== 'diplomatic' && side.other === body.id)
    .filter(({ row }) => !['observer', 'associate', 'signed', 'none'].includes(row.status))
    .map(({ relations, row }) => ({ relations, row }));
  const predicates = end === 'from' ? ['member-of', 'party-to'] : ['withdrew-from', 'former-member'];
  const claims = member.claims
    .filter(({ relation }) => relation !== undefined && predicates.includes(relation.predicate))
    .filter(({ relation }) => relation?.object === body.id);
  // A claim of either side that speaks of the other may know of a ratification, a notice, a vote.
  const names = (entity: Entity): readonly string[] => [entity.name, entity.short ?? entity.name];
  const related = [
    ...body.claims.filter(({ say }) => names(member).some(name => say.includes(name))),
    ...member.claims.filter(({ say }) => names(body).some(name => say.includes(name))),
  ];
  return combined([
    fromRows(rows, end, `${member.name} and ${body.name}`),
    ...claims.map(claim => fromClaim(member, claim, end)),
    { ...nothing, tolerated: related.filter(isSound).flatMap(claimDates) },
  ]);
}

/** A date of the record itself: when it was adopted, signed, held. */
export function ownDate(entity: Entity, field: OwnField, words: RegExp): Recorded {
  return fromEntity(entity, field, words);
}

export type OwnField = 'on' | 'start' | 'end' | 'signed' | 'inForce' | 'born' | 'died';

function fromEntity(entity: Entity, field: OwnField, words: RegExp): Recorded {
  const date = ownSpan(entity, field);
  if (date === undefined) {
    return nothing;
  }
  const related = entity.claims.map((claim, index) => ({ claim, index })).filter(({ claim }) => isSound(claim));
  const saying = related.filter(({ claim }) => words.test(claim.say));
  const supporting = saying.filter(({ claim }) =>
    claimDates(claim).some(other => agrees(other, { ...date, evidence: [], sources: [] })),
  );
  const [best] = supporting;
  const evidence: Evidence =
    best === undefined
      ? { message: entity.summary ?? entity.name, entity: entity.id }
      : { message: best.claim.say, entity: entity.id, claim: best.index };
  return {
    dates: [
      {
        ...date,
        evidence: [evidence],
        sources: keysOf(best?.claim.cite ?? []),
      },
    ],
    // A claim that speaks of the same thing at another time makes that time plausible too.
    tolerated: saying.flatMap(({ claim }) => [
      ...claimDates(claim),
      ...(claim.status === 'disputed' ? datesIn(` ${claim.say} ${claim.why ?? ''}`) : []),
    ]),
    hasGap: false,
  };
}

function ownSpan(entity: Entity, field: OwnField): { readonly from: string; readonly to?: string } | undefined {
  switch (field) {
    case 'on':
      return entity.on !== undefined
        ? { from: entity.on }
        : entity.from === undefined
          ? undefined
          : { from: entity.from, to: entity.to ?? '9999' };
    case 'start':
      return dateOf(entity.from ?? entity.on);
    case 'end':
      return dateOf(entity.to ?? entity.on);
    default:
      return dateOf(entity[field]);
  }
}

function dateOf(date: string | undefined): { readonly from: string } | undefined {
  return date === undefined ? undefined : { from: date };
}

/** The taking (`from`) or leaving (`to`) of posts that the filter lets through. */
export function officeOf(
  person: Entity,
  end: 'from' | 'to',
  isMeant: (role: Entity['roles'][number]) => boolean,
  post: string | undefined,
): Recorded {
  const roles = person.roles.filter(isMeant);
  const dates = roles.flatMap(role => {
    const date = role[end];
    const message = `${person.name}, ${role.role}, ${role.from ?? '?'} to ${role.to ?? 'now'}`;
    return date === undefined
      ? []
      : [{ from: date, evidence: [{ message, entity: person.id }], sources: keysOf(role.cite) }];
  });
  return {
    dates,
    tolerated: person.claims
      .filter(claim => isSound(claim) && (post === undefined || claim.say.toLowerCase().includes(post)))
      .flatMap(({ on, from, to }) => claimDates({ on, [end]: end === 'from' ? from : to })),
    hasGap: roles.some(role => role[end] === undefined && (end === 'from' || role.to !== undefined)),
  };
}

interface Row {
  readonly relations: Relations;
  readonly row: RelationRow;
}

function fromRows(rows: readonly Row[], end: 'from' | 'to', label: string): Recorded {
  const sound = rows.filter(({ row }) => !['wrong', 'superseded', 'none'].includes(row.status));
  const dates = sound.flatMap(({ relations, row }) => {
    const date = row[end];
    if (date === undefined || row.status === 'unverified') {
      return [];
    }
    const evidence = { message: rowMessage(label, row), relations: relations.id, row: relations.rows.indexOf(row) };
    return [{ from: date, evidence: [evidence], sources: keysOf(row.cite) }];
  });
  return {
    dates,
    tolerated: sound.flatMap(({ row }) => datesIn(` ${row.why ?? ''} ${row.note ?? ''}`)),
    hasGap: sound.some(({ row }) => row.status === 'unverified' || (end === 'from' && row.from === undefined)),
  };
}

function rowMessage(label: string, { from, to, status, why, note }: RelationRow): string {
  const time = [from === undefined ? '' : `from ${from}`, to === undefined ? '' : `to ${to}`].filter(
    part => part !== '',
  );
  const remark = why ?? note;
  return `${label}: ${[...time, ...(status === 'current' ? [] : [status])].join(', ')}${remark === undefined ? '' : ` (${remark})`}`;
}

function fromClaim(entity: Entity, claim: Claim, end: 'from' | 'to'): Recorded {
  const date = end === 'from' ? (claim.from ?? claim.on) : (claim.to ?? claim.on ?? claim.from);
  if (!isSound(claim) || claim.status === 'unverified' || date === undefined) {
    return { ...nothing, hasGap: isSound(claim) && end === 'from' };
  }
  const evidence = { message: claim.say, entity: entity.id, claim: entity.claims.indexOf(claim) };
  const isDisputed = claim.status === 'disputed';
  return {
    dates: [{ from: date, evidence: [evidence], sources: keysOf(claim.cite) }],
    tolerated: isDisputed ? datesIn(` ${claim.say} ${claim.why ?? ''}`) : [],
    hasGap: false,
  };
}

function isSound({ status, type }: Claim): boolean {
  return type === 'fact' && status !== 'wrong' && status !== 'superseded';
}

interface ClaimTimes {
  readonly on?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The dates of a claim as dates of a text. */
function claimDates({ on, from, to }: ClaimTimes): readonly ProseDate[] {
  return [on, from, to].flatMap(edtf => {
    const date = edtf === undefined ? undefined : parseDate(edtf);
    if (edtf === undefined || date === undefined) {
      return [];
    }
    const precision = date.day !== undefined ? 'day' : date.month !== undefined ? 'month' : 'year';
    const days = widened({ earliest: earliest(date), latest: latest(date), precision }, date.approximate ? 1 : 0);
    return [{ start: 0, end: 0, edtf, ...days, precision, isRange: false, isApproximate: date.approximate } as const];
  });
}

function combined(parts: readonly Recorded[]): Recorded {
  return {
    dates: parts.flatMap(({ dates }) => dates),
    tolerated: parts.flatMap(({ tolerated }) => tolerated),
    hasGap: parts.some(({ hasGap }) => hasGap),
  };
}

function keysOf(citations: readonly Citation[]): readonly string[] {
  return [...new Set(citations.map(({ key }) => key))];
}
