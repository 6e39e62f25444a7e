/**
 * claim-date: a sentence that states when something in the record happened, with a date that the record contradicts.
 *
 * Precision counts: "in September 1991" agrees with 17 September 1991, and a year with any day in it. Only a date that
 * cannot mean any of the recorded ones is a finding. Where the record is disputed or has a gap, it contradicts nobody.
 */

import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import { formatDate, parseDate } from '../knowledge/dates.js';
import type { Entity } from '../knowledge/model.js';
import { type ProseDate, writeDate } from './dates.js';
import {
  agrees,
  isTolerated,
  membershipOf,
  officeOf,
  ofKnowledge,
  ownDate,
  type Recorded,
  type RecordedDate,
  relationsBetween,
} from './recorded.js';
import type { CheckedSection, Evidence, Fix, RuleFinding, SectionRule, Span } from './rule.js';
import { sourceEvidence, sourcesInWords } from './sourcesInWords.js';
import { type Statement, statementsOf } from './statements.js';

export const claimDate: SectionRule = {
  id: 'claim-date',
  title: 'A date that the record contradicts',
  severity: 'warning',
  scope: 'section',
  *check(section) {
    for (const contradiction of contradictions(section)) {
      yield findingOf(section, contradiction);
    }
  },
};

interface Contradiction {
  readonly statement: Statement;
  /** What the statement is about, as a message names it. */
  readonly subject: string;
  readonly recorded: readonly RecordedDate[];
  /** The name to mark, where one date holds for several. */
  readonly name?: Span;
  readonly sharesDate: boolean;
}

function* contradictions(section: CheckedSection): Generator<Contradiction> {
  const { knowledge } = section;
  let group: Contradiction[] = [];
  let sizes = new Map<number, number>();
  let sentence: Span | undefined;
  const close = function* (): Generator<Contradiction> {
    for (const found of group) {
      yield { ...found, sharesDate: (sizes.get(found.statement.date.start) ?? 1) > 1 };
    }
  };
  for (const { statement, at } of statementsOf(section)) {
    if (at !== sentence) {
      yield* close();
      group = [];
      sizes = new Map();
      sentence = at;
    }
    const { start } = statement.date;
    sizes.set(start, (sizes.get(start) ?? 0) + 1);
    const contradiction = contradictionOf(knowledge, statement);
    if (contradiction !== undefined) {
      group.push(contradiction);
    }
  }
  yield* close();
}

function contradictionOf(knowledge: KnowledgeBase, statement: Statement): Contradiction | undefined {
  if (statement.what === 'unnamedResolution') {
    return unnamedResolution(knowledge, statement);
  }
  const { date } = statement;
  const recorded = recordOf(knowledge, statement);
  if (
    recorded.dates.length === 0 ||
    recorded.hasGap ||
    recorded.dates.some(one => agrees(date, one)) ||
    isTolerated(date, recorded)
  ) {
    return undefined;
  }
  const name = 'with' in statement ? statement.with : statement.of;
  return { statement, subject: subjectOf(statement), recorded: recorded.dates, name, sharesDate: false };
}

function recordOf(knowledge: KnowledgeBase, statement: Exclude<Statement, { what: 'unnamedResolution' }>): Recorded {
  switch (statement.what) {
    case 'adopted':
      return ownDate(statement.of.entity, 'on', /\badopt|\bpass|\bapprov/i);
    case 'signed':
      return ownDate(statement.of.entity, 'signed', /\bsign|\bopened|\bconclud|\badopt|\bagreed/i);
    case 'inForce':
      return ownDate(statement.of.entity, 'inForce', /\bforce\b|\beffect\b/i);
    case 'held':
      return ownDate(statement.of.entity, 'on', /./);
    case 'began':
      return ownDate(statement.of.entity, 'start', /./);
    case 'ended':
      return ownDate(statement.of.entity, 'end', /./);
    case 'born':
    case 'died':
      return ownDate(
        statement.of.entity,
        statement.what,
        statement.what === 'born' ? /\bborn\b/i : /\bdied|\bdeath|\bkilled|\bassassinat/i,
      );
    case 'related':
      return relationsBetween(knowledge, statement.of, statement.with.entity, 'from');
    case 'unrelated':
      return relationsBetween(knowledge, statement.of, statement.with.entity, 'to');
    case 'joined':
      return membershipOf(knowledge, statement.of.entity, statement.body, 'from');
    case 'left':
      return membershipOf(knowledge, statement.of.entity, statement.body, 'to');
    case 'tookOffice':
    case 'leftOffice':
      return officeOf(
        statement.of.entity,
        statement.what === 'tookOffice' ? 'from' : 'to',
        role => isPost(role, statement),
        statement.post,
      );
  }
}

/** Whether a recorded post is the one that the text names; a text that names none may mean any. */
function isPost(
  role: Entity['roles'][number],
  { post, postOf }: { readonly post?: string; readonly postOf?: Entity },
): boolean {
  if (post === undefined) {
    return true;
  }
  const names = role.role
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .split(/,|\/|;|\band\b|\bthen\b|\blater\b/)
    .map(name => name.replace(/\b(?:from \d{4}|of .*)$/, '').trim());
  return names.includes(post) && (postOf === undefined || role.of === undefined || role.of === postOf.id);
}

function subjectOf(statement: Exclude<Statement, { what: 'unnamedResolution' }>): string {
  switch (statement.what) {
    case 'related':
      return `Establishment of relations between ${statement.of.name} and ${statement.with.entity.name}`;
    case 'unrelated':
      return `End of relations between ${statement.of.name} and ${statement.with.entity.name}`;
    case 'joined':
      return `${statement.of.entity.name} joining ${statement.body.name}`;
    case 'left':
      return `${statement.of.entity.name} leaving ${statement.body.name}`;
    default:
      return `${statement.of.entity.name} ${deeds[statement.what]}`;
  }
}

const deeds = {
  adopted: 'adopted',
  signed: 'signed or opened for signature',
  inForce: 'in force',
  held: 'held',
  began: 'begun',
  ended: 'ended',
  born: 'born',
  died: 'died',
  tookOffice: 'in office',
  leftOffice: 'out of office',
} as const;

const near = 10 * 86_400_000;

/**
 * "A UN resolution adopted on 27 February 2016": the record may know just this mistake, and where the text says that
 * it was the Security Council's and names the target, the only resolution of those days is meant.
 */
function unnamedResolution(
  knowledge: KnowledgeBase,
  statement: Extract<Statement, { what: 'unnamedResolution' }>,
): Contradiction | undefined {
  const { date, around, isCouncil } = statement;
  if (date.precision !== 'day' || date.isRange || date.isApproximate) {
    return undefined;
  }
  const targets = new Set(around.map(({ id }) => id));
  const candidates = ofKnowledge(knowledge).resolutions.filter(
    ({ on, target }) => on !== undefined && target !== undefined && targets.has(target),
  );
  if (candidates.some(({ on }) => on === date.edtf)) {
    return undefined;
  }
  const mistaken = candidates.filter(({ claims }) =>
    claims.some(({ status, on, say }) => status === 'wrong' && on === date.edtf && /\badopted\b/i.test(say)),
  );
  const close = isCouncil
    ? candidates.filter(
        ({ on = '', by }) => by === 'unsc' && Math.abs(Date.parse(on) - Date.parse(date.earliest)) <= near,
      )
    : [];
  const [meant, other] = mistaken.length > 0 ? mistaken : close;
  if (meant === undefined || other !== undefined) {
    return undefined;
  }
  const recorded = ownDate(meant, 'on', /\badopt/i);
  const wrong = meant.claims.findIndex(({ status, on }) => status === 'wrong' && on === date.edtf);
  const mistake: readonly Evidence[] =
    wrong < 0 ? [] : [{ message: meant.claims[wrong]?.why ?? 'Recorded as wrong.', entity: meant.id, claim: wrong }];
  return {
    statement,
    subject: `${meant.name} adopted`,
    recorded: recorded.dates.map(one => ({ ...one, evidence: [...one.evidence, ...mistake] })),
    sharesDate: false,
  };
}

function findingOf(
  section: CheckedSection,
  { statement, subject, recorded, name, sharesDate }: Contradiction,
): RuleFinding {
  const { date } = statement;
  const place = sharesDate && name !== undefined ? name : date;
  const isQuoted = section.isQuoted(date.start);
  const sources = [...new Set(recorded.flatMap(one => one.sources))];
  const shown = [...new Set(recorded.map(writtenSpan))].join(' or ');
  const written = section.text.slice(date.start, date.end);
  const behind = sourcesInWords(section.knowledge, sources);
  const fixes = isQuoted || sharesDate ? [] : fixesOf(section.text, date, recorded);
  return {
    start: place.start,
    end: place.end,
    message: `${subject}: the record says ${shown}${behind}, not ${written}.`,
    evidence: recorded.flatMap(one => [...one.evidence, ...sourceEvidence(section.knowledge, one.sources)]),
    fixes,
    ...(isQuoted ? { quoted: true } : {}),
  };
}

function writtenSpan({ from, to }: RecordedDate): string {
  return to === undefined || to === '9999' ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
}

/** Writes the recorded date as the text writes its own. A change of a date changes what is said, so it is never safe. */
function fixesOf(text: string, date: ProseDate, recorded: readonly RecordedDate[]): readonly Fix[] {
  const { style } = date;
  const [only, other] = recorded;
  if (style === undefined || only === undefined || other !== undefined || only.to !== undefined) {
    return [];
  }
  const wanted = writeDate(only.from, style);
  const precise = parseDate(only.from);
  if (wanted === undefined || precise === undefined || precise.approximate) {
    return [];
  }
  const edits = [{ start: date.start, end: date.end, text: wanted }];
  // "on 12 May 2000" becomes "in May 2000" where the record knows the month only.
  const preposition = /\b[Oo]n $/.exec(text.slice(Math.max(0, date.start - 4), date.start));
  if (date.precision === 'day' && precise.day === undefined && preposition !== null) {
    const start = date.start - 3;
    edits.unshift({ start, end: start + 2, text: preposition[0].startsWith('O') ? 'In' : 'in' });
  }
  return [{ title: `Write ${wanted}`, edits, safe: false }];
}
