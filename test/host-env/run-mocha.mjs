/**
 * Runs a mocha suite inside a real VS Code, in its Node or in its web worker extension host.
 *
 *   node test/host-env/run-mocha.mjs --version 1.104 --extension . --tests out/host/index.cjs --workspace examples/briefing
 */

import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';

import { workbenchAddress } from './address.mjs';
import { launchBrowser } from './browser.mjs';
import { chosenVersion, failuresRoot, pinsRoot } from './places.mjs';
import { runAsProgram } from './processes.mjs';
import { startServer } from './server.mjs';

/** @typedef {import('./provision.mjs').Log} Log */

/**
 * @typedef {object} RunOptions
 * @property {string} [version] "1.139" or "1.104"
 * @property {string} extensionPath the folder of the extension under development
 * @property {string} testsPath exports `run(): Promise<void>`; for the web worker one self-contained file below `extensionPath`
 * @property {string} workspace the folder to open
 * @property {Readonly<Record<string, unknown>>} [settings] user settings
 * @property {boolean} [workspaceTrust] Restricted Mode: the folder is not trusted
 * @property {boolean} [web] run extension and suite in the web worker extension host
 * @property {number} [timeoutMs] the whole run must end within this time
 * @property {Log} [log]
 */

const mark = '\u2063dossier';

/**
 * @param {RunOptions} options
 * @returns {Promise<number>} 0 when every test passed
 */
export async function runInHost(options) {
  const { version = chosenVersion(), web = false, timeoutMs = 300_000, log = console.log } = options;
  const extensionPath = resolve(options.extensionPath);
  const testsPath = resolve(options.testsPath);
  const workspace = resolve(options.workspace);
  for (const path of [join(extensionPath, 'package.json'), testsPath, workspace]) {
    if (!existsSync(path)) {
      throw new Error(`${path} does not exist. Is everything built (npm run build)?`);
    }
  }
  const settings = { ...options.settings, ...(web ? await workerSetting(extensionPath) : {}) };
  const env = { DOSSIER_SUITE: testsPath, ...(process.stdout.isTTY ? { MOCHA_COLORS: '1' } : {}) };
  const server = await startServer({ version, settings, workspaceTrust: options.workspaceTrust, env, log });
  try {
    const browser = await launchBrowser({ log });
    try {
      const { context, outsideRequests } = await browser.openContext();
      const page = await context.newPage();
      if (web) {
        await markSuite(context, testsPath);
      }
      const words = new Words(log);
      const exit = whenSuiteEnds(page, words, server.ended, timeoutMs);
      const entry = web ? testsPath : join(pinsRoot, 'suite-in-node.cjs');
      await page.goto(workbenchAddress(server, { workspace, extensionPath, testsPath: entry }));
      const outcome = await exit;
      let problem = outcome.problem;
      if (problem === undefined && words.spoken === 0) {
        problem = 'The suite ended without a word; it may not have run at all.';
      }
      if (problem === undefined && outsideRequests.length > 0) {
        problem = `VS Code asked outside this machine for:\n${outsideRequests.join('\n')}`;
      }
      if (outcome.code === 0 && problem === undefined) {
        return 0;
      }
      log(problem ?? 'Tests failed.');
      if (words.spoken === 0 && words.errors.length > 0) {
        log(`The last errors of VS Code were:\n${words.errors.join('\n')}`);
      }
      log(`Screenshot: ${await saveScreenshot(page, `${version}${web ? '-web' : ''}`)}`);
      return outcome.code === 0 || outcome.code === undefined ? 1 : outcome.code;
    } finally {
      await browser.dispose();
    }
  } finally {
    await server.dispose();
  }
}

/** What this VS Code always complains of: native modules that were not built, and no service worker or account. */
const harmless = /bindings file|build\/Release|Service ?Worker|authentication provider/i;

/** What the extension host says: marked lines are the suite's and are passed on, of VS Code's only errors are kept. */
class Words {
  spoken = 0;

  /** @type {string[]} */
  errors = [];

  #log;

  /** @param {Log} log */
  constructor(log) {
    this.#log = log;
  }

  /** @param {string} type @param {readonly unknown[]} args */
  add(type, args) {
    if (args[0] === mark) {
      const line = format(...args.slice(1));
      // VS Code's own logger complains on the same console when its native module is missing.
      if (!/bindings file[^]*spdlog/.test(line)) {
        this.spoken++;
        this.#log(line);
      }
    } else if (type === 'error') {
      const [line = ''] = format(...args).split('\n');
      if (!harmless.test(line)) {
        this.errors = [...this.errors.slice(-9), line];
      }
    }
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @param {Words} words
 * @param {Promise<void>} serverEnded
 * @param {number} timeoutMs
 * @returns {Promise<{ code?: number, problem?: string }>}
 */
async function whenSuiteEnds(page, words, serverEnded, timeoutMs) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<{ code?: number, problem?: string }>} */
  const ended = new Promise((settle, reject) => {
    timer = setTimeout(() => settle({ problem: `The tests did not end within ${timeoutMs / 1000} s.` }), timeoutMs);
    page.on('crash', () => settle({ problem: 'The browser page crashed.' }));
    serverEnded.then(() => settle({ problem: "VS Code's server ended during the tests." }), reject);
    page.exposeFunction('codeAutomationLog', words.add.bind(words)).catch(reject);
    page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => settle({ code })).catch(reject);
  });
  return ended.finally(() => clearTimeout(timer));
}

/**
 * VS Code would run an extension with both entry points where the files are. Its setting `remote.extensionKind` says
 * otherwise, so the manifest under test is the one that ships.
 *
 * @param {string} extensionPath
 */
export async function workerSetting(extensionPath) {
  const { publisher, name, browser } = JSON.parse(await readFile(join(extensionPath, 'package.json'), 'utf8'));
  if (browser === undefined) {
    throw new Error(
      `${join(extensionPath, 'package.json')} has no "browser" entry, so nothing can run in a web worker.`,
    );
  }
  return { 'remote.extensionKind': { [`${publisher}.${name}`]: ['web'] } };
}

/**
 * The worker fetches the suite as text: the mark goes before it.
 *
 * @param {import('playwright-core').BrowserContext} context @param {string} testsPath
 */
async function markSuite(context, testsPath) {
  const speak = await readFile(join(pinsRoot, 'speak.cjs'), 'utf8');
  const wanted = testsPath.replaceAll('\\', '/');
  const isSuite = (/** @type {URL} */ url) => (url.searchParams.get('path') ?? '').endsWith(wanted);
  await context.route(isSuite, async route => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${speak}\n${await response.text()}` });
  });
}

/** @param {import('playwright-core').Page} page @param {string} name */
export async function saveScreenshot(page, name) {
  const time = new Date().toISOString().replace(/[:.]/g, '-');
  const path = join(failuresRoot(), `${time}-${name}.png`);
  await mkdir(failuresRoot(), { recursive: true });
  return page.screenshot({ path, timeout: 10_000 }).then(
    () => path,
    (/** @type {unknown} */ error) => `none (${String(error)})`,
  );
}

await runAsProgram(import.meta.url, async () => {
  const { values } = parseArgs({
    options: {
      version: { type: 'string' },
      extension: { type: 'string', default: '.' },
      tests: { type: 'string', default: 'out/host/index.cjs' },
      workspace: { type: 'string', default: 'examples/briefing' },
      settings: { type: 'string', default: '{}' },
      web: { type: 'boolean', default: false },
      timeout: { type: 'string', default: '300' },
    },
  });
  return runInHost({
    version: values.version,
    extensionPath: values.extension,
    testsPath: values.tests,
    workspace: values.workspace,
    settings: JSON.parse(values.settings),
    web: values.web,
    timeoutMs: Number(values.timeout) * 1000,
  });
});
