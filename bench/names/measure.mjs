// One measurement in a process of its own: node --expose-gc measure.mjs '{"engine": …, "names": …, "size": …}'.
// Prints one line of JSON.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { makeNames, makeProse } from './corpus.mjs';
import { engines } from './engines.mjs';

const { engine, names: count, size, core, pack } = JSON.parse(process.argv[2]);

function memory() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The median of as many runs as fit, at least three. */
function median(run) {
  const times = [];
  const until = performance.now() + 2500;
  do {
    const started = performance.now();
    run();
    times.push(performance.now() - started);
  } while (times.length < 3 || (performance.now() < until && times.length < 200));
  return times.sort((a, b) => a - b)[times.length >> 1];
}

function checksum(spans) {
  let sum = 0;
  for (const value of spans) {
    sum = (Math.imul(sum, 31) + value) | 0;
  }
  return sum >>> 0;
}

/** What a desk writes beside a name that means something else in other company; `ruled` gives every tenth name such. */
const ownRule = {
  notBefore: ['Airlines', 'Bank', 'Street', '<Name>'],
  notAfter: ['Air', 'Bank of', 'University of', 'Mr'],
};

const entityOf = (id, name, rule) => ({
  id, kind: 'organization', name, buildsOn: [], parties: [], successors: [], predecessors: [], roles: [], ties: [],
  notNames: [], claims: [], names: [{ text: name, role: /^[A-Z]+$/.test(name) ? 'acronym' : 'name', rule }],
  origin: { layer: 'bench', file: '', position: { line: 0, column: 0 } },
}); // prettier-ignore

const id = index => `e${String(index).padStart(8, '0')}`;

/** Dossier reads its names from a file, as it does those it ships; the file is made once and kept. */
async function dossier(names) {
  const { KnowledgeBase, Names, readPack, Recognizer, RecordTable, writePack } = (await import(core)).default;
  let compileMs;
  if (!existsSync(pack)) {
    const started = performance.now();
    const bytes = writePack(
      new Map(
        Names.of(
          names.map((name, i) => entityOf(id(i), name, isRuled && i % 10 === 0 ? ownRule : undefined)),
          {},
        ).write(),
      ),
    );
    compileMs = performance.now() - started;
    mkdirSync(dirname(pack), { recursive: true });
    writeFileSync(pack, bytes);
    return { compileMs };
  }
  const before = memory();
  const readStarted = performance.now();
  const raw = readFileSync(pack);
  const readMs = performance.now() - readStarted;
  const started = performance.now();
  const compiled = Names.read(readPack(raw));
  result.forms = compiled.index.size;
  const loadMs = performance.now() - started + readMs;
  // Records are made when they are asked for, as those that ship are.
  const indexMemory = memory() - before;
  const ids = names.map((_, index) => id(index));
  const entities = new RecordTable(ids, wanted => entityOf(wanted, names[Number(wanted.slice(1))]));
  const none = RecordTable.of([]);
  const knowledge = new KnowledgeBase({ entities, sources: none, relations: none, rules: {} });
  const recognizer = new Recognizer(knowledge, compiled);
  return {
    // Places, as the others give; what each means lies beside them, and an object is made of it for who asks.
    find: text => {
      const { blocks, starts } = recognizer.analyze(text);
      const spans = [];
      blocks.forEach(({ mentions }, block) => {
        for (let i = 0; i < mentions.length; i++) {
          spans.push(starts[block] + mentions.startOf(i), starts[block] + mentions.endOf(i));
        }
      });
      return spans;
    },
    load: { readMs, loadMs, fileBytes: raw.byteLength, memory: indexMemory },
  };
}

const bench = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The shipped records with all their rules, as the extension has them, and their names for the others. */
async function shipped() {
  const { mergeLayers, readCompiled, recognizerOf } = (await import(core)).default;
  const compiled = readCompiled(readFileSync(join(bench, '../dist/knowledge/records.bin')));
  const { knowledge } = mergeLayers([compiled.layer]);
  return { knowledge, recognizer: recognizerOf(knowledge, compiled, []) };
}

/** The labelled sentences, each a paragraph, again and again until there are enough. */
function labelled(size) {
  const sentences = readdirSync(bench)
    .filter(name => name.startsWith('labels'))
    .flatMap(folder => readdirSync(join(bench, folder)).map(name => join(bench, folder, name)))
    .filter(file => file.endsWith('.txt'))
    .flatMap(file => readFileSync(file, 'utf8').trim().split('\n'))
    .map(line => line.replace(/«([^»]*)»\{[^}]*\}/g, '$1').replaceAll('\\n', '\n'));
  let text = '';
  for (let i = 0; text.length < size; i++) {
    text += `${sentences[i % sentences.length]}\n\n`;
  }
  return text;
}

/** The least that any program in JavaScript does: look at each unit of the text in a table. */
function bareLoop(text) {
  const table = bareLoop.table;
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    sum += table[text.charCodeAt(i)];
  }
  return sum;
}
bareLoop.table = new Uint8Array(65536).fill(1);

const isRuled = count === 'ruled';
const isShipped = typeof count !== 'number' && !isRuled;
const records = isShipped ? await shipped() : undefined;
const names = isShipped
  ? [...new Set(records.knowledge.entities.flatMap(entity => entity.names.map(({ text }) => text)))].filter(name =>
      /[\p{L}\p{N}]/u.test(name),
    )
  : makeNames(isRuled ? 10_000 : count);
const text = count === 'labelled' ? labelled(size) : makeProse(size, names);
const result = { engine, names: count, size: text.length };
if (engine === 'bare loop') {
  result.ms = median(() => bareLoop(text));
} else if (isShipped && engine === 'Dossier') {
  result.forms = records.recognizer.size;
  result.found = records.recognizer.analyze(text).mentions.length;
  result.ms = median(() => records.recognizer.analyze(text).mentions);
} else if (engine === 'Dossier') {
  const made = await dossier(names);
  if (made.find === undefined) {
    result.compileMs = made.compileMs;
  } else {
    Object.assign(result, made.load);
    const spans = made.find(text);
    result.found = spans.length / 2;
    result.sum = checksum(spans);
    result.ms = median(() => made.find(text));
  }
} else {
  const before = memory();
  const started = performance.now();
  const find = engines[engine](names);
  result.loadMs = performance.now() - started;
  result.memory = memory() - before;
  const spans = find(text);
  const places = typeof spans[0] === 'number';
  result.found = places ? spans.length / 2 : spans.length;
  if (places) {
    result.sum = checksum(spans);
  }
  result.ms = median(() => find(text));
}
console.log(JSON.stringify(result));
