/**
 * Bundles the tests to CommonJS: one file for each pure test, one suite for VS Code's Node host and one for its web
 * worker host. Test files that import `vscode` as ES modules dead-lock VS Code before 1.119, hence the bundles.
 */

import { readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { mochaInWorker } from '../../test/host-env/mocha-in-worker.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const coreTests = readdirSync(join(root, 'test/core'))
  .filter(name => name.endsWith('.test.ts'))
  .map(name => `test/core/${name}`);

const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  target: 'es2023',
  alias: { 'sync-fetch': './src/build/noNetwork.mjs', 'node-fetch': './src/build/noNetwork.mjs' },
  sourcemap: 'inline',
  logLevel: 'warning',
};

rmSync(join(root, 'out'), { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: coreTests,
    platform: 'node',
    alias: { ...common.alias, vscode: './test/support/editorHost.ts' },
    outdir: 'out/core',
    outExtension: { '.js': '.cjs' },
  }),
  build({
    ...common,
    entryPoints: ['test/host/index.ts'],
    platform: 'node',
    external: ['vscode', 'mocha'],
    outfile: 'out/host/index.cjs',
  }),
  build({
    ...common,
    entryPoints: ['test/host/web.ts'],
    platform: 'browser',
    external: ['vscode'],
    plugins: [mochaInWorker],
    outfile: 'out/host/web.cjs',
  }),
]);
