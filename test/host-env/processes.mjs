/**
 * Starts programs so that none outlives us.
 *
 * Each program leads a process group of its own, so its children die with it, and every group still alive when we
 * end (normally, by Ctrl+C or by a signal) is ended too. A Node program can also watch us: see `endWithParent`.
 */

import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Node arguments for a program that must end even when we are killed with no chance to clean up. */
export const endWithParent = ['--require', fileURLToPath(new URL('end-with-parent.cjs', import.meta.url))];

const posix = process.platform !== 'win32';

/** @type {Set<ChildProcess>} */
const alive = new Set();

/**
 * Folders that must not stay behind; whoever makes one adds it, whoever removes it takes it out.
 *
 * @type {Set<string>}
 */
export const temporaryFolders = new Set();

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {ChildProcess}
 */
export function startGroup(command, args, options = {}) {
  const child = spawn(command, args, {
    ...options,
    env: { ...(options.env ?? process.env), DOSSIER_PARENT: String(process.pid) },
    detached: posix,
    windowsHide: true,
  });
  alive.add(child);
  // Children may outlive their leader.
  child.once('exit', () => {
    killGroup(child, 'SIGKILL');
    alive.delete(child);
  });
  child.once('error', () => alive.delete(child));
  return child;
}

/**
 * Asks the group to end and kills what has not ended in time.
 *
 * @param {ChildProcess} child
 */
export async function stopGroup(child, patienceMs = 3000) {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const ended = new Promise(resolve => child.once('exit', resolve));
    const timer = setTimeout(() => killGroup(child, 'SIGKILL'), patienceMs);
    killGroup(child, posix ? 'SIGTERM' : 'SIGKILL');
    await ended;
    clearTimeout(timer);
  }
}

/**
 * Runs a file as a program if it was started as one; what `main` throws is told without a stack.
 *
 * @param {string} moduleUrl `import.meta.url` of the file
 * @param {() => Promise<number | void>} main gives the exit code
 */
export async function runAsProgram(moduleUrl, main) {
  if (process.argv[1] === undefined || moduleUrl !== pathToFileURL(process.argv[1]).href) {
    return;
  }
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const wanted = process.env.DOSSIER_HOST_DEBUG !== undefined;
    console.error(error instanceof Error && !wanted ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * The exit code of a program whose output is collected and handed to `onOutput` as it comes.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {any} [options] the options of `spawn`, and `timeoutMs`
 * @returns {Promise<{ code: number | undefined, output: string, timedOut: boolean }>}
 */
export function runToEnd(command, args, options = {}) {
  const { timeoutMs, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = startGroup(command, args, { ...spawnOptions, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let timedOut = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            killGroup(child, 'SIGKILL');
          }, timeoutMs);
    child.stdout?.on('data', chunk => (output += chunk));
    child.stderr?.on('data', chunk => (output += chunk));
    child.once('error', reject);
    child.once('close', code => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, output, timedOut });
    });
  });
}

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} text the last lines of a program's output, for an error message */
export function lastLines(text, count = 20) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function killGroup(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  try {
    if (posix) {
      process.kill(-child.pid, signal);
    } else {
      spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true });
    }
  } catch {
    // The group has ended by itself.
  }
}

// Ctrl+C, `kill` and a closed terminal: everything started gets a moment to end by itself.
for (const [signal, number] of /** @type {const} */ ([
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGHUP', 1],
])) {
  process.once(signal, () => {
    void Promise.all([...alive].map(child => stopGroup(child))).finally(() => process.exit(128 + number));
  });
}

process.on('exit', () => {
  for (const child of alive) {
    killGroup(child, 'SIGKILL');
  }
  for (const folder of temporaryFolders) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
});
