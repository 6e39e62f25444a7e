/**
 * Words for the screen: what a kind, a role, a status or a letter is called in the analyst's language.
 */

import { formatDate } from '../knowledge/dates.js';
import type { ClaimStatus, ClaimType, Entity, EntityKind, Name, NameRole, Source } from '../knowledge/model.js';

/** The label of the layer that ships with the extension. */
export const builtInLayer = 'built-in';

const kindWords: Readonly<Record<EntityKind, string>> = {
  country: 'country',
  organization: 'organization',
  person: 'person',
  treaty: 'treaty',
  regime: 'regime',
  resolution: 'resolution',
  negotiation: 'talks',
  event: 'event',
  doctrine: 'doctrine',
  programme: 'programme',
  place: 'place',
  document: 'document',
};

/** One or two words for what the entity is. */
export function kindLabel(entity: Entity): string {
  return isFormerState(entity) ? 'former state' : kindWords[entity.kind];
}

/** What the record itself says it is, such as "UN specialised agency", or else its kind. */
export function typeLabel(entity: Entity): string {
  return entity.type ?? kindLabel(entity);
}

export function isFormerState(entity: Entity): boolean {
  return entity.kind === 'country' && entity.to !== undefined;
}

/** The ISO code, the acronym or the symbol, unless that is the name itself. */
export function codeOf(entity: Entity): string | undefined {
  const code = entity.codes?.iso3 ?? entity.short ?? entity.symbol;
  return code === entity.name ? undefined : code;
}

/** When it was: a day, a period, or nothing where the record has no date. */
export function periodOf(entity: Entity): string | undefined {
  if (entity.on !== undefined) {
    return formatDate(entity.on);
  }
  return period(entity.from, entity.to);
}

function period(from: string | undefined, to: string | undefined): string | undefined {
  if (from !== undefined && to !== undefined) {
    return from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`;
  }
  if (from !== undefined) {
    return `since ${formatDate(from)}`;
  }
  return to === undefined ? undefined : `until ${formatDate(to)}`;
}

const roleWords: Readonly<Record<NameRole, string>> = {
  name: 'name',
  official: 'official name',
  alias: 'another name',
  acronym: 'acronym',
  demonym: 'adjective or people',
  former: 'former name',
  metonym: 'stands for it',
  erroneous: 'wrong name',
};

export function roleLabel(role: NameRole): string {
  return roleWords[role];
}

/** What kind of name this is, with what a writer must know about it: "former name until 18 June 1989". */
export function nameLabel(name: Name, entity: Entity): string {
  if (name.flag === 'incorrect' || name.role === 'erroneous') {
    return 'wrong name';
  }
  if (name.flag === 'loaded') {
    return 'loaded term, it takes sides';
  }
  switch (name.role) {
    case 'former': {
      const { from, until } = name;
      if (until === undefined) {
        return from === undefined ? 'former name' : `former name, from ${formatDate(from)}`;
      }
      return `former name ${from === undefined ? '' : `from ${formatDate(from)} `}until ${formatDate(until)}`;
    }
    case 'metonym': {
      const what = name.text === entity.capital ? 'the capital' : 'a place';
      return entity.kind === 'country'
        ? `${what}, used for the government of ${entity.name}`
        : `a name used for ${entity.name}`;
    }
    default:
      return name.flag === 'informal' ? 'informal name' : roleWords[name.role];
  }
}

/** What to write instead of the name, where one should. */
export function preferredName(name: Name, entity: Entity): string | undefined {
  const discouraged = name.flag === 'incorrect' || name.flag === 'loaded' || name.role === 'erroneous';
  return name.prefer ?? (discouraged ? entity.name : undefined);
}

/** Whether the name may be put into a text: not wrong, not loaded, not out of use, not the name of something else. */
export function isOffered({ role, flag }: Name): boolean {
  return flag === undefined && role !== 'former' && role !== 'metonym' && role !== 'erroneous';
}

const statusWords: Readonly<Record<ClaimStatus, string>> = {
  current: 'Current',
  disputed: 'Disputed',
  superseded: 'Out of date',
  wrong: 'Wrong',
  unverified: 'Unverified',
};

export function statusLabel(status: ClaimStatus): string {
  return statusWords[status];
}

const claimTypeWords: Readonly<Record<ClaimType, string>> = {
  fact: 'Fact',
  opinion: 'Opinion',
  allegation: 'Allegation',
  estimate: 'Estimate',
};

/** "Opinion of GlobalSecurity.org"; a claim of fact has no holder. */
export function claimTypeLabel(type: ClaimType, holder: string | undefined): string {
  return holder === undefined ? `${claimTypeWords[type]}, holder unknown` : `${claimTypeWords[type]} of ${holder}`;
}

const reliabilityWords: ReadonlyMap<string, string> = new Map([
  ['A', 'completely reliable'],
  ['B', 'usually reliable'],
  ['C', 'fairly reliable'],
  ['D', 'not usually reliable'],
  ['E', 'unreliable'],
  ['F', 'reliability cannot be judged'],
]);

/** An Admiralty letter with its words. */
export function reliabilityLabel(letter: string): string {
  const words = reliabilityWords.get(letter.toUpperCase());
  return words === undefined ? letter : `${letter.toUpperCase()} (${words})`;
}

const sourceTypeWords: ReadonlyMap<string, string> = new Map([
  ['article', 'article'],
  ['article-journal', 'journal article'],
  ['article-magazine', 'magazine article'],
  ['article-newspaper', 'newspaper article'],
  ['bill', 'bill'],
  ['entry-encyclopedia', 'encyclopedia entry'],
  ['legal_case', 'legal decision'],
  ['motion_picture', 'film'],
  ['paper-conference', 'conference paper'],
  ['personal_communication', 'personal communication'],
  ['post-weblog', 'blog post'],
  ['webpage', 'web page'],
]);

/** The CSL type in words. */
export function sourceTypeLabel(type: string): string {
  return sourceTypeWords.get(type) ?? type.replace(/[-_]/g, ' ');
}

/** A source in few words, for a line of a card: who published it and what it is. */
export function sourceLabel(source: Source, length = 64): string {
  const by = source.publisher ?? source.containerTitle ?? source.authors[0];
  const title = source.title.replace(/^\[(.*)\]$/, '$1');
  const whole = by === undefined || title.includes(by) ? title : `${by}: ${title}`;
  return shorten(whole, length);
}

/** Cuts at a blank and says so. */
function shorten(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const cut = text.lastIndexOf(' ', length - 1);
  return `${text.slice(0, cut > length / 2 ? cut : length - 1).replace(/[\s,;:.–—-]+$/, '')}…`;
}
