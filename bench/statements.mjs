#!/usr/bin/env node
// Scores the rules that check statements on the labelled texts in bench/statements. Plain Node, no dependencies.
//
//   node bench/statements.mjs                 precision and recall of each rule, for each half of its file
//   node bench/statements.mjs --split dev     one half only
//   node bench/statements.mjs --errors        list what is wrong as well
//   node bench/statements.mjs --min 0.95 0.85 exit 1 if a rule's precision or recall on `test` is lower
//   --cli PATH, --labels DIR, --only dates    another build, other labels, one file
//
// A file begins with `# rule: ID`; a line is one text; `== dev` and `== test` open the halves. «…» marks what a finding
// of that rule must touch, `¶` stands for a blank line, and `[as-of 2016-03] ` in front gives the date of the text.
// A finding that touches no mark is a false alarm; a mark that no finding touches is missed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const valueOf = name => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const folder = valueOf('--labels') ?? path.join(here, 'statements');
const cli = valueOf('--cli') ?? path.join(here, '..', 'dist', 'cli.cjs');
const onlySplit = valueOf('--split');
const only = valueOf('--only');
const minimum = args.includes('--min')
  ? args.slice(args.indexOf('--min') + 1, args.indexOf('--min') + 3).map(Number)
  : [];

const cases = fs
  .readdirSync(folder)
  .filter(name => name.endsWith('.txt') && (only === undefined || name === `${only}.txt`))
  .sort()
  .flatMap(name => readCases(path.join(folder, name)))
  .filter(({ split }) => onlySplit === undefined || split === onlySplit);
const findings = check(cases);

let failed = false;
console.log('rule              half   texts  to find  found  false   precision  recall');
for (const rule of new Set(cases.map(one => one.rule))) {
  for (const split of ['dev', 'test']) {
    const chosen = cases.filter(one => one.rule === rule && one.split === split);
    if (chosen.length > 0) {
      const { marks, found, alarms, falseAlarms } = score(chosen);
      const precision = alarms === 0 ? 1 : (alarms - falseAlarms) / alarms;
      const recall = marks === 0 ? 1 : found / marks;
      console.log(
        `${rule.padEnd(17)} ${split.padEnd(5)} ${num(chosen.length)} ${num(marks, 8)} ${num(found)} ${num(falseAlarms)}` +
          `   ${percent(precision)}  ${percent(recall)}`,
      );
      failed ||= split === 'test' && (precision < (minimum[0] ?? 0) || recall < (minimum[1] ?? 0));
    }
  }
}
process.exit(failed ? 1 : 0);

function num(value, width = 6) {
  return String(value).padStart(width);
}

function percent(value) {
  return `${(value * 100).toFixed(1)} %`.padStart(9);
}

function readCases(file) {
  let rule = '';
  let split = 'dev';
  return fs
    .readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .flatMap((line, index) => {
      rule = /^# rule: (\S+)/.exec(line)?.[1] ?? rule;
      split = /^== (\S+)/.exec(line)?.[1] ?? split;
      if (line.trim() === '' || /^(?:#|==)/.test(line)) {
        return [];
      }
      return [{ id: `${path.basename(file)}:${index + 1}`, rule, split, line, ...unmark(line) }];
    });
}

function unmark(line) {
  const [, asOf, rest] = /^(?:\[as-of (\S+)\] )?(.*)$/.exec(line);
  const source = (asOf === undefined ? '' : `---\nas-of: ${asOf}\n---\n\n`) + rest.replaceAll('¶', '\n\n');
  let text = '';
  const marks = [];
  for (const part of source.split(/([«»])/)) {
    if (part === '«') {
      marks.push({ start: text.length, end: text.length });
    } else if (part === '»') {
      marks.at(-1).end = text.length;
    } else {
      text += part;
    }
  }
  return { text, marks };
}

function check(all) {
  const file = path.join(os.tmpdir(), `statements-${process.pid}.jsonl`);
  fs.writeFileSync(file, all.map(({ id, text }) => JSON.stringify({ id, text })).join('\n'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', '--json', '--jsonl', file], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  fs.rmSync(file);
  if (status !== 0 && status !== 1) {
    console.error(stderr);
    process.exit(2);
  }
  if (stderr !== '') {
    console.error(stderr);
  }
  const texts = new Map(all.map(({ id, text }) => [id, text]));
  return JSON.parse(stdout).map(found => {
    const lines = texts.get(found.file).split('\n');
    const offset = (line, column) =>
      lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
    return { ...found, start: offset(found.line, found.column), end: offset(found.endLine, found.endColumn) };
  });
}

function score(chosen) {
  const total = { marks: 0, found: 0, alarms: 0, falseAlarms: 0 };
  for (const { id, rule, line, marks } of chosen) {
    const alarms = findings.filter(found => found.file === id && found.rule === rule);
    const touches = (a, b) => a.start < b.end && a.end > b.start;
    const missed = marks.filter(mark => !alarms.some(found => touches(found, mark)));
    const wrong = alarms.filter(found => !marks.some(mark => touches(found, mark)));
    total.marks += marks.length;
    total.found += marks.length - missed.length;
    total.alarms += alarms.length;
    total.falseAlarms += wrong.length;
    if (args.includes('--errors') && (missed.length > 0 || wrong.length > 0)) {
      console.log(`${id} ${missed.length > 0 ? 'missed' : 'false alarm'}: ${line}`);
      for (const { message } of wrong) {
        console.log(`    ${message}`);
      }
    }
  }
  return total;
}
