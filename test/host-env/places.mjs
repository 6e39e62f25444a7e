/**
 * Where the test host lives and which VS Code versions it knows.
 *
 * Everything fetched stays in one cache folder inside the checkout, as test-electron keeps `.vscode-test/`;
 * git does not see it, and deleting it costs one fetch.
 */

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const repoRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** This folder, which holds the pinned packages. */
export const pinsRoot = fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '');

/** The newest VS Code tested; also the one that `npm start` opens where there is no VS Code. */
export const newest = '1.139';

/**
 * Each server build runs on one major version of Node only: VS Code 1.139 crashes on 20, and on 24 the
 * extension host of 1.104 reconnects for ever.
 *
 * @type {ReadonlyMap<string, { full: string, nodeMajor: number }>}
 */
export const versions = new Map([
  ['1.139', { full: '1.139.1', nodeMajor: 24 }],
  ['1.104', { full: '1.104.0', nodeMajor: 22 }],
]);

/** The version to use where none is asked for: DOSSIER_HOST_VERSION, else the newest. */
export function chosenVersion() {
  return process.env.DOSSIER_HOST_VERSION ?? newest;
}

/** The cache folder, read each time so that a test can move it. */
export function cacheRoot() {
  return resolve(repoRoot, process.env.DOSSIER_HOST_CACHE ?? '.vscode-test-host');
}

/** Where screenshots of failed runs go. */
export function failuresRoot() {
  return join(cacheRoot(), 'failures');
}

/**
 * The `node_modules` of the checkout hold playwright-core and test-electron; say so where they are missing.
 *
 * @param {string} name
 */
export async function importDevDependency(name) {
  try {
    return await import(name);
  } catch (error) {
    if (existsSync(join(repoRoot, 'node_modules', name))) {
      throw error;
    }
    throw new Error(`${name} is not installed. Run "npm ci" in ${repoRoot} first.`);
  }
}
