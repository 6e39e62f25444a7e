/**
 * Completion: the names that continue what is being typed.
 *
 * Every word of every name is a start: "security" leads to the UN Security Council. Case and accents do not count. The
 * starts stand in one sorted list, so a prefix is a stretch of it. From the fourth letter one typing error is forgiven
 * when the letters as they are lead nowhere.
 */

import { type Entity, type EntityKind, entityKinds, type Name } from '../knowledge/model.js';
import { classOf, foldText, isWordClass, unitClass } from '../recognize/fold.js';
import { codeOf, kindLabel, roleLabel } from './describe.js';

export interface Candidate {
  readonly entity: Entity;
  /** The name that matched. */
  readonly name: Name;
  /** What accepting writes. */
  readonly insert: string;
  readonly label: string;
  /** Kind and code. */
  readonly detail: string;
  /** Which name matched, where it is not the label. */
  readonly description: string;
}

export interface TypedPart {
  /** Offset in the text before the cursor at which the typed part starts. */
  readonly start: number;
  readonly text: string;
}

interface Start {
  readonly key: string;
  /** How many words of the name stand before this start. */
  readonly skipped: number;
  readonly entry: Entry;
}

interface Entry {
  readonly entity: Entity;
  readonly name: Name;
  readonly folded: string;
}

interface Scored {
  readonly entry: Entry;
  readonly score: number;
}

export class CompletionIndex {
  readonly #starts: readonly Start[];

  constructor(knowledge: { readonly entities: readonly Entity[] }) {
    const starts: Start[] = [];
    for (const entity of knowledge.entities) {
      for (const name of [...entity.names, ...patternedNames(entity)]) {
        const folded = foldText(name.text);
        const entry = { entity, name, folded };
        let skipped = 0;
        for (let at = 0; at >= 0 && folded !== ''; skipped++) {
          starts.push({ key: folded.slice(at), skipped, entry });
          const blank = folded.indexOf(' ', at);
          at = blank < 0 ? -1 : blank + 1;
        }
      }
    }
    this.#starts = starts.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  }

  /** The best candidates for what is typed; `complete` says that there are no more. */
  find(
    typed: string,
    options: { readonly limit: number; readonly used?: ReadonlySet<string> },
  ): { readonly items: readonly Candidate[]; readonly complete: boolean } {
    const wanted = foldText(typed);
    if (wanted === '') {
      return { items: [], complete: true };
    }
    let hits = this.#withPrefix(wanted, 0);
    if (hits.length === 0 && wanted.length >= 4) {
      hits = this.#withOneError(wanted);
    }
    const best = new Map<string, Scored>();
    for (const { start, errors } of hits) {
      const { entity, name } = start.entry;
      // An adjective or a capital is something else to write than the name, and so has its own row.
      const key = isChoice(name) ? `${entity.id} ${start.entry.folded}` : entity.id;
      const score = scoreOf(start, wanted, errors, options.used?.has(entity.id) === true);
      const known = best.get(key);
      if (known === undefined || score < known.score) {
        best.set(key, { entry: start.entry, score });
      }
    }
    const ranked = [...best.values()].sort(
      (a, b) =>
        a.score - b.score ||
        a.entry.folded.length - b.entry.folded.length ||
        (a.entry.folded < b.entry.folded ? -1 : a.entry.folded > b.entry.folded ? 1 : 0) ||
        (a.entry.entity.id < b.entry.entity.id ? -1 : 1),
    );
    return {
      items: ranked.slice(0, options.limit).map(({ entry }) => candidateOf(entry, wanted)),
      complete: ranked.length <= options.limit,
    };
  }

  /**
   * The candidates for whatever name may be in the middle of being typed, each with where its typed part starts. A name
   * that begins with its typed part comes before one that only contains it: in "The Security Cou" the Council comes
   * before the "permanent members of the Security Council".
   */
  findBefore(
    before: string,
    options: { readonly limit: number; readonly used?: ReadonlySet<string> },
  ): readonly { readonly start: number; readonly candidate: Candidate }[] {
    const found = this.typedBefore(before).flatMap(({ start, text }) => {
      const wanted = foldText(text);
      return this.find(text, options).items.map(candidate => ({
        start,
        candidate,
        begins: foldText(candidate.name.text).startsWith(wanted),
      }));
    });
    const seen = new Set<string>();
    return [...found.filter(({ begins }) => begins), ...found.filter(({ begins }) => !begins)]
      .filter(({ candidate }) => {
        const key = `${candidate.entity.id} ${candidate.insert}`;
        return !seen.has(key) && seen.add(key);
      })
      .slice(0, options.limit);
  }

  /** The parts before the cursor that may be the beginning of a name, longest first; `@@` is no part of them. */
  typedBefore(before: string): readonly TypedPart[] {
    const parts: TypedPart[] = [];
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const offset = before.length - line.length;
    const marker = line.lastIndexOf('@@');
    if (marker >= 0) {
      const text = line.slice(marker + 2);
      return /[@.!?;:]/.test(text) || text.length > 80 ? [] : [{ start: offset + marker, text }];
    }
    let at = line.length;
    for (let words = 0; words < 6; words++) {
      let start = at;
      while (start > 0 && (isWordClass(classOf(line.charCodeAt(start - 1))) || isInnerMark(line, start - 1))) {
        start--;
      }
      if (start === at) {
        break;
      }
      parts.unshift({ start: offset + start, text: line.slice(start) });
      if (start === 0 || !/[ \u00a0]/.test(line.charAt(start - 1))) {
        break;
      }
      at = start - 1;
    }
    return parts;
  }

  /**
   * The rest of the name being typed, if there is only one name that it can be: at least three letters, in the case of
   * the name, and no complete name yet.
   */
  ghost(before: string): string | undefined {
    for (const { text } of this.typedBefore(before)) {
      const folded = foldText(text);
      if (text.startsWith('@') || folded.length < 3 || classOf(text.charCodeAt(0)) !== unitClass.upper) {
        continue;
      }
      const entries = this.#withPrefix(folded, 0)
        .map(({ start }) => start)
        .filter(({ skipped, entry }) => skipped === 0 && isOffered(entry.name) && entry.name.text.startsWith(text))
        .map(({ entry }) => entry);
      const [first] = entries;
      if (first === undefined) {
        continue;
      }
      const shortest = entries.reduce((a, b) => (b.name.text.length < a.name.text.length ? b : a), first);
      const same = entries.every(
        ({ entity, name }) => entity.id === shortest.entity.id && name.text.startsWith(shortest.name.text),
      );
      return same && shortest.name.text.length > text.length ? shortest.name.text.slice(text.length) : undefined;
    }
    return undefined;
  }

  #withPrefix(wanted: string, errors: number): { start: Start; errors: number }[] {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle]?.key ?? '') < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const hits: { start: Start; errors: number }[] = [];
    for (let at = low; ; at++) {
      const start = this.#starts[at];
      if (start === undefined || !start.key.startsWith(wanted)) {
        return hits;
      }
      hits.push({ start, errors });
    }
  }

  /** Starts that become a hit by changing, adding, leaving out or swapping one letter of what is typed. */
  #withOneError(wanted: string): { start: Start; errors: number }[] {
    return this.#starts.filter(({ key }) => isOneErrorFrom(wanted, key)).map(start => ({ start, errors: 1 }));
  }
}

/** Whether `wanted` with one error is the beginning of `key`; the first letter has to be right. */
function isOneErrorFrom(wanted: string, key: string): boolean {
  if (wanted.charCodeAt(0) !== key.charCodeAt(0)) {
    return false;
  }
  let at = 1;
  while (at < wanted.length && wanted.charCodeAt(at) === key.charCodeAt(at)) {
    at++;
  }
  const rest = wanted.slice(at + 1);
  return (
    key.startsWith(rest, at + 1) ||
    key.startsWith(rest, at) ||
    key.startsWith(wanted.slice(at), at + 1) ||
    (wanted.charAt(at + 1) === key.charAt(at) &&
      wanted.charAt(at) === key.charAt(at + 1) &&
      key.startsWith(wanted.slice(at + 2), at + 2))
  );
}

/** How people begin to write a resolution's name; what is written is the record's name. */
function patternedNames({ symbol }: Entity): readonly Name[] {
  const number = /^S\/RES\/(\d+)/.exec(symbol ?? '')?.[1];
  return number === undefined
    ? []
    : [`UNSCR ${number}`, `S/RES/${number}`, `resolution ${number}`].map(text => ({ text, role: 'alias' }));
}

/** Whether a name is written for its own sake: Kenyan, Nairobi. */
function isChoice(name: Name): boolean {
  return name.role === 'demonym' || name.role === 'metonym';
}

/** Names that are wrong, old or taking sides are found by what they mean, and the right name is written. */
function isOffered(name: Name): boolean {
  return name.flag === undefined && name.role !== 'former' && name.role !== 'erroneous';
}

const kindOrder: ReadonlyMap<EntityKind, number> = new Map(entityKinds.map((kind, index) => [kind, index]));

/** Smaller is better. */
function scoreOf({ skipped, entry, key }: Start, wanted: string, errors: number, used: boolean): number {
  const exact = key === wanted && skipped === 0 ? 0 : 1;
  const { role } = entry.name;
  const roleCost = role === 'name' || role === 'acronym' ? 0 : role === 'demonym' ? 2 : role === 'metonym' ? 1 : 0.5;
  return (
    errors * 10_000 +
    exact * 1000 +
    (skipped === 0 ? 0 : 300 + skipped) -
    (isOffered(entry.name) ? prominence(entry.entity) : 0) +
    (used ? 0 : 200) +
    roleCost * 80 +
    (isOffered(entry.name) ? 0 : 100) +
    (kindOrder.get(entry.entity.kind) ?? 0) * 20
  );
}

/** How much the record says of an entity stands for how often people write about it; more claims add less and less. */
function prominence({ claims }: Entity): number {
  return Math.min(200, Math.round(50 * Math.log2(1 + claims.length)));
}

function candidateOf({ entity, name, folded }: Entry, wanted: string): Candidate {
  const own = foldText(entity.name);
  const keepsAlias =
    isOffered(name) &&
    (isChoice(name) ||
      (folded.startsWith(wanted) &&
        !own.split(' ').some((_, i, words) => words.slice(i).join(' ').startsWith(wanted))));
  const insert = keepsAlias ? name.text : entity.name;
  const detail = [kindLabel(entity), codeOf(entity)].filter(part => part !== undefined).join(' · ');
  const label = isChoice(name) && isOffered(name) ? name.text : entity.name;
  const matched =
    name.text !== label
      ? `${name.text}, ${roleLabel(name.role)}`
      : name.role === 'metonym'
        ? `${roleLabel(name.role)}, ${entity.name}`
        : '';
  return { entity, name, insert, label, detail, description: matched };
}

function isInnerMark(line: string, at: number): boolean {
  const value = classOf(line.charCodeAt(at));
  return (
    (value === unitClass.hyphen || value === unitClass.apostrophe || value === unitClass.dot) &&
    at > 0 &&
    isWordClass(classOf(line.charCodeAt(at - 1))) &&
    (value !== unitClass.dot || at + 1 < line.length) &&
    !/\s/.test(line.charAt(at + 1))
  );
}
