#!/usr/bin/env node
// One keystroke beside a full pass: node bench/edit.mjs [--small] [--json FILE]
//
// Documents of several shapes and sizes; a keystroke inserts or takes away a letter somewhere in the text, and then the
// mention there is asked for, as a hover or a completion would. "All mentions" asks for the whole list instead. Each
// update starts from the one before, and the last is compared with a fresh analysis.
import { writeFileSync } from 'node:fs';

import { bundled } from './bundle.mjs';
import { makeNames, makeProse, random } from './names/corpus.mjs';

const small = process.argv.includes('--small');
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;

const { Recognizer } = await bundled('edit', `export { Recognizer } from './src/core/recognize/recognizer.js';`);

const shapes = {
  paragraphs: text => text,
  'a paragraph a line': text => text.replaceAll('\n\n', '\n'),
  'a list': text => `- ${text.replaceAll('\n\n', '\n').replaceAll('. ', '.\n- ')}`,
  'one paragraph, wrapped': text => text.replaceAll('\n\n', ' ').replace(/(.{60,80}) /g, '$1\n'),
  'one line': text => text.replaceAll('\n\n', ' '),
};

/** Of a hundred names, two hold only where the document, and two where the paragraph has another. */
function recognizerOf(names) {
  const entities = names.map((name, i) => {
    const other = names[(i * 7 + 1) % names.length];
    const rule = i % 50 === 3 ? { documentHas: [other] } : i % 50 === 6 ? { paragraphHas: [other] } : undefined;
    return {
      id: `e${String(i).padStart(6, '0')}`, kind: 'organization', name, buildsOn: [], parties: [], successors: [], predecessors: [], roles: [],
      ties: [], notNames: [], claims: [], names: [{ text: name, role: 'name', ...(rule === undefined ? {} : { rule }) }],
      origin: { layer: 'bench', file: '', position: { line: 0, column: 0 } },
    }; // prettier-ignore
  });
  const byId = new Map(entities.map(entity => [entity.id, entity]));
  return new Recognizer({ entities, rules: {}, entity: id => byId.get(id) });
}

function median(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}

function timed(run) {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function measure(recognizer, text) {
  const full = [];
  for (let until = performance.now() + 1500; full.length < 3 || (full.length < 30 && performance.now() < until);) {
    full.push(timed(() => recognizer.analyze(text).mentions));
  }
  const next = random(3);
  let analysis = recognizer.analyze(text);
  let typed;
  const key = read => () => {
    // A letter is typed and taken away again by turns.
    const start = typed ?? Math.floor(next() * analysis.length);
    const edit = typed === undefined ? { start, end: start, text: 'a' } : { start, end: start + 1, text: '' };
    typed = typed === undefined ? start : undefined;
    analysis = recognizer.update(analysis, [edit]);
    read(start);
  };
  const run = read => {
    const times = [];
    for (
      let until = performance.now() + 1500;
      times.length < 10 || (times.length < 2000 && performance.now() < until);
    ) {
      times.push(timed(key(read)));
    }
    times.sort((a, b) => a - b);
    return { p50: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
  };
  const one = run(start => analysis.mentionAt(start));
  const all = run(() => analysis.mentions);
  const places = ({ mentions }) => mentions.flatMap(({ start, end }) => [start, end]).join();
  const same = places(analysis) === places(recognizer.analyze(analysis.text));
  return { full: median(full), p50: one.p50, p95: one.p95, all: all.p50, blocks: analysis.blocks.length, same };
}

const sizes = small ? [10_000, 200_000] : [10_000, 100_000, 1_000_000, 10_000_000];
const rows = [];
for (const count of small ? [20_000] : [500, 20_000]) {
  const names = makeNames(count);
  const recognizer = recognizerOf(names);
  console.log(`\n${count.toLocaleString('en')} names`);
  console.log(
    '  text                         size  blocks   full pass ms   keystroke ms (p95)   full / keystroke   / all mentions',
  );
  for (const [shape, form] of Object.entries(shapes)) {
    for (const size of shape === 'paragraphs'
      ? sizes
      : sizes.filter(other => other === Math.min(1_000_000, sizes.at(-1)))) {
      const row = { names: count, shape, size, ...measure(recognizer, form(makeProse(size, names))) };
      rows.push(row);
      console.log(
        `  ${shape.padEnd(23)} ${size.toLocaleString('en').padStart(10)} ${String(row.blocks).padStart(7)} ${row.full.toFixed(2).padStart(14)} ` +
          `${`${row.p50.toFixed(3)} (${row.p95.toFixed(3)})`.padStart(20)} ${(row.full / row.p50).toFixed(0).padStart(18)} ` +
          `${(row.full / row.all).toFixed(1).padStart(16)}${row.same ? '' : '   differs from a fresh analysis'}`,
      );
    }
  }
}
if (json !== undefined) {
  writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
}
