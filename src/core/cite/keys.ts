/** What may be a key, and where a text cites one. */

import { findCitations } from './citations.js';

const plain = /^[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*$/u;

/** Whether a text can cite the key without braces, and a file of records without quotation marks. */
export function isPlainKey(key: string): boolean {
  return plain.test(key) && key.length <= 200;
}

export interface KeySpan {
  readonly start: number;
  readonly end: number;
}

/** Where a text cites the key: the key alone, in the order of the text. */
export function citationsOf(text: string, key: string): readonly KeySpan[] {
  return text.includes(key)
    ? findCitations(text)
        .filter(citation => citation.key === key)
        .map(({ keyStart, keyEnd }) => ({ start: keyStart, end: keyEnd }))
    : [];
}
