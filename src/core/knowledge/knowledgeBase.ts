/**
 * The knowledge base: everything that all layers together say, as one immutable value with look-ups.
 *
 * A reload builds the next one and swaps it; nothing in here ever changes.
 */

import type { Claim, Entity, EntityKind, KindRule, RelationRow, Relations, Source } from './model.js';
import { placeOf, type SortedIds, sortedIds } from './sortedIds.js';

/** One row of a relations file as seen from one of its two sides. */
export interface RelationSide {
  readonly relations: Relations;
  readonly row: RelationRow;
  /** The id on the other side. */
  readonly other: string;
  /** The entity is the row's `with`: the member of the body, the party to the treaty. */
  readonly asMember: boolean;
}

/**
 * Records by id, each made when it is first asked for, and again when it is asked for after nobody has held it: of a
 * large desk most records are read once, when its problems are looked for.
 */
export class RecordTable<T extends object> {
  readonly ids: SortedIds;
  readonly #make: (id: string) => T | undefined;
  readonly #made = new Map<string, WeakRef<T>>();
  #all: WeakRef<readonly T[]> | undefined;

  constructor(ids: SortedIds, make: (id: string) => T | undefined) {
    this.ids = ids;
    this.#make = make;
  }

  static of<T extends { readonly id: string }>(records: readonly T[]): RecordTable<T> {
    const byId = new Map(records.map(record => [record.id, record]));
    return new RecordTable(sortedIds([...byId.keys()]), id => byId.get(id));
  }

  has(id: string): boolean {
    return placeOf(this.ids, id) >= 0;
  }

  get(id: string): T | undefined {
    const made = this.#made.get(id)?.deref();
    if (made !== undefined) {
      return made;
    }
    const place = placeOf(this.ids, id);
    const record = place < 0 ? undefined : (this.#whole?.[place] ?? this.#make(id));
    if (record !== undefined) {
      this.#made.set(id, new WeakRef(record));
    }
    return record;
  }

  /** All of them, in the order of their ids. */
  get all(): readonly T[] {
    let all = this.#all?.deref();
    if (all === undefined) {
      all = [...this.each()];
      this.#all = new WeakRef(all);
    }
    return all;
  }

  /** All of them, if somebody holds them, and each has the place of its id. */
  get #whole(): readonly T[] | undefined {
    const all = this.#all?.deref();
    return all?.length === this.ids.length ? all : undefined;
  }

  /** All of them, one after the other: who looks at each once need not have them in memory together. */
  *each(): Iterable<T> {
    const all = this.#whole;
    for (const [place, id] of this.ids.entries()) {
      const record = all?.[place] ?? this.#made.get(id)?.deref() ?? this.#make(id);
      if (record !== undefined) {
        yield record;
      }
    }
  }
}

export interface KnowledgeParts {
  readonly entities: RecordTable<Entity>;
  readonly sources: RecordTable<Source>;
  readonly relations: RecordTable<Relations>;
  readonly rules: Readonly<Partial<Record<EntityKind, KindRule>>>;
}

export interface ClaimPlace {
  readonly entity: Entity;
  readonly claim: Claim;
}

export class KnowledgeBase {
  static readonly empty: KnowledgeBase = new KnowledgeBase({
    entities: RecordTable.of<Entity>([]),
    sources: RecordTable.of<Source>([]),
    relations: RecordTable.of<Relations>([]),
    rules: {},
  });

  /** Rules that hold for every name of a kind. */
  readonly rules: Readonly<Partial<Record<EntityKind, KindRule>>>;
  readonly #entities: RecordTable<Entity>;
  readonly #sources: RecordTable<Source>;
  readonly #relations: RecordTable<Relations>;
  #sides: ReadonlyMap<string, readonly RelationSide[]> | undefined;
  #resting: ReadonlyMap<string, readonly ClaimPlace[]> | undefined;

  constructor(parts: KnowledgeParts) {
    this.rules = parts.rules;
    this.#entities = parts.entities;
    this.#sources = parts.sources;
    this.#relations = parts.relations;
  }

  /** How many records there are, without reading them. */
  get size(): { readonly entities: number; readonly sources: number } {
    return { entities: this.#entities.ids.length, sources: this.#sources.ids.length };
  }

  /** The ids of all entities, without reading the records. */
  get entityIds(): SortedIds {
    return this.#entities.ids;
  }

  /** The keys of all sources, without reading the records. */
  get sourceIds(): SortedIds {
    return this.#sources.ids;
  }

  /** Every record, in the order of the ids. Reads what nobody has asked for yet. */
  get entities(): readonly Entity[] {
    return this.#entities.all;
  }

  /** Every record once, in the order of the ids, without holding them all. */
  eachEntity(): Iterable<Entity> {
    return this.#entities.each();
  }

  get sources(): readonly Source[] {
    return this.#sources.all;
  }

  eachSource(): Iterable<Source> {
    return this.#sources.each();
  }

  get relations(): readonly Relations[] {
    return this.#relations.all;
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
    return this.entity(id)?.claims ?? [];
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
