/**
 * Fetches the test host from the npm registry: VS Code's server with the Node it needs, and a browser.
 *
 * What is fetched is pinned by a lock file beside this one. A fetch happens in a folder of its own, which gets its
 * real name and its stamp only when everything is in place: so an interrupted fetch is never mistaken for a whole
 * one, and the next run starts it again.
 *
 *   node test/host-env/provision.mjs            fetches everything
 *   node test/host-env/provision.mjs 1.104      fetches one VS Code
 */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { findInstalledBrowser, unpackChromium } from './chromium.mjs';
import { withLock } from './lock.mjs';
import { npmCi } from './npm.mjs';
import { cacheRoot, pinsRoot, versions } from './places.mjs';
import { runAsProgram, runToEnd } from './processes.mjs';

/** @typedef {(line: string) => void} Log */

/**
 * @typedef {object} Host
 * @property {string} version as asked for, "1.139"
 * @property {string} full "1.139.1"
 * @property {string} vscode the folder of VS Code's server
 * @property {string} node the Node that starts it
 */

/**
 * @typedef {object} Browser
 * @property {string} name
 * @property {string} executable
 * @property {Record<string, string>} env what it needs in its environment beyond ours
 */

/** Raise this when the steps below change: every cache is then filled again. */
const stepsVersion = 1;

const stampName = 'complete.json';

/**
 * VS Code's server of this version, fetched if need be.
 *
 * @param {string} version
 * @param {{ log?: Log }} [options]
 * @returns {Promise<Host>}
 */
export async function provisionHost(version, { log = console.log } = {}) {
  const known = versions.get(version);
  if (known === undefined) {
    throw new Error(
      `There is no test host for VS Code ${version}; there is one for ${[...versions.keys()].join(' and ')}.`,
    );
  }
  const name = `vscode-${version}`;
  const serverOf = (/** @type {string} */ folder) => join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const folder = await fill(name, `VS Code ${known.full}`, log, [
    { title: 'server and its Node', run: partial => npmCi(partial) },
    {
      // VS Code ships a shrinkwrap of its own, which lacks a peer that no code here uses.
      title: 'modules of VS Code',
      run: async partial => {
        await npmCi(serverOf(partial), ['--omit=dev', '--legacy-peer-deps']);
        await placeRipgrep(partial, serverOf(partial));
      },
    },
    { title: 'trial start of its Node', run: async partial => void (await findNode(partial, known.nodeMajor)) },
  ]);
  return { version, full: known.full, vscode: serverOf(folder), node: await findNode(folder, known.nodeMajor) };
}

/**
 * An installed browser, or a fetched Chromium.
 *
 * @param {{ log?: Log, fetched?: boolean }} [options] `fetched` passes over what is installed
 * @returns {Promise<Browser>}
 */
export async function provisionBrowser({ log = console.log, fetched = false } = {}) {
  const installed = fetched ? undefined : findInstalledBrowser();
  if (installed !== undefined) {
    return { ...installed, env: {} };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'No browser was found. Install Chrome, Chromium or Edge, or name one: DOSSIER_BROWSER=/path/to/browser ' +
        '(only for Linux on x64 can Chromium be fetched from the npm registry).',
    );
  }
  const folder = await fill('chromium', 'Chromium', log, [
    { title: 'packages', run: partial => npmCi(partial) },
    { title: 'unpacking', run: unpackChromium },
  ]);
  const unpacked = join(folder, 'unpacked');
  const libraries = [join(unpacked, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    name: 'fetched Chromium',
    executable: join(unpacked, 'chromium'),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(unpacked, 'fonts') },
  };
}

/**
 * The cache folder `name`, filled by `steps` unless it is complete already.
 *
 * @param {string} name
 * @param {string} title
 * @param {Log} log
 * @param {readonly { title: string, run: (partial: string) => Promise<void> }[]} steps
 */
async function fill(name, title, log, steps) {
  const root = cacheRoot();
  const folder = join(root, name);
  const stamp = await stampOf(name);
  if (await isComplete(folder, stamp)) {
    return folder;
  }
  await mkdir(root, { recursive: true });
  const onWait = (/** @type {string} */ owner) => log(`${title}: waiting for ${owner}, which is fetching it`);
  await withLock(join(root, `${name}.lock`), onWait, async () => {
    if (await isComplete(folder, stamp)) {
      return;
    }
    await sweep(root, name, title, log);
    log(`${title}: fetching from the npm registry, once, into ${folder}`);
    const partial = join(root, `${name}.partial-${process.pid}`);
    await mkdir(partial);
    for (const file of ['package.json', 'package-lock.json']) {
      await copyFile(join(pinsRoot, name, file), join(partial, file));
    }
    for (const [index, step] of steps.entries()) {
      const started = performance.now();
      await step.run(partial);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      log(`${title}: ${step.title} (${index + 1} of ${steps.length}, ${seconds} s)`);
    }
    await writeFile(join(partial, stampName), stamp);
    await renamePatiently(partial, folder);
  });
  return folder;
}

/**
 * Removes what an interrupted or outdated fetch has left.
 *
 * @param {string} root @param {string} name @param {string} title @param {Log} log
 */
async function sweep(root, name, title, log) {
  const leftovers = (await readdir(root)).filter(entry => entry === name || entry.startsWith(`${name}.partial-`));
  if (leftovers.length > 0) {
    const interrupted = leftovers.some(entry => entry !== name);
    log(`${title}: ${interrupted ? 'an earlier fetch was not finished' : 'the cache is out of date'}, starting again`);
  }
  for (const entry of leftovers) {
    await rm(join(root, entry), { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** What a complete folder was made from. @param {string} name */
async function stampOf(name) {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) {
    hash.update(await readFile(join(pinsRoot, name, file)));
  }
  const { platform, arch } = process;
  return `${JSON.stringify({ pins: hash.digest('hex'), platform: `${platform}-${arch}`, steps: stepsVersion })}\n`;
}

/** @param {string} folder @param {string} stamp */
async function isComplete(folder, stamp) {
  const found = await readFile(join(folder, stampName), 'utf8').catch(() => undefined);
  return found === stamp;
}

/**
 * Older VS Code has a ripgrep package that downloads the program from GitHub in an install script; without it
 * `workspace.findFiles` fails. A newer package beside it brings the program.
 *
 * @param {string} folder @param {string} server
 */
async function placeRipgrep(folder, server) {
  const program = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const wanted = join(server, 'node_modules', '@vscode', 'ripgrep');
  if (!existsSync(wanted) || existsSync(join(wanted, 'bin', program))) {
    return;
  }
  const brought = join(
    folder,
    'node_modules',
    '@vscode',
    `ripgrep-${process.platform}-${process.arch}`,
    'bin',
    program,
  );
  await mkdir(join(wanted, 'bin'), { recursive: true });
  await copyFile(brought, join(wanted, 'bin', program));
}

/** On Windows a virus scanner may still hold a fresh file. @param {string} from @param {string} to */
async function renamePatiently(from, to) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (attempt === 10) {
        throw error;
      }
      await delay(200 * attempt);
    }
  }
}

/**
 * The Node in the cache, or ours where no package brings one for this machine and ours is of the right version.
 *
 * @param {string} folder @param {number} major
 */
async function findNode(folder, major) {
  const { platform, arch } = process;
  const prefix = platform === 'darwin' && arch === 'arm64' ? 'node-bin' : 'node';
  const packageName = `${prefix}-${platform === 'win32' ? 'win' : platform}-${arch}`;
  const fetched = join(folder, 'node_modules', packageName, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(fetched)) {
    const { code, output } = await runToEnd(fetched, ['--version']);
    if (code === 0) {
      return fetched;
    }
    throw new Error(
      `The fetched ${fetched} does not start here: ${output.trim()}. Delete ${cacheRoot()} and try again.`,
    );
  }
  if (Number(process.versions.node.split('.')[0]) === major) {
    return process.execPath;
  }
  throw new Error(
    `No Node ${major} for ${platform}-${arch} is in the npm registry. Run this command with Node ${major}.`,
  );
}

await runAsProgram(import.meta.url, async () => {
  const asked = process.argv.slice(2);
  for (const version of asked.length > 0 ? asked : versions.keys()) {
    const host = await provisionHost(version);
    console.log(`VS Code ${host.full} is in ${host.vscode}`);
  }
  if (asked.length === 0) {
    const browser = await provisionBrowser();
    console.log(`Browser: ${browser.name}, ${browser.executable}`);
  }
});
