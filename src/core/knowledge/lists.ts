/** Lists of words that rules name: `<given-name>` stands for each word of the list `given-name` in a kb.yaml. */

import type { ContextRule, Name } from './model.js';

export type Lists = Readonly<Record<string, readonly string[]>>;

/** A rule with those of the lists that it names. */
export function withLists<Rule extends ContextRule>(rule: Rule, lists: Lists): Rule {
  const phrases = phrasesOf(rule);
  const named =
    phrases.length === 0
      ? []
      : Object.entries(lists).filter(([name]) => phrases.some(text => text.includes(`<${name}>`)));
  return named.length === 0 ? rule : { ...rule, lists: Object.fromEntries(named) };
}

/** What stands in angle brackets and is no list; `recognize/phrases.ts` says what each is for. */
export const wildcards: ReadonlySet<string> = new Set([
  'name',
  'names',
  'number',
  'end',
  'line',
  'list',
  'initial',
  'capital',
  'zip',
  'own-country',
  'other-country',
]);

/** What a rule, with its lists, has in angle brackets that is neither: it would stand for the words between them. */
export function unknownSigns(rule: ContextRule): readonly string[] {
  const signs = phrasesOf(rule).flatMap(text => text.match(/<[a-z-]+>/g) ?? []);
  return signs.filter(sign => !wildcards.has(sign.slice(1, -1)) && rule.lists?.[sign.slice(1, -1)] === undefined);
}

/** In small letters. */
function phrasesOf(rule: ContextRule): readonly string[] {
  return [
    rule.before,
    rule.after,
    rule.notBefore,
    rule.notAfter,
    rule.notIn,
    rule.butIn,
    rule.butAfter,
    rule.personAfter,
    rule.townBefore,
  ]
    .flatMap(texts => texts ?? [])
    .filter(text => text.includes('<'))
    .map(text => text.toLowerCase());
}

/** Names whose rules have the lists that they name. */
export function namesWithLists(names: readonly Name[], lists: Lists): readonly Name[] {
  return names.map(name => (name.rule === undefined ? name : { ...name, rule: withLists(name.rule, lists) }));
}
