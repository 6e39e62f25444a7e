/** The store: no file of many is lost, and what one start has worked out the next one takes up. */

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type LogOutputChannel, Uri } from 'vscode';

import { linesOf, readPack, section } from '../../src/core/knowledge/pack.js';
import { type Loaded, KnowledgeStore } from '../../src/vscode/store.js';
import { fileWritten, openFolder } from '../support/editorHost.js';
import { until } from '../support/until.js';

/** The module itself, of which an import has a copy. */
const fs = process.getBuiltinModule('node:fs');

const files = 1200;
const padding = `# ${'x'.repeat(250)}\n`;

suite('the store', () => {
  let place = '';
  let warnings: string[] = [];
  const opened: KnowledgeStore[] = [];
  const log = {
    info: () => undefined,
    warn: (message: string) => warnings.push(message),
    error: (message: string, error?: unknown) => warnings.push(`${message} ${String(error)}`),
  } as unknown as LogOutputChannel;

  function start(): KnowledgeStore {
    const store = new KnowledgeStore(Uri.file(process.cwd()), Uri.file(join(place, 'storage')), log);
    opened.push(store);
    return store;
  }

  const fileOf = (i: number): string => join(place, 'knowledge/organizations', `body-${i}.yaml`);
  const kept = (): string => join(place, 'storage/desk.bin');
  const named = ({ recognizer }: Loaded, text: string): readonly string[] =>
    recognizer.analyze(text).mentions.flatMap(({ senses }) => senses.map(({ entity }) => entity.name));

  setup(() => {
    place = mkdtempSync(join(tmpdir(), 'dossier-store-'));
    warnings = [];
    mkdirSync(join(place, 'knowledge/organizations'), { recursive: true });
    for (let i = 0; i < files; i++) {
      writeFileSync(fileOf(i), `name: Zorbel Body ${i}\nclaims: [{ say: It meets., cite: [s] }]\n${padding}`);
    }
    openFolder(place);
  });

  teardown(() => {
    opened.splice(0).forEach(store => store.dispose());
    rmSync(place, { recursive: true, force: true });
  });

  test('reads all of many files where few may be open at once', async () => {
    // Now and then a file takes longer than the store reads without waiting: those behind it are read beside each other.
    const { readFileSync } = fs;
    const { readFile } = fs.promises;
    let count = 0;
    let open = 0;
    let most = 0;
    fs.readFileSync = ((path: string) => {
      const since = performance.now();
      if (++count % 50 === 0) {
        while (performance.now() - since < 30);
      }
      return readFileSync(path);
    }) as typeof readFileSync;
    fs.promises.readFile = (async (path: string) => {
      most = Math.max(most, ++open);
      try {
        if (open > 40) {
          throw Object.assign(new Error('too many open files'), { code: 'EMFILE' });
        }
        await new Promise(resolve => setTimeout(resolve, 1));
        return await readFile(path);
      } finally {
        open--;
      }
    }) as typeof readFile;
    try {
      const { knowledge } = await start().ready;
      const found = Array.from({ length: files }, (_, i) => knowledge.entity(`body-${i}`)).filter(
        entity => entity !== undefined,
      );
      assert.equal(found.length, files);
      assert.deepEqual(warnings, []);
      assert.ok(most > 10, `only ${most} files were open at once`);
    } finally {
      fs.readFileSync = readFileSync;
      fs.promises.readFile = readFile;
    }
  }).timeout(20_000);

  test('keeps what it made of a large folder, and takes it up at the next start', async () => {
    const first = await start().ready;
    const text = 'The Zorbel Body 7 met Zorbel Body 1100 and Quorn Body in Kenya.';
    const names = named(first, text);
    assert.deepEqual(names, ['Zorbel Body 7', 'Zorbel Body 1100', 'Kenya']);
    await until(() => existsSync(kept()) && statSync(kept()).size > 100_000);
    // Decoded once more, the records would be read from the kept file none the less.
    assert.equal(first.knowledge.entity('body-9')?.claims[0]?.say, 'It meets.');
    const { size, mtimeMs } = statSync(kept());

    // A file that changed is read, others are not: what is kept of them holds for as long as they are the same.
    writeFileSync(fileOf(7), `name: Quorn Body\n${padding}`);
    const store = start();
    const nextOf = (started: KnowledgeStore): Promise<Loaded> => new Promise(resolve => started.onDidChange(resolve));
    const changed = nextOf(store);
    // What was kept is there at once, and what has become of it comes behind.
    assert.deepEqual(named(await store.ready, text), names);
    const second = await changed;
    assert.equal(second, await store.ready);
    assert.deepEqual(named(second, text), ['Zorbel Body 1100', 'Quorn Body', 'Kenya']);
    assert.equal(second.knowledge.entity('body-9')?.claims[0]?.say, 'It meets.');
    await until(() => statSync(kept()).mtimeMs > mtimeMs && statSync(kept()).size !== size);

    const third = start();
    let changes = 0;
    third.onDidChange(() => changes++);
    assert.deepEqual(named(await third.ready, text), ['Zorbel Body 1100', 'Quorn Body', 'Kenya']);
    let read = 0;
    const { readFileSync: reading } = fs;
    fs.readFileSync = ((path: string) => {
      read++;
      return reading(path);
    }) as typeof reading;
    await until(() => read > 0);
    fs.readFileSync = reading;
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(changes, 0, 'files that are what they were are no news');

    // A save while it runs.
    writeFileSync(fileOf(1100), `name: Blim Body\n${padding}`);
    const next = nextOf(third);
    fileWritten(fileOf(1100));
    assert.deepEqual(named(await next, `${text} Blim Body.`), ['Quorn Body', 'Kenya', 'Blim Body']);

    // A part of what is kept is lost, but not its length.
    const bytes = readFileSync(kept());
    writeFileSync(kept(), bytes.fill(0, Math.floor(bytes.length / 3)));
    const last = await start().ready;
    assert.deepEqual(named(last, text), ['Quorn Body', 'Kenya']);
    assert.equal(last.knowledge.entity('body-9')?.claims[0]?.say, 'It meets.');
    assert.deepEqual(warnings, []);
  }).timeout(30_000);

  test('lets go of what was kept of files that are no more', async () => {
    await start().ready;
    await until(() => existsSync(kept()) && statSync(kept()).size > 100_000);
    const { mtimeMs } = statSync(kept());
    for (let i = 0; i < 100; i++) {
      rmSync(fileOf(i));
    }
    const store = start();
    const changed = new Promise<Loaded>(resolve => store.onDidChange(resolve));
    assert.deepEqual(named(await store.ready, 'Zorbel Body 7 came.'), ['Zorbel Body 7']);
    assert.deepEqual(named(await changed, 'Zorbel Body 7 met Zorbel Body 700.'), ['Zorbel Body 700']);
    await until(() => statSync(kept()).mtimeMs > mtimeMs);
    const paths = linesOf(section(readPack(readFileSync(kept())), 'files.paths'));
    assert.equal(paths.length, files - 100);
  }).timeout(30_000);

  test('starts from the files where what is kept is damaged', async () => {
    mkdirSync(join(place, 'storage'));
    writeFileSync(kept(), 'DOSSIER1 and nothing that a pack has');
    assert.deepEqual(named(await start().ready, 'Zorbel Body 7 came.'), ['Zorbel Body 7']);
  }).timeout(20_000);
});
