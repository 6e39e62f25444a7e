/**
 * Problems: what is wrong in a record, where, and what to do about it.
 *
 * Bad data is no exception. Decoding returns what could be read together with these, so that one bad record never
 * disables the rest. Codes are stable: settings, documentation and tests refer to them.
 */

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A half-open stretch of a file; lines and columns count from 0, columns in UTF-16 units. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Problem {
  /** The file, as a path inside its layer. */
  readonly file: string;
  readonly range: Range;
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong and what to do, in one or two sentences. */
  readonly message: string;
  /** Replacing the range by this text mends it, where that is certain enough to offer. */
  readonly fix?: string;
}

export const startOfFile: Range = { line: 0, column: 0, endLine: 0, endColumn: 0 };
