/**
 * What the record says about a state and a body, or a treaty, at some time: member, observer, not yet, no longer.
 *
 * A missing row proves nothing unless the table is complete. No field of the format says so; a table is taken as
 * complete where the record itself counts the members ("Has 55 members", "Organization of 193 states") and has as many
 * of them. The tables hold today's members, so that a missing row also says nothing about texts that speak of earlier
 * times than the table.
 */

import { earliest, formatDate, latest, parseDate } from '../knowledge/dates.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Citation, Claim, Entity, RelationRow } from '../knowledge/model.js';
import type { Evidence } from './rule.js';

/** `later`: a member, but only after the time asked for. `outside`: never one, as far as the record goes. */
export type Standing = 'member' | 'observer' | 'associate' | 'signed' | 'former' | 'later' | 'outside';

export interface RecordedStanding {
  readonly standing: Standing;
  /** What the record says, as the end of "the record …". */
  readonly says: string;
  /** It is a row or a claim that says so, not the want of one. */
  readonly isExplicit: boolean;
  /** The record has one stretch of membership, and nothing about leaving or coming back. */
  readonly isPlain: boolean;
  readonly evidence: readonly Evidence[];
  readonly sources: readonly string[];
}

/** The days that a date may mean; they compare as text. */
interface Days {
  readonly first: string;
  readonly last: string;
}

/** A row or a claim about a member and a body. */
interface Entry {
  readonly standing: 'member' | 'observer' | 'associate' | 'signed' | 'former' | 'outside';
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly cite: readonly Citation[];
  readonly evidence: Evidence;
}

/** How a member stood to a body as of a date; `undefined` where the record does not tell for certain. */
export function standingOf(
  knowledge: KnowledgeBase,
  member: Entity,
  body: Entity,
  asOf: string,
): RecordedStanding | undefined {
  const time = daysOf(asOf);
  const entries = entriesOf(knowledge, member, body);
  if (time === undefined || entries === undefined) {
    return undefined;
  }
  if (entries.length === 0) {
    return mistakenMembership(member, body) ?? absence(knowledge, member, body, time);
  }
  const found = entries.map(entry => ({ entry, standing: standingAt(knowledge, entry, time) }));
  const best =
    found.find(({ standing }) => standing === 'member') ??
    (found.every(({ standing }) => standing !== undefined)
      ? order.map(wanted => found.find(({ standing }) => standing === wanted)).find(one => one !== undefined)
      : undefined);
  if (best?.standing === undefined) {
    return undefined;
  }
  const { entry, standing } = best;
  return {
    standing,
    says: wording(entry, standing),
    isExplicit: true,
    isPlain: entries.length === 1 && !speaksOfLeaving(member, body),
    evidence: [entry.evidence],
    sources: [...new Set(entry.cite.map(({ key }) => key))],
  };
}

const order: readonly Standing[] = ['observer', 'associate', 'signed', 'former', 'later', 'outside'];

function wording({ from, to, standing: kind }: Entry, standing: Standing): string {
  const stretch =
    from === undefined
      ? to === undefined
        ? ''
        : ` until ${formatDate(to)}`
      : to === undefined
        ? ` since ${formatDate(from)}`
        : ` from ${formatDate(from)} to ${formatDate(to)}`;
  switch (standing) {
    case 'member':
      return `has it as a member${stretch}`;
    case 'observer':
      return `has it as an observer${stretch}`;
    case 'associate':
      return `has it as an associate${stretch}`;
    case 'signed':
      return `has a signature without ratification${stretch}`;
    case 'former':
      return to === undefined ? 'has it as a former member' : `has it as a member${stretch}`;
    case 'later':
      return kind === 'member' || kind === 'former'
        ? `has it as a member only${stretch}`
        : `has it as ${kind === 'signed' ? 'a signatory' : `an ${kind}`} only${stretch}`;
    case 'outside':
      return 'says that it is not a member';
  }
}

/** `undefined` where the record has something, but something uncertain. */
function entriesOf(knowledge: KnowledgeBase, member: Entity, body: Entity): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  for (const { relations, row, asMember, other } of knowledge.relationsOf(member.id)) {
    if (asMember && relations.type !== 'diplomatic' && other === body.id) {
      const standing = standingOfRow(row);
      if (standing === undefined) {
        return undefined;
      }
      const note = row.note === undefined ? '' : ` (${row.note})`;
      entries.push({
        standing,
        from: row.from,
        to: row.to,
        cite: row.cite,
        evidence: {
          message: `${member.name} in the table of ${body.name}: ${row.status}${stretchOf(row)}${note}`,
          relations: relations.id,
          row: relations.rows.indexOf(row),
        },
      });
    }
  }
  for (const [owner, object] of [
    [member, body],
    [body, member],
  ] as const) {
    for (const [index, claim] of owner.claims.entries()) {
      const standing =
        claim.relation?.object === object.id
          ? (owner === member ? memberPredicates : bodyPredicates)[claim.relation.predicate]
          : undefined;
      if (standing !== undefined) {
        if (claim.type !== 'fact' || claim.status !== 'current') {
          return undefined;
        }
        const { on, from = on, to, cite, say } = claim;
        entries.push({ standing, from, to, cite, evidence: { message: say, entity: owner.id, claim: index } });
      }
    }
  }
  if (body.parties.includes(member.id) && body.kind === 'treaty' && entries.length === 0) {
    const from = body.inForce ?? body.signed;
    const message = `${member.name} is a party to ${body.name}`;
    entries.push({ standing: 'member', from, to: body.to, cite: [], evidence: { message, entity: body.id } });
  }
  return entries;
}

const memberPredicates: Readonly<Partial<Record<string, Entry['standing']>>> = {
  'member-of': 'member',
  'party-to': 'member',
};
const bodyPredicates: Readonly<Partial<Record<string, Entry['standing']>>> = {
  'has-member': 'member',
  'former-member': 'former',
  'not-member': 'outside',
};

function standingOfRow({ status }: RelationRow): Entry['standing'] | undefined {
  switch (status) {
    case 'current':
      return 'member';
    case 'former':
    case 'withdrawn':
      return 'former';
    case 'none':
      return 'outside';
    case 'observer':
    case 'associate':
    case 'signed':
      return status;
    default:
      return undefined;
  }
}

function stretchOf({ from, to }: RelationRow): string {
  return (from === undefined ? '' : ` from ${formatDate(from)}`) + (to === undefined ? '' : ` to ${formatDate(to)}`);
}

function standingAt(knowledge: KnowledgeBase, entry: Entry, time: Days): Standing | undefined {
  const from = daysOf(entry.from);
  const to = daysOf(entry.to);
  if (entry.standing === 'outside') {
    return 'outside';
  }
  if (to !== undefined && time.last >= to.first) {
    return time.first > to.last ? 'former' : undefined;
  }
  if (from !== undefined && time.first < from.last) {
    return time.last < from.first ? 'later' : undefined;
  }
  const isOlderThanTheRecord = time.last < recordedIn(knowledge, entry.cite);
  if (from === undefined && (to !== undefined || isOlderThanTheRecord)) {
    return undefined;
  }
  if (entry.standing !== 'former') {
    return entry.standing;
  }
  return to !== undefined ? 'member' : isOlderThanTheRecord ? undefined : 'former';
}

/** The day of the newest of some sources: what they say of the present they say of that day. */
function recordedIn(knowledge: KnowledgeBase, cite: readonly Citation[]): string {
  return cite.reduce((newest, { key }) => {
    const day = daysOf(knowledge.source(key)?.issued)?.first ?? '';
    return day > newest ? day : newest;
  }, '');
}

function daysOf(date: string | undefined): Days | undefined {
  const parsed = date === undefined ? undefined : parseDate(date);
  if (parsed === undefined) {
    return undefined;
  }
  const shift = parsed.approximate ? 1 : 0;
  return {
    first: earliest({ ...parsed, year: parsed.year - shift }),
    last: latest({ ...parsed, year: parsed.year + shift }),
  };
}

const leaving = /\b(?:left|leave|leaves|withdr[ae]w\w*|quit|rejoin\w*|return\w*|suspen\w+|resum\w+|expel\w*)\b/i;

function speaksOfLeaving(member: Entity, body: Entity): boolean {
  const speaks = (claims: readonly Claim[], { name, short = name }: Entity): boolean =>
    claims.some(({ say }) => leaving.test(say) && (say.includes(name) || say.includes(short)));
  return speaks(member.claims, body) || speaks(body.claims, member);
}

const membershipWords = /\bbelongs? to\b|\bbelongs?["\u201d] to\b|"belongs to"|\bmembers? of\b|\bpart(?:y|ies) to\b/i;

/** A record may keep the mistake itself: 'The DPRK "belongs to" the ICRC', marked as wrong. */
function mistakenMembership(member: Entity, body: Entity): RecordedStanding | undefined {
  for (const [owner, other] of [
    [body, member],
    [member, body],
  ] as const) {
    const index = owner.claims.findIndex(
      ({ status, say }) => status === 'wrong' && membershipWords.test(say) && namesIt(say, other),
    );
    const claim = owner.claims[index];
    if (claim !== undefined) {
      return {
        standing: 'outside',
        says: `marks this as wrong: ${claim.why ?? claim.say}`,
        isExplicit: true,
        isPlain: true,
        evidence: [{ message: claim.why ?? claim.say, entity: owner.id, claim: index }],
        sources: [],
      };
    }
  }
  return undefined;
}

function namesIt(text: string, { name, short, names }: Entity): boolean {
  return [name, short, ...names.map(one => one.text)].some(
    one => one !== undefined && one !== '' && text.includes(one),
  );
}

/** The members of a body as the record has them. */
interface Table {
  readonly body: string;
  /** Members, and those of whom the record is not sure. */
  readonly members: number;
  /** From this day on the table is what holds. */
  readonly from: string;
  readonly evidence: Evidence;
  readonly sources: readonly string[];
}

const tables = new WeakMap<KnowledgeBase, ReadonlyMap<string, Table>>();

/** A state that the table of a body does not have, where the table has all that the record counts. */
function absence(knowledge: KnowledgeBase, member: Entity, body: Entity, time: Days): RecordedStanding | undefined {
  if (member.kind !== 'country' || member.to !== undefined) {
    return undefined;
  }
  let known = tables.get(knowledge);
  if (known === undefined) {
    known = tablesOf(knowledge);
    tables.set(knowledge, known);
  }
  const table = known.get(body.id);
  if (table === undefined || time.last < table.from || countOf(body) !== table.members) {
    return undefined;
  }
  return {
    standing: 'outside',
    says: `has all ${table.members} members, and it is not among them`,
    isExplicit: false,
    isPlain: true,
    evidence: [table.evidence],
    sources: table.sources,
  };
}

function tablesOf(knowledge: KnowledgeBase): ReadonlyMap<string, Table> {
  const found = new Map<string, Table>();
  for (const { id, type, of, rows } of knowledge.relations) {
    if (type !== 'diplomatic') {
      const members = rows.filter(isPossibleMember);
      const days = rows.flatMap(({ from, to, cite }) => [
        daysOf(from)?.first ?? '',
        daysOf(to)?.first ?? '',
        recordedIn(knowledge, cite),
      ]);
      const name = knowledge.entity(of)?.name ?? of;
      found.set(of, {
        body: of,
        members: members.length,
        from: days.reduce((a, b) => (a > b ? a : b), ''),
        evidence: { message: `The table of ${name}: ${members.length} members`, relations: id },
        sources: [...new Set(members.flatMap(({ cite }) => cite.map(({ key }) => key)))].slice(0, 3),
      });
    }
  }
  const claimed = new Map<string, number>();
  for (const { relation, to, status } of knowledge.entities.flatMap(one =>
    one.kind === 'country' && one.to === undefined ? one.claims : [],
  )) {
    if (relation?.predicate === 'member-of' && to === undefined && status === 'current') {
      claimed.set(relation.object, (claimed.get(relation.object) ?? 0) + 1);
    }
  }
  for (const [body, members] of claimed) {
    if (!found.has(body)) {
      const name = knowledge.entity(body)?.name ?? body;
      const evidence = { message: `${members} records are members of ${name}`, entity: body };
      found.set(body, { body, members, from: '', evidence, sources: [] });
    }
  }
  return found;
}

function isPossibleMember({ status, to }: RelationRow): boolean {
  return to === undefined && ['current', 'suspended', 'disputed', 'unverified', 'superseded'].includes(status);
}

const numbers =
  'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const counted = new RegExp(
  String.raw`\b(\d{1,3}|${numbers.join('|')}) (?:(?:member|participating|permanent|full) )?(?:states|members|countries|participants|partners|parties|nations)\b(?! (?:at|in \d|since))`,
  'gi',
);

/** "Group of Seven", "G7". */
const countingName = new RegExp(String.raw`^(?:Group of |G-?)(\d{1,3}|${numbers.join('|')})$`, 'gi');

/**
 * How many members the record says that a body has. Of several numbers the largest: the Security Council has fifteen
 * members, "five of them permanent", and a table of the five is not whole.
 */
function countOf({ summary, claims, names }: Entity): number | undefined {
  const texts = [
    summary ?? '',
    ...claims
      .filter(({ on, to, status }) => on === undefined && to === undefined && status === 'current')
      .map(({ say }) => say),
  ];
  const counts = [
    ...texts.flatMap(text => [...text.matchAll(counted)]),
    ...names.flatMap(({ text }) => [...text.matchAll(countingName)]),
  ].map(([, count = '']) => {
    const word = numbers.indexOf(count.toLowerCase());
    return word < 0 ? Number(count) : word + 2;
  });
  return counts.length === 0 ? undefined : Math.max(...counts);
}
