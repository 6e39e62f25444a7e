/**
 * Cards: what a reader learns in two seconds from hovering over a name.
 *
 * Name, kind and code first; then by which name the text was recognised, where that is not plain; one line of summary;
 * a few claims, each with its date and source. A wrong, disputed or superseded claim says so in words and why. An
 * opinion is shown with its holder only. Nothing is said by colour or icon alone.
 */

import { bestFirst, enoughSources } from '../knowledge/bestSources.js';
import { formatDate } from '../knowledge/dates.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Citation, Claim, Entity, Name, NameRole, Source } from '../knowledge/model.js';
import type { Sense } from '../recognize/recognizer.js';
import { codeOf, kindLabel, reliabilityLabel, statusLabel } from './describe.js';
import { escapeMarkdown, linkTo } from './escape.js';

/** Makes the targets of a card's links; what it leaves out is shown as plain text. */
export interface CardLinks {
  openRecord(entity: Entity): string | undefined;
  reveal(entity: Entity): string | undefined;
  /** `claimIndex` is the claim's place in the entity's claims. */
  cite(entity: Entity, claimIndex: number): string | undefined;
  openSource(key: string): string | undefined;
}

export interface CardOptions {
  readonly links: CardLinks;
  /** The text as it was written. */
  readonly matched: string;
  readonly maxClaims?: number;
}

export const noLinks: CardLinks = {
  openRecord: () => undefined,
  reveal: () => undefined,
  cite: () => undefined,
  openSource: () => undefined,
};

/** One Markdown card for each sense, in the order of the senses. */
export function cardMarkdown(
  mention: { readonly role: NameRole; readonly senses: readonly Sense[] },
  knowledge: KnowledgeBase,
  options: CardOptions,
): readonly string[] {
  const { senses } = mention;
  return senses.map((sense, index) => {
    const shared =
      index === 0 && senses.length > 1
        ? `“${escapeMarkdown(options.matched)}” may mean ${senses.length} things.\n\n`
        : '';
    return shared + entityCard(sense, knowledge, options);
  });
}

function entityCard({ entity, name }: Sense, knowledge: KnowledgeBase, options: CardOptions): string {
  const code = codeOf(entity);
  const heading = [
    `**${escapeMarkdown(entity.name)}**`,
    [kindLabel(entity), code]
      .filter(part => part !== undefined)
      .map(escapeMarkdown)
      .join(' · '),
  ];
  const lines = [heading.join(' — ')];
  if (entity.official !== undefined && entity.official !== entity.name) {
    lines.push(escapeMarkdown(entity.official));
  }
  const matched = matchedAs(entity, name, options.matched);
  if (matched !== undefined) {
    lines.push(`*${matched}*`);
  }
  const parts = [lines.join('  \n')];
  if (entity.summary !== undefined) {
    parts.push(escapeMarkdown(entity.summary));
  }
  if (entity.note !== undefined) {
    parts.push(`Note: ${escapeMarkdown(entity.note)}`);
  }
  const facts = [...describeFacts(entity), ...summarizeRelations(entity, knowledge)];
  if (facts.length > 0) {
    parts.push(facts.map(escapeMarkdown).join(' · '));
  }
  const chosen = chooseClaims(entity.claims, options.maxClaims ?? 5);
  if (chosen.length > 0) {
    const rows = chosen.map(claim => `- ${claimMarkdown(entity, claim, knowledge, options.links)}`);
    const left = entity.claims.length - chosen.length;
    parts.push(rows.join('\n') + (left > 0 ? `\n\n*${left} more in the record*` : ''));
  }
  const layer = entity.origin.layer === 'built-in' ? undefined : `From: ${escapeMarkdown(entity.origin.layer)}`;
  const links = [
    layer,
    linkTo('Open record', options.links.openRecord(entity)),
    linkTo('Show in sidebar', options.links.reveal(entity)),
  ].filter(part => part !== undefined && (part === layer || part.startsWith('[')));
  if (links.length > 0) {
    parts.push(links.join(' | '));
  }
  return parts.join('\n\n');
}

/** By which name the text was recognised, in words; `undefined` when it is the record's own name. */
function matchedAs(entity: Entity, name: Name, matched: string): string | undefined {
  const text = `“${escapeMarkdown(matched)}”`;
  const own = escapeMarkdown(entity.name);
  const prefer = escapeMarkdown(name.prefer ?? entity.name);
  if (name.flag === 'loaded') {
    return `${text}: a loaded term for ${own}. Write “${prefer}”.`;
  }
  switch (name.role) {
    case 'name':
      return undefined;
    case 'official':
      return `${text}: the official name`;
    case 'alias':
      return `${text}: ${name.flag === 'informal' ? 'an informal' : 'another'} name of ${own}`;
    case 'acronym':
      return `${text}: acronym of ${own}`;
    case 'demonym':
      return `${text}: adjective or people of ${own}`;
    case 'former':
      return `${text}: a former name${name.until === undefined ? '' : `, until ${formatDate(name.until)}`}`;
    case 'metonym':
      return `${text}: stands for the government of ${own}`;
    case 'erroneous':
      return `${text}: a wrong name. Write “${prefer}”.`;
  }
}

function describeFacts(entity: Entity): readonly string[] {
  const facts: string[] = [];
  const add = (label: string, value: string | undefined): void => {
    if (value !== undefined) {
      facts.push(`${label} ${value}`);
    }
  };
  add('Capital:', entity.capital);
  add('Seat:', entity.seat);
  add('Adopted', entity.kind === 'resolution' && entity.on !== undefined ? formatDate(entity.on) : undefined);
  add('Vote:', entity.vote);
  add('Signed', entity.signed === undefined ? undefined : formatDate(entity.signed));
  add('In force', entity.inForce === undefined ? undefined : formatDate(entity.inForce));
  if (entity.kind !== 'resolution' && entity.on !== undefined) {
    facts.push(formatDate(entity.on));
  }
  if (entity.from !== undefined || entity.to !== undefined) {
    facts.push(formatSpan(entity.from, entity.to));
  }
  const current = entity.roles.find(({ to }) => to === undefined) ?? entity.roles[0];
  if (current !== undefined) {
    facts.push(`${current.role}${tenureOf(current)}`);
  }
  return facts;
}

/** Only a post that was looked at later than it began is held "since" then. */
function tenureOf({ from, to, asOf }: Entity['roles'][number]): string {
  const known = asOf === undefined ? '' : `, as of ${formatDate(asOf)}`;
  if (to !== undefined) {
    return ` (${formatSpan(from, to)})`;
  }
  return from === undefined
    ? asOf === undefined
      ? ''
      : ` (as of ${formatDate(asOf)})`
    : ` (${asOf === undefined ? 'from' : 'since'} ${formatDate(from)}${known})`;
}

function formatSpan(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && to !== undefined) {
    return `${formatDate(from)} to ${formatDate(to)}`;
  }
  return from === undefined ? `until ${formatDate(to ?? '')}` : `since ${formatDate(from)}`;
}

/** Memberships, members and diplomatic relations as counts; the rows are in the record. */
function summarizeRelations(entity: Entity, knowledge: KnowledgeBase): readonly string[] {
  const counts = new Map<string, number>();
  for (const { relations, row, asMember } of knowledge.relationsOf(entity.id)) {
    const kept = row.status === 'current' || row.status === 'disputed' || row.status === 'unverified';
    if (!kept || row.to !== undefined) {
      continue;
    }
    const label =
      relations.type === 'diplomatic'
        ? 'diplomatic'
        : relations.type === 'membership'
          ? asMember
            ? 'memberOf'
            : 'members'
          : asMember
            ? 'partyTo'
            : 'parties';
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const say = (label: string, one: string, many: string): readonly string[] => {
    const count = counts.get(label);
    return count === undefined ? [] : [count === 1 ? one : many.replace('#', String(count))];
  };
  return [
    ...say('members', '1 member recorded', '# members recorded'),
    ...say('memberOf', 'Member of 1 body', 'Member of # bodies'),
    ...say('parties', '1 party recorded', '# parties recorded'),
    ...say('partyTo', 'Party to 1 treaty', 'Party to # treaties'),
    ...say('diplomatic', 'Diplomatic relations with 1 state recorded', 'Diplomatic relations with # states recorded'),
  ];
}

/**
 * The claims for a card: facts that stand come first, in the order of the record, but a wrong or disputed one is
 * always among them, since its reader may have met it elsewhere.
 */
function chooseClaims(claims: readonly Claim[], most: number): readonly Claim[] {
  const standing = claims.filter(({ type, status }) => type === 'fact' && status === 'current');
  const doubtful = claims.filter(({ status }) => status === 'wrong' || status === 'disputed');
  const rest = claims.filter(claim => !standing.includes(claim) && !doubtful.includes(claim));
  const shownDoubtful = doubtful.slice(0, Math.max(1, most - standing.length));
  const shownStanding = standing.slice(0, Math.max(0, most - shownDoubtful.length));
  const chosen: Claim[] = [];
  for (const claim of shownStanding) {
    // A mistake is read best right behind what is right.
    chosen.push(claim, ...shownDoubtful.filter(other => opposes(claim, other)));
  }
  const left = shownDoubtful.filter(claim => !chosen.includes(claim));
  return [...new Set([...chosen, ...left, ...rest])].slice(0, most);
}

function opposes(a: Claim, b: Claim): boolean {
  const names = (claim: Claim, other: Claim): boolean =>
    other.id !== undefined && claim.contradicts.some(reference => reference.split('/').at(-1) === other.id);
  return names(a, b) || names(b, a);
}

function claimMarkdown(entity: Entity, claim: Claim, knowledge: KnowledgeBase, links: CardLinks): string {
  const holder = claim.heldBy === undefined ? undefined : (knowledge.entity(claim.heldBy)?.name ?? claim.heldBy);
  const type =
    claim.type === 'fact' ? undefined : `${typeLabel(claim)} of ${escapeMarkdown(holder ?? 'an unnamed holder')}`;
  const label = [statusLabel(claim), type].filter(part => part !== undefined).join('. ');
  const parts = [label === '' ? '' : `**${label}:** `, escapeMarkdown(claim.say)];
  if (claim.status !== 'current' && claim.why !== undefined) {
    parts.push(` Why: ${escapeMarkdown(claim.why)}`);
  }
  if (claim.asOf !== undefined) {
    parts.push(` *As of ${escapeMarkdown(formatDate(claim.asOf))}.*`);
  }
  const ranked = bestFirst(claim.cite, knowledge);
  const sources = ranked.slice(0, enoughSources).map(citation => citationMarkdown(citation, claim, knowledge, links));
  if (ranked.length > enoughSources) {
    sources.push(`${ranked.length - enoughSources} more`);
  }
  parts.push(sources.length === 0 ? ' — no source' : ` — ${sources.join('; ')}`);
  if (claim.layer !== undefined) {
    parts.push(` (from: ${escapeMarkdown(claim.layer)})`);
  }
  const cite = links.cite(entity, entity.claims.indexOf(claim));
  return parts.join('') + (cite === undefined ? '' : ` · ${linkTo('cite', cite)}`);
}

function typeLabel(claim: Claim): string {
  return claim.type.charAt(0).toUpperCase() + claim.type.slice(1);
}

/** Publisher or author and date: enough to weigh the source; its key leads to the rest. */
function citationMarkdown(
  { key, locator }: Citation,
  claim: Claim,
  knowledge: KnowledgeBase,
  links: CardLinks,
): string {
  const source = knowledge.source(key);
  if (source === undefined) {
    return `${escapeMarkdown(key)} (no such source)`;
  }
  const who = source.authors[0]?.split(',')[0] ?? source.publisher ?? source.title;
  const date = source.issued ?? (claim.asOf === undefined ? source.accessed : undefined);
  const when = date === undefined ? '' : `, ${source.issued === undefined ? 'read ' : ''}${formatDate(date)}`;
  const grade = source.reliability === undefined ? '' : ` [${source.reliability}${claim.credibility ?? ''}]`;
  const withdrawn = source.status === 'withdrawn' ? ' (source withdrawn)' : '';
  const where = locator === undefined ? '' : `, ${locator}`;
  return (
    linkTo(escapeMarkdown(`${who}${when}`), links.openSource(key)) +
    escapeMarkdown(where) +
    (grade === '' ? '' : ` ${escapeMarkdown(grade)}`) +
    withdrawn
  );
}

/** The card of a source: what it is, how far it can be trusted, what rests on it. */
export function sourceCardMarkdown(source: Source, knowledge: KnowledgeBase, links: CardLinks): string {
  const parts: string[] = [];
  if (source.status !== 'current') {
    const why = source.why === undefined ? '' : ` ${escapeMarkdown(source.why)}`;
    parts.push(`**${source.status === 'withdrawn' ? 'Withdrawn' : 'Superseded'}.**${why}`);
  }
  parts.push(`**${escapeMarkdown(source.title)}**`);
  const made = [
    source.authors.join('; '),
    source.publisher,
    source.issued === undefined ? 'no date' : formatDate(source.issued),
  ];
  parts.push(
    made
      .filter(part => part !== undefined && part !== '')
      .map(part => escapeMarkdown(part ?? ''))
      .join(' · '),
  );
  const judged = [
    source.primary ? 'primary source' : undefined,
    source.reliability === undefined ? undefined : `reliability ${reliabilityLabel(source.reliability)}`,
    source.number,
    source.accessed === undefined ? undefined : `read ${formatDate(source.accessed)}`,
  ];
  const known = judged.filter(part => part !== undefined);
  if (known.length > 0) {
    parts.push(known.map(escapeMarkdown).join(' · '));
  }
  if (source.descriptor !== undefined) {
    parts.push(escapeMarkdown(source.descriptor));
  }
  if (source.consulted !== 'full') {
    parts.push(
      source.consulted === 'excerpt' ? 'Only an excerpt was read for this record.' : 'Nobody here has read it.',
    );
  }
  if (source.url !== undefined) {
    parts.push(escapeMarkdown(source.url));
  }
  const resting = knowledge.restingOn(source.id).length;
  parts.push(`${resting} ${resting === 1 ? 'claim rests' : 'claims rest'} on it · key ${escapeMarkdown(source.id)}`);
  const open = links.openSource(source.id);
  if (open !== undefined) {
    parts.push(linkTo('Open record', open));
  }
  return parts.join('\n\n');
}

/** Where a citation stands, as far as its card speaks of it. */
export interface CitationContext {
  /** The ids of what its paragraph names. */
  readonly named: ReadonlySet<string>;
  /** Other lines that cite the source, counted from 1. */
  readonly lines: readonly number[];
}

const mostSaid = 3;
const mostLines = 8;

/** What a source says of what the paragraph names, and where else the text cites it; empty where there is neither. */
export function citationContextMarkdown(source: Source, knowledge: KnowledgeBase, context: CitationContext): string {
  const said = knowledge.restingOn(source.id).filter(({ entity }) => context.named.has(entity.id));
  const parts: string[] = [];
  if (said.length > 0) {
    const rows = said.slice(0, mostSaid).map(({ entity, claim }) => {
      const status = statusLabel(claim);
      return `- ${escapeMarkdown(entity.name)}: ${status === undefined ? '' : `**${status}:** `}${escapeMarkdown(claim.say)}`;
    });
    const more = said.length > mostSaid ? [`- and ${said.length - mostSaid} more`] : [];
    parts.push(['What the record has from it on this paragraph:', '', ...rows, ...more].join('\n'));
  }
  if (context.lines.length > 0) {
    const lines = context.lines.slice(0, mostLines).join(', ');
    const more = context.lines.length > mostLines ? ` and ${context.lines.length - mostLines} more` : '';
    parts.push(`Cited in this text in ${context.lines.length === 1 ? 'line' : 'lines'} ${lines}${more} too`);
  }
  return parts.join('\n\n');
}
