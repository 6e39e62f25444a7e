/** Places in texts that no document was opened for. */

import * as vscode from 'vscode';

/** Lines of a text that no document was opened for. */
export class Positions {
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(match => match.index + match[0].length)];
  }

  range(start: number, end: number): vscode.Range {
    return new vscode.Range(this.#position(start), this.#position(end));
  }

  #position(offset: number): vscode.Position {
    let low = 0;
    let high = this.#starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new vscode.Position(low, offset - (this.#starts[low] ?? 0));
  }
}
