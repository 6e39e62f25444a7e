/**
 * A headless browser that can reach this machine and nothing else.
 */

import { importDevDependency } from './places.mjs';
import { provisionBrowser } from './provision.mjs';

/** @typedef {import('playwright-core').BrowserContext} BrowserContext */

/**
 * @typedef {object} Offline
 * @property {BrowserContext} context
 * @property {string[]} outsideRequests addresses outside this machine that a page asked for; none was answered
 */

/**
 * @typedef {object} OfflineBrowser
 * @property {string} name
 * @property {string} version
 * @property {(size?: { width: number, height: number }) => Promise<Offline>} openContext
 * @property {() => Promise<void>} dispose
 */

const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The route below stops pages; these two also stop the browser itself.
  '--no-proxy-server',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/**
 * @param {{ log?: import('./provision.mjs').Log }} [options]
 * @returns {Promise<OfflineBrowser>}
 */
export async function launchBrowser({ log } = {}) {
  const { found, browser } = await launchAny(log);
  return {
    name: found.name,
    version: browser.version(),
    openContext: (size = { width: 1280, height: 800 }) => openOfflineContext(browser, size),
    dispose: () => browser.close(),
  };
}

/**
 * The installed browser may be one that does not start, as Ubuntu's `chromium-browser` without snap; then the fetched
 * one is tried.
 *
 * @param {import('./provision.mjs').Log} [log]
 */
async function launchAny(log = console.log) {
  const found = await provisionBrowser({ log });
  try {
    return { found, browser: await launch(found) };
  } catch (error) {
    const isFetched = found.name === 'fetched Chromium';
    if (!isFetched && found.name !== 'DOSSIER_BROWSER' && process.platform === 'linux' && process.arch === 'x64') {
      log(`${found.executable} does not start; trying a fetched Chromium.`);
      const fetched = await provisionBrowser({ log, fetched: true });
      return { found: fetched, browser: await launch(fetched) };
    }
    throw error;
  }
}

/** @param {import('./provision.mjs').Browser} found */
async function launch({ name, executable, env }) {
  const { chromium } = await importDevDependency('playwright-core');
  try {
    return await chromium.launch({
      executablePath: executable,
      args: quietFlags,
      env: { ...process.env, ...env },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    const words = String(error instanceof Error ? error.message : error).split('Call log:')[0] ?? '';
    const telling = words.split('\n').filter(line => line.trim() !== '' && !line.startsWith('<launch'));
    throw new Error(
      `The ${name} (${executable}) does not start here. Install Chrome, Chromium or Edge, or name one: ` +
        `DOSSIER_BROWSER=/path/to/browser.\n${telling.join('\n')}`,
    );
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{ width: number, height: number }} viewport
 * @returns {Promise<Offline>}
 */
async function openOfflineContext(browser, viewport) {
  const context = await browser.newContext({
    viewport,
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  /** @type {string[]} */
  const outsideRequests = [];
  const isOutside = (/** @type {URL} */ url) => !/^(localhost|127\.0\.0\.1|\[::1\]|)$/.test(url.hostname);
  await context.route(isOutside, async route => {
    outsideRequests.push(route.request().url());
    await route.abort('internetdisconnected');
  });
  return { context, outsideRequests };
}
