/**
 * stale: what was right once. A post under a name that the record dates to another time, a claim that the record calls
 * superseded, and words such as "recently" that say nothing to whoever reads the text later.
 *
 * Titles belong to their time: "President Park Geun-hye visited Beijing" stays right for ever. Only a text that speaks
 * of the present is checked against the date it speaks as of. Memberships are checked by claim-membership.
 */

import { earliest, formatDate, latest, parseDate } from '../knowledge/dates.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Entity, PersonRole } from '../knowledge/model.js';
import type { Mention } from '../recognize/recognizer.js';
import { ClaimIndex, type ClaimMatch } from './claimMatch.js';
import { evidenceOf } from './disputed.js';
import { within } from './document.js';
import type { CheckedSection, Evidence, RuleFinding, SectionRule, Span } from './rule.js';
import { sourceEvidence } from './sourcesInWords.js';

/** Chosen on the `dev` half of the labelled texts. */
const threshold = 0.65;

/** Longer stretches are no prose. */
const longestSentence = 3000;

export const stale: SectionRule = {
  id: 'stale',
  title: 'A statement that was right at another time',
  severity: 'warning',
  scope: 'section',
  *check(section) {
    const superseded = supersededIn(section.knowledge);
    for (const sentence of section.sentences) {
      if (section.isHeading(sentence.start) || sentence.end - sentence.start > longestSentence) {
        continue;
      }
      const text = section.text.slice(sentence.start, sentence.end);
      yield* vagueTimes(section, sentence, text);
      if (!isStatement(text)) {
        continue;
      }
      for (const mention of within(section.mentions, sentence)) {
        const finding = officeAt(section, sentence, text, mention);
        if (finding !== undefined) {
          yield finding;
        }
      }
      const match = superseded.best(section, sentence, threshold);
      if (match !== undefined && isOver(section, match) && !speaksOfAnotherTime(section, match)) {
        const isQuoted = section.isQuoted(match.words.start);
        yield {
          ...match.words,
          severity: 'info',
          message: `The record calls this superseded: ${match.claim.why ?? match.claim.say}`,
          evidence: [...evidenceOf(section.knowledge, match), ...successors(section.knowledge, match)],
          fixes: [],
          ...(isQuoted ? { quoted: true } : {}),
        };
      }
    }
  },
};

function isStatement(text: string): boolean {
  return !/\?["'\u201d)]*$/.test(text) && !/\b(?:if|unless|whether)\b/i.test(text);
}

// Words that date nothing.

const vague =
  /\b(?:(?<!until )recently|currently|presently|at present|nowadays|(?<!up )to date(?! (?:from|back|the|it|them|this|these|a|an)\b)|in recent (?:years|months|weeks|days|times)|at the moment|at this time)\b/gi;
const dated = /\b(?:1[5-9]|20)\d\d\b|\bas of\b/i;

function* vagueTimes(section: CheckedSection, sentence: Span, text: string): Generator<RuleFinding> {
  if (dated.test(text)) {
    return;
  }
  for (const match of text.matchAll(vague)) {
    const start = sentence.start + match.index;
    if (section.isProse(start)) {
      yield {
        start,
        end: start + match[0].length,
        severity: 'hint',
        message: `\u201c${match[0]}\u201d dates nothing: a later reader cannot tell when. Give a date.`,
        evidence: [],
        fixes: [],
        ...(section.isQuoted(start) ? { quoted: true } : {}),
      };
    }
  }
}

// Posts.

const presentVerb =
  /^(?:,[^,;.]{1,60},)? (?:also |now |still |currently |again |long )?(?:is|has|says|wants|plans|leads|heads|remains|continues|argues|insists|intends|seeks|faces|calls|warns|hopes|believes|thinks|opposes|supports|visits|meets|travels|will|expects|promises|threatens|claims|refuses|denies|maintains|holds|governs|rules)\b/;
const isHolder = /^ (?:is|remains) (?:(?:now|currently|still|also) )?(?:the |an? )?(?:current |incumbent |present )?/;
const current = /\b(?:current|incumbent|present|sitting)\b/i;
const qualified =
  /\b(?:former|ex|then|late|acting|deputy|vice|future|incoming|designate|assistant|under|shadow|interim|honorary|past|previous|by)[ -]+$/i;

/** A post at a name, or a name with "is the ⟨post⟩", that the record dates to another time. */
function officeAt(
  section: CheckedSection,
  sentence: Span,
  text: string,
  { start, end, senses }: Mention,
): RuleFinding | undefined {
  const person = senses.length === 1 ? senses[0]?.entity : undefined;
  if (person?.kind !== 'person' || person.roles.length === 0 || section.isQuoted(start)) {
    return undefined;
  }
  const year = /\b(?:1[5-9]|20)\d\d\b/.exec(text)?.[0];
  if (year !== undefined && year !== section.asOf.slice(0, 4)) {
    return undefined;
  }
  const before = text.slice(0, start - sentence.start);
  const after = text.slice(end - sentence.start);
  const place =
    titleBefore(person, before, after, end - sentence.start) ??
    predicateBehind(person, after, start - sentence.start, end - sentence.start);
  if (place === undefined) {
    return undefined;
  }
  const roles = person.roles.filter(role => postsOf(role).includes(place.post));
  const stated = statesAround(section, sentence, place, start);
  const meant = stated === undefined ? roles : roles.filter(({ of }) => of === undefined || of === stated);
  const other = meant.length > 0 && meant.every(role => isOtherTime(role, section.asOf));
  const alike = person.roles.some(
    role => role.role.toLowerCase().includes(place.post) && !isOtherTime(role, section.asOf),
  );
  if (!other || alike) {
    return undefined;
  }
  const times = meant.map(({ from, to }) =>
    `${from === undefined ? '' : `from ${formatDate(from)}`}${to === undefined ? '' : ` to ${formatDate(to)}`}`.trim(),
  );
  const isPast = meant.every(({ to }) => to !== undefined) && place.isTitle;
  const at = sentence.start + place.start;
  return {
    start: at,
    end: sentence.start + place.end,
    message: `${person.name}, ${meant[0]?.role ?? place.post}: the record says ${times.join(' and ')}; the text speaks as of ${section.asOf}.`,
    evidence: meant.flatMap(role => [
      { message: `${person.name}, ${role.role}`, entity: person.id },
      ...sourceEvidence(
        section.knowledge,
        role.cite.map(({ key }) => key),
      ),
    ]),
    fixes:
      isPast && isAfter(section.asOf, meant) && !current.test(before)
        ? [
            {
              title: 'Write \u201cformer\u201d',
              edits: [
                {
                  start: at,
                  end: at,
                  text: /^["'\u201c(]*$/.test(before.slice(0, place.start)) ? 'Former ' : 'former ',
                },
              ],
              safe: false,
            },
          ]
        : [],
  };
}

interface PostPlace extends Span {
  readonly post: string;
  /** The post stands before the name. */
  readonly isTitle: boolean;
}

/** "Foreign Minister ⟨person⟩ says …" and "the current Secretary-General, ⟨person⟩, …"; offsets in the sentence. */
function titleBefore(person: Entity, before: string, after: string, nameEnd: number): PostPlace | undefined {
  const lower = before.toLowerCase();
  for (const post of allPosts(person)) {
    const mark = lower.endsWith(`${post} `) ? 1 : lower.endsWith(`${post}, `) ? 2 : 0;
    const start = before.length - post.length - mark;
    if (mark === 0 || /\p{L}$/u.test(before.slice(0, start)) || qualified.test(before.slice(0, start))) {
      continue;
    }
    const isCurrent = current.test(before.slice(Math.max(0, start - 30), start));
    if (isCurrent || (mark === 1 && presentVerb.test(after))) {
      return { start, end: nameEnd, post, isTitle: true };
    }
  }
  return undefined;
}

/** "⟨person⟩ is the Chancellor". */
function predicateBehind(person: Entity, after: string, from: number, nameEnd: number): PostPlace | undefined {
  const lead = isHolder.exec(after)?.[0];
  if (lead === undefined) {
    return undefined;
  }
  const rest = after.slice(lead.length).replace(/^(?:\p{Lu}\p{L}+(?:'s|\u2019s)? ){0,2}?(?=\p{Lu})/u, '');
  const skipped = after.length - rest.length;
  for (const post of allPosts(person)) {
    for (const at of [skipped, after.toLowerCase().indexOf(post, lead.length)]) {
      if (
        at >= 0 &&
        at - lead.length < 30 &&
        !qualified.test(after.slice(0, at)) &&
        after.slice(at, at + post.length).toLowerCase() === post &&
        !/^\p{L}/u.test(after.slice(at + post.length)) &&
        /^(?:\p{L}+(?:['\u2019]s)? ){0,3}$/u.test(after.slice(lead.length, at))
      ) {
        return { start: from, end: nameEnd + at + post.length, post, isTitle: false };
      }
    }
  }
  return undefined;
}

function allPosts({ roles }: Entity): readonly string[] {
  return [...new Set(roles.flatMap(postsOf))].sort((a, b) => b.length - a.length);
}

function postsOf({ role }: PersonRole): readonly string[] {
  return role
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .split(/,|\/|;|\band\b|\bthen\b|\blater\b/)
    .map(post =>
      post
        .replace(/\b(?:from|since) \d{4}.*$/, '')
        .replace(/^(\s*(?:vice |deputy |prime )?(?:president|chairman|minister|premier|king|director)) of .*$/, '$1')
        .trim(),
    )
    .filter(post => post.length > 3 && post !== 'leader');
}

/** The state that the text names with the post: "Chinese Foreign Minister", "Chancellor of Germany". */
function statesAround(section: CheckedSection, sentence: Span, { start, end }: Span, name: number): string | undefined {
  const from = sentence.start + start;
  const to = sentence.start + end;
  for (const mention of within(section.mentions, { start: from - 60, end: to + 40 })) {
    const entity = mention.senses[0]?.entity;
    const gap = section.text.slice(mention.end, from);
    const gapBehind = section.text.slice(to, mention.start);
    const isBeside =
      (mention.end <= from && /^(?:['\u2019]s)? (?:current |incumbent )?$/.test(gap)) ||
      (mention.start >= to && /^ of (?:the )?$/.test(gapBehind)) ||
      (mention.start > from && mention.end < to && mention.start !== name);
    if (isBeside && (entity?.kind === 'country' || entity?.kind === 'organization')) {
      return entity.id;
    }
  }
  return undefined;
}

function isOtherTime({ from, to, asOf: known }: PersonRole, asOf: string): boolean {
  const time = daysOf(asOf);
  const begin = daysOf(from);
  const end = daysOf(to);
  if (time === undefined || (begin === undefined && end === undefined && known !== undefined)) {
    return false;
  }
  return (end !== undefined && time.first > end.last) || (begin !== undefined && time.last < begin.first);
}

function isAfter(asOf: string, roles: readonly PersonRole[]): boolean {
  const time = daysOf(asOf);
  return roles.every(({ to }) => (daysOf(to)?.last ?? '9999') < (time?.first ?? ''));
}

function daysOf(date: string | undefined): { readonly first: string; readonly last: string } | undefined {
  const parsed = date === undefined ? undefined : parseDate(date);
  return parsed === undefined ? undefined : { first: earliest(parsed), last: latest(parsed) };
}

// Superseded claims.

const indexes = new WeakMap<KnowledgeBase, ClaimIndex>();

function supersededIn(knowledge: KnowledgeBase): ClaimIndex {
  const known = indexes.get(knowledge) ?? new ClaimIndex(knowledge, ({ status }) => status === 'superseded');
  indexes.set(knowledge, known);
  return known;
}

/** Whether the text speaks of a time when something else already held. */
function isOver({ knowledge, asOf }: CheckedSection, { entity, claim }: ClaimMatch): boolean {
  const next = claim.supersededBy.flatMap(reference => knowledge.claim(reference, entity.id)?.claim ?? []);
  const dates = next.flatMap(({ on, from }) => daysOf(on ?? from)?.first ?? []);
  const over =
    dates.length > 0 ? dates.reduce((a, b) => (a < b ? a : b)) : daysOf(claim.to ?? claim.asOf ?? claim.on)?.last;
  const time = daysOf(asOf);
  return over !== undefined && time !== undefined && time.first > over;
}

/** A year that the claim does not have: "In 2010 all members …" stays right. */
function speaksOfAnotherTime({ text }: CheckedSection, { claim, clause }: ClaimMatch): boolean {
  const years = text.slice(clause.start, clause.end).match(/\b(?:1[5-9]|20)\d\ds?\b/g) ?? [];
  return years.some(year => !claim.say.includes(year));
}

function successors(knowledge: KnowledgeBase, { entity, claim }: ClaimMatch): readonly Evidence[] {
  return claim.supersededBy.flatMap(reference => {
    const place = knowledge.claim(reference, entity.id);
    return place === undefined
      ? []
      : [{ message: place.claim.say, entity: place.entity.id, claim: place.entity.claims.indexOf(place.claim) }];
  });
}
