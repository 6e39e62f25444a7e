import { Recognizer } from '../../src/core/recognize/recognizer.js';
import type { KnowledgeBase } from '../../src/core/knowledge/knowledgeBase.js';
import type {
  ContextRule,
  Entity,
  EntityKind,
  Name,
  NameRole,
  OrganizationGroup,
} from '../../src/core/knowledge/model.js';

/** An entity for tests that need no more than its names. */
export function entityOf(
  id: string,
  name: string,
  options: {
    readonly kind?: EntityKind;
    readonly names?: readonly (string | Name)[];
    readonly demonyms?: readonly string[];
    readonly notNames?: readonly string[];
    readonly symbol?: string;
    readonly parent?: string;
    readonly group?: OrganizationGroup;
  } = {},
): Entity {
  return {
    id,
    kind: options.kind ?? 'country',
    name,
    ...(options.symbol === undefined ? {} : { symbol: options.symbol }),
    ...(options.parent === undefined ? {} : { parent: options.parent }),
    ...(options.group === undefined ? {} : { group: options.group }),
    buildsOn: [],
    parties: [],
    successors: [],
    predecessors: [],
    roles: [],
    ties: [],
    names: [
      { text: name, role: 'name' },
      ...(options.names ?? []).map(alias => (typeof alias === 'string' ? nameOf(alias) : alias)),
      ...(options.demonyms ?? []).map(text => ({ text, role: 'demonym' as const })),
    ],
    notNames: options.notNames ?? [],
    claims: [],
    origin: { layer: 'test', file: `${id}.yaml`, position: { line: 0, column: 0 } },
  };
}

export function nameOf(text: string, role?: NameRole, rule?: ContextRule): Name {
  const shape: NameRole = /^[A-Z0-9.]+$/.test(text) ? 'acronym' : 'alias';
  return { text, role: role ?? shape, ...(rule === undefined ? {} : { rule }) };
}

/** A recogniser of these records alone. */
export function recognizerFor(knowledge: {
  readonly entities: readonly Entity[];
  readonly rules: KnowledgeBase['rules'];
}): Recognizer {
  const byId = new Map(knowledge.entities.map(entity => [entity.id, entity]));
  return new Recognizer({ ...knowledge, entity: id => byId.get(id) });
}
