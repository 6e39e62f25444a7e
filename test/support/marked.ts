import type { Mention } from '../../src/core/recognize/recognizer.js';

export interface Marked {
  readonly text: string;
  readonly cursor: number | undefined;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** A test text with its marks taken out: `‸` is the cursor, `«…»` are the spans to expect. */
export function marked(source: string): Marked {
  let text = '';
  let cursor: number | undefined;
  let open: number | undefined;
  const spans: { start: number; end: number }[] = [];
  for (const character of source) {
    if (character === '‸') {
      cursor = text.length;
    } else if (character === '«') {
      open = text.length;
    } else if (character === '»') {
      if (open === undefined) {
        throw new Error(`» has no « in ${source}`);
      }
      spans.push({ start: open, end: text.length });
      open = undefined;
    } else {
      text += character;
    }
  }
  if (open !== undefined) {
    throw new Error(`« has no » in ${source}`);
  }
  return { text, cursor, spans };
}

/** A text with its mentions marked, for comparing with what a test wrote. */
export function markMentions(text: string, mentions: readonly Mention[]): string {
  let result = '';
  let from = 0;
  for (const { start, end } of mentions) {
    result += `${text.slice(from, start)}«${text.slice(start, end)}»`;
    from = end;
  }
  return result + text.slice(from);
}
