import assert from 'node:assert/strict';

import { holdsFor, noCounts, propertyRun } from '../support/edits.js';

suite('recognition: edits', () => {
  for (const [what, seed] of [
    ['the same ones each time', 20261123],
    ['new ones each time', Date.now() % 2 ** 31],
  ] as const) {
    test(`after random edits an update is a fresh analysis: ${what}, seed ${seed}`, () => {
      const counts = noCounts();
      propertyRun(given => holdsFor(given, counts), { seed, numRuns: 100 });
      assert.ok(counts.kept > counts.read / 4 && counts.mentions > 1000, JSON.stringify(counts));
    });
  }
});
