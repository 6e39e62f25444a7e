#!/usr/bin/env node
// All rules over a briefing, whole and after a keystroke: node bench/check.mjs [--json FILE]
//
// A briefing made of the labelled sentences and statements: paragraphs of two to six of them, a citation behind every
// third, a heading above every eighth. No two sentences are alike, since the figures in them are drawn anew. A keystroke
// writes a letter in a paragraph of the middle; what is timed is what follows it in the editor: the update of the
// analysis, then every rule. A text is read for the first time section by section; the longest wait is that between two
// of them, and for the rules of the whole text.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { bundled } from './bundle.mjs';
import { random } from './names/corpus.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;

const { readCompiled, recognizerOf, mergeLayers, checkedDocument, Memo, rules, readSections, runRules } = await bundled(
  'check',
  `
      export { readCompiled, recognizerOf } from './src/core/recognize/compiledKnowledge.js';
      export { mergeLayers } from './src/core/knowledge/layers.js';
      export { checkedDocument } from './src/core/check/document.js';
      export { Memo } from './src/core/check/memo.js';
      export { rules } from './src/core/check/registry.js';
      export { readSections, runRules } from './src/core/check/run.js';`,
);

const compiled = readCompiled(readFileSync(join(root, 'dist/knowledge/records.bin')));
const { knowledge } = mergeLayers([compiled.layer]);
const recognizer = recognizerOf(knowledge, compiled, []);
const sources = knowledge.sources.map(({ id }) => id);
const sentences = ['labels/news', 'labels/sanctions', 'labels/treaties', 'labels/sports', 'labels/business']
  .concat(['dates', 'memberships', 'stale', 'disputed'].map(name => `statements/${name}`))
  .flatMap(name => readFileSync(join(root, `bench/${name}.txt`), 'utf8').split('\n'))
  .filter(line => line !== '' && !line.startsWith('#'))
  .flatMap(line =>
    line
      .replace(/^\[as-of [^\]]*\] ?/, '')
      .replace(/»\{[^}]*\}|[«»]/g, '')
      .split(/\\n|¶/),
  )
  .map(sentence => sentence.trim())
  .filter(sentence => sentence !== '');

function textOf(size) {
  const next = random(3);
  const below = count => Math.floor(next() * count);
  const sentence = () => {
    const words = sentences[below(sentences.length)].replace(/(?<!\d)\d\d?(?!\d)/g, () => String(1 + below(28)));
    const varied = /\d/.test(words) ? words : words.replace(/[.!?]?$/, `, ${below(100_000)} in all.`);
    return below(3) === 0
      ? varied.replace(/([.!?])?$/, ` [@${sources[below(sources.length)]}, p. ${below(300)}]$1`)
      : varied;
  };
  const parts = [];
  for (let length = 0; length < size;) {
    const paragraph = Array.from({ length: 2 + below(5) }, sentence).join(' ');
    const part = parts.length % 8 === 0 ? `## Part ${parts.length / 8 + 1}\n\n${paragraph}` : paragraph;
    parts.push(part);
    length += part.length + 2;
  }
  return parts.join('\n\n').slice(0, size);
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
  const waits = [];
  const fresh = timed(() => {
    const analysis = recognizer.analyze(text);
    const document = documentOf(analysis, memo);
    for (const reading = readSections(document, rules); ;) {
      const { ms, value } = timed(() => reading.next());
      waits.push(ms);
      if (value.done) {
        break;
      }
    }
    waits.push(timed(() => runRules(document, rules)).ms);
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
    'longest wait in it, ms': Math.max(...waits),
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
