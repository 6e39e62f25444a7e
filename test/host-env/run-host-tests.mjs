/**
 * The tests that need a real VS Code: `npm run test:host`, `test:oldest`, `test:desktop`.
 *
 *   --version 1.139|1.104     which VS Code (the newest unless told)
 *   --suite host|web|ui|all   the suite in the Node extension host, the one in the web worker, the tests of the window
 *   --desktop                 the host suite in VS Code Desktop, or fail with the reason
 *   --server                  everything in VS Code's server, Desktop is not looked for
 *   --packaged                host and web on what the package holds, and nothing else of the folder
 *
 * Nothing is left out silently: what cannot run fails and says why.
 */

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { canRunDesktop, runDesktop } from './desktop.mjs';
import { chosenVersion, repoRoot, versions } from './places.mjs';
import { endWithParent, runAsProgram, startGroup } from './processes.mjs';
import { runInHost } from './run-mocha.mjs';

const hostSuite = join('out', 'host', 'index.cjs');
const webSuite = join('out', 'host', 'web.cjs');
const uiTests = join(repoRoot, 'test', 'ui');
const example = join(repoRoot, 'examples', 'briefing');

/** @typedef {'host' | 'web' | 'ui'} Suite */

/** @type {readonly Suite[]} */
const suites = ['host', 'web', 'ui'];

await runAsProgram(import.meta.url, async () => {
  const { values } = parseArgs({
    options: {
      version: { type: 'string', default: chosenVersion() },
      suite: { type: 'string' },
      desktop: { type: 'boolean', default: false },
      server: { type: 'boolean', default: false },
      packaged: { type: 'boolean', default: false },
    },
  });
  const { version, desktop, server, packaged } = values;
  if (!versions.has(version)) {
    throw new Error(`--version is one of ${[...versions.keys()].join(', ')}, not ${version}.`);
  }
  if (desktop && server) {
    throw new Error('--desktop and --server exclude each other.');
  }
  const asked = values.suite ?? (desktop ? 'host' : 'all');
  const chosen =
    asked === 'all' ? suites.filter(suite => suite !== 'ui' || !packaged) : suites.filter(suite => suite === asked);
  if (packaged && chosen.includes('ui')) {
    throw new Error('--packaged runs the suites host and web.');
  }
  if (chosen.length === 0) {
    throw new Error(`--suite is one of ${suites.join(', ')}, all, not ${asked}.`);
  }
  /** @type {string[]} */
  const failed = [];
  for (const suite of chosen) {
    const started = performance.now();
    const code = await run(suite, version, { desktop, server, packaged });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`== ${suite}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
    if (code !== 0) {
      failed.push(suite);
    }
  }
  return failed.length === 0 ? 0 : 1;
});

/**
 * @param {Suite} suite
 * @param {string} version
 * @param {{ desktop: boolean, server: boolean, packaged: boolean }} where
 */
async function run(suite, version, where) {
  // A copy, so that no test can change the example.
  const place = await mkdtemp(join(tmpdir(), 'dossier-host-'));
  const workspace = join(place, 'briefing');
  await cp(example, workspace, { recursive: true });
  const extensionPath = where.packaged ? await packageContents(join(place, 'extension')) : repoRoot;
  const common = { version, extensionPath, workspace };
  const inServer = `VS Code ${versions.get(version)?.full} (server, from the npm registry)`;
  try {
    switch (suite) {
      case 'host': {
        const verdict = where.server
          ? /** @type {const} */ ({ ok: false, why: '--server' })
          : await canRunDesktop(version);
        if (verdict.ok) {
          announce(suite, `${verdict.host}, Node extension host`);
          return await runDesktop({ ...common, testsPath: join(repoRoot, hostSuite) });
        }
        if (where.desktop) {
          throw new Error(`VS Code Desktop cannot run here: ${verdict.why}.`);
        }
        announce(suite, `${inServer}, Node extension host; not Desktop: ${verdict.why}`);
        return await runInHost({ ...common, testsPath: join(repoRoot, hostSuite) });
      }
      case 'web':
        announce(suite, `${inServer}, web worker extension host`);
        return await runInHost({ ...common, testsPath: join(extensionPath, webSuite), web: true });
      case 'ui':
        announce(suite, `${inServer}, its window in a headless browser`);
        return await runUiTests(version);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await rm(place, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Copies the files that the package would hold, and the suite that a web worker can load only from beside them.
 *
 * @param {string} folder
 */
async function packageContents(folder) {
  const vsce = join(repoRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const { stdout } = await promisify(execFile)(process.execPath, [vsce, 'ls', '--no-dependencies'], {
    cwd: repoRoot,
    maxBuffer: 1 << 24,
  });
  const files = stdout.split('\n').filter(line => line !== '' && existsSync(join(repoRoot, line)));
  if (!files.includes('package.json')) {
    throw new Error('vsce names no files.');
  }
  for (const file of [...files, webSuite]) {
    await cp(join(repoRoot, file), join(folder, file));
  }
  return folder;
}

/** @param {Suite} suite @param {string} host */
function announce(suite, host) {
  console.log(`== ${suite}: ${host}`);
}

/** @param {string} version */
async function runUiTests(version) {
  const files = existsSync(uiTests) ? (await readdir(uiTests)).filter(name => name.endsWith('.test.mjs')).sort() : [];
  if (files.length === 0) {
    throw new Error(`There is no test in ${relative(repoRoot, uiTests)}/*.test.mjs.`);
  }
  const mocha = join(repoRoot, 'node_modules', 'mocha', 'bin', 'mocha.js');
  // The settings of the unit tests in package.json are not for these.
  const flags = ['--no-config', '--no-package', '--ui', 'tdd', '--timeout', '120000', '--exit'];
  const child = startGroup(
    process.execPath,
    [...endWithParent, mocha, ...flags, ...files.map(file => join(uiTests, file))],
    {
      cwd: repoRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DOSSIER_HOST_VERSION: version },
    },
  );
  return new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('exit', code => settle(code ?? 1));
  });
}
