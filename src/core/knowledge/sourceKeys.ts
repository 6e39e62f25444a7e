/**
 * Where a file of records defines and cites sources, to the letter: for finding every place that rests on a source and
 * for giving a source another key.
 */

import { isMap, isScalar, isSeq, parseDocument, type Scalar, visit } from 'yaml';

export interface KeyPlace {
  readonly key: string;
  /** The key alone, without `@`, quotation marks and locator; half-open, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly isDefinition: boolean;
}

/** The places in their order. A file that is no YAML has those up to its mistake, or none; nothing is thrown. */
export function keyPlacesIn(path: string, text: string): readonly KeyPlace[] {
  const { contents } = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  const places: KeyPlace[] = [];
  const add = (scalar: Scalar, key: string, isDefinition: boolean): void => {
    const from = scalar.range?.[0];
    const at = from === undefined ? -1 : text.indexOf(key, from);
    if (from !== undefined && at >= 0 && at < (scalar.range?.[1] ?? 0)) {
      places.push({ key, start: at, end: at + key.length, isDefinition });
    }
  };
  const addCitation = (value: unknown): void => {
    const key = isScalar(value) && typeof value.value === 'string' ? keyOf(value.value) : undefined;
    if (isScalar(value) && key !== undefined) {
      add(value, key, false);
    }
  };
  if (/(?:^|\/)sources\//.test(path) && isSeq(contents)) {
    for (const item of contents.items) {
      const id: unknown = isMap(item) ? item.items.find(pair => nameOf(pair.key) === 'id')?.value : undefined;
      if (isScalar(id) && typeof id.value === 'string') {
        add(id, id.value, true);
      }
    }
  }
  visit(contents, {
    Pair(_, { key, value }) {
      if (nameOf(key) === 'cite') {
        const values: readonly unknown[] = isSeq(value) ? value.items : [value];
        values.forEach(addCitation);
      }
    },
  });
  return places.toSorted((a, b) => a.start - b.start);
}

function nameOf(key: unknown): unknown {
  return isScalar(key) ? key.value : undefined;
}

/** The key of a citation as records write it: `key`, `key p. 3`, `[@key, p. 3]`. */
function keyOf(written: string): string | undefined {
  return /^\[?-?@?([^\s,;\]]+)/.exec(written)?.[1];
}
