/**
 * The command line: the same core as in the editor, for terminals and for CI.
 *
 * Exit status: 0 nothing at or above a warning, 1 findings, 2 could not run (one line on standard error says why).
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkKnowledge } from '../core/knowledge/check.js';
import { type LayerDraft, mergeLayers } from '../core/knowledge/layers.js';
import type { Entity } from '../core/knowledge/model.js';
import type { Problem } from '../core/knowledge/problems.js';
import { compileKnowledge } from '../core/recognize/compiledKnowledge.js';
import { type Mention, Recognizer } from '../core/recognize/recognizer.js';
import { checkNames } from '../core/recognize/unseenNames.js';
import { checkTexts } from './check.js';
import { readLayer, UsageError } from './files.js';
import { builtIn, load, messageOf, readJsonLines, readText, valueOf, writeAll } from './input.js';
import { printSources } from './sources.js';

const usage = `Usage:
  cli.cjs mentions [--knowledge DIR]... [--no-builtin] [--stats] (FILE... | --jsonl FILE)
  cli.cjs check [--json | --sarif] [--fix] [--as-of DATE] [--knowledge DIR]... [--no-builtin] (FILE... | --jsonl FILE)
  cli.cjs sources [--csl-json | --bibtex] [--knowledge DIR]... [--no-builtin] [FILE...]
  cli.cjs knowledge check [--json] DIR
  cli.cjs knowledge compile DIR OUTPUT`;

async function main(args: readonly string[]): Promise<number> {
  const [command, subcommand] = args;
  if (command === 'mentions') {
    return printMentions(args.slice(1));
  }
  if (command === 'check') {
    return checkTexts(args.slice(1), usage);
  }
  if (command === 'sources') {
    return printSources(args.slice(1), usage);
  }
  if (command === 'knowledge' && subcommand === 'check') {
    return printProblems(args.slice(2));
  }
  if (command === 'knowledge' && subcommand === 'compile') {
    return compile(args.slice(2));
  }
  if (command === '--help' || command === '-h') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  throw new UsageError(command === undefined ? `no command given. ${usage}` : `unknown command "${command}". ${usage}`);
}

interface MentionOptions {
  readonly knowledge: readonly string[];
  readonly builtIn: boolean;
  readonly stats: boolean;
  readonly jsonl: string | undefined;
  readonly files: readonly string[];
}

function readMentionOptions(args: readonly string[]): MentionOptions {
  const knowledge: string[] = [];
  const files: string[] = [];
  let builtIn = true;
  let stats = false;
  let jsonl: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    switch (argument) {
      case '--knowledge':
        knowledge.push(valueOf(args, ++i, argument));
        break;
      case '--jsonl':
        jsonl = valueOf(args, ++i, argument);
        break;
      case '--no-builtin':
        builtIn = false;
        break;
      case '--stats':
        stats = true;
        break;
      default:
        if (argument.startsWith('--')) {
          throw new UsageError(`unknown option ${argument}. ${usage}`);
        }
        files.push(argument);
    }
  }
  if (files.length === 0 && jsonl === undefined) {
    throw new UsageError('no text given: name a file, or --jsonl FILE.');
  }
  return { knowledge, builtIn, stats, jsonl, files };
}

function printMentions(args: readonly string[]): number {
  const options = readMentionOptions(args);
  const documents = [
    ...options.files.map(file => ({ id: file, text: readText(file) })),
    ...(options.jsonl === undefined ? [] : readJsonLines(options.jsonl)),
  ];
  const started = performance.now();
  const { recognizer } = load(options);
  const loaded = performance.now();
  let scanMs = 0;
  let characters = 0;
  let count = 0;
  const lines: string[] = [];
  for (const { id, text } of documents) {
    const from = performance.now();
    const { mentions } = recognizer.analyze(text);
    scanMs += performance.now() - from;
    characters += text.length;
    count += mentions.length;
    lines.push(JSON.stringify({ id, mentions: mentions.map(mention => describeMention(mention, text)) }));
  }
  writeAll(1, lines.map(line => `${line}\n`).join(''));
  if (options.stats) {
    const stats = {
      loadMs: Math.round(loaded - started),
      scanMs: Math.round(scanMs * 10) / 10,
      documents: documents.length,
      characters,
      mentions: count,
      names: recognizer.size,
    };
    writeAll(2, `${JSON.stringify(stats)}\n`);
  }
  return 0;
}

function describeMention({ start, end, role, senses }: Mention, text: string): object {
  return {
    start,
    end,
    text: text.slice(start, end),
    match: role,
    entities: senses.map(({ entity }) => describeEntity(entity)),
  };
}

function describeEntity(entity: Entity): object {
  return {
    id: entity.id,
    kind: entity.kind,
    name: entity.name,
    ...(entity.codes === undefined ? {} : { codes: { iso2: entity.codes.iso2, iso3: entity.codes.iso3 } }),
    ...(entity.short === undefined ? {} : { acronym: entity.short }),
  };
}

function printProblems(args: readonly string[]): number {
  const json = args.includes('--json');
  const [folder] = args.filter(argument => argument !== '--json');
  if (folder === undefined) {
    throw new UsageError('no folder given: knowledge check DIR.');
  }
  const label = 'checked';
  const { layer, problems } = readLayer(folder, label);
  const merged = mergeLayers(describesItself(layer) ? [layer] : [builtIn().layer, layer]);
  const all = sortProblems([
    ...problems,
    ...(merged.problems.get(label) ?? []),
    ...checkKnowledge(merged.knowledge, layer),
    ...checkNames(new Recognizer(merged.knowledge), merged.knowledge, layer),
  ]);
  if (json) {
    writeAll(
      1,
      `${JSON.stringify(
        all.map(problem => describeProblem(problem, folder)),
        null,
        2,
      )}\n`,
    );
  } else {
    const lines = all.map(({ file, range, severity, code, message }) => {
      const place = `${join(folder, file)}:${range.line + 1}:${range.column + 1}`;
      return `${place} ${severity} ${code} ${message}\n`;
    });
    const counts = `${layer.drafts.length} records, ${layer.sources.length} sources, ${all.length} problems\n`;
    writeAll(1, lines.join('') + counts);
  }
  return all.some(({ severity }) => severity === 'error' || severity === 'warning') ? 1 : 0;
}

/** A desk's folder is checked on top of the shipped records; the shipped records are checked alone. */
function describesItself(layer: LayerDraft): boolean {
  return layer.settings.title === "Dossier's built-in knowledge";
}

function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.range.line - b.range.line ||
      a.range.column - b.range.column,
  );
}

function describeProblem({ file, range, code, severity, message }: Problem, folder: string): object {
  return {
    file: join(folder, file),
    line: range.line + 1,
    column: range.column + 1,
    endLine: range.endLine + 1,
    endColumn: range.endColumn + 1,
    rule: code,
    severity,
    message,
  };
}

function compile(args: readonly string[]): number {
  const [folder, output] = args;
  if (folder === undefined || output === undefined) {
    throw new UsageError('knowledge compile needs a folder and an output file.');
  }
  const { layer, problems } = readLayer(folder, 'built-in');
  writeFileSync(output, compileKnowledge(layer));
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    writeAll(2, `${errors.length} errors in ${folder}; run "knowledge check" to see them.\n`);
  }
  return 0;
}

async function run(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const message = error instanceof UsageError ? error.message : `unexpected: ${messageOf(error)}`;
    process.stderr.write(`dossier: ${message}\n`);
    process.exitCode = 2;
  }
}

void run();
