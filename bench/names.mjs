#!/usr/bin/env node
// Finding names in prose, beside other ways to do it, in one run: node bench/names.mjs [--small] [--json FILE]
//
// Every figure comes from a process of its own; ratios are within the run. Packages that are not installed are named
// and left out (npm ci --prefix bench). What is measured and what binds it stands in README.md beside this file.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { engines, packages } from './names/engines.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, '../out/bench');
const small = process.argv.includes('--small');
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;
const core = join(out, 'core.cjs');
const started = Date.now();

await build({
  entryPoints: [join(here, 'names/core.ts')],
  outfile: core,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'es2023',
  logLevel: 'warning',
});

const require = createRequire(import.meta.url);
const missing = packages.filter(name => {
  try {
    require.resolve(name);
    return false;
  } catch {
    return true;
  }
});
if (missing.length > 0) {
  console.log(`Not installed and left out: ${missing.join(', ')} (npm ci --prefix bench).`);
}

const results = [];
const limitSeconds = small ? 30 : 60;

function measure(engine, names, size) {
  const pack = join(out, `names-${names}.bin`);
  const task = JSON.stringify({ engine, names, size, core, pack });
  const child = spawnSync(process.execPath, ['--expose-gc', '--max-old-space-size=6144', join(here, 'names/measure.mjs'), task], {
    encoding: 'utf8',
    timeout: limitSeconds * 1000,
    maxBuffer: 1 << 26,
  }); // prettier-ignore
  const line = child.stdout?.trim().split('\n').at(-1) ?? '';
  const reason = child.error?.code === 'ETIMEDOUT' ? `over ${limitSeconds} s` : 'failed';
  const result = child.status === 0 ? JSON.parse(line) : { engine, names, size, failed: reason };
  if (child.status !== 0 && reason === 'failed') {
    console.error(child.stderr.split('\n').slice(0, 6).join('\n'));
  }
  return result;
}

/** Those that many names do not slow down beyond measure. */
const light = new Set(['bare loop', 'Dossier', 'Map trie over tokens', 'Map from first token']);
/** Those that are near each other, and the loop, are measured in three rounds, since the machine has its phases. */
const close = new Set(['bare loop', 'Dossier', 'Map trie over tokens', 'flashtext.js', 'modern-ahocorasick']);
const rounds = small ? 1 : 3;

/** Of each engine the round that is its median. */
function measureInTurns(wanted, count, size) {
  const results = wanted.map(() => []);
  for (let round = 0; round < rounds; round++) {
    wanted.forEach((engine, i) => {
      if (round === 0 || close.has(engine)) {
        results[i].push(measure(engine, count, size));
      }
    });
  }
  return results.map(own => own.sort((a, b) => (a.ms ?? Infinity) - (b.ms ?? Infinity))[own.length >> 1]);
}

const speed = ({ ms, size }) => size / 1e6 / (ms / 1000);
/** Rows with how many times as fast as each Dossier is. */
const withRatios = (table, rows) => {
  const dossier = rows.find(({ engine }) => engine === 'Dossier');
  return rows.map(row => ({
    table,
    ...row,
    ...(row.failed === undefined ? { mbPerSecond: speed(row), dossierIs: speed(dossier) / speed(row) } : {}),
  }));
};
const others = Object.keys(engines).filter(name => !missing.some(absent => name.startsWith(absent)));
const counts = small ? [500, 10_000] : [500, 10_000, 100_000, 1_000_000];
const megabyte = 1_000_000;

for (const count of counts) {
  const size = small ? 200_000 : megabyte;
  rmSync(join(out, `names-${count}.bin`), { force: true });
  const { compileMs } = measure('Dossier', count, size);
  // Above 100,000 names the others take minutes and gigabytes.
  const wanted = ['bare loop', 'Dossier', ...others].filter(engine => count < 1_000_000 || light.has(engine));
  const rows = measureInTurns(wanted, count, size);
  results.push(...withRatios('names', rows).map(row => ({ compileMs, ...row })));
  printNames(count, compileMs, rows);
}

{
  const size = small ? 200_000 : megabyte;
  rmSync(join(out, 'names-ruled.bin'), { force: true });
  measure('Dossier', 'ruled', size);
  const wanted = ['bare loop', 'Dossier', ...others].filter(engine => close.has(engine));
  const rows = measureInTurns(wanted, 'ruled', size);
  results.push(...withRatios('ruled', rows));
  printRuled('10,000 names, every tenth with context rules; the others know no rules', rows);
}

const shippedTexts = {
  shipped: 'made-up prose with their names',
  labelled: 'the labelled sentences, which are full of names',
};
if (existsSync(join(here, '../dist/knowledge/records.bin'))) {
  for (const [kind, what] of Object.entries(shippedTexts)) {
    const rows = ['bare loop', 'Dossier', 'Map trie over tokens', 'flashtext.js']
      .filter(name => !missing.includes(name))
      .map(engine => measure(engine, kind, small ? 200_000 : megabyte));
    results.push(...withRatios(kind, rows));
    printRuled(`The shipped records with all their rules, ${what}; the others know no rules`, rows);
  }
} else {
  console.log('The shipped records are not built and left out (npm run build).');
}

if (!small) {
  const sizes = [10_000, 100_000, megabyte, 8 * megabyte, 10 * megabyte];
  const rows = sizes.map(size => measure('Dossier', 10_000, size));
  results.push(...rows.map(row => ({ table: 'sizes', ...row })));
  console.log('\nSize of the text, 10,000 names (Dossier)\n  text        ms      ms per MB');
  for (const row of rows) {
    console.log(
      `  ${String(row.size).padStart(8)} ${row.ms.toFixed(2).padStart(9)} ${(row.ms / (row.size / 1e6)).toFixed(1).padStart(9)}`,
    );
  }
  const [one, eight] = [rows[2], rows[3]];
  console.log(`  1 to 8 MB: the time per MB grows ${(speed(one) / speed(eight)).toFixed(2)} times`);
}
console.log(`\n${Math.round((Date.now() - started) / 1000)} s in all`);
if (json !== undefined) {
  writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
}

function printRuled(what, rows) {
  const dossier = rows[1];
  console.log(`\n${what}\n  engine                   MB/s   Dossier is   mentions`);
  for (const row of rows) {
    const digits = row.engine === 'bare loop' ? 3 : 1;
    const times =
      row === dossier || row.failed !== undefined ? '' : `${(speed(dossier) / speed(row)).toFixed(digits)} x`;
    console.log(
      `  ${row.engine.padEnd(22)} ${row.failed ?? speed(row).toFixed(1).padStart(6)} ${times.padStart(12)} ${String(row.found ?? '').padStart(10)}`,
    );
  }
}

function printNames(count, compileMs, rows) {
  const dossier = rows.find(({ engine }) => engine === 'Dossier');
  console.log(
    `\n${count.toLocaleString('en')} names, ${(dossier.size / 1e6).toFixed(1)} MB of prose; Dossier's names compiled once in ${Math.round(compileMs)} ms`,
  );
  console.log('  engine                   MB/s   Dossier is   load ms    MB kept   same places');
  for (const row of rows) {
    if (row.failed !== undefined) {
      console.log(`  ${row.engine.padEnd(22)} ${row.failed}`);
      continue;
    }
    const times =
      row.engine === 'Dossier' ? '' : `${(speed(dossier) / speed(row)).toFixed(row.engine === 'bare loop' ? 3 : 1)} x`;
    const same = row.sum === undefined ? '' : row.sum === dossier.sum ? 'yes' : `no: ${row.found} to ${dossier.found}`;
    console.log(
      `  ${row.engine.padEnd(22)} ${speed(row).toFixed(1).padStart(6)} ${times.padStart(12)} ${row.loadMs === undefined ? ''.padStart(9) : row.loadMs.toFixed(0).padStart(9)} ${row.memory === undefined ? ''.padStart(10) : (row.memory / 1e6).toFixed(1).padStart(10)}   ${row.engine === 'Dossier' ? '' : same}`,
    );
  }
  if (dossier.readMs !== undefined) {
    console.log(
      `  Dossier's file: ${(dossier.fileBytes / 1e6).toFixed(1)} MB, read in ${dossier.readMs.toFixed(1)} ms, loaded in ${(dossier.loadMs / dossier.readMs).toFixed(1)} times that`,
    );
  }
}
