/** Waiting for what comes when it comes. */

import assert from 'node:assert/strict';

/** Fails after 12 s. */
export async function until(holds: () => boolean): Promise<void> {
  const since = Date.now();
  while (!holds()) {
    assert.ok(Date.now() - since < 12_000, 'it took too long');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
