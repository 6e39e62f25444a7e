/** `sources` from a terminal: what a text cites, for Pandoc. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'dossier-sources-'));
const file = join(folder, 'text.md');
const records = join(folder, 'knowledge');

function sources(...args: readonly string[]): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('dist', 'cli.cjs'), 'sources', ...args], {
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

suite('the sources command', () => {
  suiteSetup(() => {
    writeFileSync(file, 'One [@globalsecurity-dprk, para. 4]. Again [-@globalsecurity-dprk]. `[@in-code]`\n');
  });
  suiteTeardown(() => rmSync(folder, { recursive: true }));

  test('prints what a text cites as CSL JSON, each once', () => {
    const { status, out } = sources(file);
    assert.equal(status, 0);
    const items = JSON.parse(out) as { id: string; URL: string }[];
    assert.deepEqual(
      items.map(({ id }) => id),
      ['globalsecurity-dprk'],
    );
    assert.match(items[0]?.URL ?? '', /^https:/);
  });

  test('prints BibLaTeX with the keys of the record', () => {
    assert.match(sources('--bibtex', file).out, /^@\w+\{globalsecurity-dprk,\n/);
  });

  test('prints all sources where no text is named', () => {
    assert.ok((JSON.parse(sources().out) as unknown[]).length > 1000);
  });

  test('names keys that the record does not have, and ends with 1', () => {
    const { status, out, err } = sources('--no-builtin', file);
    assert.deepEqual([status, JSON.parse(out)], [1, []]);
    assert.match(err, /text\.md: the record has no source "globalsecurity-dprk"/);
  });

  test('ends with 2 where it cannot run', () => {
    assert.equal(sources(join(folder, 'nothing.md')).status, 2);
    assert.match(sources('--xml').err, /unknown option --xml/);
    assert.equal(sources('--knowledge', records, file).status, 2);
  });
});
