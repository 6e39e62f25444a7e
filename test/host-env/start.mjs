/**
 * `npm start`: opens VS Code on the example briefing with Dossier loaded from this checkout.
 *
 *   npm start                          the VS Code on the PATH, or one served to the browser where there is none
 *   npm start -- path/to/folder        another folder
 *   npm start -- --server              served to the browser in any case
 *   npm start -- --code /path/to/code  this VS Code
 */

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { workbenchAddress } from './address.mjs';
import { newest, repoRoot } from './places.mjs';
import { lastLines, runAsProgram, startGroup } from './processes.mjs';
import { startServer } from './server.mjs';

const help = 'Usage: npm start [-- [--server] [--code PATH] [FOLDER]]';

await runAsProgram(import.meta.url, async () => {
  const { values, positionals } = parseArgs({
    options: {
      server: { type: 'boolean', default: false },
      code: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.help || positionals.length > 1) {
    console.log(help);
    return values.help ? 0 : 1;
  }
  const workspace = resolve(process.env.INIT_CWD ?? '.', positionals[0] ?? join(repoRoot, 'examples', 'briefing'));
  if (!existsSync(workspace)) {
    throw new Error(`There is no folder ${workspace}. ${help}`);
  }
  endWithNpm();
  await build();
  const code = values.server ? undefined : findCode(values.code);
  return code === undefined ? serve(workspace) : openDesktop(code, workspace);
});

/** A `kill` of npm reaches npm and its shell, but not us; so we look whether they are still there. */
function endWithNpm() {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) {
        process.kill(process.pid, 'SIGTERM');
      }
    }, 500).unref();
  }
}

/** The extension that is loaded is the one just built. */
async function build() {
  const code = await exitOf('npm', ['run', '--silent', 'build'], repoRoot);
  if (code !== 0) {
    throw new Error(`"npm run build" failed in ${repoRoot} (exit code ${code}).`);
  }
}

/**
 * The VS Code asked for, else the one on the PATH where there is a screen to open it on.
 *
 * @param {string | undefined} asked
 */
function findCode(asked) {
  if (asked !== undefined) {
    if (!existsSync(asked)) {
      throw new Error(`There is no ${asked}. ${help}`);
    }
    return asked;
  }
  if (!hasDesktop()) {
    return undefined;
  }
  const names = process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(path => existsSync(path));
}

/** @param {string} code @param {string} workspace */
async function openDesktop(code, workspace) {
  console.log(`Opening ${workspace} in ${code}`);
  const flags = [`--extensionDevelopmentPath=${repoRoot}`, '--new-window', '--disable-workspace-trust'];
  const exit = await exitOf(code, [...flags, workspace], workspace);
  if (exit !== 0) {
    throw new Error(`${code} ended with exit code ${exit}. "npm start -- --server" needs no VS Code.`);
  }
}

/** @param {string} workspace */
async function serve(workspace) {
  const server = await startServer({ version: newest, settings: { 'editor.hover.delay': 300 } });
  const address = workbenchAddress(server, { workspace, extensionPath: repoRoot });
  console.log(`VS Code ${server.full} with Dossier is at\n\n  ${address}\n\nCtrl+C ends it.`);
  openInBrowser(address);
  await server.ended;
  throw new Error(`VS Code's server has ended by itself. Its last words:\n${lastLines(server.output())}`);
}

function hasDesktop() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** The user's browser is the user's: it stays when we end. @param {string} address */
function openInBrowser(address) {
  if (!hasDesktop()) {
    return;
  }
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address];
  const browser = spawn(command, args, { stdio: 'ignore', detached: true });
  browser.once('error', () => console.log(`(${command} is not there; open the address yourself.)`));
  browser.unref();
}

/**
 * @param {string} command @param {readonly string[]} args @param {string} cwd
 * @returns {Promise<number>}
 */
function exitOf(command, args, cwd) {
  // On Windows npm and code are scripts, which only a shell starts.
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map(arg => `"${arg}"`) : args;
  return new Promise((settle, reject) => {
    const child = startGroup(shell ? `"${command}"` : command, quoted, {
      cwd,
      shell,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', code => settle(code ?? 1));
  });
}
