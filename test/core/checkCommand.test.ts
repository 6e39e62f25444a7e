/** `check` from a terminal, on the records that ship. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'dossier-check-'));
const wrong = join(folder, 'wrong.md');
const right = join(folder, 'right.md');
const silenced = join(folder, 'silenced.md');
const text = 'A line.\n\n😀 Resolution 2270 was adopted on 27 February 2016.\n';

function check(...args: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join('dist', 'cli.cjs'), 'check', ...args], {
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

suite('the check command', () => {
  suiteSetup(() => {
    writeFileSync(wrong, text);
    writeFileSync(right, text.replace('27 February', '2 March'));
    writeFileSync(silenced, text.replace('😀', '<!-- dossier: ignore claim-date the draft is meant -->'));
  });
  suiteTeardown(() => {
    rmSync(folder, { recursive: true });
  });

  test('ends with 0 and says nothing where nothing is found', () => {
    assert.deepEqual(check(right), { status: 0, out: '', err: '' });
  });

  test('ends with 1 and names file, line and column, counted from 1 in UTF-16 units', () => {
    const { status, out } = check('--json', wrong);
    assert.equal(status, 1);
    const [finding] = JSON.parse(out) as Record<string, unknown>[];
    const { message, ...place } = finding ?? {};
    assert.match(String(message), /2 March 2016 \(.+\), not 27 February 2016\.$/);
    const column = text.split('\n')[2]?.indexOf('27 February') ?? -1;
    assert.deepEqual(place, {
      file: wrong,
      line: 3,
      column: column + 1,
      endLine: 3,
      endColumn: column + 1 + '27 February 2016'.length,
      rule: 'claim-date',
      severity: 'warning',
    });
  });

  test('prints one line a finding for people', () => {
    assert.match(check(wrong).out, /wrong\.md:3:35 warning claim-date .+\n$/);
  });

  test('writes SARIF with what is silenced and why', () => {
    const { status, out } = check('--sarif', silenced);
    assert.equal(status, 0);
    const { version, runs } = JSON.parse(out) as {
      readonly version: string;
      readonly runs: readonly {
        readonly results: readonly { readonly ruleId: string; readonly suppressions: unknown }[];
      }[];
    };
    assert.equal(version, '2.1.0');
    assert.deepEqual(
      runs[0]?.results.map(({ ruleId, suppressions }) => ({ ruleId, suppressions })),
      [{ ruleId: 'claim-date', suppressions: [{ kind: 'inSource', justification: 'the draft is meant' }] }],
    );
  });

  test('changes a file only when asked, and then nothing that alters what is said', () => {
    check(wrong);
    check('--fix', wrong);
    assert.equal(readFileSync(wrong, 'utf8'), text);
  });

  for (const [name, args, message] of [
    ['a file that is not there', [join(folder, 'none.md')], /could not be read/],
    ['no file', ['--json'], /no text given/],
    ['a wrong date', ['--as-of', '2016-13', right], /--as-of 2016-13 is no date/],
    ['an unknown option', ['--loud', right], /unknown option --loud/],
    ['a folder of records that is not there', ['--knowledge', join(folder, 'none'), right], /is not a folder/],
  ] as const) {
    test(`ends with 2 and one line for ${name}`, () => {
      const { status, out, err } = check(...args);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(err, message);
    });
  }
}).timeout(60_000);
