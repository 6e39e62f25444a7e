/**
 * The knowledge base: everything that all layers together say, as one immutable value with look-ups.
 *
 * A reload builds the next one and swaps it; nothing in here ever changes.
 */

import type { Claim, ContextRule, Entity, EntityKind, RelationRow, Relations, Source } from './model.js';

/** One row of a relations file as seen from one of its two sides. */
export interface RelationSide {
  readonly relations: Relations;
  readonly row: RelationRow;
  /** The id on the other side. */
  readonly other: string;
  /** The entity is the row's `with`: the member of the body, the party to the treaty. */
  readonly asMember: boolean;
}

export interface KnowledgeParts {
  /** Sorted by id. */
  readonly entities: readonly Entity[];
  readonly sources: readonly Source[];
  readonly relations: readonly Relations[];
  readonly rules: Readonly<Partial<Record<EntityKind, ContextRule>>>;
}

export interface ClaimPlace {
  readonly entity: Entity;
  readonly claim: Claim;
}

export class KnowledgeBase {
  static readonly empty: KnowledgeBase = new KnowledgeBase({ entities: [], sources: [], relations: [], rules: {} });

  readonly entities: readonly Entity[];
  readonly sources: readonly Source[];
  readonly relations: readonly Relations[];
  /** Rules that hold for every name of a kind. */
  readonly rules: Readonly<Partial<Record<EntityKind, ContextRule>>>;
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #sources: ReadonlyMap<string, Source>;
  #sides: ReadonlyMap<string, readonly RelationSide[]> | undefined;
  #resting: ReadonlyMap<string, readonly ClaimPlace[]> | undefined;

  constructor(parts: KnowledgeParts) {
    this.entities = parts.entities;
    this.sources = parts.sources;
    this.relations = parts.relations;
    this.rules = parts.rules;
    this.#entities = new Map(parts.entities.map(entity => [entity.id, entity]));
    this.#sources = new Map(parts.sources.map(source => [source.id, source]));
  }

  entity(id: string): Entity | undefined {
    return this.#entities.get(id);
  }

  source(key: string): Source | undefined {
    return this.#sources.get(key);
  }

  /** The rows of all relations files that name the entity on either side. */
  relationsOf(id: string): readonly RelationSide[] {
    this.#sides ??= sidesOf(this.relations);
    return this.#sides.get(id) ?? [];
  }

  claimsOf(id: string): readonly Claim[] {
    return this.#entities.get(id)?.claims ?? [];
  }

  /** A claim by `record-id/claim-id`, or by its id alone within one record. */
  claim(reference: string, within?: string): ClaimPlace | undefined {
    const slash = reference.indexOf('/');
    const entity = this.#entities.get(slash < 0 ? (within ?? '') : reference.slice(0, slash));
    const claim = entity?.claims.find(({ id }) => id === reference.slice(slash + 1));
    return entity === undefined || claim === undefined ? undefined : { entity, claim };
  }

  /** The claims that rest on a source. */
  restingOn(key: string): readonly ClaimPlace[] {
    this.#resting ??= restingClaims(this.entities);
    return this.#resting.get(key) ?? [];
  }
}

function sidesOf(tables: readonly Relations[]): ReadonlyMap<string, readonly RelationSide[]> {
  const sides = new Map<string, RelationSide[]>();
  const add = (id: string, side: RelationSide): void => {
    const known = sides.get(id);
    if (known === undefined) {
      sides.set(id, [side]);
    } else {
      known.push(side);
    }
  };
  for (const relations of tables) {
    for (const row of relations.rows) {
      add(relations.of, { relations, row, other: row.with, asMember: false });
      add(row.with, { relations, row, other: relations.of, asMember: true });
    }
  }
  return sides;
}

function restingClaims(entities: readonly Entity[]): ReadonlyMap<string, readonly ClaimPlace[]> {
  const resting = new Map<string, ClaimPlace[]>();
  for (const entity of entities) {
    for (const claim of entity.claims) {
      for (const { key } of claim.cite) {
        const known = resting.get(key);
        if (known === undefined) {
          resting.set(key, [{ entity, claim }]);
        } else {
          known.push({ entity, claim });
        }
      }
    }
  }
  return resting;
}
