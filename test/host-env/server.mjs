/**
 * Starts VS Code's own server, as the workbench in a browser needs it, with nothing left over from an earlier run.
 */

import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chosenVersion } from './places.mjs';
import {
  endWithParent,
  isRunning,
  lastLines,
  runToEnd,
  startGroup,
  stopGroup,
  temporaryFolders,
} from './processes.mjs';
import { provisionHost } from './provision.mjs';

/** @typedef {import('./provision.mjs').Log} Log */

/**
 * @typedef {object} ServerOptions
 * @property {string} [version] "1.139" or "1.104"
 * @property {boolean} [workspaceTrust] Restricted Mode: no folder is trusted; without it every folder is
 * @property {Readonly<Record<string, unknown>>} [settings] user settings on top of `quietSettings`
 * @property {string} [installVsix] a packaged extension to install first
 * @property {boolean} [smokeTestDriver] what lets a page load carry a test run; on unless told otherwise
 * @property {Readonly<Record<string, string>>} [env] more for the environment of the server and its extension host
 * @property {Log} [log]
 */

/**
 * @typedef {object} Server
 * @property {string} url http://localhost:PORT
 * @property {number} port
 * @property {string} full the version of VS Code, "1.139.1"
 * @property {() => string} output what the server has said so far
 * @property {Promise<void>} ended settles when the server is no longer there
 * @property {() => Promise<void>} dispose ends every process of the server and removes its folders
 */

/** What keeps VS Code to the matter: no welcome, no chat, no updates, no telemetry, no writing to files. */
export const quietSettings = Object.freeze({
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
});

const startMs = 60_000;

/**
 * @param {ServerOptions} [options]
 * @returns {Promise<Server>}
 */
export async function startServer(options = {}) {
  const { version = chosenVersion(), log } = options;
  const host = await provisionHost(version, { log });
  const folder = await temporaryFolder();
  const removeFolder = async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    temporaryFolders.delete(folder);
  };
  const places = [
    ['--server-data-dir', join(folder, 'server')],
    ['--user-data-dir', join(folder, 'user')],
    ['--extensions-dir', join(folder, 'extensions')],
  ].flat();
  const serverMain = join(host.vscode, 'out', 'server-main.js');
  try {
    const trust = options.workspaceTrust === true ? { 'security.workspace.trust.startupPrompt': 'never' } : {};
    await writeSettings(join(folder, 'user', 'User'), { ...trust, ...options.settings });
    if (options.installVsix !== undefined) {
      await installVsix(host.node, [serverMain, ...places], options.installVsix);
    }
    const child = startGroup(host.node, [...endWithParent, serverMain, ...serverArguments(options), ...places], {
      cwd: folder,
      env: { ...serverEnvironment(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { port, output } = await whenListening(child);
    return {
      url: `http://localhost:${port}`,
      port,
      full: host.full,
      output,
      ended: child.exitCode === null ? once(child, 'exit').then(() => undefined) : Promise.resolve(),
      async dispose() {
        await stopGroup(child);
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/** @param {ServerOptions} options */
function serverArguments({ workspaceTrust = false, smokeTestDriver = true }) {
  const address = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'];
  const quiet = ['--disable-telemetry', '--disable-experiments'];
  const trust = workspaceTrust ? [] : ['--disable-workspace-trust'];
  return [...address, ...quiet, ...trust, ...(smokeTestDriver ? ['--enable-smoke-test-driver'] : [])];
}

/**
 * A VS Code that runs us (a terminal in it, a debug session) must not speak into the one we start; and the one we
 * start has no extension gallery, for it would ask there about the extension under development.
 */
function serverEnvironment() {
  const ours = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(ours), EXTENSIONS_GALLERY: '{}' };
}

/** A fresh folder that bears our process id; folders of runs that were killed are removed by the way. */
async function temporaryFolder() {
  const prefix = 'dossier-vscode-';
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (owner > 0 && !isRunning(owner)) {
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`));
  temporaryFolders.add(folder);
  return folder;
}

/** @param {string} folder @param {ServerOptions['settings']} settings */
async function writeSettings(folder, settings) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/** @param {string} node @param {readonly string[]} server @param {string} vsix */
async function installVsix(node, server, vsix) {
  const { code, output } = await runToEnd(node, [...server, '--install-extension', vsix, '--force'], {
    timeoutMs: startMs,
  });
  if (code !== 0 || !/successfully installed/.test(output)) {
    throw new Error(`VS Code did not install ${vsix}:\n${lastLines(output)}`);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ port: number, output: () => string }>}
 */
function whenListening(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (/** @type {string} */ what) => {
      clearTimeout(timer);
      stopGroup(child).then(
        () => reject(new Error(`VS Code's server ${what}. Its last words:\n${lastLines(output)}`)),
        reject,
      );
    };
    const timer = setTimeout(() => fail(`did not start within ${startMs / 1000} s`), startMs);
    const onOutput = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port !== undefined) {
        clearTimeout(timer);
        resolve({ port: Number(port), output: () => output });
      }
    };
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    child.once('error', error => fail(`could not be started (${error.message})`));
    child.once('exit', code => fail(`ended with exit code ${code}`));
  });
}
