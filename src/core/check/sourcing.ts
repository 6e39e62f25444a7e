/** What the rules about sources share: what counts as a citation, and what as an assertion. */

import { mayHoldDate } from './dates.js';
import { within } from './document.js';
import type { CheckedDocument, Span } from './rule.js';

/** Notes, endnote numbers and links are citations too, although they name no key. */
const otherCitation = /\[\^[^\]\s]+\]|\[\d{1,3}\]|\]\([^)\s]+\)|https?:\/\//;
const noteDefinition = /^\s*\[\^[^\]\s]+\]:/;
const number =
  /(?<![\w.,@#/-])(?:\d{1,3}(?:[,\u00a0]\d{3})+|\d{2,}|\d+\.\d+|(?:US)?\$ ?\d+|€ ?\d+|£ ?\d+)(?:\s?%|\s?(?:per cent|percent|million|billion|thousand|tons?|tonnes?|km|kilometres?|troops|people))?(?![\w-])/;
const reporting =
  /\b(?:said|says|stated|states|reported|reports|announced|claimed|claims|alleged|estimated|estimates|confirmed|denied|warned|told|testified|wrote|according to)\b/i;

/** Whether any citation stands in the stretch. */
export function hasCitation(document: CheckedDocument, span: Span): boolean {
  return within(document.citations, span).length > 0 || otherCitation.test(document.text.slice(span.start, span.end));
}

/** Whether a text cites at all; notes for oneself do not, and nobody wants to be told at each sentence. */
export function citesAtAll(document: CheckedDocument): boolean {
  return document.citations.length > 0 || /\[\^[^\]\s]+\]:/.test(document.text);
}

/** Whether a sentence asserts something that a reader may ask a source for, and why. */
export function assertionIn(document: CheckedDocument, sentence: Span): 'date' | 'number' | 'report' | undefined {
  const text = document.text.slice(sentence.start, sentence.end);
  const isProse = /[.!?]["”’)\]*_]*\s*$/.test(text) && !document.isHeading(sentence.start) && !text.endsWith('?');
  if (
    !isProse ||
    noteDefinition.test(lineBefore(document, sentence)) ||
    within(document.analysis.mentions, sentence).length === 0
  ) {
    return undefined;
  }
  // The number in a name ("resolution 2270") is no figure, nor is a year one.
  const plain = withoutMentions(document, sentence);
  if (mayHoldDate(plain)) {
    return 'date';
  }
  return number.test(plain) ? 'number' : reporting.test(plain) ? 'report' : undefined;
}

/** The beginning of the line before a sentence; no note's label is longer. */
function lineBefore({ text }: CheckedDocument, { start }: Span): string {
  const near = text.slice(Math.max(0, start - 80), start + 20);
  return near.slice(near.lastIndexOf('\n', near.length - 21) + 1);
}

function withoutMentions(document: CheckedDocument, sentence: Span): string {
  let plain = '';
  let from = sentence.start;
  for (const { start, end } of within(document.analysis.mentions, sentence)) {
    plain += `${document.text.slice(from, start)}x`;
    from = end;
  }
  return plain + document.text.slice(from, sentence.end);
}
