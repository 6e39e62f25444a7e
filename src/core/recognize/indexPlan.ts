/** What the records ask to be recognised, before it is compiled. */

import type { ContextRule, Entity, EntityKind, KindRule, LanguageRule, Name, NameRole } from '../knowledge/model.js';
import { entryType } from './forms.js';

/** One name, stop phrase or watched text on its way into the index. */
export interface IndexInput {
  readonly text: string;
  readonly type: number;
  /** Position of the entity in the knowledge base. */
  readonly entity: number;
  /** Position of the name in the entity's names. */
  readonly name: number;
  readonly role: NameRole;
  readonly case?: 'exact' | 'any' | undefined;
  /** Position in the list of rules, or -1. */
  readonly rule: number;
  /** Whether a country bears the name. */
  readonly isCountry?: boolean;
}

/** The rules of a knowledge base, each once, and the inputs for its index. */
export interface IndexPlan {
  readonly inputs: readonly IndexInput[];
  readonly rules: readonly IndexedRule[];
}

/** A rule of a name, and the number of the rule of its kind, which must allow the name as well. */
export interface IndexedRule extends ContextRule {
  readonly also?: number;
  readonly isOfKind?: boolean;
  /** The record of which the name's own is a part, perhaps a country: what `<own-country>` asks for. */
  readonly home?: string;
}

/** What the records ask to be recognised: names with their rules, stop phrases, watched texts, patterns. */
export function planIndex(
  entities: readonly Entity[],
  kindRules: Readonly<Partial<Record<EntityKind, KindRule>>>,
): IndexPlan {
  const inputs: IndexInput[] = [];
  const rules: IndexedRule[] = [];
  const ruleIds = new Map<string, number>();
  const watched = new Set<string>();
  const ruleId = (rule: IndexedRule | undefined): number => {
    if (rule === undefined) {
      return -1;
    }
    const key = JSON.stringify(rule);
    let id = ruleIds.get(key);
    if (id === undefined) {
      id = rules.push(rule) - 1;
      ruleIds.set(key, id);
      const { documentHas, paragraphHas, documentLacks, paragraphLacks, ownDemonyms } = rule;
      for (const texts of [documentHas, paragraphHas, documentLacks, paragraphLacks, ownDemonyms]) {
        texts?.forEach(text => watched.add(text));
      }
    }
    return id;
  };
  const withAlso = (rule: ContextRule, also: number): IndexedRule => ({
    ...rule,
    ...(also < 0 ? {} : { also }),
    isOfKind: true,
  });
  // "In Hebrew, English and French" goes on behind one.
  const endsAtComma = true;
  const kindRuleIds = new Map<KindRule, KindRuleIds>();
  for (const kindRule of Object.values(kindRules)) {
    if (kindRule.like !== undefined) {
      continue;
    }
    const {
      names,
      demonyms,
      languages,
      people: _people,
      surnames: _surnames,
      towns: _towns,
      groups: _groups,
      ...all
    } = kindRule;
    const also = Object.keys(all).length === 0 ? -1 : ruleId({ ...all, endsAtComma, isOfKind: true });
    kindRuleIds.set(kindRule, {
      names: names === undefined ? also : ruleId(withAlso({ ...names, endsAtComma }, also)),
      demonyms: demonyms === undefined ? also : ruleId(withAlso({ ...demonyms, endsAtComma }, also)),
      ...(languages === undefined
        ? {}
        : {
            languages: languageRules(demonyms, languages).map(rule => ruleId(withAlso({ ...rule, endsAtComma }, also))),
            of: new Set(languages.of),
          }),
      all: also,
    });
  }
  const ruleOf = (kind: EntityKind): KindRule | undefined => kindRules[kindRules[kind]?.like ?? kind];
  /** The rules of an entity's kind and group for a name, of which one must hold; -1 is one that always does. */
  const commonRules = ({ kind, group }: Entity, { text, role }: Name): readonly number[] => {
    const kindRule = ruleOf(kind);
    const ids = kindRule === undefined ? undefined : kindRuleIds.get(kindRule);
    if (role === 'demonym' && ids?.languages !== undefined && ids.of?.has(text) === true) {
      return ids.languages;
    }
    const also = ids?.[role === 'demonym' ? 'demonyms' : role === 'metonym' ? 'all' : 'names'] ?? -1;
    const ofGroup = group === undefined ? undefined : kindRule?.groups?.[group];
    return [ofGroup === undefined ? also : ruleId(withAlso(ofGroup, also))];
  };
  const asking: boolean[] = [];
  const asksForCountry = (id: number | undefined): boolean => {
    const rule = id === undefined ? undefined : rules[id];
    if (id === undefined || rule === undefined) {
      return false;
    }
    const known = asking[id] ?? (namesCountry(rule) || asksForCountry(rule.also));
    asking[id] = known;
    return known;
  };
  const nameRule = (entity: Entity, own: ContextRule | undefined, also: number): number => {
    const home =
      entity.parent !== undefined && ((own !== undefined && namesCountry(own)) || asksForCountry(also))
        ? { home: entity.parent }
        : undefined;
    if (own === undefined && home === undefined) {
      return also;
    }
    return ruleId({
      ...own,
      ...(also < 0 ? {} : { also }),
      ...(own === undefined ? { isOfKind: true } : {}),
      ...home,
    });
  };
  entities.forEach((entity, index) => {
    const { people = [], surnames = [], towns = [] } = ruleOf(entity.kind) ?? {};
    entity.names.forEach((name, position) => {
      if (isWithArticle(entity, name)) {
        return;
      }
      const isSurname = surnames.includes(name.text);
      const isPersonal = name.role !== 'demonym' && (isSurname || people.includes(name.text));
      const isTown = entity.kind === 'country' && name.role !== 'demonym' && towns.includes(name.text);
      const own =
        isPersonal || isTown
          ? {
              ...name.rule,
              ...(isPersonal ? { isPersonal } : {}),
              ...(isSurname ? { isSurname } : {}),
              ...(isTown ? { isTown } : {}),
              ...demonymsOf(entity, name),
            }
          : name.rule;
      for (const also of takesKindRule(name) ? commonRules(entity, name) : [-1]) {
        inputs.push({
          text: name.text,
          type: entryType.name,
          entity: index,
          name: position,
          role: name.role,
          case: name.case,
          rule: nameRule(entity, own, also),
          isCountry: entity.kind === 'country',
        });
      }
    });
    for (const text of entity.notNames) {
      inputs.push({ text, type: entryType.stop, entity: index, name: 0, role: 'name', rule: -1 });
    }
  });
  for (const text of watched) {
    inputs.push({ text, type: entryType.watch, entity: 0, name: 0, role: 'name', rule: -1 });
  }
  for (const text of entities.some(entity => entity.symbol !== undefined) ? patternStarts : []) {
    inputs.push({ text, type: entryType.pattern, entity: 0, name: 0, role: 'name', case: 'any', rule: -1 });
  }
  return { inputs, rules };
}

/** The numbers of the rules of a kind. */
interface KindRuleIds {
  readonly names: number;
  readonly demonyms: number;
  readonly all: number;
  /** For the demonyms in `of`, each of which may have one of these. */
  readonly languages?: readonly number[];
  readonly of?: ReadonlySet<string>;
}

/**
 * What holds for demonyms that are languages: one rule, or where more forbids them in a paragraph that speaks of languages,
 * one with that and one for all other paragraphs. The first one asks for nothing but the words beside the name.
 */
function languageRules(
  demonyms: ContextRule | undefined,
  { of: _of, spokenOf, ...languages }: LanguageRule,
): readonly ContextRule[] {
  const rule = bothRules(demonyms, languages);
  if (spokenOf?.paragraphHas === undefined) {
    return [rule];
  }
  const { paragraphHas, ...more } = spokenOf;
  return [bothRules(rule, more), { ...rule, paragraphLacks: paragraphHas }];
}

/** What both rules forbid. */
function bothRules(rule: ContextRule | undefined, more: ContextRule): ContextRule {
  const both = (field: 'notBefore' | 'notAfter' | 'notIn' | 'butIn'): Partial<ContextRule> => {
    const phrases = [...(rule?.[field] ?? []), ...(more[field] ?? [])];
    return phrases.length === 0 ? {} : { [field]: phrases };
  };
  return {
    ...rule,
    ...more,
    ...both('notBefore'),
    ...both('notAfter'),
    ...both('notIn'),
    ...both('butIn'),
    lists: { ...rule?.lists, ...more.lists },
  };
}

/** What a name that people or towns bear too has to do with its country; of a capital, nothing. */
function demonymsOf({ names }: Entity, { role }: Name): Pick<ContextRule, 'ownDemonyms'> {
  const demonyms = role === 'metonym' ? [] : names.filter(name => name.role === 'demonym').map(({ text }) => text);
  return demonyms.length === 0 ? {} : { ownDemonyms: demonyms };
}

/** Whether a rule asks which country stands beside the name. */
function namesCountry({ before, after, notBefore, notAfter, notIn }: ContextRule): boolean {
  return [before, after, notBefore, notAfter, notIn].some(
    phrases => phrases?.some(phrase => phrase.includes('-country>')) === true,
  );
}

/** "The Bahamas" of a country that is Bahamas too: an article at the start of a sentence is no part of its name. */
function isWithArticle({ kind, names }: Entity, { text }: Name): boolean {
  return kind === 'country' && text.startsWith('The ') && names.some(other => other.text === text.slice(4));
}

/** The words after which a number may be a resolution's. */
const patternStarts = [
  'resolution',
  'resolutions',
  'UNSCR',
  'UNSCRs',
  'S/RES',
  'SCR',
  'SCRs',
  'UNSC res',
  'SC res',
  'UN res',
  'UNSC resolution',
];

/** Official names say of themselves that a state is meant; an acronym is seldom a part of another name. */
function takesKindRule({ role }: Name): boolean {
  return role !== 'official' && role !== 'erroneous' && role !== 'acronym';
}
