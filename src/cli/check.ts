/** `check`: the findings of the rules on briefings, for people, for scripts and for code-scanning services. */

import { writeFileSync } from 'node:fs';

import { checkedDocument } from '../core/check/document.js';
import { rules } from '../core/check/registry.js';
import type { Finding, TextEdit } from '../core/check/rule.js';
import { type CheckResult, runRules } from '../core/check/run.js';
import { parseDate } from '../core/knowledge/dates.js';
import type { Severity } from '../core/knowledge/problems.js';
import { UsageError } from './files.js';
import { load, type Loaded, readJsonLines, readText, valueOf, writeAll } from './input.js';

interface CheckOptions {
  readonly format: 'text' | 'json' | 'sarif';
  readonly fix: boolean;
  readonly asOf: string | undefined;
  readonly knowledge: readonly string[];
  readonly builtIn: boolean;
  readonly files: readonly string[];
  readonly jsonl: string | undefined;
}

export function checkTexts(args: readonly string[], usage: string): number {
  const options = readOptions(args, usage);
  const loaded = load(options);
  const texts = [
    ...options.files.map(file => ({ id: file, text: readText(file) })),
    ...(options.jsonl === undefined ? [] : readJsonLines(options.jsonl)),
  ];
  const checked = texts.map(({ id, text }) => {
    const mended = options.fix ? fixed(text, loaded, options) : text;
    if (mended !== text) {
      writeFileSync(id, mended);
    }
    return { file: id, text: mended, result: check(mended, loaded, options) };
  });
  writeAll(1, written(checked, options.format));
  for (const { file, result } of checked) {
    for (const { rule, message } of result.failures) {
      writeAll(2, `dossier: ${rule} could not check ${file}: ${message}\n`);
    }
  }
  const worst = checked.flatMap(({ result }) => result.findings.map(({ severity }) => severity));
  return worst.some(severity => severity === 'error' || severity === 'warning') ? 1 : 0;
}

function readOptions(args: readonly string[], usage: string): CheckOptions {
  const knowledge: string[] = [];
  const files: string[] = [];
  let format: CheckOptions['format'] = 'text';
  let fix = false;
  let builtIn = true;
  let asOf: string | undefined;
  let jsonl: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    switch (argument) {
      case '--json':
        format = 'json';
        break;
      case '--sarif':
        format = 'sarif';
        break;
      case '--fix':
        fix = true;
        break;
      case '--no-builtin':
        builtIn = false;
        break;
      case '--knowledge':
        knowledge.push(valueOf(args, ++i, argument));
        break;
      case '--jsonl':
        jsonl = valueOf(args, ++i, argument);
        break;
      case '--as-of':
        asOf = valueOf(args, ++i, argument);
        break;
      default:
        if (argument.startsWith('--')) {
          throw new UsageError(`unknown option ${argument}. ${usage}`);
        }
        files.push(argument);
    }
  }
  if (asOf !== undefined && parseDate(asOf) === undefined) {
    throw new UsageError(`--as-of ${asOf} is no date; write 2016, 2016-03 or 2016-03-02.`);
  }
  if (files.length === 0 && jsonl === undefined) {
    throw new UsageError('no text given: name a file, or --jsonl FILE.');
  }
  if (fix && jsonl !== undefined) {
    throw new UsageError('--fix writes files; it cannot be used with --jsonl.');
  }
  return { format, fix, asOf, knowledge, builtIn, files, jsonl };
}

function check(text: string, { knowledge, recognizer }: Loaded, { asOf }: CheckOptions): CheckResult {
  const analysis = recognizer.analyze(text);
  return runRules(checkedDocument({ analysis, knowledge, asOf, today: today() }), rules);
}

function today(): string {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map(part => String(part).padStart(2, '0'));
  return `${now.getFullYear()}-${month}-${day}`;
}

/** The text with the safe changes made; where two overlap, the first is made. */
function fixed(text: string, loaded: Loaded, options: CheckOptions): string {
  const { findings } = check(text, loaded, options);
  const edits: TextEdit[] = [];
  for (const { fixes } of findings) {
    const safe = fixes.find(fix => fix.safe);
    if (
      safe !== undefined &&
      safe.edits.every(edit => edits.every(other => edit.end <= other.start || edit.start >= other.end))
    ) {
      edits.push(...safe.edits);
    }
  }
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (changed, { start, end, text: replacement }) => changed.slice(0, start) + replacement + changed.slice(end),
      text,
    );
}

interface Checked {
  readonly file: string;
  readonly text: string;
  readonly result: CheckResult;
}

function written(checked: readonly Checked[], format: CheckOptions['format']): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(checked.flatMap(described), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarif(checked), null, 2)}\n`;
    case 'text':
      return checked
        .flatMap(one =>
          described(one).map(
            ({ file, line, column, severity, rule, message }) =>
              `${file}:${line}:${column} ${severity} ${rule} ${message}\n`,
          ),
        )
        .join('');
  }
}

interface Described extends Region {
  readonly file: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly quoted?: true;
}

interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function described({ file, text, result }: Checked): readonly Described[] {
  const lines = lineStarts(text);
  return result.findings.map(finding => ({
    file,
    ...regionOf(lines, finding),
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    ...(finding.quoted === true ? { quoted: true } : {}),
  }));
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length)];
}

/** Lines and columns count from 1, columns in UTF-16 units. */
function regionOf(lines: readonly number[], { start, end }: { readonly start: number; readonly end: number }): Region {
  const place = (offset: number): readonly [number, number] => {
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((lines[middle] ?? 0) <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return [low, offset - (lines[low - 1] ?? 0) + 1];
  };
  const [line, column] = place(start);
  const [endLine, endColumn] = place(end);
  return { line, column, endLine, endColumn };
}

const levels = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const;

/** SARIF 2.1.0, as code-scanning services read it; what a comment silences is there too, with its reason. */
function sarif(checked: readonly Checked[]): object {
  const resultOf = (file: string, lines: readonly number[], finding: Finding, reason?: string): object => {
    const { line, column, endLine, endColumn } = regionOf(lines, finding);
    const region = { startLine: line, startColumn: column, endLine, endColumn };
    return {
      ruleId: finding.rule,
      level: levels[finding.severity],
      message: { text: finding.message },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }],
      ...(reason === undefined ? {} : { suppressions: [{ kind: 'inSource', justification: reason }] }),
    };
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Dossier',
            rules: rules.map(({ id, title, severity }) => ({
              id,
              shortDescription: { text: title },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: checked.flatMap(({ file, text, result }) => {
          const lines = lineStarts(text);
          return [
            ...result.findings.map(finding => resultOf(file, lines, finding)),
            ...result.silenced.map(({ finding, reason }) => resultOf(file, lines, finding, reason)),
          ];
        }),
      },
    ],
  };
}

function uriOf(file: string): string {
  return encodeURI(file.replaceAll('\\', '/')).replace(/[?#]/g, encodeURIComponent);
}
