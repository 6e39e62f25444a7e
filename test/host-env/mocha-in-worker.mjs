/**
 * Lets esbuild bundle mocha for VS Code's web worker extension host.
 *
 * mocha ships `mocha.js` for browsers, a script that exports itself if it sees `module` and else makes a global.
 * Inside an ES module package esbuild leaves that `module` to be the bundle's own, so mocha would replace the
 * suite's `run`. Hidden from `module`, it makes the global:
 *
 *     import 'mocha/mocha.js';
 *     mocha.setup({ ui: 'tdd', reporter: 'spec' });
 */

import { readFile } from 'node:fs/promises';

/** @type {import('esbuild').Plugin} */
export const mochaInWorker = {
  name: 'mocha-in-worker',
  setup(build) {
    build.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, async ({ path }) => ({
      contents: `var module, exports, define;\n${await readFile(path, 'utf8')}`,
      loader: 'js',
    }));
  },
};
