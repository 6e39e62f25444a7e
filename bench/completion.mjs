#!/usr/bin/env node
// Completing names, beside packages that search lists, in one run: node bench/completion.mjs [--small] [--json FILE]
//
// A thousand typed beginnings, of the first word of a name or of a later one, three to eight letters long; half of them
// once more with a typing error. Each engine gives its best fifty. What counts is the time per keystroke, the median of
// three rounds over all of them, and whether the name that was meant is among them.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { makeNames, random } from './names/corpus.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const core = join(here, '../out/bench/core.cjs');
const small = process.argv.includes('--small');
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;
const requireAny = createRequire(import.meta.url);

await build({
  entryPoints: [join(here, 'names/core.ts')],
  outfile: core,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'es2023',
  logLevel: 'warning',
});
const { CompletionIndex } = requireAny(core);

function installed(name) {
  try {
    return requireAny(name);
  } catch {
    console.log(`${name} is not installed and left out (npm ci --prefix bench).`);
    return undefined;
  }
}

const fuzzysort = installed('fuzzysort');
const uFuzzy = installed('@leeoniya/ufuzzy');
const limit = 50;
const rounds = 3;

/** Each engine: build(names) → typed → the names it offers. */
const engines = {
  Dossier: names => {
    const entities = names.map((name, i) => ({
      id: `e${i}`,
      kind: 'organization',
      name,
      claims: [],
      names: [{ text: name, role: 'name' }],
    }));
    const byId = new Map(entities.map(entity => [entity.id, entity]));
    const index = new CompletionIndex({ eachEntity: () => entities, entity: id => byId.get(id) });
    return typed => index.find(typed, { limit }).items.map(({ entity }) => entity.name);
  },
  'filter with includes()': names => {
    const lower = names.map(name => name.toLowerCase());
    return typed => {
      const found = [];
      for (let i = 0; i < lower.length && found.length < limit; i++) {
        if (lower[i].includes(typed)) {
          found.push(names[i]);
        }
      }
      return found;
    };
  },
  ...(fuzzysort === undefined
    ? {}
    : {
        fuzzysort: names => {
          const go = (fuzzysort.default ?? fuzzysort).go;
          const targets = names.map((fuzzysort.default ?? fuzzysort).prepare);
          return typed => go(typed, targets, { limit }).map(({ target }) => target);
        },
      }),
  ...(uFuzzy === undefined
    ? {}
    : {
        uFuzzy: names => {
          const search = new (uFuzzy.default ?? uFuzzy)({ intraMode: 1 });
          return typed => {
            const [found, info, order] = search.search(names, typed, 0, 1000);
            const sorted = order?.map(i => info.idx[i]) ?? found ?? [];
            return sorted.slice(0, limit).map(i => names[i]);
          };
        },
      }),
};

function beginnings(names) {
  const next = random(7);
  return Array.from({ length: small ? 200 : 1004 }, () => {
    const name = names[Math.floor(next() * names.length)];
    const words = name.toLowerCase().split(' ');
    const from = next() < 0.7 ? 0 : Math.floor(next() * words.length);
    const typed = words
      .slice(from)
      .join(' ')
      .slice(0, 3 + Math.floor(next() * 6));
    return { name, typed };
  });
}

/** Two neighbours swapped, one letter lost, or one changed; the first letter stays. */
function misspell(typed, next) {
  const at = 1 + Math.floor(next() * (typed.length - 2));
  const kind = Math.floor(next() * 3);
  return kind === 0
    ? typed.slice(0, at) + typed[at + 1] + typed[at] + typed.slice(at + 2)
    : kind === 1
      ? typed.slice(0, at) + typed.slice(at + 1)
      : `${typed.slice(0, at)}x${typed.slice(at + 1)}`;
}

function run(find, queries) {
  for (const { typed } of queries.slice(0, 50)) {
    find(typed);
  }
  const times = queries.map(() => []);
  let hits = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [i, { name, typed }] of queries.entries()) {
      const started = performance.now();
      const found = find(typed);
      times[i].push(performance.now() - started);
      hits += found.includes(name) ? 1 : 0;
    }
  }
  const shareOf = (numbers, share) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length * share)];
  const first = shareOf(
    times.map(([time]) => time),
    0.95,
  );
  const medians = times.map(ofQuery => shareOf(ofQuery, 0.5));
  return { p50: shareOf(medians, 0.5), p95: shareOf(medians, 0.95), first, found: hits / rounds / queries.length };
}

const results = [];
for (const count of small ? [10_000] : [10_000, 100_000]) {
  const names = makeNames(count);
  const queries = beginnings(names);
  const next = random(11);
  const misspelt = queries
    .filter(({ typed }) => typed.length >= 5)
    .map(({ name, typed }) => ({ name, typed: misspell(typed, next) }));
  console.log(
    `\n${count.toLocaleString('en')} names, ${queries.length} beginnings, ${misspelt.length} with an error; best ${limit}`,
  );
  console.log('  engine                   build ms   p50 ms   p95 ms   found | with an error: p95 ms   found');
  for (const [engine, make] of Object.entries(engines)) {
    const started = performance.now();
    const find = make(names);
    find('a');
    const buildMs = performance.now() - started;
    const right = run(find, queries);
    const wrong = run(find, misspelt);
    results.push({ engine, names: count, buildMs, right, wrong });
    console.log(
      `  ${engine.padEnd(24)} ${buildMs.toFixed(0).padStart(8)} ${right.p50.toFixed(3).padStart(8)} ${right.p95.toFixed(3).padStart(8)} ${right.found.toFixed(3).padStart(7)} | ${wrong.p95.toFixed(3).padStart(21)} ${wrong.found.toFixed(3).padStart(7)}`,
    );
  }
  const [dossier, ...others] = results.filter(({ names: n }) => n === count);
  for (const other of others) {
    const [ratio, first] = ['p95', 'first'].map(what => (other.right[what] / dossier.right[what]).toFixed(1));
    console.log(`  p95: Dossier is ${ratio} times as fast as ${other.engine}, ${first} times in the first round`);
  }
}
if (json !== undefined) {
  writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
}
