/**
 * Lets one process at a time fill a cache folder.
 *
 * Making a folder either works or fails, on every file system, so the folder is the lock. Its owner refreshes the
 * file inside; a lock whose owner is gone, or has not refreshed it for a minute, may be taken over.
 */

import { mkdir, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { isRunning } from './processes.mjs';

const refreshMs = 5_000;
const abandonedMs = 60_000;

/**
 * Runs `work` while holding the lock.
 *
 * @template T
 * @param {string} path the lock's folder; its parent must exist
 * @param {(owner: string) => void} onWait called once when another process holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work) {
  const ownerFile = join(path, 'owner.json');
  let waited = false;
  while (!(await tryMkdir(path))) {
    if (await isStale(path, ownerFile)) {
      await takeAway(path, ownerFile);
      continue;
    }
    if (!waited) {
      waited = true;
      onWait(await ownerOf(ownerFile).then(owner => `process ${owner?.pid ?? '?'}`));
    }
    await delay(200);
  }
  try {
    await writeFile(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() }));
    const timer = setInterval(() => {
      const now = new Date();
      utimes(ownerFile, now, now).catch(() => undefined);
    }, refreshMs);
    timer.unref();
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** @param {string} path @param {string} ownerFile */
async function isStale(path, ownerFile) {
  const owner = await ownerOf(ownerFile);
  if (owner !== undefined && owner.host === hostname()) {
    return !isRunning(owner.pid);
  }
  // No owner yet: the maker is between mkdir and writeFile, or died there.
  const changed = await stat(owner === undefined ? path : ownerFile).catch(() => undefined);
  const age = changed === undefined ? 0 : Date.now() - changed.mtimeMs;
  return age > (owner === undefined ? refreshMs : abandonedMs);
}

/**
 * Removes a stale lock. Two processes may see the same stale lock; the second must not remove the first one's new
 * lock, so the look and the removal happen under a guard.
 *
 * @param {string} path @param {string} ownerFile
 */
async function takeAway(path, ownerFile) {
  const guard = `${path}.guard`;
  if (!(await tryMkdir(guard))) {
    const made = await stat(guard).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > refreshMs) {
      await rmdir(guard).catch(() => undefined);
    }
    await delay(50);
    return;
  }
  try {
    if (await isStale(path, ownerFile)) {
      await rm(path, { recursive: true, force: true });
    }
  } finally {
    await rmdir(guard).catch(() => undefined);
  }
}

/**
 * @param {string} ownerFile
 * @returns {Promise<{ pid: number, host: string } | undefined>}
 */
async function ownerOf(ownerFile) {
  try {
    return JSON.parse(await readFile(ownerFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {string} path */
async function tryMkdir(path) {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}
