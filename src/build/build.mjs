/**
 * The build: three bundles from one source, and the shipped records compiled.
 *
 * `dist/extension.cjs` runs in VS Code's Node host, `dist/web/extension.cjs` in its web worker host, `dist/cli.cjs` in a
 * terminal. The records of `knowledge/` are decoded here, once, by the command line just built, so that nothing parses
 * YAML at activation but the user's own files.
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'dist');
const minify = !process.argv.includes('--no-minify');

// What another decoder or another index made of a desk's files is not taken over.
const decoder = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
for (const room of ['src/core/knowledge', 'src/core/recognize']) {
  for (const name of readdirSync(join(root, room)).sort()) {
    decoder.update(readFileSync(join(root, room, name)));
  }
}

const common = {
  absWorkingDir: root,
  define: { DECODER_BUILD: JSON.stringify(decoder.digest('hex').slice(0, 16)) },
  bundle: true,
  format: 'cjs',
  target: 'es2023',
  alias: { 'sync-fetch': './src/build/noNetwork.mjs', 'node-fetch': './src/build/noNetwork.mjs' },
  external: ['vscode'],
  sourcemap: true,
  minify,
  // `yaml` comes in two flavours; the one for browsers needs nothing of Node.
  logLevel: 'warning',
};

const started = performance.now();
rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'knowledge'), { recursive: true });

await build({ ...common, entryPoints: ['src/cli/main.ts'], platform: 'node', outfile: 'dist/cli.cjs' });
const bundles = [
  build({ ...common, entryPoints: ['src/extension.ts'], platform: 'node', outfile: 'dist/extension.cjs' }),
  build({ ...common, entryPoints: ['src/extension.ts'], platform: 'browser', outfile: 'dist/web/extension.cjs' }),
];
execFileSync(
  process.execPath,
  [join(dist, 'cli.cjs'), 'knowledge', 'compile', join(root, 'knowledge'), join(dist, 'knowledge/records.bin')],
  { stdio: ['ignore', 'inherit', 'inherit'] },
);
await Promise.all(bundles);
console.log(`built in ${Math.round(performance.now() - started)} ms`);
