/**
 * Runs a mocha suite in VS Code Desktop, which @vscode/test-electron downloads; or in the one that the environment
 * names, DOSSIER_VSCODE=/path/to/its/executable.
 *
 * The run is a process of its own: it can be put under `xvfb-run` where there is no display, and be ended when it
 * takes too long.
 */

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { cacheRoot, chosenVersion, importDevDependency, versions } from './places.mjs';
import { endWithParent, runAsProgram, startGroup, stopGroup, temporaryFolders } from './processes.mjs';
import { quietSettings } from './server.mjs';

const probeMs = 8_000;

/**
 * Whether VS Code Desktop of this version can run here; answers within some seconds even where the network is silent.
 *
 * @param {string} [version]
 * @returns {Promise<{ ok: true, host: string } | { ok: false, why: string }>} `host` names the VS Code that would run
 */
export async function canRunDesktop(version = chosenVersion()) {
  const no = (/** @type {string} */ why) => /** @type {const} */ ({ ok: false, why });
  const yes = (/** @type {string} */ host) => /** @type {const} */ ({ ok: true, host });
  const full = versions.get(version)?.full;
  if (full === undefined) {
    return no(`VS Code ${version} is not one of ${[...versions.keys()].join(', ')}`);
  }
  if (!hasDisplay() && !isOnPath('xvfb-run')) {
    return no('there is no display (DISPLAY, WAYLAND_DISPLAY) and no xvfb-run');
  }
  const installed = process.env.DOSSIER_VSCODE;
  if (installed !== undefined) {
    return existsSync(installed)
      ? yes(`VS Code at ${installed} (Desktop)`)
      : no(`DOSSIER_VSCODE names ${installed}, which does not exist`);
  }
  if (await isDownloaded(full)) {
    return yes(`VS Code ${full} (Desktop)`);
  }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  try {
    await importDevDependency('@vscode/test-electron');
    // Not the public face of 2.5.2, but it asks the very server that the download comes from, through the same proxy.
    const { fetchStableVersions } = await import('@vscode/test-electron/out/download.js');
    const silence = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer within ${probeMs / 1000} s`)), probeMs);
    });
    const available = /** @type {string[]} */ (await Promise.race([fetchStableVersions(true, probeMs), silence]));
    return available.includes(full)
      ? yes(`VS Code ${full} (Desktop)`)
      : no(`there is no VS Code Desktop ${full} to download`);
  } catch (error) {
    return no(
      `VS Code Desktop cannot be downloaded (${error instanceof Error ? error.message || error.name : String(error)})`,
    );
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {object} options
 * @param {string} [options.version]
 * @param {string} options.extensionPath
 * @param {string} options.testsPath
 * @param {string} options.workspace
 * @param {Readonly<Record<string, unknown>>} [options.settings]
 * @param {number} [options.timeoutMs]
 * @param {import('./provision.mjs').Log} [options.log]
 * @returns {Promise<number>} 0 when every test passed
 */
export async function runDesktop(options) {
  const { version = chosenVersion(), timeoutMs = 600_000, log = console.log } = options;
  const runner = hasDisplay() ? [process.execPath] : ['xvfb-run', '--auto-servernum', process.execPath];
  const flags = [
    '--version',
    version,
    '--extension',
    resolve(options.extensionPath),
    '--tests',
    resolve(options.testsPath),
  ];
  const place = ['--workspace', resolve(options.workspace), '--settings', JSON.stringify(options.settings ?? {})];
  const [command = '', ...args] = [...runner, ...endWithParent, fileURLToPath(import.meta.url), ...flags, ...place];
  const child = startGroup(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((settle, reject) => {
    const timer = setTimeout(() => {
      log(`The tests did not end within ${timeoutMs / 1000} s.`);
      stopGroup(child).then(() => settle(1), reject);
    }, timeoutMs);
    child.once('error', reject);
    child.once('exit', code => {
      clearTimeout(timer);
      settle(code ?? 1);
    });
  });
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** @param {string} command */
export function isOnPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some(folder => folder !== '' && existsSync(join(folder, command)));
}

function downloads() {
  return join(cacheRoot(), 'desktop');
}

/** @param {string} full */
async function isDownloaded(full) {
  const found = await readdir(downloads()).catch(() => []);
  return found.some(
    name =>
      name.startsWith('vscode-') && name.endsWith(`-${full}`) && existsSync(join(downloads(), name, 'is-complete')),
  );
}

await runAsProgram(import.meta.url, async () => {
  const option = /** @type {const} */ ({ type: 'string' });
  const { values } = parseArgs({
    options: { version: option, extension: option, tests: option, workspace: option, settings: option },
  });
  const { version = chosenVersion(), extension = '.', tests = '', workspace = '.', settings = '{}' } = values;
  const { downloadAndUnzipVSCode, runTests } = await importDevDependency('@vscode/test-electron');
  // A short path: VS Code puts a socket into it, whose name may not be long.
  const profile = await mkdtemp(join(tmpdir(), 'dossier-'));
  temporaryFolders.add(profile);
  await mkdir(join(profile, 'user', 'User'), { recursive: true });
  await writeFile(
    join(profile, 'user', 'User', 'settings.json'),
    JSON.stringify({ ...quietSettings, ...JSON.parse(settings) }),
  );
  const vscodeExecutablePath =
    process.env.DOSSIER_VSCODE ??
    (await downloadAndUnzipVSCode({ version: versions.get(version)?.full, cachePath: downloads(), timeout: 30_000 }));
  return runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    launchArgs: [
      workspace,
      `--user-data-dir=${join(profile, 'user')}`,
      `--extensions-dir=${join(profile, 'extensions')}`,
    ],
  }).catch((/** @type {unknown} */ error) => {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  });
});
