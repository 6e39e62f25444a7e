/**
 * Which sentence says what a claim says, in other words.
 *
 * Nothing here understands language, so that much is asked for before a clause and a claim count as the same:
 *
 * - everything that the claim names is named in the sentence, under whatever name of its record, and the clause names
 *   no state that the claim does not;
 * - every number of the claim stands in the clause;
 * - both have the same polarity: an even number of "not", "no", "never", or an odd one;
 * - most of the other words, without endings and function words, are the same. A word weighs the more the fewer claims
 *   have it, so that "counterfeiter" tells more than "state".
 *
 * Who holds the claim and the verb of saying ("Sung-Yoon Lee wrote that …") are no part of what is claimed.
 */

import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Claim, Entity } from '../knowledge/model.js';
import type { Mention } from '../recognize/recognizer.js';
import { within } from './document.js';
import type { CheckedSection, Span } from './rule.js';

export interface ClaimMatch {
  readonly entity: Entity;
  /** The claim's place in the entity's claims. */
  readonly index: number;
  readonly claim: Claim;
  /** The clause that says the same. */
  readonly clause: Span;
  /** From the first to the last of the words in the clause that the claim has too, names included. */
  readonly words: Span;
  readonly sentence: Span;
  /** The weight of the claim's words that the clause has, of the weight of all of them: 0 to 1. */
  readonly share: number;
}

/** A claim made ready to be looked for. */
interface Prepared {
  readonly entity: Entity;
  readonly index: number;
  readonly claim: Claim;
  /** Without its holder. */
  readonly say: string;
  /** Of the words that are neither names nor function words, each once. */
  readonly stems: readonly string[];
  readonly numbers: readonly string[];
  readonly isNegative: boolean;
}

/** A word of a name weighs nothing here, and two words and figures in common are the least. */
const fewestInCommon = 2;
const longestSentence = 1500;

/** Claims by their words. */
export class ClaimIndex {
  readonly #byStem = new Map<string, Prepared[]>();
  readonly #weights = new Map<string, number>();

  constructor(knowledge: KnowledgeBase, isWanted: (claim: Claim) => boolean) {
    let count = 0;
    const stateWords = wordsOfStates(knowledge);
    for (const entity of knowledge.entities) {
      for (const [index, claim] of entity.claims.entries()) {
        if (isWanted(claim)) {
          const one = prepare(knowledge, entity, index, claim, stateWords);
          count++;
          for (const stem of one.stems) {
            const known = this.#byStem.get(stem);
            if (known === undefined) {
              this.#byStem.set(stem, [one]);
            } else {
              known.push(one);
            }
          }
        }
      }
    }
    for (const [stem, { length }] of this.#byStem) {
      this.#weights.set(stem, Math.log(1 + count / length));
    }
  }

  /** The claim that a clause of the sentence repeats best, if it repeats one well enough. */
  best(section: CheckedSection, sentence: Span, threshold: number): ClaimMatch | undefined {
    if (sentence.end - sentence.start > longestSentence) {
      return undefined;
    }
    let best: ClaimMatch | undefined;
    for (const clause of clausesOf(section.text, sentence)) {
      const found = this.#bestOf(section, sentence, clause, Math.max(threshold, (best?.share ?? 0) + 1e-9));
      best = found ?? best;
    }
    return best;
  }

  #bestOf(section: CheckedSection, sentence: Span, clause: Span, threshold: number): ClaimMatch | undefined {
    const text = section.text.slice(clause.start, clause.end);
    const stems = section.memo.of('stems', text, words => new Set(stemsOf(words)));
    const hits = new Map<Prepared, number>();
    for (const stem of stems) {
      for (const one of this.#byStem.get(stem) ?? []) {
        hits.set(one, (hits.get(one) ?? 0) + 1);
      }
    }
    let best: ClaimMatch | undefined;
    let bestClaim: Prepared | undefined;
    let said: Said | undefined;
    for (const [one, count] of hits) {
      if (count + one.numbers.length < fewestInCommon) {
        continue;
      }
      const share = this.#share(one, stems);
      if (share < Math.max(threshold, best?.share ?? 0)) {
        continue;
      }
      said ??= readClause(section, sentence, clause, text);
      if (says(said, one)) {
        best = { entity: one.entity, index: one.index, claim: one.claim, clause, words: clause, sentence, share };
        bestClaim = one;
      }
    }
    return best === undefined || bestClaim === undefined
      ? undefined
      : { ...best, words: sharedWords(section, clause, bestClaim) };
  }

  #share({ stems }: Prepared, found: ReadonlySet<string>): number {
    let all = 0;
    let shared = 0;
    for (const stem of stems) {
      const weight = this.#weights.get(stem) ?? 0;
      all += weight;
      shared += found.has(stem) ? weight : 0;
    }
    return all === 0 ? 0 : shared / all;
  }
}

/** A stretch of the clause, so that what else it says is not marked too. */
function sharedWords({ mentions, text }: CheckedSection, clause: Span, { stems, say }: Prepared): Span {
  let { start, end } = clause;
  let isOpen = false;
  const take = (from: number, to: number): void => {
    start = isOpen ? Math.min(start, from) : from;
    end = isOpen ? Math.max(end, to) : to;
    isOpen = true;
  };
  for (const { index, 0: word } of text
    .slice(clause.start, clause.end)
    .matchAll(/[\p{L}\p{N}][\p{L}\p{N}'\u2019]*/gu)) {
    if (stemsOf(word).some(stem => stems.includes(stem)) || (/\d/.test(word) && say.includes(word))) {
      take(clause.start + index, clause.start + index + word.length);
    }
  }
  const seen = new Set<string>();
  for (const { start: from, end: to, senses } of within(mentions, clause)) {
    for (const { entity } of senses) {
      if (!seen.has(entity.id) && entity.names.some(name => say.includes(name.text))) {
        take(from, Math.min(to, clause.end));
      }
      seen.add(entity.id);
    }
  }
  return { start, end };
}

const clauseEnd = /[;:\u2014] ?|,? but |,? while |, (?:although|though|so|which|and) | (?:although|whereas) /g;

/** The clauses of a sentence and then the sentence, so that the shortest stretch is found first. */
function clausesOf(text: string, sentence: Span): readonly Span[] {
  const clauses: Span[] = [];
  let start = sentence.start;
  for (const match of text.slice(sentence.start, sentence.end).matchAll(clauseEnd)) {
    clauses.push({ start, end: sentence.start + match.index });
    start = sentence.start + match.index + match[0].length;
  }
  const last = { start, end: sentence.end };
  return clauses.length === 0 ? [last] : [...clauses, last, sentence].filter(({ start: a, end: b }) => b - a > 15);
}

/** What is needed of a clause to compare it. */
interface Said {
  readonly text: string;
  readonly sentenceText: string;
  /** What the sentence names, and what the records on that stand for. */
  readonly named: readonly Entity[];
  /** The states that the clause names. */
  readonly states: readonly Entity[];
  readonly ids: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
  readonly isNegative: boolean;
}

function readClause(
  { mentions, text: whole, knowledge }: CheckedSection,
  sentence: Span,
  clause: Span,
  text: string,
): Said {
  const named = new Map<string, Entity>();
  for (const { senses } of within(mentions, sentence)) {
    for (const { entity } of senses) {
      named.set(entity.id, entity);
      // "UN sanctions against North Korea" is one name; it speaks of the state all the same.
      for (const id of [entity.target, entity.by, entity.parent]) {
        const meant = id === undefined ? undefined : knowledge.entity(id);
        if (meant !== undefined) {
          named.set(meant.id, meant);
        }
      }
    }
  }
  const states = within(mentions, clause).flatMap(({ senses }: Mention) =>
    senses.length === 1 && senses[0]?.entity.kind === 'country' ? [senses[0].entity] : [],
  );
  return {
    text,
    sentenceText: whole.slice(sentence.start, sentence.end),
    named: [...named.values()],
    states,
    ids: new Set(named.keys()),
    numbers: new Set(numbersOf(text)),
    isNegative: isNegative(text),
  };
}

function says(said: Said, { entity, claim, say, numbers, isNegative: negative }: Prepared): boolean {
  if (negative !== said.isNegative || !numbers.every(number => said.numbers.has(number))) {
    return false;
  }
  let rest = say;
  for (const one of said.named) {
    for (const { text } of one.names) {
      if (rest.includes(text)) {
        rest = rest.replaceAll(text, nameMark);
      }
    }
  }
  const names = rest.split(nameMark).length - 1;
  // A claim of a record on a state usually leaves out the state; one that begins with a name stands on its own.
  if (!said.ids.has(entity.id) && !(names >= 2 || opensWithName.test(rest))) {
    return false;
  }
  const isOther = (state: Entity): boolean =>
    state.id !== entity.id && state.id !== claim.heldBy && !state.names.some(({ text }) => say.includes(text));
  return (
    !said.states.some(isOther) &&
    [...rest.matchAll(properNoun)].every(({ 0: word }) => said.sentenceText.includes(word)) &&
    (names > 0 || said.ids.has(entity.id))
  );
}

const nameMark = '\ue000';
const opensWithName = new RegExp(String.raw`^(?:(?:The|In|At|Both|Most|Many|All|Some) )?${nameMark}`);
/** A capitalised word that does not open the claim. */
const properNoun =
  /(?<=[\p{L}\p{N},'\u2019\ue000-] )(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)\p{Lu}[\p{L}\p{N}-]+/gu;

function prepare(
  knowledge: KnowledgeBase,
  entity: Entity,
  index: number,
  claim: Claim,
  stateWords: ReadonlySet<string>,
): Prepared {
  const holder = claim.heldBy === undefined ? undefined : knowledge.entity(claim.heldBy);
  const holders = holder === undefined ? [] : holder.names.map(({ text }) => text);
  const say = withoutHolder(claim.say, holders);
  return {
    entity,
    index,
    claim,
    say,
    stems: [...new Set(stemsOf(withoutNames(say, stateWords)))],
    numbers: numbersOf(say),
    isNegative: isNegative(say),
  };
}

const saying =
  /^(?:(?:has|have) )?(?:wrote|argues|argued|says|said|called|calls|described|describes|asserted|held|judged|claims|claimed|assessed|reported|maintained|denied|criticised|cited|noted)(?: that)? /i;

/** "Sung-Yoon Lee wrote that China …" without the first five words. */
function withoutHolder(say: string, holders: readonly string[]): string {
  for (const holder of holders) {
    for (const lead of [`In ${holder}'s view `, `${holder} `, `The ${holder} `]) {
      if (say.startsWith(lead)) {
        const rest = say.slice(lead.length);
        if (lead.startsWith('In ') || saying.test(rest)) {
          return rest.replace(saying, '');
        }
      }
    }
  }
  return say.replace(/^(?:Argued|Asserted|Said|Held|Pointed out|Wrote)(?: that)? /, '');
}

/** The words of which the names of states are made. */
function wordsOfStates({ entities }: KnowledgeBase): ReadonlySet<string> {
  return new Set(
    entities
      .filter(({ kind }) => kind === 'country')
      .flatMap(({ names }) => names.flatMap(({ text }) => text.split(/[^\p{L}]+/u)))
      .filter(word => /^\p{Lu}/u.test(word) && word !== 'The'),
  );
}

/** Names are compared as names. Inside a sentence capitals tell them; at its start only the names of states are sure. */
function withoutNames(say: string, stateWords: ReadonlySet<string>): string {
  const rest = say.replace(/(?<=\S )\p{Lu}[\p{L}.'\u2019-]*/gu, ' ');
  const first = /^\p{L}+/u.exec(rest)?.[0] ?? '';
  return stateWords.has(first) ? rest.slice(first.length) : rest;
}

function numbersOf(text: string): readonly string[] {
  return (text.match(/\d+(?:[.,]\d+)*/g) ?? []).map(number => number.replaceAll(',', ''));
}

const negation = /\b(?:not|no|none|never|nor|neither|nobody|nothing|cannot|without|hardly)\b|n['\u2019]t\b/gi;

function isNegative(text: string): boolean {
  return (text.replace(/\bnot only\b/gi, '').match(negation)?.length ?? 0) % 2 === 1;
}

const functionWords = new Set(
  (
    'a about above after again against all also an and any are as at be because been before being below between both but by can did ' +
    'do does doing down during each few for from further had has have he her here hers him his how i if in into is it its just ' +
    'may more most much must nor not no none never of off on once only or other our out over own same she should so some such than ' +
    'that the their them then there these they this those through to too under until up upon very was we were what when where which while ' +
    'who whom why will with without would you january february march april may june july august september october november december ' +
    // Verbs of saying and seeming: how a claim is put, not what it claims.
    'said say says saying wrote write writes written argue argues argued call calls called described describe describes claim claims ' +
    'claimed thought believed judged judge put counted view according reported reportedly asserted assessed considered arguably still yet often'
  ).split(' '),
);

function stemsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('\u2019', "'")
      .match(/\p{L}[\p{L}']*/gu) ?? []
  )
    .map(word => word.replace(/'s?$/, ''))
    .filter(word => word.length > 2 && !functionWords.has(word))
    .map(stemOf);
}

const endings = /(?:ations?|ators?|ating|ated|ates?|ings?|ers?|ors?|ments?|ness|ions?|ies|ied|ed|es|ly|s|y|e)$/;

/** A word without its ending, so that "implemented" and "implementing" are one. Rough, and the same for both sides. */
function stemOf(word: string): string {
  const stem = word.replace(endings, '');
  return stem.length < 3 ? word : stem.replace(/([bdgklmnprt])\1$/, '$1').replace(/i$/, '');
}
