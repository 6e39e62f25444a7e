/** The house: walls between the rooms, settings and manifest that agree, snippets that work, records that are clean. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { defaults } from '../../src/vscode/settings.js';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly snippets: readonly { readonly path: string }[];
  };
};

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file))
    .filter(file => file.endsWith('.ts') && statSync(file).isFile());
}

function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/(?:from|import) '([^']+)'/g)].map(match => match[1] ?? '');
}

/** The room of a core file: the folder below `src/core`. */
function roomOf(file: string): string {
  return normalize(file).split(/[\\/]/)[2] ?? '';
}

const allowed = new Map([
  ['knowledge', ['knowledge']],
  ['recognize', ['recognize', 'knowledge']],
  ['cite', ['cite', 'recognize', 'knowledge']],
  ['present', ['present', 'recognize', 'knowledge']],
  ['check', ['check', 'cite', 'recognize', 'knowledge']],
]);

suite('rooms', () => {
  for (const file of filesBelow('src/core')) {
    test(`${file} imports only what its room may`, () => {
      for (const name of importsOf(file)) {
        if (name === 'yaml') {
          assert.match(file, /core.knowledge.(?:decode|sourceKeys|writeSources)\.ts$/);
        } else if (name.startsWith('@citation-js/')) {
          assert.equal(file, join('src', 'core', 'cite', 'bibtex.ts'));
        } else if (name === 'chrono-node/en') {
          assert.equal(file, join('src', 'core', 'check', 'dates.ts'));
        } else {
          assert.ok(name.startsWith('.'), `${file} imports ${name}`);
          const target = join(dirname(file), name);
          assert.ok(target.startsWith(join('src', 'core')), `${file} imports ${name}`);
          assert.ok(allowed.get(roomOf(file))?.includes(roomOf(target)), `${file} imports ${name}`);
        }
      }
    });
  }

  test('nothing that VS Code loads imports from Node', () => {
    for (const file of [...filesBelow('src/vscode'), 'src/extension.ts']) {
      const outside = importsOf(file).filter(name => !name.startsWith('.') && name !== 'vscode');
      assert.deepEqual(outside, [], file);
    }
  });
});

suite('manifest', () => {
  test('declares the settings that are read, with the same defaults', () => {
    const declared = Object.entries(manifest.contributes.configuration.properties);
    const expected = Object.entries(defaults).map(([key, value]) => [`dossier.${key}`, value as unknown]);
    assert.deepEqual(
      Object.fromEntries(declared.map(([key, { default: value }]) => [key, value])),
      Object.fromEntries(expected),
    );
  });

  for (const { path } of manifest.contributes.snippets) {
    test(`${path}: prefixes are unique, stops are numbered from 1 and there is one end`, () => {
      const snippets = JSON.parse(readFileSync(path, 'utf8')) as Record<
        string,
        { prefix: string; body: string[]; description: string }
      >;
      const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
      assert.equal(new Set(prefixes).size, prefixes.length);
      for (const [title, { body, description }] of Object.entries(snippets)) {
        const text = body.join('\n');
        const stops = [...new Set([...text.matchAll(/\$\{?(\d+)/g)].map(match => Number(match[1])))].sort(
          (a, b) => a - b,
        );
        assert.deepEqual(
          stops,
          stops.map((_, index) => index),
          title,
        );
        assert.equal(text.match(/\$0/g)?.length, 1, title);
        assert.ok(description.length > 10, title);
      }
    });
  }
});

suite('the records that ship', () => {
  test('have no errors', () => {
    const cli = join('dist', 'cli.cjs');
    let output: string;
    try {
      output = execFileSync(process.execPath, [cli, 'knowledge', 'check', '--json', 'knowledge'], {
        encoding: 'utf8',
        maxBuffer: 1e8,
      });
    } catch (error) {
      output = String((error as { stdout?: unknown }).stdout);
    }
    const problems = JSON.parse(output) as { severity: string; file: string; line: number; message: string }[];
    const errors = problems.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.slice(0, 10).map(({ file, line, message }) => `${file}:${line} ${message}`),
      [],
    );
  }).timeout(20_000);

  test('and the example folder on top of them has no problems', () => {
    const cli = join('dist', 'cli.cjs');
    const output = execFileSync(
      process.execPath,
      [cli, 'knowledge', 'check', '--json', 'examples/briefing/knowledge'],
      { encoding: 'utf8' },
    );
    assert.deepEqual(JSON.parse(output), []);
  }).timeout(20_000);
});

suite('the command line', () => {
  const run = (...args: readonly string[]): { status: number; stdout: string; stderr: string } => {
    try {
      return {
        status: 0,
        stdout: execFileSync(process.execPath, [join('dist', 'cli.cjs'), ...args], { encoding: 'utf8', stdio: 'pipe' }),
        stderr: '',
      };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { status, stdout, stderr };
    }
  };

  test('mentions prints one line a document, with offsets, match and entities', () => {
    const { stdout } = run('mentions', 'test/fixtures/one.txt');
    const [line] = stdout.trim().split('\n');
    assert.deepEqual(JSON.parse(line ?? ''), {
      id: 'test/fixtures/one.txt',
      mentions: [
        {
          start: 0,
          end: 5,
          text: 'Kenya',
          match: 'name',
          entities: [{ id: 'kenya', kind: 'country', name: 'Kenya', codes: { iso2: 'KE', iso3: 'KEN' } }],
        },
      ],
    });
  });

  test('what cannot run ends with 2 and one line that says why', () => {
    for (const args of [
      [],
      ['mentions'],
      ['mentions', 'no-such-file.txt'],
      ['knowledge', 'check', 'no-such-folder'],
      ['fly'],
      ['mentions', '--odd', 'x'],
    ]) {
      const { status, stderr } = run(...args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /^dossier: \S/);
    }
  });
});
