/** What may be a key, where a text names one in any style, and another key in its place. */

import { keyPlacesIn } from '../knowledge/sourceKeys.js';
import { findRegions } from '../recognize/regions.js';
import { findKeys, type Span, type TextEdit } from './clusters.js';
import { isPlainKey } from './plainKey.js';
import { anchorOf, findLinkTokens, keyInAddress } from './styles.js';

export { isPlainKey } from './plainKey.js';

export type KeySpan = Span;

/** Where the text names the key: the key alone, in the order of the text; citations of every style and anchors. */
export function citationsOf(text: string, key: string): readonly KeySpan[] {
  return renameInText(text, key, key).map(({ start, end }) => ({ start, end }));
}

/** Edits that give the text another key wherever it names the one. */
export function renameInText(text: string, key: string, newKey: string): readonly TextEdit[] {
  const address = keyInAddress(key);
  if (key === '' || !(text.includes(key) || text.includes(address))) {
    return [];
  }
  const regions = findRegions(text);
  const needsBraces = !isPlainKey(newKey);
  const edits: TextEdit[] = [];
  for (const token of findKeys(text, regions)) {
    if (token.key === key) {
      const isBraced = token.keyStart > token.start + 1;
      edits.push({ start: token.keyStart, end: token.keyEnd, text: needsBraces && !isBraced ? `{${newKey}}` : newKey });
    }
  }
  for (const token of findLinkTokens(text, regions)) {
    if (token.key === key) {
      edits.push({ start: token.keyStart, end: token.keyEnd, text: keyInAddress(newKey) });
    }
  }
  const anchor = `<a id="${anchorOf(key)}"></a>`;
  for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + 1)) {
    const start = at + '<a id="ref-'.length;
    edits.push({ start, end: start + address.length, text: keyInAddress(newKey) });
  }
  return edits.sort((a, b) => a.start - b.start);
}

/** Edits that give a file of records another key where it defines the source and where it cites it. */
export function renameInRecords(path: string, text: string, key: string, newKey: string): readonly TextEdit[] {
  return text.includes(key)
    ? keyPlacesIn(path, text)
        .filter(place => place.key === key)
        .map(({ start, end }) => ({ start, end, text: newKey }))
    : [];
}
