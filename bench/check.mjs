#!/usr/bin/env node
// All rules over a briefing, whole and after a keystroke: node bench/check.mjs [--json FILE]
//
// The briefing of examples/, with its citations, repeated until it is as long as wanted and changed here and there so
// that no paragraph is like another. A keystroke writes a letter in a paragraph of the middle; what is timed is what
// follows it in the editor: the update of the analysis, then every rule, one at a time for the first reading.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outfile = join(root, 'out/bench/check.cjs');
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;

await build({
  stdin: {
    contents: `
      export { readCompiled, recognizerOf } from './src/core/recognize/compiledKnowledge.js';
      export { mergeLayers } from './src/core/knowledge/layers.js';
      export { checkedDocument } from './src/core/check/document.js';
      export { Memo } from './src/core/check/memo.js';
      export { rules } from './src/core/check/registry.js';
      export { runRules } from './src/core/check/run.js';`,
    resolveDir: root,
  },
  outfile,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'es2023',
  logLevel: 'warning',
});
const { readCompiled, recognizerOf, mergeLayers, checkedDocument, Memo, rules, runRules } = createRequire(
  import.meta.url,
)(outfile);

const compiled = readCompiled(readFileSync(join(root, 'dist/knowledge/records.bin')));
const { knowledge } = mergeLayers([compiled.layer]);
const recognizer = recognizerOf(knowledge, compiled, []);
const briefing = readFileSync(join(root, 'examples/briefing/dprk-foreign-relations.md'), 'utf8').replace(
  /^---[\s\S]*?---\n/,
  '',
);

function textOf(size) {
  let paragraph = 0;
  return Array.from({ length: Math.ceil(size / briefing.length) }, () => briefing)
    .join('')
    .replace(/\n\n(?=[A-Z])/g, () => `\n\nNote ${++paragraph}: `)
    .slice(0, size);
}

function timed(run) {
  const started = performance.now();
  const value = run();
  return { ms: performance.now() - started, value };
}

const documentOf = (analysis, memo) => checkedDocument({ analysis, knowledge, today: '2026-11-23', memo });
const rows = [];
for (const size of [10_000, 150_000, 1_000_000]) {
  const text = textOf(size);
  const memo = new Memo();
  let longest = 0;
  const fresh = timed(() => {
    const analysis = recognizer.analyze(text);
    const document = documentOf(analysis, memo);
    for (const rule of rules) {
      longest = Math.max(longest, timed(() => runRules(document, [rule])).ms);
    }
    return analysis;
  });
  const warm = timed(() => runRules(documentOf(recognizer.analyze(text), new Memo()), rules));
  let analysis = fresh.value;
  const times = [];
  for (let i = 0; i < 60; i++) {
    memo.turn();
    const at = text.indexOf(' ', text.length >> 1) + i;
    const { ms, value } = timed(() => {
      analysis = recognizer.update(analysis, [{ start: at, end: at, text: 'x' }]);
      return runRules(documentOf(analysis, memo), rules).findings.length;
    });
    times.push(ms);
    if (i === 59 && value !== runRules(documentOf(recognizer.analyze(analysis.text)), rules).findings.length) {
      throw new Error('A check after edits differs from a fresh one.');
    }
  }
  times.sort((a, b) => a - b);
  rows.push({
    'text, KB': size / 1000,
    findings: warm.value.findings.length,
    'first reading, ms': fresh.ms,
    'longest rule of it, ms': longest,
    'read again, ms': warm.ms,
    'keystroke p50, ms': times[30],
    'keystroke p95, ms': times[57],
    'of a reading': times[30] / warm.ms,
  });
}
console.table(
  rows.map(row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value.toPrecision(3))]))),
);
if (json !== undefined) {
  writeFileSync(json, JSON.stringify(rows, null, 2));
}
