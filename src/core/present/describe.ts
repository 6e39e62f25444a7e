/** The words that the screen uses for kinds, roles and statuses. */

import type { Claim, Entity, EntityKind, NameRole, OrganizationGroup } from '../knowledge/model.js';

const kinds: Readonly<Record<EntityKind, string>> = {
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

/** "former state", "UN programme", or the plain kind. */
export function kindLabel(entity: Entity): string {
  return entity.type ?? kinds[entity.kind];
}

/** The code by which a reader knows the entity, if that is not its name: ISO alpha-3, an acronym, a symbol. */
export function codeOf({ name, codes, short, symbol }: Entity): string | undefined {
  const code = codes?.iso3 ?? short ?? symbol;
  return code === name ? undefined : code;
}

const roles: Readonly<Record<NameRole, string>> = {
  name: 'name',
  official: 'official name',
  alias: 'another name',
  acronym: 'acronym',
  demonym: 'adjective or people',
  former: 'former name',
  metonym: 'used for its government',
  erroneous: 'wrong name',
};

export function roleLabel(role: NameRole): string {
  return roles[role];
}

/** What stands before a claim that is more, or less, than a plain current fact. */
export function statusLabel(claim: Claim): string | undefined {
  switch (claim.status) {
    case 'wrong':
      return 'Wrong';
    case 'disputed':
      return 'Disputed';
    case 'superseded':
      return 'Superseded';
    case 'unverified':
      return 'Unverified';
    case 'current':
      return undefined;
  }
}

const groups: Readonly<Record<OrganizationGroup, string>> = {
  un: 'UN system',
  regional: 'Regional bodies',
  alliance: 'Alliances',
  grouping: 'Groupings',
  financial: 'Finance',
  'arms-control': 'Arms control and regimes',
  humanitarian: 'Humanitarian and rights',
  government: 'Ministries and agencies',
  media: 'Media',
  research: 'Think tanks and universities',
  company: 'Companies',
  other: 'Other',
};

export function groupLabel(group: OrganizationGroup): string {
  return groups[group];
}

const icons: Readonly<Record<EntityKind, string>> = {
  country: 'globe',
  organization: 'organization',
  person: 'person',
  treaty: 'law',
  regime: 'shield',
  resolution: 'file-text',
  negotiation: 'comment-discussion',
  event: 'calendar',
  doctrine: 'book',
  programme: 'beaker',
  place: 'location',
  document: 'file',
};

/** The name of a codicon. */
export function iconOf(entity: Entity): string {
  return icons[entity.kind];
}

const reliabilities: ReadonlyMap<string, string> = new Map([
  ['A', 'completely reliable'],
  ['B', 'usually reliable'],
  ['C', 'fairly reliable'],
  ['D', 'not usually reliable'],
  ['E', 'unreliable'],
  ['F', 'reliability cannot be judged'],
]);

/** An Admiralty letter in words. */
export function reliabilityLabel(letter: string): string {
  return `${letter}, ${reliabilities.get(letter) ?? 'unknown letter'}`;
}
