/**
 * The four things that Dossier is for, as a person does them: hover, browse, complete, cite. The screenshots are the
 * ones in the README.
 */

import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { openWorkbench } from '../host-env/workbench.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const screenshots = join(root, 'docs/screenshots');

suite('Dossier as a person sees it', () => {
  /** @type {import('../host-env/workbench.mjs').Workbench} */
  let workbench;
  /** @type {string} */
  let workspace;

  suiteSetup(async () => {
    // A copy, so that no test can change the example.
    workspace = mkdtempSync(join(tmpdir(), 'briefing-'));
    cpSync(join(root, 'examples/briefing'), workspace, { recursive: true });
    writeFileSync(join(workspace, 'paragraph.md'), '# The fourth test\n\n');
    workbench = await openWorkbench({ extensionPath: root, workspace, window: { width: 1280, height: 800 } });
  });

  teardown(async function () {
    if (this.currentTest?.state === 'failed') {
      console.log(`Screenshot: ${await workbench.keepScreenshot('ui')}`);
    }
  });

  suiteTeardown(async () => {
    await workbench?.dispose();
    rmSync(workspace, { recursive: true, force: true });
  });

  /** @param {string} name of a file that is open already */
  async function showTab(name) {
    await workbench.page.locator(`.tab[data-resource-name="${name}"]`).click();
    await workbench.focusEditor();
  }

  test('hovering over a name shows a card with claims and sources', async () => {
    await workbench.openFile('dprk-foreign-relations.md');
    const { text, html } = await workbench.hoverAt('UNSCR 2270');
    for (const part of [
      'UN Security Council resolution 2270',
      '2 March 2016',
      'Wrong',
      '27 February 2016',
      'Open record',
      'Show in sidebar',
      'cite',
    ]) {
      assert.ok(text.includes(part), `the card lacks "${part}": ${text}`);
    }
    assert.ok(!/<script|<img/i.test(html));
    await workbench.screenshot(join(screenshots, 'hover.png'));
    await workbench.closeHover();
  });

  test('the sidebar lists countries by region and organizations by kind', async () => {
    await workbench.openDossierView('Dossier');
    const roots = await workbench.treeRows();
    assert.ok(
      roots.some(label => label.startsWith('Countries')),
      roots.join(' | '),
    );
    assert.ok(
      roots.some(label => label.startsWith('Organizations')),
      roots.join(' | '),
    );
    await workbench.expandRow('Organizations');
    await workbench.expandRow('UN system');
    await workbench.page.locator('.monaco-list-row', { hasText: 'Food and Agriculture' }).first().waitFor();
    const rows = await workbench.treeRows();
    assert.ok(
      rows.some(label => label.includes('Food and Agriculture Organization')),
      rows.join(' | '),
    );
    await workbench.screenshot(join(screenshots, 'tree.png'));
  });

  test('a name after @@ is completed and replaces exactly what was typed', async () => {
    await workbench.openFile('notes.txt');
    await workbench.press('ControlOrMeta+End');
    await workbench.press('Enter');
    await workbench.type('Seen by the @@Universal Po');
    const rows = await workbench.suggest();
    assert.ok(rows[0]?.label.includes('Universal Postal Union'), JSON.stringify(rows.slice(0, 5)));
    await workbench.screenshot(join(screenshots, 'completion.png'));
    await workbench.acceptSuggestion('Universal Postal Union');
    assert.match(await workbench.editorText(), /Seen by the Universal Postal Union$/);
  });

  test('the rest of an unambiguous name appears as ghost text and Tab accepts it', async () => {
    await showTab('dprk-foreign-relations.md');
    await workbench.press('ControlOrMeta+End');
    await workbench.press('Enter');
    await workbench.type('Envoys from Azerb');
    assert.equal(await workbench.ghostText(), 'aijan');
    await workbench.press('Tab');
    assert.match(await workbench.editorText(), /Envoys from Azerbaijan$/);
  });

  test('a citation is picked by title, with its place in the source', async () => {
    await showTab('dprk-foreign-relations.md');
    await workbench.press('ControlOrMeta+End');
    await workbench.type(' ');
    await workbench.runCommand('Dossier: Insert Citation');
    await workbench.page.locator('.quick-input-widget input[placeholder^="Source:"]').waitFor();
    await workbench.page.keyboard.type('globalsecurity foreign');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .first()
      .filter({ hasText: 'globalsecurity-dprk' })
      .waitFor();
    await workbench.screenshot(join(screenshots, 'citation.png'));
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-widget input[placeholder^="p. 3"]').waitFor();
    await workbench.page.keyboard.type('para. 4');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await workbench.page.locator('.view-line', { hasText: 'para. 4]' }).last().waitFor();
    assert.match(await workbench.editorText(), /\[@globalsecurity-dprk, para\. 4\]$/);
  });

  test('a wrong date is marked while it is written, with its evidence and a fix', async () => {
    await showTab('dprk-foreign-relations.md');
    await workbench.press('ControlOrMeta+End');
    await workbench.press('Enter');
    await workbench.press('Enter');
    await workbench.type('The Council adopted resolution 2270 on 27 February 2016 without a vote against.');
    await workbench.page.locator('.squiggly-warning').last().waitFor();
    await workbench.runCommand('Problems: Focus on Problems View');
    const evidence = workbench.page.locator('.markers-panel .monaco-list-row', { hasText: 'Adopted unanimously' });
    await evidence.first().waitFor();
    await workbench.focusEditor();
    // The panel has taken the room below; the cursor's line has to come back into sight.
    await workbench.press('ArrowLeft');
    const { text } = await workbench.hoverAt('27 February 2016');
    assert.match(text, /the record says 2 March 2016/);
    assert.match(text, /claim-date/);
    // The hover fades in.
    await workbench.page.waitForTimeout(400);
    await workbench.screenshot(join(screenshots, 'finding.png'));
    await workbench.closeHover();
    // Into the date: the sentence has a finding of its own, for want of a source.
    for (let i = 0; i < ' without a vote against.'.length + 4; i++) {
      await workbench.press('ArrowLeft');
    }
    await workbench.press('ControlOrMeta+.');
    const fix = workbench.page.locator('.action-widget .monaco-list-row', { hasText: '2 March 2016' }).first();
    await fix.waitFor();
    await workbench.screenshot(join(screenshots, 'fix.png'));
    // The first row has the focus; in older versions a layer above the menu takes clicks.
    await workbench.press('Enter');
    await evidence.first().waitFor({ state: 'detached' });
    assert.match(await workbench.editorText(), /resolution 2270 on 2 March 2016 without/);
  });

  test('a paragraph with two cited claims gets its list of sources', async () => {
    await workbench.openFile('paragraph.md');
    await workbench.press('ControlOrMeta+End');
    await workbench.type('The Security Council answered with UNSCR 2270. ');
    // The first claim, from the card.
    await workbench.hoverAt('UNSCR 2270');
    await workbench.page
      .locator('.monaco-hover:visible a', { hasText: /^cite$/ })
      .first()
      .click();
    await workbench.page.locator('.view-line', { hasText: '[@' }).first().waitFor();
    await workbench.closeHover();
    const first = await workbench.editorText();
    assert.match(first, /UNSCR 2270\. \S.* \[@[^\]]+\]\.$/);
    // The second, by what is remembered of its sources: two in one citation.
    await workbench.press('ControlOrMeta+End');
    await workbench.type(' China voted for it');
    await workbench.runCommand('Dossier: Insert Citation');
    for (const [words, place, key] of [
      ['globalsecurity foreign', 'para. 4;', 'globalsecurity-dprk'],
      ['law-wp-unscr-2270', 'p. 2', 'law-wp-unscr-2270'],
    ]) {
      await workbench.page.locator('.quick-input-widget input[placeholder^="Source:"]').waitFor();
      await workbench.page.keyboard.type(words);
      await workbench.page.locator('.quick-input-list .monaco-list-row').first().filter({ hasText: key }).waitFor();
      await workbench.page.keyboard.press('Enter');
      await workbench.page.locator('.quick-input-widget input[placeholder^="p. 3"]').waitFor();
      await workbench.page.keyboard.type(place);
      await workbench.page.keyboard.press('Enter');
    }
    await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await workbench.page.locator('.view-line', { hasText: 'p. 2]' }).first().waitFor();
    await workbench.type('.');
    assert.match(
      await workbench.editorText(),
      / China voted for it \[@globalsecurity-dprk, para\. 4; @[^\],;]+, p\. 2\]\.$/,
    );
    await workbench.runCommand('Dossier: Insert or Update Sources');
    await workbench.page.locator('.view-line', { hasText: '<!-- dossier:sources' }).first().waitFor();
    const listed = await workbench.editorText();
    assert.match(listed, /<!-- dossier:sources [^\n]*-->\n\n1\. /);
    assert.ok(listed.includes('GlobalSecurity.org'), listed);
    await workbench.goTo(3, 1);
    await workbench.screenshot(join(screenshots, 'sources.png'));
    await workbench.runCommand('Dossier: Insert or Update Sources');
    assert.equal(await workbench.editorText(), listed);
  });

  test('what was copied with its address is pasted as a quotation with its source', async () => {
    await workbench.goTo(3, 1);
    await workbench.press('End');
    await workbench.type(' ');
    await workbench.page.evaluate(() =>
      navigator.clipboard.writeText('They met in secret.\n\nhttps://news.example.org/2016/03/02/secret-talks-held'),
    );
    // A command cannot read a browser's clipboard as a paste does.
    await workbench.press('ControlOrMeta+V');
    await workbench.page.locator('.post-edit-widget').waitFor();
    await workbench.press('ControlOrMeta+.');
    await workbench.page
      .locator('.action-widget .monaco-list-row', { hasText: 'Insert quotation with its source' })
      .first()
      .waitFor();
    await workbench.screenshot(join(screenshots, 'paste.png'));
    await workbench.press('ArrowDown');
    await workbench.press('Enter');
    await workbench.page.locator('.view-line', { hasText: '[@example-secret-2016]' }).first().waitFor();
    const text = await workbench.editorText();
    const key = /\u201cThey met in secret\.\u201d \[@([^\]]+)\]/.exec(text)?.[1];
    assert.ok(key !== undefined, text);
    const record = join(workspace, 'knowledge/sources', `${key}.yaml`);
    // The file is made first and filled then.
    const written = () => (existsSync(record) ? readFileSync(record, 'utf8') : '');
    for (let tries = 0; tries < 50 && written() === ''; tries++) {
      await workbench.page.waitForTimeout(100);
    }
    assert.ok(existsSync(record), readdirSync(join(workspace, 'knowledge/sources')).join());
    assert.match(written(), /url: https:\/\/news\.example\.org\/2016\/03\/02\/secret-talks-held/);
  });

  test('nothing asked for an address outside this machine', () => {
    assert.deepEqual(workbench.outsideRequests, []);
  });
});
