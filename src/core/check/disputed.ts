/**
 * disputed: the text states flatly what the record holds as disputed, as an allegation or as somebody's opinion.
 *
 * A text that says whose view it is, that quotes, or that hedges, does no such thing. Neither does one that the record
 * also holds as a fact.
 */

import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { Claim } from '../knowledge/model.js';
import { ClaimIndex, type ClaimMatch } from './claimMatch.js';
import { within } from './document.js';
import type { CheckedSection, Evidence, Fix, SectionRule } from './rule.js';
import { sourceEvidence } from './sourcesInWords.js';

/** Chosen on the `dev` half of the labelled texts. */
const threshold = 0.65;

export const disputed: SectionRule = {
  id: 'disputed',
  title: 'A disputed claim or an opinion stated as a fact',
  severity: 'info',
  scope: 'section',
  *check(section) {
    const { contested, settled } = indexesOf(section.knowledge);
    for (const sentence of section.sentences) {
      if (section.isHeading(sentence.start) || !isFlat(section.text.slice(sentence.start, sentence.end))) {
        continue;
      }
      const match = contested.best(section, sentence, threshold);
      if (
        match === undefined ||
        section.isQuoted(match.words.start) ||
        namesHolder(section, match) ||
        settled.best(section, sentence, match.share) !== undefined
      ) {
        continue;
      }
      yield {
        ...match.words,
        message: messageOf(section.knowledge, match.claim),
        evidence: evidenceOf(section.knowledge, match),
        fixes: fixesOf(section, match),
      };
    }
  },
};

interface Indexes {
  readonly contested: ClaimIndex;
  readonly settled: ClaimIndex;
}

const indexes = new WeakMap<KnowledgeBase, Indexes>();

function indexesOf(knowledge: KnowledgeBase): Indexes {
  const known = indexes.get(knowledge) ?? {
    contested: new ClaimIndex(knowledge, isContested),
    settled: new ClaimIndex(knowledge, ({ type, status }) => type === 'fact' && status === 'current'),
  };
  indexes.set(knowledge, known);
  return known;
}

function isContested({ type, status }: Claim): boolean {
  return status === 'disputed' || (type !== 'fact' && (status === 'current' || status === 'unverified'));
}

/** Words that say that somebody says so, or that it is not certain. */
const attributed =
  /\b(?:sa(?:id|ys?|ying)|wr(?:ote|ites?|itten)|argu(?:e|es|ed|ing|ably)|claim(?:s|ed|ing)?|according to|report(?:s|ed|edly)?|alleg\w+|describ\w+|call(?:s|ed|ing)|accus\w+|believ\w+|judg(?:es?|ed)|estimat\w+|assess\w*|in (?:the |his |her |their |its )?(?:view|opinion|eyes|words|judgement|judgment)|opinions?|disput\w+|contest\w+|controver\w+|whether|critics|scholars?|analysts?|observers|suppos\w+|purport\w*|apparent(?:ly)?|presum\w+|perhaps|possibl[ey]|probabl[ey]|likely|unlikely|may|might|could|would|if|seen as|seems?|seemed|appears?|appeared|considered?|considers|regard(?:s|ed)|den(?:y|ies|ied)|maintain(?:s|ed) that|hold(?:s)? that|held that|announc\w+|insist\w*|suggest\w*|conclud\w+|attribut\w+|suspect\w*|think|thinks|thought|acknowledg\w+|assert\w*|unclear|uncertain|so-called|credited)\b/i;

function isFlat(text: string): boolean {
  return !text.endsWith('?') && !attributed.test(text);
}

function namesHolder({ mentions }: CheckedSection, { claim, sentence }: ClaimMatch): boolean {
  return within(mentions, sentence).some(({ senses }) =>
    senses.some(({ entity }) => entity.id === claim.heldBy || entity.name === claim.heldBy),
  );
}

function messageOf(knowledge: KnowledgeBase, claim: Claim): string {
  const holder = holderOf(knowledge, claim);
  if (claim.status === 'disputed') {
    return `The record holds this as disputed: ${claim.why ?? claim.say}`;
  }
  const kind = claim.type === 'allegation' ? 'an allegation' : claim.type === 'estimate' ? 'an estimate' : 'an opinion';
  return `The record holds this as ${kind}${holder === undefined ? '' : ` of ${holder}`}: ${claim.say}`;
}

function holderOf(knowledge: KnowledgeBase, { heldBy }: Claim): string | undefined {
  return heldBy === undefined ? undefined : (knowledge.entity(heldBy)?.name ?? heldBy);
}

/** The claim, and the sources that it rests on. */
export function evidenceOf(knowledge: KnowledgeBase, { entity, index, claim }: ClaimMatch): readonly Evidence[] {
  return [
    { message: claim.say, entity: entity.id, claim: index },
    ...sourceEvidence(
      knowledge,
      claim.cite.map(({ key }) => key),
    ),
  ];
}

const smallOpening =
  /^(?:The|A|An|In|At|On|Most|Many|Some|Both|All|Its|It|There|This|That|These|Those|Since|Relations)\b/;

function fixesOf({ text, knowledge }: CheckedSection, { claim, clause, sentence }: ClaimMatch): readonly Fix[] {
  // Behind a clause that goes before, a new opening would belong to the wrong one.
  if (clause.start !== sentence.start) {
    return [];
  }
  const holder = holderOf(knowledge, claim);
  const opening =
    claim.status === 'disputed' && holder === undefined
      ? 'It is disputed whether '
      : holder === undefined
        ? undefined
        : `According to ${withArticle(holder)}, `;
  if (opening === undefined) {
    return [];
  }
  const { start } = clause;
  const first = smallOpening.test(text.slice(start, start + 12))
    ? text.charAt(start).toLowerCase()
    : text.charAt(start);
  return [
    {
      title: `Write \u201c${opening.trim()} \u2026\u201d`,
      edits: [{ start, end: start + 1, text: opening + first }],
      safe: false,
    },
  ];
}

/** "United States" as a sentence names it. */
function withArticle(name: string): string {
  return /^(?:United|Central|US |International|Joint|Soviet)/.test(name) ? `the ${name}` : name;
}
