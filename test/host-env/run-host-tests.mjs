/**
 * The tests that need a real VS Code: `npm run test:host`, `test:oldest`, `test:desktop`.
 *
 *   --version 1.139|1.104     which VS Code (the newest unless told)
 *   --suite host|web|ui|all   the suite in the Node extension host, the one in the web worker, the tests of the window
 *   --desktop                 the host suite in VS Code Desktop, or fail with the reason
 *   --server                  everything in VS Code's server, Desktop is not looked for
 *
 * Nothing is left out silently: what cannot run fails and says why.
 */

import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';

import { canRunDesktop, runDesktop } from './desktop.mjs';
import { chosenVersion, repoRoot, versions } from './places.mjs';
import { endWithParent, runAsProgram, startGroup } from './processes.mjs';
import { runInHost } from './run-mocha.mjs';

const hostSuite = join(repoRoot, 'out', 'host', 'index.cjs');
const webSuite = join(repoRoot, 'out', 'host', 'web.cjs');
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
    },
  });
  const { version, desktop, server } = values;
  if (!versions.has(version)) {
    throw new Error(`--version is one of ${[...versions.keys()].join(', ')}, not ${version}.`);
  }
  if (desktop && server) {
    throw new Error('--desktop and --server exclude each other.');
  }
  const asked = values.suite ?? (desktop ? 'host' : 'all');
  const chosen = asked === 'all' ? suites : suites.filter(suite => suite === asked);
  if (chosen.length === 0) {
    throw new Error(`--suite is one of ${suites.join(', ')}, all, not ${asked}.`);
  }
  /** @type {string[]} */
  const failed = [];
  for (const suite of chosen) {
    const started = performance.now();
    const code = await run(suite, version, { desktop, server });
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
 * @param {{ desktop: boolean, server: boolean }} where
 */
async function run(suite, version, where) {
  // A copy, so that no test can change the example.
  const place = await mkdtemp(join(tmpdir(), 'dossier-host-'));
  const workspace = join(place, 'briefing');
  await cp(example, workspace, { recursive: true });
  const common = { version, extensionPath: repoRoot, workspace };
  const inServer = `VS Code ${versions.get(version)?.full} (server, from the npm registry)`;
  try {
    switch (suite) {
      case 'host': {
        const verdict = where.server
          ? /** @type {const} */ ({ ok: false, why: '--server' })
          : await canRunDesktop(version);
        if (verdict.ok) {
          announce(suite, `${verdict.host}, Node extension host`);
          return await runDesktop({ ...common, testsPath: hostSuite });
        }
        if (where.desktop) {
          throw new Error(`VS Code Desktop cannot run here: ${verdict.why}.`);
        }
        announce(suite, `${inServer}, Node extension host; not Desktop: ${verdict.why}`);
        return await runInHost({ ...common, testsPath: hostSuite });
      }
      case 'web':
        announce(suite, `${inServer}, web worker extension host`);
        return await runInHost({ ...common, testsPath: webSuite, web: true });
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
