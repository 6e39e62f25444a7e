/**
 * The records of many files as texts, each read when somebody asks for it.
 *
 * A record is JSON, and half of that is what all records have: the names of the fields, and what a field holds nearly
 * always. Each such piece is one control character here, which JSON itself has none of, so that a large desk takes half
 * as much memory, and its file is read in half the time.
 */

import { type Sections, TextList } from './pack.js';

/** Longer ones first, since a shorter one may be part of them. What is in none of them stays as it is. */
const pieces = [
  '","type":"fact","status":"current","cite":[{"key":"',
  '"}],"contradicts":[],"supersededBy":[],"position":{"line":',
  '","primary":false,"consulted":"full","status":"current"',
  '","type":"fact","status":"current","on":"',
  ',"contradicts":[],"supersededBy":[],"position":{"line":',
  '","role":"alias","rule":{"documentHas":["',
  '","role":"alias","rule":{"',
  '","role":"alias"},{"text":"',
  '","role":"demonym"}],"',
  '","role":"alias"}],"',
  '"}],"claims":[{"say":"',
  '],"claims":[{"say":"',
  ',"cite":[{"key":"',
  '","locator":"',
  '","position":{"line":',
  '","origin":{"layer":"',
  '","consulted":"',
  '","publisher":"',
  '","summary":"',
  '"names":[{"text":"',
  '","authors":["',
  '}},"kind":"',
  ',"column":',
  '}},{"say":"',
  '","title":"',
  '","issued":"',
  '","name":"',
  '","file":"',
  '","url":"',
  '","type":"',
  '{"id":"',
] as const;

const control = /\p{Cc}/gu;

export function shortened(json: string): string {
  return pieces.reduce((text, piece, i) => text.replaceAll(piece, String.fromCharCode(i + 1)), json);
}

export function lengthened(text: string): string {
  // Those of them that JSON may hold are above all that are used here.
  return text.replace(control, sign => pieces[sign.charCodeAt(0) - 1] ?? sign);
}

export class RecordTexts {
  readonly #texts: TextList;

  constructor(sections: Sections, name: string) {
    this.#texts = new TextList(sections, name);
  }

  get length(): number {
    return this.#texts.length;
  }

  /** A record as JSON. */
  at(index: number): string {
    return lengthened(this.#texts.at(index));
  }

  static write(name: string, records: readonly string[]): readonly (readonly [string, Uint8Array])[] {
    return TextList.write(name, records.map(shortened));
  }
}
