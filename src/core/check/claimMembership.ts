/**
 * claim-membership: who belongs to what, against the record, as of the date of the text.
 *
 * A statement is a subject right before a verb of belonging and a list right behind it. Only a few adverbs may stand
 * between, so that plans ("may join"), wishes ("wants to join") and other subjects ("Norway's parliament is …") break
 * it; and a sentence that reports what somebody says, or supposes something, states nothing.
 */

import type { Entity } from '../knowledge/model.js';
import { spanAt, within } from './document.js';
import type { Memo } from './memo.js';
import type { CheckedSection, Evidence, Fix, RuleFinding, SectionRule, Span, TextEdit } from './rule.js';
import { letters, type Named, plainShape, type Shape, sign } from './shape.js';
import { sourceEvidence, sourcesInWords } from './sourcesInWords.js';
import { type RecordedStanding, type Standing, standingOf } from './standing.js';

export const claimMembership: SectionRule = {
  id: 'claim-membership',
  title: 'A membership that the record contradicts',
  severity: 'warning',
  scope: 'section',
  *check(section) {
    const { sentences, text } = section;
    for (const [index, sentence] of sentences.entries()) {
      // Most sentences do not speak of belonging; they cost one look.
      if (!speaksOfBelonging.test(text.slice(sentence.start, sentence.end))) {
        continue;
      }
      const shape = shapeOf(section, sentence);
      if (shape === undefined || !isStatement(shape.text)) {
        continue;
      }
      const seen = new Set<string>();
      for (const statement of statementsIn(section.memo, shape, subjectOf(shape) ?? subjectBefore(section, index))) {
        for (const finding of findingsOf(section, statement)) {
          const key = `${finding.start} ${finding.end}`;
          if (!seen.has(key)) {
            seen.add(key);
            yield finding;
          }
        }
      }
    }
  },
};

/** What "it" means at the beginning of a sentence: the state that the paragraph was speaking of until there. */
function subjectBefore(section: CheckedSection, index: number): Entity | undefined {
  const { sentences } = section;
  const paragraph = spanAt(section.paragraphs, sentences[index]?.start ?? 0);
  // A reader who has met nothing but "it" for longer than this has lost the thread too.
  for (let i = index - 1; i >= Math.max(0, index - 8); i--) {
    const sentence = sentences[i];
    const shape =
      sentence === undefined || sentence.start < (paragraph?.start ?? 0) ? undefined : shapeOf(section, sentence);
    const own = shape === undefined ? undefined : subjectOf(shape);
    if (shape === undefined || own !== undefined || !startsWithPronoun.test(shape.text)) {
      return own;
    }
  }
  return undefined;
}

function shapeOf(section: CheckedSection, sentence: Span): Shape | undefined {
  return section.isHeading(sentence.start) ||
    (within(section.mentions, sentence).length === 0 && !pronoun.test(startOf(section.text, sentence)))
    ? undefined
    : plainShape(section, sentence);
}

const pronoun = /\b[Ii]t\b/;
const speaksOfBelonging =
  /member|belong|part(?:y|ies)\b|join|acced|ratif|admit|sign|left|quit|withdr|exit|pulled|ceased|outside|observer|participa/;

function startOf(text: string, { start, end }: Span): string {
  return text.slice(start, Math.min(end, start + 60));
}

/**
 * What is said of a membership. `is`, `isNot`: as of the text's date. `was`, `joined`: at some time up to then.
 * `noLonger`, `left`: a membership that has ended.
 */
type Said =
  'is' | 'isNot' | 'was' | 'joined' | 'neverJoined' | 'signed' | 'notSigned' | 'left' | 'noLonger' | 'observer';

interface Statement {
  readonly said: Said;
  readonly members: readonly Named[];
  readonly bodies: readonly Named[];
  /** The subject is a pronoun, and its name stands elsewhere. */
  readonly byPronoun: boolean;
  /** Where the verb stands, for a change of it. */
  readonly verb?: Span;
}

const { state: S, organization: O } = sign;
const anySign = '\ue000-\ue008';
const members = `[${S}${O}]`;

const adverb = String.raw`(?:also|both|all|already|still|now|currently|formally|officially|each|long|today|again|finally|itself|themselves|later|then|first|subsequently|eventually|recently|together|of course|in turn|meanwhile|since|(?:legally|formally|technically|actually|indeed))`;
const adverbs = String.raw`(?:,? ${adverb},?){0,2}`;
const quality = String.raw`(?:full|founding|active|leading|long-?standing|long-?time|original|key|prominent|loyal|influential|new|newer|newest|young|youngest|old|oldest|small|smallest|core|proud|staunch|current|sovereign|voting|fully[- ]fledged|only|\d+(?:st|nd|rd|th)|[A-Z][a-z]+)`;
const article = String.raw`(?: (?:an?|the|one of the|among the|both|all|now an?|also an?|still an?))?`;
const memberWord = String.raw`(?:members?(?: states?| countr(?:y|ies))?|member-states?|(?:states? )?part(?:y|ies)|contracting part(?:y|ies)|participants?|participating states?)`;

/** Where a subject may start: not behind "of", "for", "between", which make it part of something else. */
const lead = String.raw`(?<=^["'(\u201c\u2022 ]*|[,;:(\u2014\u2013"\u201c] ?|\d{4},? |\b(?:and|but|while|because|as|although|though|where|yet|so|whereas|since|Today|Now|Then|Thus|Moreover|Meanwhile|However|Currently|Unlike ${members},) )`;
const listOf = (item: string): string =>
  String.raw`(?:[Tt]he |[Bb]oth )?${item}(?:(?:,? and |, )(?:the )?${item}){0,20}`;
const subject = String.raw`(?<subject>${lead}${listOf(members)}|(?<=^|[^${letters}])[Ii]t)`;
const relative = '(?:,? (?:which|who))?';

interface Frame {
  readonly pattern: RegExp;
  readonly said: (groups: Readonly<Partial<Record<string, string>>>) => Said | undefined;
}

const frame = (pattern: string, said: Frame['said']): Frame => ({ pattern: new RegExp(pattern, 'dg'), said });

const frames: readonly Frame[] = [
  frame(
    String.raw`${subject}${relative}${adverbs} (?<verb>(?<aux>is|are|remains?|was|were|has been|have been|had been)(?<not> not|n't| no longer| never)?${adverbs}(?<neither> neither)?${article}(?: ${quality}){0,3} (?<role>${memberWord}|observers?|former ${memberWord}) (?:of|to|in|at)) `,
    ({ aux = '', not = '', neither = '', role = '' }) => {
      if (/observer/.test(role)) {
        return not === '' && /^(?:is|are|remain)/.test(aux) ? 'observer' : undefined;
      }
      if (role.startsWith('former')) {
        return not === '' && /^(?:is|are)$/.test(aux) ? 'noLonger' : undefined;
      }
      if (/no longer/.test(not)) {
        return /^(?:is|are)$/.test(aux) ? 'noLonger' : undefined;
      }
      if (not !== '' || neither !== '') {
        return /^(?:is|are|has|have)/.test(aux) && !(aux.startsWith('ha') && !/never/.test(not)) ? 'isNot' : undefined;
      }
      return /^(?:is|are|remain|has|have)/.test(aux) ? 'is' : 'was';
    },
  ),
  frame(
    String.raw`${subject}${relative} has never been${article}(?: ${quality}){0,2} ${memberWord} (?:of|to|in) `,
    () => 'isNot',
  ),
  frame(
    String.raw`${subject}${relative}${adverbs} (?<verb>(?<not>(?:do|does)(?: not|n't)(?: yet)? |no longer )?(?<v>belongs?|belonged) to(?<neither> neither)?) `,
    ({ not = '', v = '', neither = '' }) =>
      v === 'belonged'
        ? not + neither === ''
          ? 'was'
          : undefined
        : /no longer/.test(not)
          ? 'noLonger'
          : not + neither === ''
            ? 'is'
            : 'isNot',
  ),
  frame(
    String.raw`${subject}${relative}${adverbs} (?:holds?|maintains?|retains?|has) (?:full )?membership (?:in|of) `,
    () => 'is',
  ),
  frame(
    String.raw`${subject}${relative}${adverbs} (?:is|are|remains?|stays?)(?: still| both)? outside(?: of)? `,
    () => 'isNot',
  ),
  frame(
    String.raw`${subject}${relative}${adverbs} (?:has|have|holds?|enjoys?) (?:an? )?observer status (?:in|at|with|of) `,
    () => 'observer',
  ),
  frame(
    String.raw`${subject}${relative}${adverbs}(?<aux> has| have| had)?(?<not> not(?: yet)?| never|n't)?${adverbs} (?<v>joined|acceded to|ratified|become an? (?:full )?(?:member|party) (?:of|to)|become (?:members|parties) (?:of|to)|became (?:an? |the )?(?:${quality} ){0,2}${memberWord} (?:of|to)|been admitted to|(?:was|were) admitted to) `,
    ({ aux = '', not = '' }) =>
      not === '' ? 'joined' : /never/.test(not) ? 'neverJoined' : /ha[sv]/.test(aux) ? 'isNot' : undefined,
  ),
  frame(
    String.raw`${subject}${relative}${adverbs} (?:did not|didn't)(?: ever)? (?:join|accede to|ratify) `,
    () => 'isNot',
  ),
  frame(
    String.raw`${subject}${relative}${adverbs}(?<aux> has| have)?(?<not> not(?: yet)?| never|n't)?${adverbs} signed `,
    ({ aux = '', not = '' }) => (not === '' ? 'signed' : aux === '' && !/never/.test(not) ? undefined : 'notSigned'),
  ),
  frame(
    String.raw`${subject}${relative}${adverbs}(?<aux> has| have)?${adverbs} (?<v>left|quit|withdrew from|withdrawn from|exited|pulled out of|ceased to be an? (?:member|party) (?:of|to)) `,
    ({ aux = '' }) => (aux === '' ? 'left' : 'noLonger'),
  ),
  // "Turkey, a member of NATO, …"
  frame(
    String.raw`(?<subject>${lead}(?:[Tt]he )?${members}|(?<=^|, )(?:[Tt]he )?${members}), (?:itself |also |both |all )?(?:an? )?(?:${quality} ){0,2}${memberWord} (?:of|to) `,
    () => 'is',
  ),
];

/** "NATO member Norway", "NATO members Poland and Latvia". */
const reversed = new RegExp(
  String.raw`(?<![${letters}-]|[Nn]on-)(?<body>[${O}]) (?:members?(?: states?| countr(?:y|ies))?|member-states?) (?<subject>${listOf(S)})(?!'s? |[ -]?\ue001|-)`,
  'dg',
);

const reports =
  /\b(?:said|says?|saying|claim(?:s|ed|ing)?|argu(?:es?|ed|ing)|tells?|told|report(?:s|ed|edly)|according to|stat(?:es|ed) that|alleg\w+|believ\w+|thinks?|thought|insist\w*|den(?:y|ies|ied|ying)|assert\w*|suggest\w*|hopes?|hoped|hoping|expect\w*|wants?|wish\w*|wonder\w*|fears?|feared|doubts?|doubted|propos\w+|demand\w*|promis\w+|threaten\w*|myth|rumou?r\w*|wrongly|mistakenly|incorrectly|erroneously|falsely|untrue|not true|suppos\w+|imagin\w+|hypothetical\w*|scenario|if|unless|whether|would|could|as though)\b|^["'\u201c(]*(?:Had|Were|Should) /i;

/** What a clause begins with that speaks of a time to come: "once Japan is a member of …". */
const pending =
  /\b(?:until|till|once|when|as soon as|before|after|by the time|the day|so that|in order that|until the) (?:the )?$/;
const returned = /\b(?:return\w*|rejoin\w*|re-join\w*|re-?enter\w*|resum\w+|again|back)\b/i;

function isStatement(text: string): boolean {
  return !/\?["'\u201d)]*$/.test(text) && !reports.test(text);
}

const subjectAtStart = new RegExp(
  String.raw`^["'(\u201c ]*(?:[^,;:${anySign}]{0,60}, )?(?:[Tt]he )?(${S})(?!'|,| and | or )(?: [Gg]overnment)? [a-z]`,
);
const startsWithPronoun = /^["'(\u201c ]*(?:[A-Z][a-z]+(?: [a-z]+){0,3}, )?(?:It|it|They|they|This|Its)\b/;

/** The one state that is the subject of a sentence. */
function subjectOf(shape: Shape): Entity | undefined {
  const match = subjectAtStart.exec(shape.text);
  const found = match === null ? undefined : shape.named(match[0].lastIndexOf(match[1] ?? ''));
  return found?.entity.kind === 'country' ? found.entity : undefined;
}

interface FrameMatch {
  readonly meant: Said;
  readonly match: RegExpExecArray;
}

/** What the words of a shape may say of belonging, whatever its signs stand for. */
function matchesIn(text: string): {
  readonly plain: readonly FrameMatch[];
  readonly turned: readonly RegExpExecArray[];
} {
  const plain = frames.flatMap(({ pattern, said }) =>
    [...text.matchAll(pattern)].flatMap(match => {
      const meant = said(match.groups ?? {});
      const isHistory = meant === 'joined' || meant === 'left';
      const isPending = !isHistory && pending.test(text.slice(Math.max(0, match.index - 20), match.index));
      const isBack = (meant === 'left' || meant === 'noLonger') && returned.test(text);
      return meant === undefined || isPending || isBack ? [] : [{ meant, match }];
    }),
  );
  return { plain, turned: [...text.matchAll(reversed)] };
}

function* statementsIn(memo: Memo, shape: Shape, itMeans: Entity | undefined): Generator<Statement> {
  const { plain, turned } = memo.of('belonging', shape.text, matchesIn);
  for (const { meant, match } of plain) {
    const range = match.indices?.groups?.['subject'];
    const isHistory = meant === 'joined' || meant === 'left';
    const list = bodiesAt(shape, match.index + match[0].length, isHistory || meant === 'signed');
    if (range === undefined || list === undefined) {
      continue;
    }
    const verb = match.indices?.groups?.['verb'];
    const found = subjectsIn(shape, range, itMeans);
    if (found !== undefined) {
      yield {
        said: meant,
        ...found,
        bodies: list.bodies,
        ...(verb === undefined ? {} : { verb: spanOf(shape, verb) }),
      };
      yield* continued(shape, list.end, meant, found);
    }
  }
  for (const match of turned) {
    const range = match.indices?.groups?.['subject'];
    const [body] = namesIn(shape, match.indices?.groups?.['body']);
    if (body !== undefined && range !== undefined) {
      yield { said: 'is', members: namesIn(shape, range), bodies: [body], byPronoun: false };
    }
  }
}

const contrast = new RegExp(String.raw`,? (?:but|and) not (?:an? (?:member|party) )?(?:of|to|in) `, 'yu');
const norIs = /,? nor is it an? (?:member|party|member state) (?:of|to) /y;
const ratification = /,? but (?:has|have) (?:not|never) (?:yet )?ratified it\b/y;

/** "… of NATO but not of the European Union", "…, nor is it a member of the MTCR", "… but has not ratified it". */
function* continued(
  shape: Shape,
  from: number,
  said: Said,
  found: Pick<Statement, 'members' | 'byPronoun'>,
): Generator<Statement> {
  const next = said === 'is' ? contrast : said === 'isNot' ? norIs : undefined;
  if (next !== undefined) {
    next.lastIndex = from;
    const match = next.exec(shape.text);
    const list = match === null ? undefined : bodiesAt(shape, match.index + match[0].length, false);
    if (list !== undefined) {
      yield { said: 'isNot', ...found, bodies: list.bodies };
    }
  } else if (said === 'signed') {
    ratification.lastIndex = from;
    const body = shape.named(from - 1);
    if (ratification.test(shape.text) && body !== undefined) {
      yield { said: 'isNot', ...found, bodies: [body] };
    }
  }
}

function subjectsIn(
  shape: Shape,
  [start, end]: readonly [number, number],
  itMeans: Entity | undefined,
): Pick<Statement, 'members' | 'byPronoun'> | undefined {
  const named = namesIn(shape, [start, end]);
  if (named.length > 0) {
    return { members: named, byPronoun: false };
  }
  const offset = shape.offsets[start];
  if (itMeans === undefined || offset === undefined || !/^it$/i.test(shape.text.slice(start, end))) {
    return undefined;
  }
  const [name] = itMeans.names;
  return name === undefined
    ? undefined
    : {
        members: [
          {
            start: offset,
            end: offset + end - start,
            entity: itMeans,
            mention: { start: offset, end: offset + end - start, role: 'name', senses: [{ entity: itMeans, name }] },
          },
        ],
        byPronoun: true,
      };
}

function namesIn(shape: Shape, range: readonly [number, number] | undefined): readonly Named[] {
  const found: Named[] = [];
  for (let at = range?.[0] ?? 0; at < (range?.[1] ?? 0); at++) {
    const named = shape.named(at);
    if (named !== undefined) {
      found.push(named);
    }
  }
  return found;
}

const item = new RegExp(
  String.raw`(?:(?:both |either |neither )?(?:of |to |in )?(?:the |its |its neighbour )?)(?:(?<sign>[${anySign}])(?: \([^()]{1,20}\))?|\p{Lu}[\p{L}\p{N}'&.-]*(?: (?:of|for|on|and|the|in|to|\p{Lu}[\p{L}\p{N}'&.-]*)){0,10}?(?: \([^()]{1,20}\))?(?=[,;.)]|$| and | or | nor ))`,
  'yu',
);
const separator =
  /(?:; and |; |, and |, as well as |, nor |, or |, | and also | as well as | and | or | nor )(?=(?:of |to |in )?(?:the |its )?[\ue000-\ue008\p{Lu}])/uy;

/** A noun behind the last name would make it part of another thing: "a member of the NATO delegation". */
const closing =
  /^(?:$|["'\u201d]?[.,;:)!\u2014\u2013]|["\u201d]|--| \(| (?:and|but|or|nor|since|until|from|for|as|when|while|with|after|before|although|though|because|despite|which|who|that|today|now|again|under|by|at|on|in|along|alongside|together|yet|so|unlike|like|than|to|even|where|whereas|without|during|through|throughout|only|too|either|between|following|over|via|and\/or|\d{4})\b)/;
/** What must follow a deed: "joined the UN in protest" and "left NATO to its fate" are others. */
const closingDeed =
  /^(?:$|["'\u201d]?[.,;:)!\u2014\u2013]|["\u201d]| \(| (?:and|but|or|since|after|before|although|though|because|despite|which|when|while|together with|along with|alongside|again|altogether|only)\b| (?:in|on|by|during|as early as|as late as)(?: (?:early|late|mid|the|about|around|spring|summer|autumn|fall|winter))?[ -](?:\d|January|February|March|April|May|June|July|August|September|October|November|December|same year)| as an? | under )/;

/** The bodies of a list, and where it ends; `undefined` where it is not a list of bodies after all. */
function bodiesAt(shape: Shape, from: number, isDeed: boolean): { bodies: readonly Named[]; end: number } | undefined {
  const bodies: Named[] = [];
  let at = from;
  for (let count = 0; count < 60; count++) {
    item.lastIndex = at;
    const match = item.exec(shape.text);
    if (match === null) {
      break;
    }
    const position = match[0].search(/[\ue000-\ue008]/);
    const named = match.groups?.['sign'] === undefined ? undefined : shape.named(at + position);
    if (named !== undefined && isBody(named.entity)) {
      bodies.push(named);
    } else if (
      match.groups?.['sign'] !== undefined &&
      [S, sign.person, sign.adjective].some(one => one === match.groups?.['sign'])
    ) {
      // "is a member of the UN, China is not": the next clause begins.
      break;
    }
    at += match[0].length;
    separator.lastIndex = at;
    const next = separator.exec(shape.text);
    item.lastIndex = at + (next?.[0].length ?? 0);
    if (next === null || !startsItem(shape, item.lastIndex)) {
      break;
    }
    at += next[0].length;
  }
  const rest = shape.text.slice(at, at + 40);
  return bodies.length > 0 && (isDeed ? closingDeed : closing).test(rest) ? { bodies, end: at } : undefined;
}

/** Whether another item follows, and not the subject of another clause: "… of the UN, and China is …". */
function startsItem(shape: Shape, at: number): boolean {
  const follows = /^(?:both )?(?:of |to |in )?(?:the |its )?([\ue000-\ue008\p{Lu}])/u.exec(
    shape.text.slice(at, at + 30),
  );
  const first = follows?.[1];
  if (first === undefined || first === S || first === sign.person) {
    return false;
  }
  return !/^[^,;]{0,80}? (?:is|are|was|were|has|have|had|will)\b/.test(
    shape.text.slice(at, at + 60).replace(/[.;,].*$/s, ''),
  );
}

function isBody({ kind }: Entity): boolean {
  return kind === 'organization' || kind === 'regime' || kind === 'treaty';
}

function spanOf(shape: Shape, [start, end]: readonly [number, number]): Span {
  const first = shape.offsets[start] ?? shape.sentence.start;
  return { start: first, end: (shape.offsets[end - 1] ?? first) + 1 };
}

/** The standings that contradict what is said. */
const contradicting: Readonly<Record<Said, readonly Standing[]>> = {
  is: ['observer', 'associate', 'signed', 'former', 'later', 'outside'],
  isNot: ['member'],
  was: ['signed', 'later', 'outside'],
  joined: ['observer', 'signed', 'later', 'outside'],
  neverJoined: ['member', 'former'],
  signed: ['outside'],
  notSigned: ['member', 'signed'],
  left: ['member', 'outside', 'later'],
  noLonger: ['member', 'outside', 'later'],
  observer: ['member', 'former', 'outside', 'later'],
};

function* findingsOf(section: CheckedSection, statement: Statement): Generator<RuleFinding> {
  const { said, members: subjects, bodies, byPronoun } = statement;
  for (const member of subjects) {
    for (const body of bodies) {
      if (member.entity.id === body.entity.id) {
        continue;
      }
      const recorded = standingOf(section.knowledge, member.entity, body.entity, section.asOf);
      if (recorded === undefined || !contradicting[said].includes(recorded.standing) || !isSure(said, recorded)) {
        continue;
      }
      const place = subjects.length > 1 && !byPronoun ? member : body;
      const isQuoted = section.isQuoted(place.start);
      const isOnly = subjects.length === 1 && bodies.length === 1;
      yield {
        start: place.start,
        end: place.end,
        message: messageOf(section, member.entity, body.entity, recorded),
        evidence: evidenceOf(section, recorded),
        fixes: isOnly && !isQuoted ? fixesOf(section.text, statement, recorded) : [],
        ...(isQuoted ? { quoted: true } : {}),
      };
    }
  }
}

/** Some statements need more than the want of a row, or a record without a story of leaving and coming back. */
function isSure(said: Said, { standing, isExplicit, isPlain }: RecordedStanding): boolean {
  switch (said) {
    case 'left':
    case 'noLonger':
      return standing === 'member' ? isPlain : isExplicit;
    case 'was':
    case 'signed':
    case 'observer':
      return isExplicit || standing === 'member';
    default:
      return true;
  }
}

function messageOf(section: CheckedSection, member: Entity, body: Entity, recorded: RecordedStanding): string {
  const behind = sourcesInWords(section.knowledge, recorded.sources);
  return `${member.name} and ${body.name}, as of ${section.asOf}: the record ${recorded.says.replace(/\.$/, '')}${behind}.`;
}

function evidenceOf({ knowledge }: CheckedSection, { evidence, sources }: RecordedStanding): readonly Evidence[] {
  return [...evidence, ...sourceEvidence(knowledge, sources)];
}

/** Only a change of the verb; what is then said of the membership is what the record says of it. */
function fixesOf(text: string, { said, verb }: Statement, { standing, isExplicit }: RecordedStanding): readonly Fix[] {
  if (verb === undefined || !isExplicit) {
    return [];
  }
  const written = text.slice(verb.start, verb.end);
  const changed =
    said === 'is'
      ? standing === 'former'
        ? past(written)
        : standing === 'outside' || standing === 'later'
          ? negated(written)
          : standing === 'observer'
            ? /^(?:is|remains) a (?:full )?member (?:of|to)$/.test(written)
              ? written.replace(/ a (?:full )?member (?:of|to)$/, ' an observer in')
              : undefined
            : undefined
      : said === 'isNot'
        ? affirmed(written)
        : undefined;
  if (changed === undefined || changed === written) {
    return [];
  }
  const edits: readonly TextEdit[] = [{ ...verb, text: changed }];
  return [{ title: `Write \u201c${changed}\u201d`, edits, safe: false }];
}

function past(verb: string): string | undefined {
  return /^is\b/.test(verb)
    ? verb.replace(/^is\b/, 'was')
    : /^are\b/.test(verb)
      ? verb.replace(/^are\b/, 'were')
      : /^belongs? to$/.test(verb)
        ? 'belonged to'
        : undefined;
}

function negated(verb: string): string | undefined {
  return /^(?:is|are)(?: an?)? (?:member|part)/.test(verb)
    ? verb.replace(/^(is|are)\b/, '$1 not')
    : verb === 'belongs to'
      ? 'does not belong to'
      : verb === 'belong to'
        ? 'do not belong to'
        : undefined;
}

function affirmed(verb: string): string | undefined {
  return /^(?:is|are) not\b/.test(verb)
    ? verb.replace(/^(is|are) not\b/, '$1')
    : /^do(?:es)? not belong to$/.test(verb)
      ? verb.replace(/^does not belong to$/, 'belongs to').replace(/^do not /, '')
      : undefined;
}
