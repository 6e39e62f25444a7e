/** A document as an editor has it: each version made from the last one. */

import assert from 'node:assert/strict';

import { Memo } from '../../src/core/check/memo.js';
import type { Edit } from '../../src/core/recognize/edits.js';
import type { Analysis, Recognizer } from '../../src/core/recognize/recognizer.js';

/** What an editor keeps of a document from one version to the next. */
export class Kept {
  readonly memo = new Memo();
  #last: { readonly analysis: Analysis; readonly recognizer: Recognizer } | undefined;

  /** Of the last version. */
  get analysis(): Analysis | undefined {
    return this.#last?.analysis;
  }

  /** The analysis of the next version, made from that of the last one by one edit. */
  analysisOf(text: string, recognizer: Recognizer): Analysis {
    this.memo.turn();
    const analysis =
      this.#last?.recognizer === recognizer
        ? recognizer.update(this.#last.analysis, [editBetween(this.#last.analysis.text, text)])
        : recognizer.analyze(text);
    assert.equal(analysis.text, text);
    this.#last = { analysis, recognizer };
    return analysis;
  }
}

function editBetween(before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before.charAt(start) === after.charAt(start)) {
    start++;
  }
  let same = 0;
  while (same < Math.min(before.length, after.length) - start && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
