/**
 * Runs npm in a folder of the cache, quietly, and explains its failures.
 */

import { existsSync } from 'node:fs';

import { lastLines, runToEnd } from './processes.mjs';

/**
 * The exact tree of the lock file, without any install script: code-server's own builds native modules that VS Code
 * does without, and a script is code from the network that nobody here has read.
 */
const ciArguments = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=optional', '--loglevel=error'];

/**
 * @param {string} folder holds package.json and its lock file
 * @param {readonly string[]} [more] further arguments
 */
export async function npmCi(folder, more = []) {
  const { command, args, shell } = npmCommand();
  let result;
  try {
    result = await runToEnd(command, [...args, ...ciArguments, ...more], { cwd: folder, shell, env: cleanEnvironment() });
  } catch (error) {
    throw new Error(`npm could not be started (${String(error)}). Install Node.js 20 or newer together with npm.`);
  }
  if (result.code !== 0) {
    throw new Error(
      `"npm ci" failed in ${folder} (exit code ${result.code}):\n${lastLines(result.output)}\n` +
        'The test host comes from the npm registry alone. Check that "npm ping" works here; behind a proxy or with a ' +
        'registry of your own, set "proxy" or "registry" in ~/.npmrc, then run the command again.',
    );
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

/** `npm run` describes our own package in the environment; the inner npm must not take that for its own. */
function cleanEnvironment() {
  const own = /^(npm_(package|lifecycle|command|execpath|node_execpath|config_(local_prefix|prefix|global_prefix|noproxy))|INIT_CWD)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}
