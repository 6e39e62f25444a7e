/** Checks of a text that takes longer than a moment, and what happens meanwhile. */

import assert from 'node:assert/strict';

import { Disposable, type LogOutputChannel, Uri } from 'vscode';

import { KnowledgeBase } from '../../src/core/knowledge/knowledgeBase.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import type { Analyses } from '../../src/vscode/analyses.js';
import { registerChecks } from '../../src/vscode/checks.js';
import type { KnowledgeStore } from '../../src/vscode/store.js';
import { configure, diagnostics, openDocument } from '../support/editorHost.js';
import { until } from '../support/until.js';

const knowledge = KnowledgeBase.empty;
const recognizer = new Recognizer(knowledge);
const sections = 30_000;

suite('checks of a long text', () => {
  test('end where a setting has changed, and their findings are not shown', async () => {
    const document = openDocument('/long.md');
    const loaded = { knowledge, recognizer };
    const analysis = recognizer.analyze('It is highly likely that it comes.\n\n'.repeat(sections));
    const store = {
      ready: Promise.resolve(loaded),
      onDidChange: () => Disposable.from(),
    } as unknown as KnowledgeStore;
    let asked = 0;
    const analyses = { of: async () => (asked++, Promise.resolve({ loaded, analysis })) } as unknown as Analyses;
    const log = { error: (...said: readonly unknown[]) => assert.fail(said.join(' ')) } as unknown as LogOutputChannel;
    const shown = (): number | undefined => diagnostics.get(document.uri.toString())?.length;

    const checks = registerChecks(store, analyses, log, Uri.file('/'));
    try {
      await until(() => asked === 1);
      await new Promise(resolve => setTimeout(resolve, 50));
      assert.equal(shown(), undefined, 'the text is too short');
      configure({ 'check.enabled': false });
      await new Promise(resolve => setTimeout(resolve, 3000));
      assert.equal(shown(), undefined);

      configure({});
      await until(() => shown() === sections);
    } finally {
      configure({});
      checks.dispose();
    }
  }).timeout(30_000);
});
