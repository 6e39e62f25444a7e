/**
 * Runs npm in a folder of the cache, quietly, and explains its failures.
 */

import { existsSync } from 'node:fs';

import { cacheRoot } from './places.mjs';
import { endWithParent, lastLines, runToEnd } from './processes.mjs';

/**
 * The exact tree of the lock file, without any install script: code-server's own builds native modules that VS Code
 * does without, and a script is code from the network that nobody here has read.
 */
const ci = [
  'ci',
  '--ignore-scripts',
  '--include=optional',
  '--prefer-offline',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** npm's own patience makes a machine with a poor network wait for minutes. */
const impatient = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];

/**
 * @param {string} folder holds package.json and its lock file
 * @param {readonly string[]} [more] further arguments
 */
export async function npmCi(folder, more = []) {
  const reachable = await canReachRegistry();
  const result = await npm([...ci, ...impatient, ...more, ...(reachable ? [] : ['--offline'])], folder);
  if (result.code !== 0) {
    throw new Error(
      `"npm ci" failed in ${folder} (exit code ${result.code}):\n${lastLines(result.output)}\n` +
        (reachable ? '' : 'The npm registry cannot be reached, and what was fetched before is not enough.\n') +
        'The test host comes from the npm registry alone. Check that "npm ping" works here; behind a proxy or with a ' +
        'registry of your own, set "proxy" or "registry" in ~/.npmrc, then run the command again.',
    );
  }
}

/** @type {Promise<boolean> | undefined} */
let reachableRegistry;

/**
 * Whether the registry answers at all, asked once. Without a network every package would be waited for on its own,
 * which takes minutes.
 */
function canReachRegistry() {
  reachableRegistry ??= npm(['ping', '--fetch-retries=0', '--fetch-timeout=15000'], cacheRoot()).then(
    ({ code, output }) =>
      code === 0 || !/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|timeout/.test(output),
  );
  return reachableRegistry;
}

/** @param {readonly string[]} words @param {string} cwd */
async function npm(words, cwd) {
  const { command, args, shell } = npmCommand();
  try {
    return await runToEnd(command, [...args, ...words], { cwd, shell, env: cleanEnvironment() });
  } catch (error) {
    throw new Error(`npm could not be started (${String(error)}). Install Node.js 20 or newer together with npm.`);
  }
}

/** The npm that runs us, if one does; on Windows `npm` is a script, which only a shell starts. */
function npmCommand() {
  const npmCli = process.env.npm_execpath;
  if (npmCli !== undefined && /npm-cli\.c?js$/.test(npmCli) && existsSync(npmCli)) {
    return { command: process.execPath, args: [npmCli], shell: false };
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/** `npm run` describes our own package in the environment; the inner npm must not take that for its own. And npm ends with us. */
function cleanEnvironment() {
  const own =
    /^(npm_(package|lifecycle|command|execpath|node_execpath|config_(local_prefix|prefix|global_prefix|noproxy))|INIT_CWD)/;
  const watch = endWithParent.map(word => `"${word.replaceAll('\\', '/')}"`).join(' ');
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name))),
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${watch}`.trim(),
  };
}
