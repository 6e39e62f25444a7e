/** What the rules about sources share: what counts as a citation, and what as an assertion. */

import { mayHoldDate } from './dates.js';
import { within } from './document.js';
import type { CheckedSection, Span } from './rule.js';

/** Notes, endnote numbers and links are citations too, although they name no key. */
const otherCitation = /\[\^[^\]\s]+\]|\[\d{1,3}\]|\]\([^)\s]+\)|https?:\/\//;
const noteDefinition = /^\s*\[\^[^\]\s]+\]:/;
const number =
  /(?<![\w.,@#/-])(?:\d{1,3}(?:[,\u00a0]\d{3})+|\d{2,}|\d+\.\d+|(?:US)?\$ ?\d+|€ ?\d+|£ ?\d+)(?:\s?%|\s?(?:per cent|percent|million|billion|thousand|tons?|tonnes?|km|kilometres?|troops|people))?(?![\w-])/;
const reporting =
  /\b(?:said|says|stated|states|reported|reports|announced|claimed|claims|alleged|estimated|estimates|confirmed|denied|warned|told|testified|wrote|according to)\b/i;

/** Whether any citation stands in the stretch. */
export function hasCitation(section: CheckedSection, span: Span): boolean {
  return within(section.citations, span).length > 0 || otherCitation.test(section.text.slice(span.start, span.end));
}

/** Whether a section cites at all, or holds a note. */
export function citesAtAll(section: CheckedSection): boolean {
  return section.citations.length > 0 || /\[\^[^\]\s]+\]:/.test(section.text);
}

/** Whether a sentence asserts something that a reader may ask a source for, and why. */
export function assertionIn(section: CheckedSection, sentence: Span): 'date' | 'number' | 'report' | undefined {
  const text = section.text.slice(sentence.start, sentence.end);
  const isProse = /[.!?]["”’)\]*_]*\s*$/.test(text) && !section.isHeading(sentence.start) && !text.endsWith('?');
  if (
    !isProse ||
    noteDefinition.test(lineBefore(section, sentence)) ||
    within(section.mentions, sentence).length === 0
  ) {
    return undefined;
  }
  // The number in a name ("resolution 2270") is no figure, nor is a year one.
  const plain = withoutMentions(section, sentence);
  if (mayHoldDate(plain)) {
    return 'date';
  }
  return number.test(plain) ? 'number' : reporting.test(plain) ? 'report' : undefined;
}

/** The beginning of the line before a sentence; no note's label is longer. */
function lineBefore({ text }: CheckedSection, { start }: Span): string {
  const near = text.slice(Math.max(0, start - 80), start + 20);
  return near.slice(near.lastIndexOf('\n', near.length - 21) + 1);
}

function withoutMentions(section: CheckedSection, sentence: Span): string {
  let plain = '';
  let from = sentence.start;
  for (const { start, end } of within(section.mentions, sentence)) {
    plain += `${section.text.slice(from, start)}x`;
    from = end;
  }
  return plain + section.text.slice(from, sentence.end);
}
