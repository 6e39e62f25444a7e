/**
 * The names of a knowledge base made ready for recognition: the index, its rules, the numbered resolutions.
 *
 * The names of the shipped records lie compiled in a file and are used as they lie there. What a desk's own folder
 * adds or changes is put on top, so that nothing is compiled again but the records that changed.
 */

import type { Entity, EntityKind, KindRule } from '../knowledge/model.js';
import { jsonBytes, jsonOf, section, type Sections, TextList, ValueList } from '../knowledge/pack.js';
import { type CompiledRule, compileRule } from './context.js';
import { readForms, writeForms } from './forms.js';
import { type IndexedRule, planIndex } from './indexPlan.js';
import { extendIndex, NameIndex, readTables, writeTables } from './nameIndex.js';
import { ReadyLists } from './phrases.js';
import { type NumberedResolution, type NumberedResolutions, numberedResolutions } from './resolutions.js';

type KindRules = Readonly<Partial<Record<EntityKind, KindRule>>>;

/** Rules by their number in the index; each is compiled when it is first asked for. */
export class RuleList {
  readonly #ruleAt: (index: number) => IndexedRule | undefined;
  readonly #compiled: (CompiledRule | undefined)[] = [];
  readonly #lists = new ReadyLists();
  readonly length: number;

  constructor(length: number, ruleAt: (index: number) => IndexedRule | undefined) {
    this.length = length;
    this.#ruleAt = ruleAt;
  }

  at(index: number): CompiledRule | undefined {
    const known = this.#compiled[index];
    if (known !== undefined) {
      return known;
    }
    const rule = this.#ruleAt(index);
    const compiled = rule === undefined ? undefined : this.#compile(rule);
    this.#compiled[index] = compiled;
    return compiled;
  }

  /** A kind's two rules become one, so that each word is looked up once for both; what must stand cannot be joined. */
  #compile(rule: IndexedRule): CompiledRule {
    const whole = rule.isOfKind === true && rule.also !== undefined ? this.#ruleAt(rule.also) : undefined;
    const isOne =
      whole !== undefined && whole.before === undefined && whole.after === undefined && whole.also === undefined;
    return isOne
      ? compileRule([rule, whole], this.#lists, { isOfKind: true, home: rule.home })
      : compileRule([rule], this.#lists, {
          isOfKind: rule.isOfKind ?? false,
          also: rule.also === undefined ? undefined : this.at(rule.also),
          home: rule.home,
        });
  }

  ruleAt(index: number): IndexedRule | undefined {
    return this.#ruleAt(index);
  }
}

/** Ids by their number; ascending but for those that were put on top. */
interface IdList {
  readonly length: number;
  at(index: number): string | undefined;
}

export class Names {
  /** The ids of the entities by their number in the index. */
  readonly ids: IdList;
  /** How many of the ids, from the first on, are sorted. */
  readonly #sorted: number;
  readonly index: NameIndex;
  readonly rules: RuleList;
  /** By their number; where several have the same, that of the last id. */
  readonly resolutions: ReadonlyMap<string, NumberedResolution>;
  /** All of them: where one goes, another of its number takes its place. */
  readonly #numbered: NumberedResolutions;

  private constructor(ids: IdList, sorted: number, index: NameIndex, rules: RuleList, numbered: NumberedResolutions) {
    this.ids = ids;
    this.#sorted = sorted;
    this.index = index;
    this.rules = rules;
    this.resolutions = byNumber(numbered, ids);
    this.#numbered = numbered;
  }

  /** @param entities sorted by id */
  static of(entities: readonly Entity[], kindRules: KindRules): Names {
    const { inputs, rules } = planIndex(entities, kindRules);
    const ids = entities.map(({ id }) => id);
    return new Names(
      ids,
      ids.length,
      NameIndex.build(inputs),
      new RuleList(rules.length, index => rules[index]),
      numberedResolutions(entities),
    );
  }

  static read(sections: Sections): Names {
    const numbered = jsonOf(section(sections, 'names.resolutions')) as NumberedResolutions;
    const ids = new TextList(sections, 'names.ids');
    const rules = new ValueList<IndexedRule>(sections, 'names.rules');
    return new Names(
      ids,
      jsonOf(section(sections, 'names.sorted')) as number,
      new NameIndex(readForms(sections), readTables(sections)),
      new RuleList(rules.length, index => rules.at(index)),
      numbered,
    );
  }

  /** Sections of a pack. */
  write(): readonly (readonly [string, Uint8Array])[] {
    const rules = Array.from({ length: this.rules.length }, (_, index) => this.rules.ruleAt(index));
    return [
      ['names.resolutions', jsonBytes(this.#numbered)],
      ['names.sorted', jsonBytes(this.#sorted)],
      ...TextList.write('names.ids', idsOf(this.ids)),
      ...ValueList.write('names.rules', rules),
      ...writeForms(this.index.forms),
      ...writeTables(this.index),
    ];
  }

  /**
   * These names with those of some records put in the place of what they were.
   *
   * @param entities the records that are new or changed, whole
   * @param kindRules the rules of kinds; they must be the ones that these names were made with
   * @param gone ids of records that are no more
   */
  with(entities: readonly Entity[], kindRules: KindRules, gone: readonly string[] = []): Names {
    if (entities.length + gone.length === 0) {
      return this;
    }
    const masked = new Uint8Array(this.ids.length);
    for (const id of [...entities.map(entity => entity.id), ...gone]) {
      const position = this.#positionOf(id);
      if (position >= 0) {
        masked[position] = 1;
      }
    }
    const first = this.ids.length;
    const firstRule = this.rules.length;
    const { inputs: planned, rules } = planIndex(entities, kindRules);
    const inputs = planned.map(input => ({
      ...input,
      entity: input.entity + first,
      rule: input.rule < 0 ? -1 : input.rule + firstRule,
    }));
    const numbered = [
      ...this.#numbered.filter(([, { entity }]) => masked[entity] !== 1),
      ...numberedResolutions(entities).map(
        ([number, { entity, year }]) => [number, { entity: entity + first, year }] as const,
      ),
    ];
    const below = this.ids;
    // Not the records themselves, which are many and need not stay.
    const ids = entities.map(({ id }) => id);
    return new Names(
      { length: first + ids.length, at: index => (index < first ? below.at(index) : ids[index - first]) },
      this.#sorted,
      extendIndex(this.index, entity => masked[entity] === 1, inputs),
      new RuleList(firstRule + rules.length, index =>
        index < firstRule ? this.rules.ruleAt(index) : moved(rules[index - firstRule], firstRule),
      ),
      numbered,
    );
  }

  #positionOf(id: string): number {
    // Of a record that changed twice, the last one counts.
    for (let at = this.ids.length - 1; at >= this.#sorted; at--) {
      if (this.ids.at(at) === id) {
        return at;
      }
    }
    let low = 0;
    let high = this.#sorted;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ids.at(middle) ?? '') < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < this.#sorted && this.ids.at(low) === id ? low : -1;
  }
}

function byNumber(numbered: NumberedResolutions, ids: IdList): ReadonlyMap<string, NumberedResolution> {
  const resolutions = new Map<string, NumberedResolution>();
  for (const [number, resolution] of numbered) {
    const known = resolutions.get(number);
    if (known === undefined || (ids.at(known.entity) ?? '') < (ids.at(resolution.entity) ?? '')) {
      resolutions.set(number, resolution);
    }
  }
  return resolutions;
}

/** A rule that stands further behind, as does the rule that it names. */
function moved(rule: IndexedRule | undefined, by: number): IndexedRule | undefined {
  return rule?.also === undefined ? rule : { ...rule, also: rule.also + by };
}

function idsOf(list: IdList): readonly string[] {
  return Array.from({ length: list.length }, (_, index) => list.at(index) ?? '');
}
