#!/usr/bin/env node
// A desk's folder of 20,000 records and 10,000 sources: the first start, the next one, one file changed, and the memory
// that each feature takes: node bench/load.mjs [--small] [--json FILE]
//
// The files lie in a folder of their own for as long as this runs. What a start does besides, the window and the editor,
// is not measured here. Memory is what the shipped records and the desk's take after garbage was collected.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { bundled } from './bundle.mjs';
import { makeNames } from './names/corpus.mjs';

const count = process.argv.includes('--small') ? 1000 : 20_000;
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;

const { decodeBytes, DeskFiles, isWhole, sealed, FolderLayer, mergeLayers, readPack, writePack, ...more } =
  await bundled(
    'load',
    `
      export { decodeBytes } from './src/core/knowledge/decode.js';
      export { DeskFiles } from './src/core/knowledge/deskFiles.js';
      export { isWhole, sealed } from './src/core/knowledge/seal.js';
      export { FolderLayer } from './src/core/knowledge/folderLayer.js';
      export { mergeLayers } from './src/core/knowledge/layers.js';
      export { readPack, writePack } from './src/core/knowledge/pack.js';
      export { readCompiled } from './src/core/recognize/compiledKnowledge.js';
      export { nameDesk, readDeskNames, writeDeskNames } from './src/core/recognize/deskNames.js';
      export { checkKnowledge } from './src/core/knowledge/check.js';
      export { SourceIndex } from './src/core/cite/sourceSearch.js';
      export { CompletionIndex } from './src/core/present/completion.js';
      export { outline } from './src/core/present/outline.js';
      export { Recognizer } from './src/core/recognize/recognizer.js';`,
  );
const { readCompiled, nameDesk, readDeskNames, writeDeskNames, Recognizer } = more;
const { checkKnowledge, SourceIndex, CompletionIndex, outline } = more;

const folder = mkdtempSync(join(tmpdir(), 'dossier-load-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const records = join(folder, 'organizations');
const kept = join(folder, 'desk.bin');
mkdirSync(records);
const names = makeNames(count * 2, 7);
for (let i = 0; i < count; i++) {
  writeFileSync(
    join(records, `o${i}.yaml`),
    `name: ${names[i]}
summary: A body of the region that few have met, number ${i}.
names:
  - ${names[count + i]}
  - text: The ${names[count + i]} Group
    when: { document-has: [${names[i]}] }
claims:
  - say: Founded in the spring of that year by three ministers.
    on: 19${10 + (i % 90)}-05
    cite: s${i % (count / 2)} p. ${i % 300}
  - say: Has offices in two cities and a budget that nobody publishes.
    cite: s${(i * 7) % (count / 2)}
`,
  );
}
mkdirSync(join(folder, 'sources'));
for (let file = 0; file < count / 200; file++) {
  writeFileSync(
    join(folder, `sources/f${file}.yaml`),
    Array.from({ length: 100 }, (_, i) => file * 100 + i)
      .map(
        i => `- id: s${i}
  type: report
  title: ${names[i]} and the question of ${names[count - i]}
  author: ["${names[i % 500]}, A."]
  publisher: ${names[file]}
  issued: 20${10 + (i % 15)}-03
  url: https://example.org/${i}
`,
      )
      .join(''),
  );
}
const shippedFile = join(dirname(fileURLToPath(import.meta.url)), '../dist/knowledge/records.bin');
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
/** What is in use, in MB; records that nobody holds are given back only when the work at hand is done. */
async function memory() {
  await new Promise(resolve => setTimeout(resolve, 20));
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
const empty = await memory();
const shipped = readCompiled(readFileSync(shippedFile));

const readAll = () =>
  ['organizations', 'sources'].flatMap(kind =>
    readdirSync(join(folder, kind))
      .sort()
      .map(name => [`${kind}/${name}`, readFileSync(join(folder, kind, name))]),
  );

const layersOf = cache => Array.from(cache.folders, ([label, files]) => new FolderLayer(label, files));

/** A start: what was kept, if anything, then all files, and the recogniser over them. */
function start() {
  const cache = new DeskFiles('bench');
  let before;
  let decoded = 0;
  try {
    const sections = readPack(readFileSync(kept));
    if (isWhole(sections)) {
      cache.read(sections);
    }
    before = readDeskNames(sections, shipped, layersOf(cache));
  } catch {
    // Nothing is kept yet.
  }
  const files = readAll().map(([path, bytes]) =>
    cache.of('desk', path, bytes, () => {
      decoded++;
      return decodeBytes(path, bytes, 'desk');
    }),
  );
  const layer = new FolderLayer('desk', files);
  const { knowledge } = mergeLayers([shipped.layer, layer]);
  const named = nameDesk(knowledge, shipped, [layer], before);
  const recognizer = new Recognizer(knowledge, named.names);
  return { cache, layer, knowledge, named, recognizer, decoded, size: recognizer.size };
}

/** What there is at once at a start, before the files are read: what was kept of them. */
function startAtOnce() {
  const cache = new DeskFiles('bench');
  const sections = readPack(readFileSync(kept));
  if (!isWhole(sections) || !cache.read(sections)) {
    throw new Error('nothing is kept');
  }
  const layers = layersOf(cache);
  const { knowledge } = mergeLayers([shipped.layer, ...layers]);
  const named = nameDesk(knowledge, shipped, layers, readDeskNames(sections, shipped, layers));
  return new Recognizer(knowledge, named.names).size;
}

function timed(run) {
  const started = performance.now();
  const value = run();
  return { ms: performance.now() - started, value };
}

const median = values => values.sort((a, b) => a - b)[values.length >> 1];
let firstDesk = timed(start);
const first = { ms: firstDesk.ms, decoded: firstDesk.value.decoded, size: firstDesk.value.size };
const keep = ({ cache, named }) =>
  writeFileSync(kept, writePack(sealed(new Map([...cache.write(), ...writeDeskNames(named, layersOf(cache))]))));
keep(firstDesk.value);
const memories = [['after the first start, once it is kept', (await memory()) - empty]];
firstDesk = undefined;
const runs = [1, 2, 3, 4, 5];
const reading = median(runs.map(() => timed(readAll).ms));
const readingKept = median(runs.map(() => timed(() => readFileSync(kept)).ms));
/** The same records as one file of JSON, as a program would write them that keeps what it has parsed. */
const whole = join(folder, 'desk.json');
writeFileSync(whole, JSON.stringify(start().layer.whole()));
const readingJson = median(runs.map(() => timed(() => JSON.parse(readFileSync(whole, 'utf8'))).ms));
/** Without what the start gave, which would stay in memory. */
const startAlone = () => {
  const { ms, value } = timed(start);
  return { ms, decoded: value.decoded, size: value.size };
};
const next = runs.map(startAlone);
const atOnce = median(runs.map(() => timed(startAtOnce).ms));
let desk = start();
const measured = async (what, value) => memories.push([what, (await memory()) - empty, value]);
await measured('after the next start');
await measured('and when its problems were looked for', checkKnowledge(desk.knowledge, desk.layer.whole()).length);
await measured('and a name was completed', new CompletionIndex(desk.knowledge));
await measured('and a source was searched', new SourceIndex(desk.knowledge));
await measured('and the sidebar was opened', outline(desk.knowledge));
desk = undefined;
writeFileSync(join(records, 'o7.yaml'), 'name: Seventh Office\n');
const changed = startAlone();

const rows = [
  ['first start', first.ms, first.decoded],
  ['next start, before files are read', atOnce, ''],
  ['next start', median(next.map(({ ms }) => ms)), next[0].decoded],
  ['next start, one file changed', changed.ms, changed.decoded],
  ['reading the files alone', reading, ''],
  ['reading the kept file alone', readingKept, ''],
  ['reading one file of JSON with the same records', readingJson, ''],
];
console.log(
  `${count.toLocaleString('en')} records in as many files, ${first.size.toLocaleString('en')} forms of names`,
);
for (const [what, ms, decoded] of rows) {
  console.log(
    `  ${what.padEnd(46)} ${ms.toFixed(0).padStart(6)} ms ${decoded === '' ? '' : `  ${decoded} files decoded`}`,
  );
}
for (const [what, mb] of memories) {
  console.log(`  ${what.padEnd(40)} ${mb.toFixed(0).padStart(4)} MB`);
}
const [ratio, ofJson] = [atOnce / readingKept, atOnce / readingJson];
console.log(
  `  before files are read a start takes ${ratio.toFixed(1)} times as long as reading the kept file, ${ofJson.toFixed(2)} times as long as reading the JSON`,
);
if (json !== undefined) {
  writeFileSync(
    json,
    `${JSON.stringify({ count, rows, memories: memories.map(([what, mb]) => [what, mb]), ratio, ofJson }, null, 2)}\n`,
  );
}
