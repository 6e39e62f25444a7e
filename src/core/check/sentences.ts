/**
 * Where sentences end. Briefings are full of full stops that end nothing: "the U.S. and the D.P.R.K.", "Gen. Kim",
 * "No. 2270", "Feb. 13". A stop ends a sentence when blanks and the beginning of another follow and the word before it
 * is no abbreviation; behind an abbreviation in capitals, only when a word follows that begins sentences.
 */

import type { Span } from './rule.js';

const stops = /[.!?\u2026\u3002]+(?:["'\u201d\u2019)\]*_\u00bb]|\[\^[^\]\s]{1,40}\]|\[@[^\]\n]{1,200}\])*(?=\s|$)/gu;
const beginning = /^\s+["'\u201c\u2018([*_\u00ab\u2022]*(?:\p{Lu}|\p{Lt}|\p{Lo}|\p{N})/u;
const abbreviation =
  /(?:^|[\s("'\u201c\u2018[/-])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Adm|Sgt|Sen|Rep|Gov|Amb|Pres|Min|Rev|Hon|St|Jr|Sr|No|Nos|no|nos|Art|art|Arts|para|paras|Para|Paras|p|pp|vol|Vol|ch|sec|Sec|cf|Cf|vs|v|ca|c|e\.g|i\.e|etc|al|approx|est|Fig|fig|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Bros|[A-Z])$/;
const dotted = /(?:^|[^\p{L}])(?:\p{Lu}\.)+\p{Lu}$/u;
const starter =
  /^\s+["'\u201c\u2018(]*(?:The|It|In|On|At|By|For|From|He|She|They|We|This|These|That|Those|There|But|And|Or|As|After|Before|Since|While|When|Although|Though|However|Despite|Both|All|Most|Some|Many|Its|Their|His|Her|During|Following|Under|Throughout|Moreover|Meanwhile|If|An|A|Although|Another|Other|Such|With|Not|No|Consequently)\b/;

export function splitSentences(text: string, piece: Span): readonly Span[] {
  const sentences: Span[] = [];
  let start = piece.start;
  const add = (end: number): void => {
    const trimmed = trim(text, start, end);
    if (trimmed !== undefined) {
      sentences.push(trimmed);
    }
    start = end;
  };
  for (const match of text.slice(piece.start, piece.end).matchAll(stops)) {
    const at = piece.start + match.index;
    const end = at + match[0].length;
    if (end < piece.end && ends(text, at, match[0], end)) {
      add(end);
    }
  }
  add(piece.end);
  return sentences;
}

function ends(text: string, at: number, stop: string, end: number): boolean {
  const following = text.slice(end, end + 40);
  if (!beginning.test(following)) {
    return false;
  }
  if (stop !== '.') {
    return true;
  }
  const before = text.slice(Math.max(0, at - 20), at);
  if (dotted.test(before)) {
    return starter.test(following);
  }
  return !abbreviation.test(before);
}

function trim(text: string, from: number, to: number): Span | undefined {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text.charAt(start))) {
    start++;
  }
  while (end > start && /\s/.test(text.charAt(end - 1))) {
    end--;
  }
  return start < end ? { start, end } : undefined;
}
