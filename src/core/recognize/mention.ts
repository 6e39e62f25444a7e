/** What recognition answers with: the places of a text that name something, and what they may mean. */

import type { Entity, Name, NameRole } from '../knowledge/model.js';

/** One thing that a mention may mean, and the name by which it was recognised. */
export interface Sense {
  readonly entity: Entity;
  readonly name: Name;
}

/** A place in a text that names something; offsets in UTF-16 units, half-open. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** The role of the first sense. */
  readonly role: NameRole;
  readonly senses: readonly Sense[];
  /** What it might mean besides, where a pin has settled that. */
  readonly unpinned?: readonly Sense[];
}

export type Meaning = Pick<Mention, 'role' | 'senses'>;
