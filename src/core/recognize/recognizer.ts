/**
 * Recognition: what a text names, and in which sense.
 *
 * An `Analysis` is an immutable answer about one text, shared by every feature. Where a name may mean several things,
 * all of them are listed and none is guessed: "Congo" has two senses until somebody pins one.
 *
 * Order of senses: the nearest kind of name first (in the order of `nameRoles`: the name itself, official name, alias,
 * acronym, demonym, former name, metonym, erroneous name), then the kind of entity in the order of `entityKinds`, then
 * the id.
 */

import {
  type Entity,
  entityKinds,
  type EntityKind,
  type KindRule,
  type Name,
  type NameRole,
  nameRoles,
} from '../knowledge/model.js';
import type { CompiledRule } from './context.js';
import { foldText } from './fold.js';
import type { NameIndex } from './nameIndex.js';
import { Names } from './names.js';
import { applyPins, type PinProblem } from './pins.js';
import { findRegions, isInside, type Regions } from './regions.js';
import { resolutionsAt } from './resolutions.js';
import { type Candidate, type Reading, Scanner, type ScanResult, isUnconditional } from './scan.js';

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

/** What the recogniser needs of a knowledge base. */
export interface Recognizable {
  readonly entities: readonly Entity[];
  entity(id: string): Entity | undefined;
  readonly rules: Readonly<Partial<Record<EntityKind, KindRule>>>;
}

type Meaning = Pick<Mention, 'role' | 'senses'>;

function compare(a: Candidate, b: Candidate): number {
  return a.start - b.start || b.end - a.end;
}

function isSorted(candidates: readonly Candidate[]): boolean {
  let before: Candidate | undefined;
  for (const candidate of candidates) {
    if (before !== undefined && compare(before, candidate) > 0) {
      return false;
    }
    before = candidate;
  }
  return true;
}

export class Recognizer {
  readonly #knowledge: Recognizable;
  readonly #names: Names;
  readonly #index: NameIndex;
  readonly #scanner: Scanner;
  readonly #senses = new WeakMap<readonly Reading[], Meaning>();

  /** Without names, those of the knowledge are compiled here. */
  constructor(knowledge: Recognizable, names: Names = Names.of(knowledge.entities, knowledge.rules)) {
    this.#knowledge = knowledge;
    this.#names = names;
    this.#index = names.index;
    this.#scanner = new Scanner(names.index, names.rules);
  }

  /** How many different forms are recognised. */
  get size(): number {
    return this.#index.size;
  }

  analyze(text: string): Analysis {
    const regions = findRegions(text);
    const scan = this.#scanner.scan(text, regions);
    const isRecord = (id: string): boolean => this.#knowledge.entity(id) !== undefined;
    const { mentions, problems } = applyPins(text, this.#resolve(text, scan), isRecord);
    return new Analysis(text, regions, mentions, problems);
  }

  /** Leftmost-longest over the candidates whose conditions hold. */
  #resolve(text: string, scan: ScanResult): readonly Mention[] {
    const candidates: Candidate[] = scan.patterns.length === 0 ? scan.candidates : [...scan.candidates];
    for (const { start, end } of scan.patterns) {
      for (const found of resolutionsAt(text, start, end, this.#names.resolutions)) {
        const reading: Reading = { entity: found.entity, name: 0, role: 'alias' };
        candidates.push({ start: found.start, end: found.end, readings: [reading] });
      }
    }
    if (!isSorted(candidates)) {
      candidates.sort(compare);
    }
    const mentions: Mention[] = [];
    const paragraphs = new Paragraphs(text);
    let from = 0;
    for (const candidate of candidates) {
      if (candidate.start < from) {
        continue;
      }
      const readings = candidate.readings.every(isUnconditional)
        ? candidate.readings
        : candidate.readings.filter(
            ({ condition }) => condition === undefined || this.#holds(condition, candidate.start, scan, paragraphs),
          );
      if (readings.length > 0) {
        const { role, senses } = this.#meaningOf(readings);
        mentions.push({ start: candidate.start, end: candidate.end, role, senses });
      }
      if (readings.length > 0 || candidate.readings.length === 0) {
        from = candidate.end;
      }
    }
    return mentions;
  }

  #holds(condition: CompiledRule, start: number, scan: ScanResult, paragraphs: Paragraphs): boolean {
    const placesOf = (text: string): readonly number[] =>
      scan.watched.get(this.#index.findFolded(foldText(text))) ?? [];
    const { documentHas, documentLacks, paragraphHas, paragraphLacks } = condition;
    const inDocument = (text: string): boolean => placesOf(text).length > 0;
    if ((documentHas.length > 0 && !documentHas.some(inDocument)) || documentLacks.some(inDocument)) {
      return false;
    }
    if (paragraphHas.length + paragraphLacks.length === 0) {
      return true;
    }
    const { from, to } = paragraphs.around(start);
    const inParagraph = (text: string): boolean => {
      const places = placesOf(text);
      return (places[lowerBound(places, from)] ?? to) < to;
    };
    return (paragraphHas.length === 0 || paragraphHas.some(inParagraph)) && !paragraphLacks.some(inParagraph);
  }

  /** The senses of some readings. Most names have the same ones wherever they stand. */
  #meaningOf(readings: readonly Reading[]): Meaning {
    const known = this.#senses.get(readings);
    if (known !== undefined) {
      return known;
    }
    const meaning = this.#orderSenses(readings);
    this.#senses.set(readings, meaning);
    return meaning;
  }

  #orderSenses(readings: readonly Reading[]): Meaning {
    const senses = new Map<number, { readonly sense: Sense; readonly role: NameRole }>();
    for (const { entity: position, name: namePosition, role } of readings) {
      const entity = this.#knowledge.entity(this.#names.ids.at(position) ?? '');
      const name = entity?.names[namePosition] ?? entity?.names[0];
      if (entity === undefined || name === undefined) {
        continue;
      }
      const known = senses.get(position);
      if (known === undefined || nameRoles.indexOf(role) < nameRoles.indexOf(known.role)) {
        senses.set(position, { sense: { entity, name }, role });
      }
    }
    const ordered = [...senses.values()].sort(
      (a, b) =>
        nameRoles.indexOf(a.role) - nameRoles.indexOf(b.role) ||
        entityKinds.indexOf(a.sense.entity.kind) - entityKinds.indexOf(b.sense.entity.kind) ||
        (a.sense.entity.id < b.sense.entity.id ? -1 : 1),
    );
    return { role: ordered[0]?.role ?? 'alias', senses: ordered.map(({ sense }) => sense) };
  }
}

/** The paragraphs of a text, looked for when first asked. */
class Paragraphs {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  around(offset: number): { readonly from: number; readonly to: number } {
    this.#starts ??= [0, ...[...this.#text.matchAll(/\n[ \t>]*\r?\n/g)].map(match => match.index + match[0].length)];
    const next = lowerBound(this.#starts, offset + 1);
    return { from: this.#starts[next - 1] ?? 0, to: this.#starts[next] ?? this.#text.length };
  }
}

/** The first position whose value is at least `value`. */
function lowerBound(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** What one version of a text names. */
export class Analysis {
  readonly text: string;
  readonly mentions: readonly Mention[];
  /** Pins in the text that settle nothing. */
  readonly pinProblems: readonly PinProblem[];
  readonly #regions: Regions;

  constructor(text: string, regions: Regions, mentions: readonly Mention[], pinProblems: readonly PinProblem[] = []) {
    this.text = text;
    this.mentions = mentions;
    this.pinProblems = pinProblems;
    this.#regions = regions;
  }

  /** The mention that the offset touches, its end included. */
  mentionAt(offset: number): Mention | undefined {
    let low = 0;
    let high = this.mentions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const mention = this.mentions[middle];
      if (mention !== undefined && mention.end < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // Two mentions may touch, as in "Iran/Iraq" they nearly do; the one that starts here is meant.
    const found = this.mentions[low];
    const next = this.mentions[low + 1];
    if (found !== undefined && found.end === offset && next?.start === offset) {
      return next;
    }
    return found !== undefined && found.start <= offset ? found : undefined;
  }

  /** Whether a name may stand at the offset: not in code, an address, front matter or a citation key. */
  isProse(offset: number): boolean {
    return !isInside(this.#regions, offset);
  }
}
