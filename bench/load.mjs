#!/usr/bin/env node
// A desk's folder of 20,000 records: the first start, the next one, one file changed: node bench/load.mjs [--small] [--json FILE]
//
// The files lie in a folder of their own for as long as this runs. What a start does besides, the window and the editor,
// is not measured here.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bundled } from './bundle.mjs';
import { makeNames } from './names/corpus.mjs';

const count = process.argv.includes('--small') ? 1000 : 20_000;
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;

const { decodeBytes, DecodedCache, layerOf, mergeLayers, readPack, section, writePack, ...more } = await bundled(
  'load',
  `
      export { decodeBytes } from './src/core/knowledge/decode.js';
      export { DecodedCache } from './src/core/knowledge/decodedCache.js';
      export { layerOf, mergeLayers } from './src/core/knowledge/layers.js';
      export { readPack, section, writePack } from './src/core/knowledge/pack.js';
      export { compileKnowledge, readCompiled } from './src/core/recognize/compiledKnowledge.js';
      export { nameDesk, readDeskNames, writeDeskNames } from './src/core/recognize/deskNames.js';
      export { Recognizer } from './src/core/recognize/recognizer.js';`,
);
const { compileKnowledge, readCompiled, nameDesk, readDeskNames, writeDeskNames, Recognizer } = more;

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
    cite: desk-source p. ${i % 300}
  - say: Has offices in two cities and a budget that nobody publishes.
    cite: desk-source
`,
  );
}
const shipped = readCompiled(compileKnowledge(layerOf('below', []).layer));

const readAll = () =>
  readdirSync(records)
    .sort()
    .map(name => [`organizations/${name}`, readFileSync(join(records, name))]);

/** A start: what was kept, if anything, then all files, and the recogniser over them. */
function start() {
  const cache = new DecodedCache('bench');
  let before;
  let decoded = 0;
  try {
    const sections = readPack(readFileSync(kept));
    cache.read(new TextDecoder().decode(section(sections, 'decoded')));
    before = readDeskNames(sections, shipped, (label, file) => cache.last(`${label}\n${file}`)?.drafts ?? []);
  } catch {
    // Nothing is kept yet.
  }
  const files = readAll().map(([path, bytes]) =>
    cache.of(`desk\n${path}`, bytes, () => {
      decoded++;
      return decodeBytes(path, bytes, 'desk');
    }),
  );
  const { layer } = layerOf('desk', files);
  const { knowledge } = mergeLayers([shipped.layer, layer]);
  const named = nameDesk(knowledge, shipped, [layer], before);
  return { cache, named, decoded, size: new Recognizer(knowledge, named.names).size };
}

function timed(run) {
  const started = performance.now();
  const value = run();
  return { ms: performance.now() - started, value };
}

const median = values => values.sort((a, b) => a - b)[values.length >> 1];
const first = timed(start);
const keep = ({ cache, named }) =>
  writeFileSync(
    kept,
    writePack(new Map([['decoded', new TextEncoder().encode(cache.write())], ...writeDeskNames(named)])),
  );
keep(first.value);
const runs = [1, 2, 3, 4, 5];
const reading = median(runs.map(() => timed(readAll).ms));
const readingKept = median(runs.map(() => timed(() => readFileSync(kept)).ms));
const next = runs.map(() => timed(start));
writeFileSync(join(records, 'o7.yaml'), 'name: Seventh Office\n');
const changed = timed(start);

const rows = [
  ['first start', first.ms, first.value.decoded],
  ['next start', median(next.map(({ ms }) => ms)), next[0].value.decoded],
  ['next start, one file changed', changed.ms, changed.value.decoded],
  ['reading the files alone', reading, ''],
  ['reading the kept file alone', readingKept, ''],
];
console.log(
  `${count.toLocaleString('en')} records in as many files, ${first.value.size.toLocaleString('en')} forms of names`,
);
for (const [what, ms, decoded] of rows) {
  console.log(
    `  ${what.padEnd(30)} ${ms.toFixed(0).padStart(6)} ms ${decoded === '' ? '' : `  ${decoded} files decoded`}`,
  );
}
const ratio = rows[1][1] / reading;
console.log(`  the next start takes ${ratio.toFixed(1)} times as long as reading the files`);
if (json !== undefined) {
  writeFileSync(json, `${JSON.stringify({ count, rows, ratio }, null, 2)}\n`);
}
