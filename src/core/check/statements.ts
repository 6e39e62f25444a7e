/**
 * Statements: what a sentence says happened, to whom, and when.
 *
 * Each frame is one way to say it: "⟨resolution⟩ was adopted on ⟨date⟩", "⟨state⟩ joined ⟨organization⟩ in ⟨date⟩". A
 * frame holds the whole of what it needs close together, so that whatever stands between (a plan, a negation, another
 * verb, another subject) breaks it. A sentence that no frame fits states nothing; silence is cheap, a false alarm is not.
 */

import type { Entity } from '../knowledge/model.js';
import type { ProseDate } from './dates.js';
import { placeOf, spanAt } from './document.js';
import { letters, plainShape, type Named, type Shape, shapeOf, sign } from './shape.js';
import type { CheckedSection, Span } from './rule.js';

export type Statement =
  | { readonly what: 'adopted' | 'signed' | 'inForce' | 'born' | 'died'; readonly of: Named; readonly date: ProseDate }
  | { readonly what: 'held' | 'began' | 'ended'; readonly of: Named; readonly date: ProseDate }
  | { readonly what: 'related' | 'unrelated'; readonly of: Entity; readonly with: Named; readonly date: ProseDate }
  | { readonly what: 'joined' | 'left'; readonly of: Named; readonly body: Entity; readonly date: ProseDate }
  | {
      readonly what: 'tookOffice' | 'leftOffice';
      readonly of: Named;
      /** The post as written, in lower case; left out where the text names none. */
      readonly post?: string;
      readonly postOf?: Entity;
      readonly date: ProseDate;
    }
  | {
      readonly what: 'unnamedResolution';
      readonly isCouncil: boolean;
      /** What is named around it. */
      readonly around: readonly Entity[];
      readonly date: ProseDate;
    };

const { state: S, adjective: A, organization: O, treaty: T, resolution: R, event: E, person: P, date: D } = sign;
const anyItem = '\ue000-\ue008';

/** Adverbs and auxiliaries between a subject and its verb; what is not listed (never, not, would) breaks the frame. */
const adverb = String.raw`(?:also|then|formally|first|only|later|once again|once|again|soon|thus|jointly|itself|both|together|in turn|(?!hardly|nearly|scarcely|supposedly|allegedly|reportedly|possibly|probably|likely|only)[a-z]{3,12}ly),? `;
const active = String.raw`(?:(?:has|have|had) )?(?:${adverb}){0,2}`;
const passive = String.raw`(?:(?:was|were|is|has been|have been|had been) )?(?:${adverb}){0,2}`;
const the = String.raw`(?:[Tt]he |[Bb]oth |its |their |an? )?`;
const parties = `[${S}${O}]`;
const list = (item: string): string =>
  String.raw`${the}${item}(?:(?:,? and |,? as well as |, )${the}${item}(?![ -]?${A})(?!'s?\b)){0,40}`;

/** What may stand between a verb and its date: "in Geneva", "by a vote of 15-0", "as president". */
const gapWord = String.raw`(?!(?:that|which|who|whom|when|where|while|after|before|since|and|but|to|than|draft|second|third|fourth|fifth|re-election)\b)[${letters}\d\ue000-\ue007][${letters}\d\ue000-\ue007'./-]*`;
const gap = String.raw`(?: (?:in|at|by|as|under|with|of|from|unanimously|for|into)(?! ?${D})(?: ${gapWord}){0,5}?){0,2}?(?: unanimously)?`;
const when = String.raw`(?:,? (?:(?:in|on|during|dated|of|from|back in|only in|as early as|as late as)(?: the)? )?${D}|,? \((?:(?:in|on|adopted|signed) )?${D}\))`;
const plainWhen = String.raw`(?:,? (?:in|on|during|back in)(?: the)? ${D}|,? \(${D}\)|,? ${D})`;
const sinceWhen = String.raw`,? since ${D}`;
/** More dates behind the first: the sentence speaks of several times, and which belongs to what is not told. */
const oneDate = String.raw`(?!(?:,| and| or|,? and (?:again )?(?:in|on)| to| until|[-\u2013]) ?${D})`;

/** Where a subject may start: not behind "of", "for", "between", which make it part of something else. */
const lead = String.raw`(?<=^[^${letters}0-9\ue000-\ue008]{0,6}|[,;:(\u2014\u2013"\u201c] ?|${D} |\b(?:and|but|that|when|while|because|as|although|though|where|yet|so|how|said|noted|Later|Then|Thus|Soon|Finally|Eventually|Meanwhile) )`;
const leadOrAfter = String.raw`(?:${lead}|(?<=\b(?:[Aa]fter|[Bb]efore|[Ss]ince|[Uu]ntil|[Oo]nce|day|week|month|year) ))`;
const relative = String.raw`(?:,? which |, )?`;
const aside = String.raw`(?:, (?:which|who|sponsored|drafted|proposed|negotiated|the)\b[^;]{1,90}?, )`;

const adopt = '(?:adopted|passed|approved)';
const force = '(?:(?:entered|came|went|put) into (?:force|effect)|took effect|became effective)';
const establish =
  '(?:establish(?:ed|ing)|open(?:ed|ing)|set up|entered into|resum(?:ed|ing)|restor(?:ed|ing)|re-?establish(?:ed|ing)|renew(?:ed|ing))';
const sever =
  '(?:sever(?:ed|ing)|broke(?: off)?|breaking(?: off)?|cut(?:ting)?(?: off)?|end(?:ed|ing)|terminat(?:ed|ing))';
const relations =
  '(?:(?:full|formal|official|diplomatic|normal|bilateral|ambassadorial|ambassador-level|its|their|all|first) ){0,3}(?:relations|ties|diplomatic links)(?: at (?:the )?ambassadorial level)?';
const join =
  '(?:joined|entered|acceded to|(?:became|becoming|has been|have been|had been|was made) (?:(?:an?|the|full|founding|active|\\d+(?:st|nd|rd|th)|[a-z-]+th) ){0,3}(?:members?|part(?:y|ies)|member states?|states? parties|states? party)(?: (?:of|to))|(?:was|were|has been|have been|had been) (?:[a-z]+ly )?admitted (?:in)?to|gained (?:admission|entry) (?:in)?to|gained membership (?:in|of))';
const leave = '(?:left|quit|withdrew from|exited|pulled out of)';
const takeOffice =
  '(?:took office|assumed office|assumed power|took power|came to power|rose to power|was inaugurated|was sworn in|took over)';
const leaveOffice = '(?:left office|stepped down|left power)';
const hold = '(?:held|convened|conducted|carried out|staged)';

interface Match {
  readonly shape: Shape;
  readonly groups: Readonly<Partial<Record<string, readonly [number, number]>>>;
  /** The date inside the frame, or the one that opens the clause. */
  readonly date: ProseDate;
  readonly subject: SubjectOf;
}

type SubjectOf = (at: number) => Entity | undefined;

interface Frame {
  readonly pattern: RegExp;
  /** What a sentence must hold for the frame to be worth a look. */
  readonly cue?: RegExp;
  /** The frame has no date behind it; the one that opens the clause counts: "On ⟨date⟩ the Council adopted …". */
  readonly opened?: true;
  readonly read: (match: Match) => Iterable<Statement>;
}

const frame = (pattern: string, read: Frame['read']): readonly Frame[] => [
  { pattern: new RegExp(`${pattern}(?<when>WHEN)${oneDate}`.replace('WHEN', when), 'dg'), read },
];
/** A frame whose date may also open the clause: "In ⟨date⟩, ⟨state⟩ joined ⟨organization⟩". */
const openFrame = (pattern: string, read: Frame['read']): readonly Frame[] => [
  { pattern: new RegExp(`${pattern}(?<when>${gap}${plainWhen})${oneDate}`, 'dg'), read },
  { pattern: new RegExp(`${pattern}(?!${gap}${when})`, 'dg'), read, opened: true },
];

const about = (cue: RegExp, frames: readonly Frame[]): readonly Frame[] => frames.map(one => ({ ...one, cue }));

const subjects = `(?<subject>${lead}${list(parties)}|\\b[Ii]t)`;

const frames: readonly Frame[] = [
  // Resolutions.
  ...about(/\ue004|\bresolution/, [
    ...frame(
      String.raw`${leadOrAfter}${the}(?<resolution>${R})(?:${relative}|${aside}| ?\(|)(?: ?)${passive}${adopt}${gap}`,
      adoption,
    ),
    ...frame(
      String.raw`(?<!(?:would|could|should|might|may|must|will|never|not|to|n't) (?:have )?)(?:${adopt}|adopting|adoption of|passage of) ${the}(?<resolution>${R}(?:(?:,? and |, )${R})*)${gap}`,
      adoption,
    ),
    ...frame(
      String.raw`(?:${lead}|(?<=\b(?:[Uu]nder|by|in|of|through|with|to|since|[Ss]ince|after|[Aa]fter) ))${the}(?<resolution>${R})`,
      nominalAdoption,
    ),
    {
      pattern: new RegExp(
        String.raw`(?<=^[^${letters}0-9\ue000-\ue008]{0,6}(?:[Oo]n|[Ii]n) ${D},? (?:the |a )?(?:${O}|${O}'s|[Cc]ouncil|members of the ${O}) ${active})${adopt} ${the}(?<resolution>${R}(?:(?:,? and |, )${R})*)(?!${gap}${when})`,
        'dg',
      ),
      read: adoption,
      opened: true,
    },
    ...frame(String.raw`(?<unnamed>(?<![Dd]raft )\bresolution) (?:that )?${passive}${adopt}${gap}`, unnamedAdoption),
    ...frame(String.raw`${adopt} an? (?:[a-z-]+ ){0,2}(?:${A} )?(?<unnamed>resolution)`, unnamedAdoption),
  ]),
  // Relations between states.
  ...about(/\b(?:[Rr]elations|[Tt]ies|links)\b/, [
    ...openFrame(
      String.raw`${subjects} ${active}(?<verb>${establish}|${sever}) ${relations} with (?<other>${list(parties)})`,
      relationsWith,
    ),
    ...openFrame(
      String.raw`${lead}(?<subject>${the}${parties} and ${the}${parties}) ${active}(?<verb>${establish}|${sever}) ${relations}(?: with each other)?(?! with)`,
      relationsOfPair,
    ),
    {
      pattern: new RegExp(
        String.raw`(?<subject>${lead}${the}${parties})(?!'s) [^,;:${anyItem}]{0,80}(?:in|on|during) (?<when>${D}),? by ${active}(?<verb>${establish}|${sever}) ${relations} with (?<other>${list(parties)})`,
        'dg',
      ),
      read: relationsWith,
    },
    {
      pattern: new RegExp(
        String.raw`(?<subject>${lead}${the}${parties}),? (?:in|on) (?<when>${D}),? ${active}(?<verb>${establish}|${sever}) ${relations} with (?<other>${list(parties)})(?!${plainWhen})`,
        'dg',
      ),
      read: relationsWith,
    },
    ...openFrame(
      String.raw`(?:${lead}|(?<=[Tt]he ))(?:[Ff]ull |[Ff]ormal |[Oo]fficial )?(?:[Dd]iplomatic )?(?:[Rr]elations|[Tt]ies) (?:between|of) (?<subject>${the}${parties} (?:and|with) ${the}${parties}) ${passive}(?<verb>established|opened|resumed|restored|re-?established|severed|broken off|broken|cut|ended)`,
      relationsOfPair,
    ),
    ...openFrame(
      String.raw`(?:${lead}|(?<=[Tt]he ))(?:[Ff]ull |[Ff]ormal |[Oo]fficial )?[Dd]iplomatic (?:relations|ties) with (?<other>${the}${parties}) ${passive}(?<verb>established|opened|resumed|restored|re-?established|severed|broken off|broken|cut|ended) by (?<subject>${the}${parties})`,
      relationsWith,
    ),
    ...openFrame(
      String.raw`(?<verb>[Ee]stablishment|[Oo]pening|[Rr]esumption|[Rr]estoration|[Ss]everance|[Ss]evering|[Bb]reaking(?: off)?) of ${relations} (?:between (?<subject>${the}${parties} and ${the}${parties}))`,
      relationsOfPair,
    ),
    ...openFrame(
      String.raw`(?<verb>[Ee]stablishment|[Oo]pening|[Rr]esumption|[Rr]estoration|[Ss]everance|[Ss]evering|[Bb]reaking(?: off)?) of ${relations} by (?<subject>${the}${parties}) with (?<other>${the}${parties})`,
      relationsWith,
    ),
  ]),
  // Organizations and treaties.
  ...about(/[\ue002\ue003]/, [
    ...openFrame(
      String.raw`${subjects} ${active}${join} ${the}(?<body>[${O}${T}])(?!'s| (?:${A}|[a-z]*(?:-| )?(?:talks|summit|meeting|forum|ministerial|accession))\b)`,
      joining,
    ),
    {
      pattern: new RegExp(
        String.raw`${subjects},? (?:(?:which|who) )?${active}(?:${join}|an? (?:[a-z]+ )?(?:member|party) (?:of|to)) ${the}(?<body>[${O}${T}])(?<when>${sinceWhen})${oneDate}`,
        'dg',
      ),
      read: joining,
    },
    {
      pattern: new RegExp(
        String.raw`(?:[Aa]dmission|[Aa]ccession|[Ee]ntry) of (?<subject>${list(S)}) (?:in)?to ${the}(?<body>[${O}${T}])(?<when>${when})${oneDate}`,
        'dg',
      ),
      read: joining,
    },
    {
      pattern: new RegExp(
        String.raw`(?:${lead}(?:[Ss]ince |[Aa]fter |[Bb]efore |[Ff]ollowing |[Uu]pon )?)(?<subject>${S})'s? (?:admission|accession|entry) (?:in)?to ${the}(?<body>[${O}${T}])(?<when>${when})${oneDate}`,
        'dg',
      ),
      read: joining,
    },
    ...openFrame(String.raw`${subjects} ${active}${leave} ${the}(?<body>[${O}${T}])(?!'s)`, leaving),
  ]),
  // Treaties.
  ...about(/\ue003/, [
    ...frame(
      String.raw`${leadOrAfter}${the}(?<treaty>${T})(?:${relative}|${aside}) ?${passive}(?:signed|opened for signature|concluded)${gap}`,
      signing,
    ),
    ...frame(String.raw`(?<=\b(?:[Tt]he )?(?:signing|signature|conclusion) of )${the}(?<treaty>${T})${gap}`, signing),
    ...openFrame(
      String.raw`${lead}(?<signer>${list(`[${S}${P}]`)}) ${active}(?:signed|concluded) ${the}(?<treaty>${T})`,
      bilateralSigning,
    ),
    ...frame(
      String.raw`${leadOrAfter}${the}(?<treaty>${T})(?:,? which |, |${aside})? ?${active}${force}${gap}`,
      entryIntoForce,
    ),
    {
      pattern: new RegExp(
        String.raw`${lead}${the}(?<treaty>${T})(?: was| were|,)? (?:opened for signature|signed)[^;]{0,40}?${D},? and (?:later |finally )?${force}(?<when>${gap}${when})${oneDate}`,
        'dg',
      ),
      read: entryIntoForce,
    },
    {
      pattern: new RegExp(
        String.raw`${lead}${the}(?<treaty>${T})(?:,? which)?,? (?:has been |is )?in force(?<when>${sinceWhen})${oneDate}`,
        'dg',
      ),
      read: entryIntoForce,
    },
    ...frame(String.raw`(?:[Ee]ntry into force) of ${the}(?<treaty>${T})`, entryIntoForce),
  ]),
  // Events.
  ...about(/\ue005/, [
    ...frame(
      String.raw`${lead}${the}(?<event>${E})(?:${relative}|${aside}) ?${passive}(?:${hold}|took place|occurred|happened)${gap}`,
      holding('held'),
    ),
    ...frame(String.raw`(?:${hold}|hosted) ${the}(?<event>${E})${gap}`, holding('held')),
    {
      pattern: new RegExp(
        String.raw`${lead}[^,;:${D}]{0,60}(?<!(?:would|could|should|might|may|will|never|not|to|n't) (?:have )?)(?:${hold}|hosted) ${the}(?<event>${E})(?!${gap}${when})`,
        'dg',
      ),
      read: holding('held'),
      opened: true,
    },
    ...frame(
      String.raw`\b(?:met|meeting|spoke|gathered|signed|attended|at) (?:at |during )?${the}(?<event>${E})${gap}`,
      holding('held'),
    ),
    ...frame(String.raw`${lead}${the}(?<event>${E}),?`, nominalEvent),
    ...frame(
      String.raw`${lead}${the}(?<event>${E}) ${active}(?:began|started|opened|broke out|erupted|commenced)${gap}`,
      holding('began'),
    ),
    ...frame(
      String.raw`${lead}${the}(?<event>${E}) ${active}(?:ended|concluded|closed|finished)${gap}`,
      holding('ended'),
    ),
  ]),
  // People.
  ...about(/\ue006/, [
    ...frame(String.raw`${leadOrAfter}(?<person>${P})(?:, who)? ${active}${takeOffice}${gap}`, office('tookOffice')),
    ...frame(
      String.raw`${leadOrAfter}(?<person>${P})(?:, who)? ${active}became (?<post>(?:the |${A}(?:'s)? |${S}'s? |first |new )*[^,;:${D}${P}]{3,70}?)`,
      office('tookOffice'),
    ),
    ...frame(String.raw`${leadOrAfter}(?<person>${P})(?:, who)? ${active}${leaveOffice}${gap}`, office('leftOffice')),
    ...frame(String.raw`${leadOrAfter}(?<person>${P})(?:, who)? ${passive}(?:born)${gap}`, life('born')),
    ...frame(
      String.raw`${leadOrAfter}(?<person>${P})(?:, who)? ${active}(?:died|passed away|was (?:killed|assassinated))${gap}`,
      life('died'),
    ),
    ...frame(String.raw`(?:[Dd]eath|[Aa]ssassination|[Kk]illing) of (?<person>${P})`, life('died')),
  ]),
];

/** Words after which a sentence may say the opposite of what stands in it. */
const counter =
  /\b(?:if|unless|whether|wrongly|incorrectly|mistakenly|erroneously|falsely|misdates?|denie[sd]|deny|denying|disputes?|disputed|myth|contrary to|rather than|instead of|no evidence|not true|untrue|did not|was not|were not|had not|nearly|almost|hypothetical(?:ly)?|scenario|imagin\w+|suppos\w+)\b|n't\b|^["'\u201c(]*(?:Had|Were|Should) /i;

/** "The anniversary of the signing of the Charter in 1995": the time is the celebration's. */
const celebration = /\b(?:anniversar(?:y|ies)|commemorat\w+|celebrat\w+|jubilee|mark(?:s|ed|ing))\b[^,;]*$/i;

/** The statements of a section, with the sentence each stands in. */
export function* statementsOf(
  section: CheckedSection,
): Generator<{ readonly statement: Statement; readonly at: Span }> {
  const subjects = new SubjectTracker(section);
  for (const sentence of section.sentences) {
    if (section.isHeading(sentence.start)) {
      continue;
    }
    const shape = shapeOf(section, sentence);
    if (shape !== undefined && !shape.text.endsWith('?')) {
      const matches = section.memo.of('frames', shape.text, matchesIn);
      for (const statement of statementsIn(shape, matches, () => subjects.before(sentence))) {
        yield { statement, at: sentence };
      }
    }
  }
}

function speaksOtherwise(text: string, start: number, end: number): boolean {
  return counter.test(text.slice(0, end)) || celebration.test(text.slice(Math.max(0, start - 60), start));
}

interface FrameMatch {
  readonly frame: Frame;
  readonly match: RegExpExecArray;
}

/** Where frames fit the shape, whatever its signs stand for. */
function matchesIn(text: string): readonly FrameMatch[] {
  return frames
    .filter(({ cue }) => cue?.test(text) !== false)
    .flatMap(frame =>
      [...text.matchAll(frame.pattern)]
        .filter(match => !speaksOtherwise(text, match.index, match.index + match[0].length))
        .map(match => ({ frame, match })),
    );
}

function* statementsIn(
  shape: Shape,
  matches: readonly FrameMatch[],
  itMeans: () => Entity | undefined,
): Generator<Statement> {
  const taken = new Set<string>();
  for (const { frame, match } of matches) {
    const groups = match.indices?.groups ?? {};
    const date = frame.opened === true ? openingDate(shape, match.index) : dateOf(shape, groups['when']);
    if (date === undefined) {
      continue;
    }
    const subject = (at: number): Entity | undefined =>
      /^it$/i.test(shape.text.slice(at, at + 2)) ? itMeans() : undefined;
    for (const statement of frame.read({ shape, groups, date, subject })) {
      // The first frame that reads a date for a thing is the closest one; others may only repeat it.
      const key = `${keyOf(statement)} ${statement.date.start}`;
      if (!taken.has(key)) {
        taken.add(key);
        yield statement;
      }
    }
  }
}

function keyOf(statement: Statement): string {
  switch (statement.what) {
    case 'related':
    case 'unrelated':
      return `${statement.what} ${statement.of.id} ${statement.with.entity.id}`;
    case 'joined':
    case 'left':
      return `${statement.what} ${statement.of.entity.id} ${statement.body.id}`;
    case 'unnamedResolution':
      return statement.what;
    case 'held':
    case 'began':
    case 'ended':
      return `event ${statement.of.entity.id}`;
    default:
      return `${statement.what} ${statement.of.entity.id}`;
  }
}

function dateOf(shape: Shape, range: readonly [number, number] | undefined): ProseDate | undefined {
  if (range === undefined) {
    return undefined;
  }
  const at = shape.text.slice(range[0], range[1]).lastIndexOf(D);
  return at < 0 ? undefined : shape.date(range[0] + at);
}

const opening = new RegExp(
  String.raw`^[^${letters}0-9\ue000-\ue008]{0,6}(?:[Bb]ut |[Aa]nd |[Tt]hen |[Ll]ater,? )?(?:[Oo]n|[Ii]n|[Dd]uring|[Bb]ack in)(?: the)? (${D}),? (?:for example, |(?:the|members of the) ${O} |the Council |[^,;:${anyItem}]{0,30})?(?:${adverb})?$`,
);

/** The date that opens the sentence, when nothing but the frame's own subject stands between it and the frame. */
function openingDate(shape: Shape, frameStart: number): ProseDate | undefined {
  const before = shape.text.slice(0, frameStart);
  return opening.test(before) ? shape.date(before.indexOf(D)) : undefined;
}

function namesIn(shape: Shape, range: readonly [number, number] | undefined): readonly Named[] {
  const names: Named[] = [];
  for (let at = range?.[0] ?? 0; at < (range?.[1] ?? 0); at++) {
    const named = shape.named(at);
    if (named !== undefined) {
      names.push(named);
    }
  }
  return names;
}

function* adoption({ shape, groups, date }: Match): Generator<Statement> {
  for (const of of namesIn(shape, groups['resolution'])) {
    yield { what: 'adopted', of, date };
  }
}

/** "resolution 2270 of ⟨date⟩": "in ⟨date⟩" behind a bare name may be about anything else in the sentence. */
function* nominalAdoption(match: Match): Generator<Statement> {
  const [start = 0, end = 0] = match.groups['when'] ?? [];
  if (/^,? of |^,? \((?!in )|^,? dated /.test(match.shape.text.slice(start, end))) {
    yield* adoption(match);
  }
}

function* nominalEvent({ shape, groups, date }: Match): Generator<Statement> {
  const [start = 0, end = 0] = groups['when'] ?? [];
  const [, eventEnd = 0] = groups['event'] ?? [];
  const rest = shape.text.slice(end, end + 1);
  const said = shape.text.slice(eventEnd, end);
  const isTitle = date.precision === 'year' && !date.isRange;
  if (
    (/^ ?\((?:on |in )?\ue008\)$|^ of \ue008$/.test(said) && !isTitle) ||
    (/^, on \ue008$/.test(said) && rest === ',' && start > 0)
  ) {
    for (const of of namesIn(shape, groups['event'])) {
      yield { what: 'held', of, date };
    }
  }
}

function* unnamedAdoption({ shape, groups, date }: Match): Generator<Statement> {
  const at = groups['unnamed']?.[0] ?? 0;
  const before = shape.text.slice(Math.max(0, at - 60), at);
  const named = namesIn(shape, [0, shape.text.length]).map(({ entity }) => entity);
  const isCouncil =
    /council\W*$/i.test(before) ||
    [...namesIn(shape, [Math.max(0, at - 4), at])].some(({ entity }) => entity.id === 'unsc');
  const isUn = isCouncil || named.some(({ id }) => id === 'un' || id === 'unsc');
  if (isUn && !/(?:[Aa]ssembly|[Pp]arliament|[Ss]enate|[Hh]ouse|[Rr]ights [Cc]ouncil)\W*$/.test(before)) {
    yield { what: 'unnamedResolution', isCouncil, around: named, date };
  }
}

function* relationsWith({ shape, groups, date, subject }: Match): Generator<Statement> {
  const what = isSevering(textOf(shape, groups['verb'])) ? 'unrelated' : 'related';
  const range = groups['subject'];
  const named = namesIn(shape, range);
  const pronoun = named.length === 0 ? subject(range?.[0] ?? 0) : undefined;
  const others = namesIn(shape, groups['other']);
  const [first] = named;
  const of = first?.entity ?? pronoun;
  if (of === undefined) {
    return;
  }
  if (named.length > 1) {
    // Several states and one partner: each of them is a statement, marked at its own name.
    const [partner] = others;
    for (const one of others.length === 1 && partner !== undefined ? named : []) {
      yield { what, of: partner?.entity ?? of, with: one, date };
    }
    return;
  }
  for (const other of others) {
    yield { what, of, with: other, date };
  }
  yield* furtherPartners(shape, groups['when']?.[1] ?? 0, of, what);
}

const further = new RegExp(String.raw`,? (?:and )?(?:also )?with (${list(parties)})(${plainWhen})${oneDate}`, 'duy');

/** "… with Mongolia in 1948 and with Vietnam in 1950". */
function* furtherPartners(shape: Shape, from: number, of: Entity, what: 'related' | 'unrelated'): Generator<Statement> {
  for (let at = from; ;) {
    further.lastIndex = at;
    const match = further.exec(shape.text);
    const date = dateOf(shape, match?.indices?.[2]);
    if (match === null || date === undefined) {
      return;
    }
    for (const other of namesIn(shape, match.indices?.[1])) {
      yield { what, of, with: other, date };
    }
    at = match.index + match[0].length;
  }
}

function* relationsOfPair({ shape, groups, date }: Match): Generator<Statement> {
  const what = isSevering(textOf(shape, groups['verb'])) ? 'unrelated' : 'related';
  const [one, other, more] = namesIn(shape, groups['subject']);
  if (one !== undefined && other !== undefined && more === undefined) {
    yield { what, of: one.entity, with: other, date };
  }
}

function isSevering(verb: string): boolean {
  return /^(?:sever|br[eo]|cut|end|terminat)/i.test(verb);
}

function textOf(shape: Shape, range: readonly [number, number] | undefined): string {
  return range === undefined ? '' : shape.text.slice(range[0], range[1]);
}

function* joining(match: Match): Generator<Statement> {
  yield* memberships(match, 'joined');
}

function* leaving(match: Match): Generator<Statement> {
  yield* memberships(match, 'left');
}

function* memberships({ shape, groups, date, subject }: Match, what: 'joined' | 'left'): Generator<Statement> {
  const [body] = namesIn(shape, groups['body']);
  if (body === undefined) {
    return;
  }
  const range = groups['subject'];
  const named = namesIn(shape, range).filter(({ entity }) => entity.kind === 'country');
  const pronoun = named.length === 0 && /^it/i.test(textOf(shape, range)) ? subject(range?.[0] ?? 0) : undefined;
  for (const of of named) {
    yield { what, of, body: body.entity, date };
  }
  if (pronoun !== undefined) {
    yield { what, of: { ...body, entity: pronoun }, body: body.entity, date };
  }
}

function* signing({ shape, groups, date }: Match): Generator<Statement> {
  for (const of of namesIn(shape, groups['treaty'])) {
    yield { what: 'signed', of, date };
  }
}

/** Who signs a treaty of many may do so years after it was opened; of a treaty of two there is one day. */
function* bilateralSigning(match: Match): Generator<Statement> {
  for (const statement of signing(match)) {
    if (statement.what === 'signed' && statement.of.entity.parties.length === 2) {
      yield statement;
    }
  }
}

function* entryIntoForce({ shape, groups, date }: Match): Generator<Statement> {
  for (const of of namesIn(shape, groups['treaty'])) {
    yield { what: 'inForce', of, date };
  }
}

function holding(what: 'held' | 'began' | 'ended'): Frame['read'] {
  return function* ({ shape, groups, date }) {
    for (const of of namesIn(shape, groups['event'])) {
      yield { what, of, date };
    }
  };
}

function life(what: 'born' | 'died'): Frame['read'] {
  return function* ({ shape, groups, date }) {
    for (const of of namesIn(shape, groups['person'])) {
      yield { what, of, date };
    }
  };
}

function office(what: 'tookOffice' | 'leftOffice'): Frame['read'] {
  return function* ({ shape, groups, date }) {
    const [of] = namesIn(shape, groups['person']);
    if (of === undefined) {
      return;
    }
    const written = textOf(shape, groups['post']);
    if (written === '') {
      // "took office as president": what stands between says which post.
      const range = groups['person'] ?? [0, 0];
      const tail = shape.text.slice(range[1], groups['when']?.[1] ?? range[1]);
      const as = /\bas (?:the |an? )?([^,;:\ue000-\ue008]{3,40}?)(?: of| in| on|,|$)/.exec(tail)?.[1];
      yield { what, of, ...(as === undefined ? {} : { post: as.trim().toLowerCase() }), date };
      return;
    }
    const [postOf] = namesIn(shape, groups['post']);
    const post = written
      .replace(/ of .*$/, '')
      .replace(/[\ue000-\ue008](?:'s?)?/g, '')
      .replace(/\b(?:the|an?|its|first|new|next)\b/gi, '')
      .trim()
      .toLowerCase();
    yield { what, of, post, ...(postOf === undefined ? {} : { postOf: postOf.entity }), date };
  };
}

/**
 * What "it" means at the start of a statement: the last state that was the subject of a sentence of the paragraph.
 * A sentence in between with another subject makes it uncertain, and uncertain means unknown.
 */
class SubjectTracker {
  readonly #section: CheckedSection;

  constructor(section: CheckedSection) {
    this.#section = section;
  }

  before(sentence: Span): Entity | undefined {
    const { sentences, paragraphs } = this.#section;
    const at = placeOf(sentences, sentence.start);
    const paragraph = spanAt(paragraphs, sentence.start);
    for (let i = at; i >= 0 && at - i < 6; i--) {
      const earlier = sentences[i];
      if (earlier === undefined || (paragraph !== undefined && earlier.start < paragraph.start)) {
        return undefined;
      }
      const subject = subjectOf(this.#section, earlier);
      if (subject !== 'none') {
        return subject;
      }
    }
    return undefined;
  }
}

const subjectAtStart = new RegExp(
  String.raw`^[^${letters}0-9\ue000-\ue008]{0,6}(?:[^,;:${S}${O}${P}]{0,60}, )?(?:[Tt]he )?([${S}${O}${T}${R}${E}${P}])(?!'|,| and | or )(?: [Gg]overnment)? [a-z]`,
);
const pronounAtStart =
  /^[^\p{L}\p{N}]{0,6}(?:(?:However|Moreover|Later|Then|But|And|Also|Still|Although|Though|While|In addition|At times|As a result|(?:In|On|During|By|Since|After) [^,;:]{1,25}?),? )?(?:[Ii]t|[Tt]hese|[Tt]hose|[Tt]hey)\b/u;

/** The state that is a sentence's subject; `none` when the sentence has a pronoun for one; `undefined` otherwise. */
function subjectOf(section: CheckedSection, sentence: Span): Entity | 'none' | undefined {
  const shape = plainShape(section, sentence);
  const match = shape === undefined ? null : subjectAtStart.exec(shape.text);
  const named = match === null || shape === undefined ? undefined : shape.named(match[0].lastIndexOf(match[1] ?? ''));
  if (named !== undefined) {
    return named.entity.kind === 'country' ? named.entity : undefined;
  }
  return shape !== undefined && pronounAtStart.test(shape.text) ? 'none' : undefined;
}
