/**
 * VS Code's window as a person sees it: open a file, type, hover, read the suggestions, walk the tree.
 *
 * Every method waits for what it asked for and fails with what was there instead. Lists in VS Code draw only the rows
 * in sight, so a method that reads rows gives those.
 *
 *     const workbench = await openWorkbench({ extensionPath, workspace });
 *     await workbench.openFile('kenya.md');
 *     assert.match((await workbench.hoverAt('Kenya')).text, /Nairobi/);
 *     await workbench.dispose();
 */

import { mkdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

import { workbenchAddress } from './address.mjs';
import { launchBrowser } from './browser.mjs';
import { chosenVersion } from './places.mjs';
import { saveScreenshot, workerSetting } from './run-mocha.mjs';
import { startServer } from './server.mjs';

/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} [version] "1.139" or "1.104"
 * @property {string} [extensionPath] the folder of an extension under development
 * @property {string} [vsix] or a packaged extension to install
 * @property {string} workspace the folder to open
 * @property {Readonly<Record<string, unknown>>} [settings] user settings
 * @property {boolean} [workspaceTrust] Restricted Mode: the folder is not trusted
 * @property {boolean} [web] run the extension in the web worker extension host
 * @property {{ width: number, height: number }} [window]
 * @property {import('./provision.mjs').Log} [log]
 */

/** @param {WorkbenchOptions} options */
export async function openWorkbench(options) {
  const { version = chosenVersion(), workspaceTrust, web = false, vsix, log } = options;
  const extensionPath = options.extensionPath === undefined ? undefined : resolve(options.extensionPath);
  if (web && extensionPath === undefined) {
    throw new Error(
      'Only an extension under development (extensionPath) can be sent to the web worker extension host.',
    );
  }
  const settings = {
    ...options.settings,
    ...(web && extensionPath !== undefined ? await workerSetting(extensionPath) : {}),
  };
  const installVsix = vsix === undefined ? undefined : resolve(vsix);
  const server = await startServer({ version, settings, workspaceTrust, installVsix, log });
  try {
    const browser = await launchBrowser({ log });
    try {
      const { context, outsideRequests } = await browser.openContext(options.window);
      const page = await context.newPage();
      const workspace = resolve(options.workspace);
      await page.goto(workbenchAddress(server, { workspace, extensionPath }));
      const dispose = async () => {
        await browser.dispose();
        await server.dispose();
      };
      const workbench = new Workbench({ page, workspace, version: server.full, outsideRequests, dispose });
      await workbench.restored();
      return workbench;
    } catch (error) {
      await browser.dispose();
      throw error;
    }
  } catch (error) {
    await server.dispose();
    throw error;
  }
}

/** How long a condition may take before the test fails. */
const patienceMs = 20_000;

const editor = '.editor-group-container.active .monaco-editor';
const quickInput = '.quick-input-widget:not([style*="display: none"])';
const quickRow = `${quickInput} .quick-input-list .monaco-list-row`;
const suggestRow = '.suggest-widget.visible .monaco-list-row';
const treeRow = '.part.sidebar .pane-body .monaco-list-row[role="treeitem"]';

export class Workbench {
  /** The Playwright page, for what has no method here. */
  page;

  /** The full version of VS Code. */
  version;

  /** Addresses outside this machine that VS Code asked for; a test may want none. */
  outsideRequests;

  #workspace;

  #dispose;

  /** @param {{ page: Page, workspace: string, version: string, outsideRequests: readonly string[], dispose: () => Promise<void> }} parts */
  constructor({ page, workspace, version, outsideRequests, dispose }) {
    this.page = page;
    this.version = version;
    this.outsideRequests = outsideRequests;
    this.#workspace = workspace;
    this.#dispose = dispose;
    page.setDefaultTimeout(patienceMs);
  }

  /** Waits until VS Code has drawn itself and opened the folder. */
  async restored() {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.evaluate(() => /** @type {any} */ (globalThis).driver?.whenWorkbenchRestored());
  }

  /**
   * Opens a file of the workspace and puts the cursor into it.
   *
   * @param {string} name relative to the workspace
   */
  async openFile(name) {
    await this.press('ControlOrMeta+P');
    // The whole path needs no search, and so no ripgrep, which VS Code 1.104 lacks here.
    await this.#fillQuickInput(`${this.#workspace}/${name}`);
    await this.page
      .locator(quickRow)
      .filter({ hasText: basename(name) })
      .first()
      .waitFor();
    await this.press('Enter');
    await this.page.locator(`.tab.active[data-resource-name="${basename(name)}"]`).waitFor();
    await this.page.locator(`${editor}.focused .view-line`).first().waitFor();
  }

  /**
   * Puts the cursor at a place in the active editor.
   *
   * @param {number} line counted from 1
   * @param {number} [column] counted from 1
   */
  async goTo(line, column = 1) {
    await this.focusEditor();
    await this.press('Control+G');
    await this.#fillQuickInput(`:${line}:${column}`);
    await this.press('Enter');
    await this.page.locator(quickInput).waitFor({ state: 'hidden' });
    await this.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  /** @param {string} text typed key by key at the cursor */
  async type(text) {
    await this.focusEditor();
    await this.page.keyboard.type(text, { delay: 15 });
  }

  /** @param {string} keys as Playwright names them, "ControlOrMeta+S" */
  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /** Gives the keyboard to the active editor. */
  async focusEditor() {
    if ((await this.page.locator(`${editor}.focused`).count()) === 0) {
      await this.press('ControlOrMeta+1');
      await this.page.locator(`${editor}.focused`).first().waitFor();
    }
  }

  /**
   * What the hover over a text in sight shows; several hovers come one after the other.
   *
   * @param {string} text as it stands on one line of the editor
   * @param {{ occurrence?: number, timeoutMs?: number }} [options] `occurrence` counts from 1, from top to bottom
   * @returns {Promise<{ text: string, html: string }>}
   */
  async hoverAt(text, { occurrence = 1, timeoutMs = patienceMs } = {}) {
    const place = await this.#placeOf(text, occurrence);
    const deadline = Date.now() + timeoutMs;
    for (let waitMs = 700; Date.now() < deadline; waitMs *= 2) {
      // A provider may not be there yet when the mouse comes to rest; VS Code asks again when it comes anew.
      await this.closeHover();
      await this.page.mouse.move(place.x - 1, place.y);
      await this.page.mouse.move(place.x, place.y);
      const found = await this.#readHover(Math.min(waitMs, Math.max(1, deadline - Date.now())));
      if (found !== undefined) {
        return found;
      }
    }
    throw new Error(`No hover over "${text}" within ${timeoutMs / 1000} s.`);
  }

  /** Moves the mouse away and waits until no hover is left. */
  async closeHover() {
    await this.page.mouse.move(2, 2);
    await this.page.waitForFunction(hoversGone, undefined, { timeout: patienceMs });
  }

  /**
   * The suggestions at the cursor, asked for as with Ctrl+Space.
   *
   * @returns {Promise<{ label: string, detail: string }[]>} empty where VS Code has none
   */
  async suggest() {
    await this.focusEditor();
    await this.press('Control+Space');
    return this.suggestions();
  }

  /** The suggestions that are or will be in sight, as when they came while typing. */
  async suggestions() {
    await this.page.waitForFunction(
      () => {
        const widget = document.querySelector('.suggest-widget.visible');
        const message = widget?.classList.contains('message')
          ? (widget.querySelector('.message')?.textContent ?? '')
          : '';
        return widget?.querySelector('.monaco-list-row') !== null
          ? widget !== null
          : message !== '' && !message.startsWith('Loading');
      },
      undefined,
      { timeout: patienceMs },
    );
    return this.page.locator(suggestRow).evaluateAll(rows =>
      rows.map(row => ({
        label: row.querySelector('.label-name')?.textContent ?? '',
        detail: [...row.querySelectorAll('.signature-label, .qualifier-label, .details-label, .label-description')]
          .map(part => part.textContent?.trim() ?? '')
          .filter(part => part !== '')
          .join(' '),
      })),
    );
  }

  /**
   * Takes one of the suggestions in sight.
   *
   * @param {string} label
   */
  async acceptSuggestion(label) {
    const row = this.page
      .locator(suggestRow)
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first();
    await row.click();
    await this.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
  }

  /**
   * The grey text that VS Code proposes at the cursor.
   *
   * @param {{ timeoutMs?: number }} [options]
   */
  async ghostText({ timeoutMs = patienceMs } = {}) {
    const ghost = this.page.locator(`${editor} [class*="ghost-text-decoration"], ${editor} .suggest-preview-text`);
    await ghost.first().waitFor({ timeout: timeoutMs, state: 'attached' });
    return (await ghost.allTextContents()).join('').replaceAll('\u00a0', ' ');
  }

  /**
   * Opens a view container from the activity bar.
   *
   * @param {string} [label] its title
   */
  async openDossierView(label = 'Dossier') {
    const item = this.page.locator(`.part.activitybar .action-item a.action-label[aria-label^="${label}"]`).first();
    await item.waitFor();
    const title = this.page.locator('.part.sidebar .composite.title', { hasText: new RegExp(`^${label}`, 'i') });
    if ((await title.count()) === 0) {
      await item.click();
      await title.waitFor();
    }
  }

  /** The labels, as a screen reader reads them, of the tree rows in sight; waits for the first row. */
  async treeRows() {
    await this.page.locator(treeRow).first().waitFor();
    return this.page
      .locator(treeRow)
      .evaluateAll(rows => rows.map(row => row.getAttribute('aria-label')?.trim() ?? ''));
  }

  /**
   * Opens a row of the tree and waits for its children.
   *
   * @param {string} label the beginning of the row's label
   */
  async expandRow(label) {
    const row = this.page.locator(`${treeRow}[aria-label^=${JSON.stringify(label)}]`).first();
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') {
      await row.locator('.monaco-tl-twistie').click();
    }
    await this.page
      .locator(`${treeRow}[aria-label^=${JSON.stringify(label)}][aria-expanded="true"]`)
      .first()
      .waitFor();
    await this.page.locator('.part.sidebar .codicon-tree-item-loading').first().waitFor({ state: 'detached' });
  }

  /**
   * Runs a command from the palette.
   *
   * @param {string} title with its category, "Dossier: Find Entity"
   */
  async runCommand(title) {
    await this.press('F1');
    await this.#fillQuickInput(`>${title}`);
    const row = this.page
      .locator(quickRow)
      .filter({ has: this.page.getByText(title, { exact: true }) })
      .first();
    await row.click();
    // The palette is gone, or another pick of the command's own has taken its place.
    await this.page.waitForFunction(leftPalette, `>${title}`);
  }

  /** The rows of the quick pick in sight; waits for the first. */
  async quickPickRows() {
    await this.page.locator(quickRow).first().waitFor();
    return this.page.locator(quickRow).evaluateAll(rows =>
      rows.map(row => ({
        label: row.querySelector('.label-name')?.textContent ?? '',
        description: row.querySelector('.label-description')?.textContent ?? '',
        detail: row.querySelector('.quick-input-list-label-meta')?.textContent ?? '',
      })),
    );
  }

  /** @param {string} label chooses this row of the quick pick */
  async pickRow(label) {
    await this.page
      .locator(quickRow)
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first()
      .click();
  }

  /** The whole text of the active editor; the cursor stays where it is. */
  async editorText() {
    await this.focusEditor();
    await this.page.evaluate(() => navigator.clipboard.writeText('\u0000'));
    await this.press('ControlOrMeta+A');
    await this.press('ControlOrMeta+C');
    await this.page.waitForFunction(async () => (await navigator.clipboard.readText()) !== '\u0000');
    await this.press('ControlOrMeta+U');
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  /** The texts of the notifications in sight. */
  async notifications() {
    return this.page.locator('.notification-list-item-message').allTextContents();
  }

  /** @param {string} path a PNG */
  async screenshot(path) {
    await mkdir(dirname(resolve(path)), { recursive: true });
    await this.page.screenshot({ path });
  }

  /** For a failed test: a picture among the failures; gives its path. @param {string} name */
  async keepScreenshot(name) {
    return saveScreenshot(this.page, name);
  }

  /** Ends the browser and the server and removes everything they wrote. */
  async dispose() {
    await this.#dispose();
  }

  /** @param {string} text */
  async #fillQuickInput(text) {
    const input = this.page.locator(`${quickInput} input[type="text"]`);
    await input.fill(text);
  }

  /** @param {number} timeoutMs */
  async #readHover(timeoutMs) {
    try {
      const handle = await this.page.waitForFunction(readHovers, undefined, { timeout: timeoutMs });
      return /** @type {{ text: string, html: string }} */ (await handle.jsonValue());
    } catch (error) {
      if (error instanceof Error && error.name === 'TimeoutError') {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Where on the screen a text of the editor is.
   *
   * @param {string} text @param {number} occurrence
   * @returns {Promise<{ x: number, y: number }>}
   */
  async #placeOf(text, occurrence) {
    try {
      const handle = await this.page.waitForFunction(findText, { editor, text, occurrence }, { timeout: patienceMs });
      return /** @type {{ x: number, y: number }} */ (await handle.jsonValue());
    } catch (error) {
      const shown = await this.page.locator(`${editor} .view-line`).allTextContents();
      throw new Error(`"${text}" (${occurrence}) is not in sight in the editor, which shows:\n${shown.join('\n')}`, {
        cause: error,
      });
    }
  }
}

/** Runs in the page. The content of the editor's hovers once they are drawn and none is still loading. */
function readHovers() {
  const parts = [...document.querySelectorAll('.monaco-hover:not(.hidden) .hover-row .hover-contents')]
    .map(part => /** @type {HTMLElement} */ (part))
    .filter(part => part.offsetHeight > 0);
  const texts = parts.map(part => part.innerText.trim());
  const ready = texts.some(text => text !== '') && !texts.includes('Loading...');
  return ready ? { text: texts.join('\n\n'), html: parts.map(part => part.innerHTML).join('\n') } : undefined;
}

/** Runs in the page. @param {string} typed what stood in the palette */
function leftPalette(typed) {
  const widget = /** @type {HTMLElement | null} */ (document.querySelector('.quick-input-widget'));
  return widget === null || widget.offsetHeight === 0 || widget.querySelector('input')?.value !== typed;
}

/** Runs in the page. */
function hoversGone() {
  return [...document.querySelectorAll('.monaco-hover')].every(
    hover => hover.classList.contains('hidden') || /** @type {HTMLElement} */ (hover).offsetHeight === 0,
  );
}

/**
 * Runs in the page. A line of the editor is many spans, one for each colour; a text may begin in one and end in
 * another, so its place is measured with a range over the text nodes.
 *
 * @param {{ editor: string, text: string, occurrence: number }} wanted
 */
function findText({ editor: selector, text, occurrence }) {
  const top = (/** @type {Element} */ line) => line.getBoundingClientRect().top;
  const lines = [...document.querySelectorAll(`${selector} .view-lines .view-line`)].sort((a, b) => top(a) - top(b));
  let left = occurrence;
  for (const line of lines) {
    // Each UTF-16 unit of the line with the node it stands in.
    const units = [];
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      units.push(...Array.from({ length: node.length }, (_, offset) => ({ node, offset })));
    }
    const whole = units
      .map(({ node, offset }) => node.data[offset])
      .join('')
      .replaceAll('\u00a0', ' ');
    for (let at = whole.indexOf(text); at !== -1; at = whole.indexOf(text, at + 1)) {
      const unit = units[at + Math.floor(text.length / 2)];
      left--;
      if (left === 0 && unit !== undefined) {
        const range = document.createRange();
        range.setStart(unit.node, unit.offset);
        range.setEnd(unit.node, unit.offset + 1);
        const { x, y, width, height } = range.getBoundingClientRect();
        return height === 0 ? undefined : { x: x + Math.max(1, width / 2), y: y + height / 2 };
      }
    }
  }
  return undefined;
}
