/**
 * The outline: what the sidebar shows, as nodes with stable ids.
 *
 * Countries by M49 region, organizations by kind, then the rest by kind; people and places by name, resolutions by
 * number, events by date, newest first, since the latest is what a briefing needs.
 */

import { formatDate, parseDate } from '../knowledge/dates.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import { type Entity, type EntityKind, organizationGroups } from '../knowledge/model.js';
import { codeOf, groupLabel, iconOf, kindLabel } from './describe.js';
import { continentOf } from './regions.js';

export interface GroupNode {
  readonly type: 'group';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  /** How many entities stand below it. */
  readonly count: number;
  readonly children: readonly OutlineNode[];
}

export interface EntityNode {
  readonly type: 'entity';
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  readonly description: string;
  readonly accessibleLabel: string;
  /** The id of the record. The tree is held as a whole; the records of a large desk are not. */
  readonly entityId: string;
}

export type OutlineNode = GroupNode | EntityNode;

const plainGroups: readonly (readonly [kind: EntityKind, id: string, label: string])[] = [
  ['person', 'people', 'People'],
  ['treaty', 'treaties', 'Treaties and agreements'],
  ['resolution', 'resolutions', 'Resolutions'],
  ['negotiation', 'talks', 'Talks'],
  ['event', 'events', 'Events'],
  ['doctrine', 'doctrines', 'Doctrines and policies'],
  ['programme', 'programmes', 'Programmes and lists'],
  ['place', 'places', 'Places'],
  ['document', 'documents', 'Documents'],
];

const collator = new Intl.Collator('en', { numeric: true });

/** The tree of a knowledge base; groups without entities are left out. */
export function outline(knowledge: KnowledgeBase): readonly OutlineNode[] {
  const byKind = groupBy(knowledge.entities, ({ kind }) => kind);
  const organizations = [...(byKind.get('organization') ?? []), ...(byKind.get('regime') ?? [])];
  return [
    groupNode('group/countries', 'Countries', 'globe', countryGroups(byKind.get('country') ?? [])),
    groupNode('group/organizations', 'Organizations', 'organization', organizationNodes(organizations)),
    ...plainGroups.map(([kind, id, label]) => {
      const nodes = nodesOf(byKind.get(kind) ?? []);
      return groupNode(`group/${id}`, label, nodes[0]?.icon ?? 'list-unordered', nodes);
    }),
  ].filter(({ count }) => count > 0);
}

/** The nodes from a root down to an entity, for revealing its row; empty if it is not in the tree. */
export function pathTo(roots: readonly OutlineNode[], entityId: string): readonly OutlineNode[] {
  for (const node of roots) {
    if (node.type === 'entity') {
      if (node.entityId === entityId) {
        return [node];
      }
      continue;
    }
    const below = pathTo(node.children, entityId);
    if (below.length > 0) {
      return [node, ...below];
    }
  }
  return [];
}

function countryGroups(countries: readonly Entity[]): readonly OutlineNode[] {
  const present = countries.filter(({ to }) => to === undefined);
  const former = countries.filter(({ to }) => to !== undefined);
  const regions = groupBy(present, ({ region }) => region ?? 'Without a region');
  const continents = groupBy(regions.keys(), continentOf);
  const nodes = [...continents]
    .sort(([a], [b]) => collator.compare(a, b))
    .map(([continent, subRegions]) => {
      const children = subRegions.sort(collator.compare).map(region => {
        const states = (regions.get(region) ?? []).map(entityNode).sort(byLabel);
        return groupNode(`group/countries/${slug(region)}`, region, 'globe', states);
      });
      const only = children.length === 1 && children[0]?.label === continent ? children[0] : undefined;
      return only ?? groupNode(`group/countries/${slug(continent)}`, continent, 'globe', children);
    });
  const formerNodes = former.map(entityNode).sort(byLabel);
  return formerNodes.length === 0
    ? nodes
    : [...nodes, groupNode('group/countries/former', 'Former states', 'history', formerNodes)];
}

function organizationNodes(organizations: readonly Entity[]): readonly OutlineNode[] {
  const groups = groupBy(organizations, ({ group, kind }) => group ?? (kind === 'regime' ? 'arms-control' : 'other'));
  return organizationGroups.flatMap(group => {
    const nodes = (groups.get(group) ?? []).map(entityNode).sort(byLabel);
    return nodes.length === 0
      ? []
      : [groupNode(`group/organizations/${group}`, groupLabel(group), 'organization', nodes)];
  });
}

function groupNode(id: string, label: string, icon: string, children: readonly OutlineNode[]): GroupNode {
  const count = children.reduce((sum, child) => sum + (child.type === 'group' ? child.count : 1), 0);
  return { type: 'group', id, label, icon, count, children };
}

function entityNode(entity: Entity): EntityNode {
  const description = describe(entity);
  const spoken = [entity.name, kindLabel(entity), description].filter(part => part !== '');
  return {
    type: 'entity',
    id: `entity/${entity.id}`,
    label: entity.name,
    icon: iconOf(entity),
    description,
    accessibleLabel: spoken.join(', '),
    entityId: entity.id,
  };
}

/** The code or acronym; for what happened, when. */
function describe(entity: Entity): string {
  const date = entity.on ?? entity.signed ?? entity.from;
  switch (entity.kind) {
    case 'event':
    case 'negotiation':
    case 'resolution':
      return date === undefined ? '' : formatDate(date);
    case 'treaty':
      return [entity.short, date === undefined ? undefined : String(parseDate(date)?.year ?? '')]
        .filter(part => part !== undefined)
        .join(' · ');
    default:
      return codeOf(entity) ?? '';
  }
}

/** By name; events by their date, the newest first. */
function nodesOf(entities: readonly Entity[]): readonly EntityNode[] {
  const date = ({ kind, on, from }: Entity): string => (kind === 'event' ? (on ?? from ?? '') : '');
  return entities
    .map(entity => ({ node: entityNode(entity), date: date(entity) }))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : byLabel(a.node, b.node)))
    .map(({ node }) => node);
}

function byLabel(a: OutlineNode, b: OutlineNode): number {
  return collator.compare(a.label, b.label);
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z]+/g, '-');
}

/** Like `Map.groupBy`, which Node 20 lacks. */
function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
