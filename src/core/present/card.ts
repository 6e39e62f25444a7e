/**
 * Cards: what is known about a name in a text, as Markdown that is read in two seconds.
 *
 * The order is the order of a reader's questions: what is it, why was this text recognised, what is it about, what is
 * known and who says so. Nothing is said by colour, place or icon alone, so the card reads the same aloud. A claim that
 * is wrong, disputed or somebody's opinion says so before it says anything else.
 *
 * No HTML, and no text of a record that was not escaped.
 */

import { formatDate } from '../knowledge/dates.js';
import type { KnowledgeBase, RelationSide } from '../knowledge/knowledgeBase.js';
import type { Citation, Claim, Entity, NameRole, RelationType, Source } from '../knowledge/model.js';
import { foldText } from '../recognize/fold.js';
import type { Sense } from '../recognize/recognizer.js';
import {
  builtInLayer,
  claimTypeLabel,
  codeOf,
  nameLabel,
  periodOf,
  preferredName,
  reliabilityLabel,
  sourceLabel,
  sourceTypeLabel,
  statusLabel,
  typeLabel,
} from './describe.js';
import { escapeMarkdown, linkTo } from './escape.js';

/** Addresses of commands, made by the adapter; `undefined` leaves the link out. */
export interface CardLinks {
  openRecord(entity: Entity): string | undefined;
  reveal(entity: Entity): string | undefined;
  cite(entity: Entity, claimIndex: number): string | undefined;
  openSource(key: string): string | undefined;
}

export interface CardOptions {
  readonly links: CardLinks;
  /** The text as it was written. */
  readonly matched: string;
  readonly maxClaims?: number;
}

const lineBreak = '  \n';
const claimsOfOne = 5;
const claimsOfSeveral = 2;

/** One Markdown text for each sense of a mention. */
export function cardMarkdown(
  mention: { readonly role: NameRole; readonly senses: readonly Sense[] },
  knowledge: KnowledgeBase,
  options: CardOptions,
): readonly string[] {
  const { senses } = mention;
  const maxClaims = options.maxClaims ?? (senses.length > 1 ? claimsOfSeveral : claimsOfOne);
  return senses.map((sense, index) => {
    const ambiguity =
      senses.length > 1
        ? [`${quoted(options.matched)} may mean ${senses.length} things (${index + 1} of ${senses.length})`]
        : [];
    return [
      ...ambiguity,
      headLines(sense, options.matched).join(lineBreak),
      claimLines(sense.entity, knowledge, options.links, maxClaims).join('\n'),
      footLines(sense.entity, knowledge, options.links, maxClaims).join(lineBreak),
    ]
      .filter(block => block !== '')
      .join('\n\n');
  });
}

function headLines(sense: Sense, matched: string): string[] {
  const { entity, name } = sense;
  const isName = foldText(matched) === foldText(entity.name);
  const isOfficial = entity.official !== undefined && foldText(matched) === foldText(entity.official);
  const lines = [title(entity)];
  if (entity.official !== undefined && entity.official !== entity.name && !isOfficial) {
    lines.push(escapeMarkdown(entity.official));
  }
  if (!isName) {
    lines.push(`${quoted(matched)} here: ${escapeMarkdown(explainName(sense))}`);
  } else if (name.flag !== undefined) {
    lines.push(escapeMarkdown(explainName(sense)));
  }
  if (entity.summary !== undefined) {
    lines.push(escapeMarkdown(entity.summary));
  }
  const facts = factsOf(entity);
  if (facts !== '') {
    lines.push(facts);
  }
  if (entity.note !== undefined) {
    lines.push(`Note: ${escapeMarkdown(entity.note)}`);
  }
  return lines;
}

function title(entity: Entity): string {
  const words = [typeLabel(entity), codeOf(entity)].filter(word => word !== undefined);
  return `**${escapeMarkdown(entity.name)}** — ${words.map(escapeMarkdown).join(' · ')}`;
}

/** Why a text that is not the record's name was recognised, and what to write instead. */
function explainName({ entity, name }: Sense): string {
  // The recogniser writes some names itself, such as "resolution 2270"; it then points at the record's own name.
  const what = name.role === 'name' ? 'another way to write it' : nameLabel(name, entity);
  const preferred = preferredName(name, entity);
  return preferred === undefined ? what : `${what} → write “${preferred}”`;
}

/** Dates, votes and posts: what a reader looks up. */
function factsOf(entity: Entity): string {
  const facts: (string | undefined)[] = [];
  switch (entity.kind) {
    case 'resolution':
      facts.push(entity.on === undefined ? undefined : `Adopted ${formatDate(entity.on)}`);
      facts.push(entity.vote === undefined ? undefined : `vote ${entity.vote}`);
      break;
    case 'treaty':
      facts.push(entity.signed === undefined ? undefined : `Signed ${formatDate(entity.signed)}`);
      facts.push(entity.inForce === undefined ? undefined : `in force ${formatDate(entity.inForce)}`);
      facts.push(entity.to === undefined ? undefined : `ended ${formatDate(entity.to)}`);
      facts.push(entity.signed === undefined && entity.inForce === undefined ? periodOf(entity) : undefined);
      break;
    case 'person':
      facts.push(lifeOf(entity));
      facts.push(entity.family === undefined ? undefined : `family name ${entity.family}`);
      break;
    default:
      facts.push(periodOf(entity));
      facts.push(entity.kind === 'event' || entity.kind === 'negotiation' ? entity.place : undefined);
  }
  return facts
    .filter(fact => fact !== undefined)
    .map(escapeMarkdown)
    .join(' · ');
}

function lifeOf({ born, died }: Entity): string | undefined {
  if (born === undefined) {
    return died === undefined ? undefined : `died ${formatDate(died)}`;
  }
  return `born ${formatDate(born)}${died === undefined ? '' : `, died ${formatDate(died)}`}`;
}

interface NumberedClaim {
  readonly claim: Claim;
  /** Its place in the record. */
  readonly index: number;
}

/**
 * The claims to show: facts that hold, then opinions and estimates, then what is disputed, out of date or wrong. What
 * the desk added to a shipped record goes before what was shipped. If anything is wrong or disputed, one such claim is
 * shown in any case: it is what the reader will meet in other people's texts.
 */
export function chooseClaims(claims: readonly Claim[], limit: number): readonly NumberedClaim[] {
  const ordered = claims
    .map((claim, index) => ({ claim, index }))
    .sort((a, b) => weightOf(a.claim) - weightOf(b.claim) || a.index - b.index);
  const chosen = ordered.slice(0, Math.max(limit, 0));
  const isWarning = ({ claim }: NumberedClaim): boolean => claim.status === 'wrong' || claim.status === 'disputed';
  if (chosen.length > 1 && !chosen.some(isWarning)) {
    const warning =
      ordered.find(({ claim }) => claim.status === 'wrong') ?? ordered.find(({ claim }) => claim.status === 'disputed');
    if (warning !== undefined) {
      return [...chosen.slice(0, -1), warning];
    }
  }
  return chosen;
}

function weightOf(claim: Claim): number {
  const byStatus = { current: 0, disputed: 2, unverified: 3, superseded: 4, wrong: 5 } as const;
  const weight = claim.status === 'current' && claim.type !== 'fact' ? 1 : byStatus[claim.status];
  return weight * 2 + (claim.layer === undefined || claim.layer === builtInLayer ? 1 : 0);
}

function claimLines(entity: Entity, knowledge: KnowledgeBase, links: CardLinks, limit: number): string[] {
  return chooseClaims(entity.claims, limit).map(({ claim, index }) => {
    const end = [sourcesOf(claim.cite, knowledge, links)];
    if (claim.layer !== undefined && claim.layer !== builtInLayer) {
      end.push(`from: ${escapeMarkdown(claim.layer)}`);
    }
    const cite = links.cite(entity, index);
    if (cite !== undefined && claim.cite.length > 0) {
      end.push(linkTo('cite', cite));
    }
    return `- ${claimText(claim, knowledge)} — ${end.join(' · ')}`;
  });
}

/** The sentence behind its warning, with its reason and its date. */
function claimText(claim: Claim, knowledge: KnowledgeBase): string {
  const warnings: string[] = [];
  if (claim.status !== 'current') {
    warnings.push(statusLabel(claim.status));
  }
  if (claim.type !== 'fact') {
    const holder = claim.heldBy === undefined ? undefined : (knowledge.entity(claim.heldBy)?.name ?? claim.heldBy);
    warnings.push(claimTypeLabel(claim.type, holder));
  }
  const parts = [escapeMarkdown(claim.say)];
  if (warnings.length > 0) {
    parts.unshift(`**${escapeMarkdown(warnings.join('; '))}:**`);
  }
  if (claim.status !== 'current' && claim.why !== undefined) {
    parts.push(`Why: ${escapeMarkdown(claim.why)}`);
  }
  const asOf = dateOf(claim, knowledge);
  if (asOf !== undefined && !claim.say.includes(asOf)) {
    parts.push(`*as of ${escapeMarkdown(asOf)}*`);
  }
  return parts.join(' ');
}

/** When the claim was known to hold: its own date or else its source's. What happened on a day holds for good. */
function dateOf(claim: Claim, knowledge: KnowledgeBase): string | undefined {
  if (claim.asOf !== undefined) {
    return formatDate(claim.asOf);
  }
  if (claim.on !== undefined || claim.to !== undefined) {
    return undefined;
  }
  const issued = claim.cite.map(({ key }) => knowledge.source(key)?.issued).find(date => date !== undefined);
  return issued === undefined ? undefined : formatDate(issued);
}

function sourcesOf(citations: readonly Citation[], knowledge: KnowledgeBase, links: CardLinks): string {
  const [first, ...others] = citations;
  if (first === undefined) {
    return 'no source';
  }
  const more = others.length === 0 ? '' : `, and ${counted(others.length, 'more source', 'more sources')}`;
  return citationText(first, knowledge, links) + more;
}

function citationText({ key, locator }: Citation, knowledge: KnowledgeBase, links: CardLinks): string {
  const source = knowledge.source(key);
  if (source === undefined) {
    return `${escapeMarkdown(key)} (unknown source)`;
  }
  const address = links.openSource(key);
  const label = sourceLabel(source);
  const text = address === undefined ? escapeMarkdown(label) : linkTo(label, address);
  const place = locator === undefined ? '' : ` ${escapeMarkdown(locator)}`;
  return `${text}${place}${source.status === 'current' ? '' : ` **(source ${source.status})**`}`;
}

function footLines(entity: Entity, knowledge: KnowledgeBase, links: CardLinks, limit: number): string[] {
  const lines: string[] = [];
  const hidden = entity.claims.length - chooseClaims(entity.claims, limit).length;
  if (hidden > 0) {
    lines.push(`\\+${hidden} more in the record`);
  }
  const relations = relationsLine(knowledge.relationsOf(entity.id));
  if (relations !== '') {
    lines.push(relations);
  }
  if (entity.origin.layer !== builtInLayer) {
    lines.push(`From: ${escapeMarkdown(entity.origin.layer)}`);
  }
  const record = links.openRecord(entity);
  const reveal = links.reveal(entity);
  const commands = [
    ...(record === undefined ? [] : [linkTo('Open record', record)]),
    ...(reveal === undefined ? [] : [linkTo('Show in sidebar', reveal)]),
  ];
  if (commands.length > 0) {
    lines.push(commands.join(' · '));
  }
  return lines;
}

/** "Member of 41 organizations · diplomatic relations recorded with 160 states (12 unverified)". */
export function relationsLine(sides: readonly RelationSide[]): string {
  const count = (type: RelationType, asMember?: boolean): Count =>
    countOf(sides.filter(side => side.relations.type === type && (asMember ?? side.asMember) === side.asMember));
  const parts = [
    tally('Member of', count('membership', true), 'organization', 'organizations'),
    tally('', count('membership', false), 'member', 'members'),
    tally('diplomatic relations recorded with', count('diplomatic'), 'state', 'states'),
    tally('party to', count('party', true), 'treaty', 'treaties'),
    tally('', count('party', false), 'party', 'parties'),
  ].filter(part => part !== undefined);
  const line = parts.join(' · ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}

interface Count {
  readonly all: number;
  readonly unverified: number;
}

/** How many there are on the other side; a pair counts once however often its relations broke off. */
function countOf(sides: readonly RelationSide[]): Count {
  const isSure = new Map<string, boolean>();
  for (const { row, other } of sides) {
    const holds = row.status === 'current' || row.status === 'disputed' || row.status === 'unverified';
    if (holds && row.to === undefined) {
      isSure.set(other, (isSure.get(other) ?? false) || row.status !== 'unverified');
    }
  }
  return { all: isSure.size, unverified: [...isSure.values()].filter(sure => !sure).length };
}

function tally(before: string, { all, unverified }: Count, one: string, many: string): string | undefined {
  if (all === 0) {
    return undefined;
  }
  const doubt = unverified === 0 ? '' : ` (${unverified} unverified)`;
  return `${before} ${counted(all, one, many)}${doubt}`.trim();
}

/** What is known about a source and what rests on it. */
export function sourceCardMarkdown(source: Source, knowledge: KnowledgeBase, links: CardLinks): string {
  const head: string[] = [];
  if (source.status !== 'current') {
    const why = source.why === undefined ? '' : ` ${escapeMarkdown(source.why)}`;
    head.push(`**Source ${source.status}.**${why}`);
  }
  head.push(`**${escapeMarkdown(source.title)}** — ${escapeMarkdown(sourceTypeLabel(source.type))}`);
  const issue = [
    source.authors.join('; '),
    source.containerTitle,
    source.publisher,
    source.issued === undefined ? 'no date' : formatDate(source.issued),
    source.number,
  ].filter(part => part !== undefined && part !== '');
  head.push(issue.map(part => escapeMarkdown(part ?? '')).join(' · '));
  if (source.descriptor !== undefined) {
    head.push(escapeMarkdown(source.descriptor));
  }
  const worth = [
    source.reliability === undefined ? 'Reliability not judged' : `Reliability ${reliabilityLabel(source.reliability)}`,
    source.primary ? 'primary source' : undefined,
    consultedLabel(source),
  ].filter(part => part !== undefined);
  head.push(worth.map(escapeMarkdown).join(' · '));
  const resting = knowledge.restingOn(source.id).length;
  const foot = [
    resting === 0 ? 'No claim rests on it' : `${counted(resting, 'claim rests', 'claims rest')} on it`,
    ...(source.url === undefined ? [] : [`Address: ${escapeMarkdown(source.url)}`]),
    `Cited as \\@${escapeMarkdown(source.id)}`,
  ];
  const open = links.openSource(source.id);
  if (open !== undefined) {
    foot.push(linkTo('Open source record', open));
  }
  return `${head.join(lineBreak)}\n\n${foot.join(lineBreak)}`;
}

function consultedLabel({ consulted, accessed }: Source): string {
  const when = accessed === undefined ? '' : `, accessed ${formatDate(accessed)}`;
  switch (consulted) {
    case 'full':
      return `read in full${when}`;
    case 'excerpt':
      return `read in part${when}`;
    case 'none':
      return 'not read by the author of the record';
  }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function quoted(text: string): string {
  return `“${escapeMarkdown(text)}”`;
}
