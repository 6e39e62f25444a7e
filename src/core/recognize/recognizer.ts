/**
 * Recognition: what a text names, and in which sense.
 *
 * An `Analysis` is an immutable answer about one text, shared by every feature. Where a name may mean several things,
 * all of them are listed and none is guessed: "Congo" has two senses until somebody pins one.
 *
 * After an edit, the blocks that it touches are read again and those behind them for as long as they start in another
 * fence or comment than before. All others are taken over as they are. Since a block depends on nothing but its text and
 * what is open at its start, and since blocks are cut alike, the result is what a fresh analysis gives.
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
  type NameRole,
  nameRoles,
} from '../knowledge/model.js';
import { type Analysis, type ConditionForms, leftmostLongest, type Lexicon } from './analysis.js';
import { Block } from './block.js';
import { blocksOf } from './blocks.js';
import { joinLines, joint } from './brokenWords.js';
import type { CompiledRule } from './context.js';
import { Countries } from './countries.js';
import { Draft } from './draft.js';
import { applyEdits, type Edit, stretchesOf } from './edits.js';
import { foldText } from './fold.js';
import { Found, type Meaning, nothingFound, type Sense } from './mention.js';
import type { NameIndex } from './nameIndex.js';
import { Names } from './names.js';
import {
  bodyStartOf,
  closesFrontMatter,
  frontMatterEnd,
  isInside,
  type Opened,
  opensFrontMatter,
  type Regions,
  regionsOfBlock,
} from './regions.js';
import { type Candidate, nothing, Readings } from './readings.js';
import { resolutionsAt } from './resolutions.js';
import { type Candidates, Scanner, type ScanResult } from './scan.js';
import { isSpelledAs, spelled, spelledOut } from './spelledOut.js';

export { Analysis } from './analysis.js';
export type { Mention, Sense } from './mention.js';

/** What the recogniser needs of a knowledge base. */
export interface Recognizable {
  readonly entities: readonly Entity[];
  entity(id: string): Entity | undefined;
  readonly rules: Readonly<Partial<Record<EntityKind, KindRule>>>;
}

function compare(a: Candidate, b: Candidate): number {
  return a.start - b.start || b.end - a.end;
}

const always = (): boolean => true;

export class Recognizer implements Lexicon {
  readonly #knowledge: Recognizable;
  readonly #names: Names;
  readonly #index: NameIndex;
  readonly #scanner: Scanner;
  /** Mentions of the block that is settled, copied when their number is known. */
  readonly #settled = { spans: [] as number[], meanings: [] as (Meaning | number)[] };
  readonly #conditions = new WeakMap<CompiledRule, ConditionForms>();
  /** What forms with one entry mean, of those that texts have named. */
  readonly #plain = new Map<number, Meaning>();
  /** What texts have named, by its place among the names. */
  readonly #entities = new Map<number, Entity>();

  /** Without names, those of the knowledge are compiled here. */
  constructor(knowledge: Recognizable, names: Names = Names.of(knowledge.entities, knowledge.rules)) {
    this.#knowledge = knowledge;
    this.#names = names;
    this.#index = names.index;
    this.#scanner = new Scanner(
      names.index,
      names.rules,
      new Countries(names.index, names.ids, id => knowledge.entity(id)?.parent),
    );
  }

  /** How many different forms are recognised. */
  get size(): number {
    return this.#index.size;
  }

  analyze(text: string): Analysis {
    const draft = new Draft();
    this.#readAll(text, bodyStartOf(text), draft);
    return draft.finish(this, text);
  }

  /**
   * The analysis of a text after edits. Each counts in the text before all of them; they are in order and do not
   * overlap. Equals a fresh analysis of the new text, and the previous one stays what it was.
   */
  update(previous: Analysis, edits: readonly Edit[]): Analysis {
    const { blocks, starts } = previous;
    const draft = new Draft(previous);
    const isUnclosed = isUnclosedFrontMatter(blocks[0]?.text ?? '');
    let from = 0;
    for (const { first, end, edits: own } of stretchesOf(previous, edits)) {
      const offset = starts[first] ?? 0;
      const text = applyEdits(previous.slice(offset, starts[end] ?? 0), own, offset);
      const bodyStart = first === 0 ? bodyStartOf(text) : 0;
      const onlyOpens = first === 0 && bodyStart === 0 && end < blocks.length && opensFrontMatter(text);
      if (onlyOpens || (first > 0 && isUnclosed && closesFrontMatter(text))) {
        // Front matter that nothing closes is none, so that a line far below decides.
        return this.analyze(applyEdits(previous.text, edits));
      }
      this.#takeOver(blocks, from, first, draft);
      const touched = blocks.slice(first, end);
      touched.forEach(block => draft.drop(block));
      this.#readAll(text, bodyStart, draft, touched);
      from = end;
    }
    this.#takeOver(blocks, from, blocks.length, draft);
    return draft.finish(this);
  }

  /** @param before blocks that stood there; those that come out the same are taken over */
  #readAll(text: string, bodyStart: number, draft: Draft, before: readonly Block[] = nothing): void {
    // A text that is read for the first time has none, and need not be hashed to find that out.
    const known = before.length === 0 ? undefined : new Map(before.map(block => [block.text, block]));
    if (bodyStart > 0) {
      const matter = text.slice(0, bodyStart);
      const same = known?.get(matter);
      draft.add(same?.isFrontMatter === true ? same : Block.ofFrontMatter(matter));
    }
    for (const place of blocksOf(text, bodyStart)) {
      const same = known?.get(place.text);
      const isSame = same?.opened === draft.open && !same.isFrontMatter;
      draft.add(isSame ? same : this.#readBlock(place.text, draft.open));
    }
  }

  /** Once a block starts as it did before, all up to the next edit do; those above are read again. */
  #takeOver(blocks: readonly Block[], from: number, to: number, draft: Draft): void {
    let at = from;
    for (let block = blocks[at]; at < to && block !== undefined && block.opened !== draft.open; block = blocks[++at]) {
      draft.drop(block);
      draft.add(this.#readBlock(block.text, draft.open));
    }
    draft.take(at, to);
  }

  #readBlock(text: string, opened: Opened): Block {
    const regionsRead = regionsOfBlock(text, opened);
    const { regions } = regionsRead;
    const broken = this.#acrossLines(text, regions);
    const scan = this.#scanner.scan(text, regions);
    const { candidates: found, patterns, watched } = scan;
    const isPlain = found.areInOrder && patterns.length === 0 && broken.length === 0;
    const areSettled = found.areSettled && broken.every(({ readings }) => readings.areSettled);
    const candidates = areSettled && isPlain ? nothing : this.#inOrder(text, scan, broken);
    const mentions = !areSettled
      ? undefined
      : isPlain
        ? this.#settle(found)
        : leftmostLongest(candidates, this, always);
    const told = this.#withSpelled(text, regions, watched);
    return new Block(text, opened, regionsRead, mentions, areSettled ? nothing : candidates, told);
  }

  /** What a block watches, and with it which acronyms it spells out. */
  #withSpelled(text: string, regions: Regions, watched: readonly number[]): readonly number[] {
    if (!text.includes('(')) {
      return watched;
    }
    const told = spelledOut(text).flatMap(({ acronym, at, words }) => {
      const form = isInside(regions, at) ? -1 : this.formOf(acronym);
      const own = this.#index.entitiesOf(form).map(entity => this.#entityAt(entity));
      const isOwn = own.some(entity => entity !== undefined && isSpelledAs(entity, acronym, words));
      return own.length === 0 ? [] : [spelled(form, isOwn ? 'record' : 'other')];
    });
    return told.length === 0 ? watched : [...watched, ...told];
  }

  /** The mentions of candidates in order that hang on nothing else: from the left, the longest at each place. */
  #settle(candidates: Candidates): Found {
    const { count, starts, ends, forms } = candidates;
    if (count === 0) {
      return nothingFound;
    }
    const { spans, meanings } = this.#settled;
    let from = 0;
    let settled = 0;
    for (let at = 0; at < count; at++) {
      const start = starts[at] ?? 0;
      if (start < from) {
        continue;
      }
      from = ends[at] ?? 0;
      const form = forms[at] ?? -1;
      const meaning = form < 0 ? this.#meaningIfAny(candidates.readingsOf(at)) : form;
      if (meaning !== undefined) {
        spans[settled * 2] = start;
        spans[settled * 2 + 1] = from;
        meanings[settled++] = meaning;
      }
    }
    return settled === 0
      ? nothingFound
      : new Found(spans.slice(0, settled * 2), meanings.slice(0, settled), this.#plainMeaning);
  }

  #meaningIfAny(readings: Readings): Meaning | undefined {
    return readings.isStop ? undefined : this.meaningOf(readings);
  }

  /** What a form with one entry means. */
  readonly #plainMeaning = (form: number): Meaning => {
    let meaning = this.#plain.get(form);
    if (meaning === undefined) {
      meaning = this.meaningOf(this.#scanner.plainReadings(form));
      this.#plain.set(form, meaning);
    }
    return meaning;
  };

  /**
   * Names with a word that was broken at the end of its line, as a PDF has them. Where the word as it stands is a name
   * too, "Kazakh-" of "Kazakh-/stan", the longer one wins; of "US-/led" there is no other.
   */
  #acrossLines(text: string, regions: Regions): readonly Candidate[] {
    const joined = joinLines(text);
    return joined === undefined
      ? nothing
      : this.#inOrder(joined, this.#scanner.scan(joined, regions)).filter(({ start, end }) =>
          joined.slice(start, end).includes(joint),
        );
  }

  /** @param more candidates that were found otherwise */
  #inOrder(
    text: string,
    { candidates: scanned, patterns }: ScanResult,
    more: readonly Candidate[] = nothing,
  ): readonly Candidate[] {
    const candidates = [...this.#scanner.list(), ...more];
    for (const { start, end } of patterns) {
      for (const found of resolutionsAt(text, start, end, this.#names.resolutions)) {
        const readings = new Readings([{ entity: found.entity, name: 0, role: 'alias' }]);
        candidates.push({ start: found.start, end: found.end, readings });
      }
    }
    return scanned.areInOrder && patterns.length + more.length === 0 ? candidates : candidates.sort(compare);
  }

  formOf(text: string): number {
    return this.#index.findFolded(foldText(text));
  }

  isRecord(id: string): boolean {
    return this.#knowledge.entity(id) !== undefined;
  }

  formsOf(condition: CompiledRule): ConditionForms {
    let forms = this.#conditions.get(condition);
    if (forms === undefined) {
      const find = (text: string): number => this.formOf(text);
      forms = {
        documentHas: condition.documentHas.map(find),
        documentLacks: condition.documentLacks.map(find),
        paragraphHas: condition.paragraphHas.map(find),
        paragraphLacks: condition.paragraphLacks.map(find),
        ownDemonyms: condition.ownDemonyms.map(find),
      };
      this.#conditions.set(condition, forms);
    }
    return forms;
  }

  meaningOf(readings: Readings): Meaning {
    readings.meaning ??= this.#orderSenses(readings);
    return readings.meaning;
  }

  #entityAt(position: number): Entity | undefined {
    let entity = this.#entities.get(position);
    if (entity === undefined) {
      entity = this.#knowledge.entity(this.#names.ids.at(position) ?? '');
      if (entity !== undefined) {
        this.#entities.set(position, entity);
      }
    }
    return entity;
  }

  #orderSenses(readings: Readings): Meaning {
    const senses = new Map<number, { readonly sense: Sense; readonly role: NameRole }>();
    for (const { entity: position, name: namePosition, role } of readings.all) {
      const entity = this.#entityAt(position);
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

/** Whether a text whose first block this is would start with front matter if a line further down closed it. */
function isUnclosedFrontMatter(block: string): boolean {
  return opensFrontMatter(block) && frontMatterEnd(block) === 0;
}
