#!/usr/bin/env node
// Scores the recogniser on the labelled sentences in bench/labels. Plain Node, no dependencies.
//
//   node bench/score.mjs                    run dist/cli.cjs over the sentences, print the tables and the baselines
//   node bench/score.mjs --cli PATH         another build of the command line tool
//   node bench/score.mjs --pred FILE        score a file of predictions (JSON lines) instead of running the tool
//   node bench/score.mjs --errors           list every error as well
//   node bench/score.mjs --min-f1 0.95      exit 1 if the total F1 is lower
//   node bench/score.mjs --no-baselines     only the recogniser
//   node bench/score.mjs --json FILE        write the numbers to FILE
//   node bench/score.mjs --export FILE      write the sentences as JSON lines {id, text} and stop
//   node bench/score.mjs --check            read the labels strictly, print counts and stop
//   --labels DIR, --only news,hard          other labels, or only some of the files
//
// A prediction is one line for a sentence: {"id": "news:1", "mentions": [{"start", "end", "entity" or "entities",
// "kind", "match"}]}, offsets in UTF-16 units. The rules of scoring are in labels/README.md.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const options = readArguments(process.argv.slice(2));
const labelsFolder = options.labels ?? path.join(here, 'labels');
// Another folder of labels adds kinds to those of the first; so an organization that only the first set marks is an
// error in any text.
const OWN_KINDS = readJson(path.join(labelsFolder, 'kinds.json'));
const KINDS = { ...readJson(path.join(here, 'labels', 'kinds.json')), ...OWN_KINDS };
const SAME = sameIds(readJson(path.join(here, 'labels', 'same.json')));
const ROWS = ['country', 'metonym', 'organization', 'person', 'resolution', 'treaty', 'other'];

// Unmarked and neither right nor wrong, see labels/README.md.
const DONT_CARE = [
  /\b(?:the )?(?:two|both) Koreas\b/gi,
  /(?:\b(?:U\.?N\.?|United Nations)\s+)?\bSecurity Council(?=\s+«?resolutions?\b)|\bUNSC(?=\s+resolutions?\b)/gi,
];
const COUNCIL_BEFORE = /^(?:(?:U\.?N\.?|United Nations)\s+)?(?:Security Council|UNSC)\s+$/i;

main();

function main() {
  const problems = [];
  const docs = readLabels(labelsFolder, problems);
  if (problems.length) {
    for (const p of problems) console.error(p);
    console.error(`${problems.length} ${problems.length === 1 ? 'error' : 'errors'} in the labels`);
    process.exit(1);
  }
  if (options.check) return printCounts(docs);
  const jsonl = docs.map(d => JSON.stringify({ id: d.id, text: d.text })).join('\n') + '\n';
  if (options.export) return fs.writeFileSync(options.export, jsonl);

  const results = {};
  let failed = false;
  const cli = options.cli ?? path.join(here, '..', 'dist', 'cli.cjs');
  if (options.pred || fs.existsSync(cli)) {
    const started = process.hrtime.bigint();
    const out = options.pred ? fs.readFileSync(options.pred, 'utf8') : runCli(cli, jsonl);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const name = options.pred ? `predictions of ${path.basename(options.pred)}` : 'Dossier';
    const result = (results.dossier = score(docs, readPredictions(out, docs)));
    printResult(name, result);
    if (!options.pred) console.log(`  ${docs.length} sentences in ${seconds.toFixed(2)} s, with the start of the tool`);
    if (options.errors) printErrors(result);
    if (options.minF1 !== undefined && result.total.f1 < options.minF1) {
      console.error(`F1 ${result.total.f1.toFixed(3)} is lower than ${options.minF1}`);
      failed = true;
    }
  } else {
    console.error(`There is no ${cli}: build the project (npm run build), or give --cli or --pred.`);
    failed = true;
  }
  if (!options.noBaselines) {
    const table = readCountryTable();
    results.names = score(docs, listPredictions(docs, table, false));
    printResult('Baseline: a plain list of country names', results.names, ['country']);
    results.list = score(docs, listPredictions(docs, table, true));
    printResult('Baseline: the same list with adjectives and the names of peoples', results.list, ['country']);
    const predictions = compromisePredictions(docs, table);
    if (predictions) {
      results.compromise = score(docs, predictions);
      printResult('Baseline: compromise', results.compromise, ['country', 'organization', 'person']);
    } else console.log('\nBaseline: compromise is not installed (npm ci --prefix bench).');
  }
  if (options.json) {
    const plain = Object.fromEntries(
      Object.entries(results).map(([k, r]) => [k, { total: r.total, kinds: r.kinds, files: r.files }]),
    );
    fs.writeFileSync(options.json, JSON.stringify(plain, null, 2) + '\n');
  }
  if (failed) process.exitCode = 1;
}

function readArguments(args) {
  const result = {};
  const flags = { '--errors': 'errors', '--check': 'check', '--no-baselines': 'noBaselines' };
  const values = {
    '--cli': 'cli', '--pred': 'pred', '--json': 'json', '--export': 'export',
    '--labels': 'labels', '--only': 'only', '--min-f1': 'minF1',
  }; // prettier-ignore
  for (let i = 0; i < args.length; i++) {
    if (flags[args[i]]) result[flags[args[i]]] = true;
    else if (values[args[i]] && i + 1 < args.length) result[values[args[i]]] = args[++i];
    else {
      console.error(`I do not know the argument ${args[i]}, or it lacks its value. See the head of score.mjs.`);
      process.exit(2);
    }
  }
  if (result.minF1 !== undefined) result.minF1 = Number(result.minF1);
  if (Number.isNaN(result.minF1)) {
    console.error('--min-f1 wants a number such as 0.95');
    process.exit(2);
  }
  return result;
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`${file}: ${error.message}`);
    process.exit(1);
  }
}

function sameIds(groups) {
  const map = new Map();
  for (const group of groups) for (const id of group) map.set(id, group[0]);
  return map;
}

function canonical(id) {
  return SAME.get(id) ?? id;
}

// ---- the labels

function readLabels(folder, problems) {
  const docs = [];
  const used = new Set();
  const seen = new Map();
  const files = fs.readdirSync(folder).filter((f) => f.endsWith('.txt')).sort(); // prettier-ignore
  if (!files.length) problems.push(`${folder}: no .txt file`);
  for (const file of files) {
    const name = file.slice(0, -4);
    const lines = fs.readFileSync(path.join(folder, file), 'utf8').split('\n');
    if (lines.at(-1) === '') lines.pop();
    else problems.push(`${file}:${lines.length}: the last line does not end with a line break`);
    lines.forEach((line, index) => {
      const where = `${file}:${index + 1}`;
      const error = message => problems.push(`${where}: ${message}`);
      const doc = readLine(line, error);
      doc.id = `${name}:${index + 1}`;
      doc.file = name;
      doc.where = where;
      for (const g of doc.gold) for (const id of g.ids) used.add(id);
      if (seen.has(doc.text)) error(`the same sentence as ${seen.get(doc.text)}`);
      seen.set(doc.text, where);
      docs.push(doc);
    });
  }
  for (const id of Object.keys(OWN_KINDS)) {
    if (!used.has(id)) problems.push(`kinds.json: ${id} is not used in any file`);
    if (!ROWS.includes(KINDS[id]) || KINDS[id] === 'metonym')
      problems.push(`kinds.json: ${id} has the unknown kind ${KINDS[id]}`);
  }
  const only = options.only?.split(',');
  for (const o of only ?? []) if (!files.includes(`${o}.txt`)) problems.push(`--only: there is no ${o}.txt`);
  return only ? docs.filter(d => only.includes(d.file)) : docs;
}

function readLine(line, error) {
  const gold = [];
  const ignore = [];
  let text = '';
  let open = -1;
  if (!line.trim()) error('an empty line');
  if (/^\s|\s$/.test(line)) error('white space at the start or the end of the line');
  if (/[\r\t\ufeff\ufffd]/.test(line)) error('a tab, carriage return, byte order mark or replacement character');
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (c === '\\') {
      if (line[i + 1] !== 'n') error(`a backslash that is not \\n (column ${i + 1})`);
      text += '\n';
      i++;
    } else if (c === '«') {
      if (open >= 0) error(`« inside a mention (column ${i + 1})`);
      open = text.length;
    } else if (c === '»') {
      if (open < 0) {
        error(`» without « (column ${i + 1})`);
        continue;
      }
      const surface = text.slice(open);
      if (!surface || surface !== surface.trim())
        error(`a mention is empty or has white space at an end: "${surface}"`);
      const m = /^\{([^{}]*)\}/.exec(line.slice(i + 1));
      if (!m) error(`» is not followed by {id} (column ${i + 1})`);
      else {
        i += m[0].length;
        const mention = readIds(m[1], surface, error);
        if (mention.ignore) ignore.push({ start: open, end: text.length });
        else gold.push({ start: open, end: text.length, surface, ...mention });
      }
      open = -1;
    } else text += c;
  }
  if (open >= 0) error('« is never closed');
  for (const pattern of DONT_CARE)
    for (const m of text.matchAll(pattern)) ignore.push({ start: m.index, end: m.index + m[0].length });
  return { text, gold, ignore };
}

function readIds(list, surface, error) {
  if (list === '?') return { ignore: true };
  const ids = [];
  let metonym = false;
  for (const part of list.split(',')) {
    const m = /^([a-z0-9]+(?:-[a-z0-9]+)*)(:metonym)?$/.exec(part);
    if (!m) {
      error(`"${part}" is not an id (after "${surface}")`);
      continue;
    }
    if (!Object.hasOwn(KINDS, m[1])) error(`the id ${m[1]} is not in kinds.json (after "${surface}")`);
    if (ids.includes(m[1])) error(`the id ${m[1]} twice (after "${surface}")`);
    ids.push(m[1]);
    if (m[2]) metonym = true;
  }
  return { ids, kind: metonym ? 'metonym' : (KINDS[ids[0]] ?? 'other') };
}

// ---- predictions

function runCli(cli, jsonl) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'labels-'));
  try {
    const file = path.join(folder, 'sentences.jsonl');
    fs.writeFileSync(file, jsonl);
    const run = spawnSync(process.execPath, [cli, 'mentions', '--jsonl', file], {
      cwd: path.join(here, '..'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (run.error || run.status !== 0) {
      console.error(run.error?.message ?? run.stderr);
      console.error(`${cli} mentions --jsonl ended with ${run.status}`);
      process.exit(1);
    }
    return run.stdout;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function readPredictions(jsonl, docs) {
  const known = new Map(docs.map(d => [d.id, d]));
  const result = new Map();
  jsonl.split('\n').forEach((line, index) => {
    if (!line.trim()) return;
    let row;
    try {
      row = JSON.parse(line);
    } catch {
      console.error(`Predictions, line ${index + 1}: not JSON: ${line.slice(0, 80)}`);
      process.exit(1);
    }
    const id = String(row.id ?? docs[index]?.id);
    if (known.has(id)) result.set(id, (row.mentions ?? []).map(readMention));
  });
  const missing = docs.filter(d => !result.has(d.id)).length;
  if (missing) console.error(`Predictions: no line for ${missing} of ${docs.length} sentences`);
  return result;
}

function readMention(m) {
  const entities = [m.entities ?? m.entity ?? m.ids ?? m.id ?? []].flat();
  const ids = entities.map(e => (typeof e === 'string' ? e : (e.id ?? e.entity)));
  const kinds = [m.kinds ?? m.kind ?? []].flat();
  if (!kinds.length) for (const e of entities) if (e?.kind) kinds.push(e.kind);
  return { start: m.start, end: m.end, ids, kinds, match: m.match ?? m.as ?? entities[0]?.match };
}

function rowOf(kind) {
  if (kind === 'organisation') return 'organization';
  return ROWS.includes(kind) ? kind : 'other';
}

// ---- scoring

function score(docs, predictions) {
  const result = { kinds: {}, files: {}, total: counter(), errors: [] };
  for (const row of ROWS) result.kinds[row] = counter();
  for (const d of docs) {
    const file = (result.files[d.file] ??= counter());
    const count = (row, key) => {
      result.kinds[row][key]++;
      file[key]++;
      result.total[key]++;
    };
    const error = (type, row, start, end, detail) => result.errors.push({ type, row, doc: d, start, end, detail });
    const found = new Set();
    const spanned = new Set();
    for (const g of d.gold) count(g.kind, 'gold');
    for (const p of mergeSpans(predictions.get(d.id) ?? [])) {
      const ids = p.ids.map(canonical);
      const g = d.gold.find(x => !spanned.has(x) && sameSpan(d.text, x, p));
      if (g) {
        spanned.add(g);
        count(g.kind, 'predicted');
        count(g.kind, 'span');
        if (g.ids.every(id => ids.includes(canonical(id)))) {
          found.add(g);
          count(g.kind, 'right');
        } else error('link', g.kind, p.start, p.end, `${p.ids.join(', ')} instead of ${g.ids.join(', ')}`);
        continue;
      }
      const row = rowOf(p.kinds[0] ?? KINDS[ids[0]]);
      const scope = scopeOf(d, p, ids, row);
      if (scope === 'in') {
        count(row, 'predicted');
        error('wrong', row, p.start, p.end, p.ids.join(', '));
      } else {
        count(row, scope);
        if (scope === 'outside') error('outside', row, p.start, p.end, p.ids.join(', '));
      }
    }
    for (const g of d.gold) if (!spanned.has(g)) error('missed', g.kind, g.start, g.end, g.ids.join(', '));
  }
  for (const c of [...Object.values(result.kinds), ...Object.values(result.files), result.total]) rates(c);
  return result;
}

function counter() {
  return { gold: 0, predicted: 0, right: 0, span: 0, ignored: 0, outside: 0 };
}

function rates(c) {
  c.precision = c.predicted ? c.right / c.predicted : NaN;
  c.recall = c.gold ? c.right / c.gold : NaN;
  c.f1 = c.gold + c.predicted ? (2 * c.right) / (c.gold + c.predicted) : NaN;
  c.spanF1 = c.gold + c.predicted ? (2 * c.span) / (c.gold + c.predicted) : NaN;
}

function mergeSpans(mentions) {
  const bySpan = new Map();
  for (const m of mentions) {
    const key = `${m.start}-${m.end}`;
    const other = bySpan.get(key);
    if (other) bySpan.set(key, { ...other, ids: [...other.ids, ...m.ids], kinds: [...other.kinds, ...m.kinds] });
    else bySpan.set(key, m);
  }
  return [...bySpan.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

function sameSpan(text, g, p) {
  if (g.end !== p.end) return false;
  if (g.start === p.start) return true;
  return g.kind === 'resolution' && p.start < g.start && COUNCIL_BEFORE.test(text.slice(p.start, g.start));
}

function scopeOf(doc, p, ids, row) {
  const overlaps = x => x.start < p.end && p.start < x.end;
  const gold = doc.gold.filter(overlaps);
  if (!gold.length && (p.match === 'metonym' || doc.ignore.some(overlaps))) return 'ignored';
  if (row === 'country' || row === 'metonym') return 'in';
  if (gold.some(g => ['country', 'organization', 'person'].includes(g.kind))) return 'in';
  return ids.some(id => Object.hasOwn(KINDS, id) || [...SAME].some(([k, v]) => v === id && Object.hasOwn(KINDS, k)))
    ? 'in'
    : 'outside';
}

// ---- output

function printResult(name, result, only) {
  console.log(`\n${name}`);
  const head = ['', 'labelled', 'predicted', 'right', 'precision', 'recall', 'F1', 'span F1', "don't care", 'outside'];
  const line = (label, c) => [
    label, c.gold, c.predicted, c.right, rate(c.precision), rate(c.recall), rate(c.f1), rate(c.spanF1), c.ignored, c.outside,
  ]; // prettier-ignore
  const rows = [head];
  for (const k of only ?? ROWS) rows.push(line(k, result.kinds[k]));
  if (!only) rows.push(line('all kinds', result.total));
  rows.push([]);
  for (const [f, c] of Object.entries(result.files)) {
    if (!only) rows.push(line(f, c));
  }
  if (only) rows.pop();
  const widths = head.map((_, i) => Math.max(...rows.map(r => String(r[i] ?? '').length)));
  for (const r of rows) {
    console.log(
      ('  ' + r.map((c, i) => (i ? String(c).padStart(widths[i]) : String(c).padEnd(widths[i]))).join('  ')).trimEnd(),
    );
  }
}

function rate(x) {
  return Number.isNaN(x) ? '-' : x.toFixed(3);
}

function printErrors(result) {
  const titles = {
    missed: 'Missed',
    wrong: 'Wrong (no such mention)',
    link: 'Right place, wrong entity',
    outside: 'Outside the labels (not counted)',
  };
  for (const [type, title] of Object.entries(titles)) {
    const list = result.errors.filter(e => e.type === type);
    console.log(`\n${title}: ${list.length}`);
    for (const e of list) {
      const t = e.doc.text;
      const context = `${t.slice(Math.max(0, e.start - 30), e.start)}[${t.slice(e.start, e.end)}]${t.slice(e.end, e.end + 30)}`;
      console.log(`  ${e.doc.where}  ${e.row}  ${e.detail}  ${context.replace(/\n/g, '\\n')}`);
    }
  }
}

function printCounts(docs) {
  const files = {};
  for (const d of docs) {
    const c = (files[d.file] ??= { sentences: 0, empty: 0, ignored: 0, kinds: {} });
    c.sentences++;
    if (!d.gold.length) c.empty++;
    c.ignored += d.ignore.length;
    for (const g of d.gold) c.kinds[g.kind] = (c.kinds[g.kind] ?? 0) + 1;
  }
  const all = { sentences: 0, empty: 0, ignored: 0, kinds: {} };
  for (const c of Object.values(files)) {
    for (const k of ['sentences', 'empty', 'ignored']) all[k] += c[k];
    for (const [k, n] of Object.entries(c.kinds)) all.kinds[k] = (all.kinds[k] ?? 0) + n;
  }
  for (const [f, c] of Object.entries({ ...files, all })) {
    const kinds = ROWS.filter(k => c.kinds[k]).map(k => `${k} ${c.kinds[k]}`);
    console.log(
      `${f}: ${c.sentences} sentences, ${c.empty} without a mention, ${c.ignored} spans of no account; ${kinds.join(', ')}`,
    );
  }
  const table = readCountryTable();
  const naive = listPredictions(docs, table, true);
  const trapped = d => naive.get(d.id).some(p => !d.gold.some(g => g.start <= p.start && p.end <= g.end));
  for (const f of Object.keys(files)) {
    const own = docs.filter(d => d.file === f);
    console.log(
      `${f}: a plain list finds a country that is none in ${own.filter(trapped).length} of ${own.length} sentences`,
    );
  }
}

// ---- baselines

function listPredictions(docs, table, adjectives) {
  const index = listIndex(table, adjectives);
  const names = [...index.keys()].sort((a, b) => b.length - a.length);
  const escaped = names.map(n => n.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const result = new Map();
  for (const d of docs) {
    const mentions = [];
    for (const m of d.text.matchAll(pattern)) {
      mentions.push({ start: m.index, end: m.index + m[0].length, ids: index.get(m[0]), kinds: ['country'] });
    }
    result.set(d.id, mentions);
  }
  return result;
}

function listIndex(table, adjectives) {
  const index = new Map();
  for (const row of table) {
    for (const n of adjectives ? [...row.names, ...row.adjectives] : row.names) {
      index.set(n, [...(index.get(n) ?? []), row.id]);
    }
  }
  return index;
}

// compromise marks words, it does not say what they stand for: the list above does that here, and a name turned into
// an id (World Bank: world-bank).
function compromisePredictions(docs, table) {
  let nlp;
  try {
    nlp = createRequire(path.join(here, 'package.json'))('compromise');
    nlp = nlp.default ?? nlp;
  } catch {
    return undefined;
  }
  const index = listIndex(table, true);
  const slug = (s) => s.normalize('NFD').replace(/[\u0300-\u036f.]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''); // prettier-ignore
  const result = new Map();
  for (const d of docs) {
    const doc = nlp(d.text);
    const mentions = [];
    const add = (start, end, kind) => {
      const surface = d.text.slice(start, end);
      let clean = /^[^\p{L}\p{N}]*([\s\S]*?)(?:['’]s?)?[\s,;:!?"'“”’()*_~\]]*$/u.exec(surface)[1];
      if (clean.endsWith('.') && !/\.\p{L}\.$/u.test(clean)) clean = clean.slice(0, -1);
      if (!clean) return;
      const from = start + surface.indexOf(clean);
      const listed = index.get(clean);
      if (kind === 'place' && listed) kind = 'country';
      if (mentions.some(m => m.start < from + clean.length && from < m.end)) return;
      mentions.push({ start: from, end: from + clean.length, ids: listed ?? [slug(clean)], kinds: [kind] });
    };
    // Neighbouring words make one name, unless a comma or the like stands between them.
    let open;
    for (const row of doc.match('(#Country|#Demonym)').json({ offset: true })) {
      const { pre, post, tags } = row.terms[0];
      const [start, end] = [row.offset.start, row.offset.start + row.offset.length];
      const demonym = tags.includes('Demonym');
      const gap = open ? d.text.slice(open.end, start) : '';
      if (open?.joins && !demonym && !pre && !gap.trim()) open.end = end;
      else {
        if (open) add(open.start, open.end, 'country');
        open = { start, end };
      }
      open.joins = !demonym && !post.trim();
    }
    if (open) add(open.start, open.end, 'country');
    for (const [view, kind] of [
      [doc.places(), 'place'],
      [doc.organizations(), 'organization'],
      [doc.people(), 'person'],
    ]) {
      for (const row of view.json({ offset: true })) add(row.offset.start, row.offset.start + row.offset.length, kind);
    }
    result.set(d.id, mentions);
  }
  return result;
}

// id | names | adjectives and peoples. Deliberately plain: what anyone would write down in an hour, without rules.
function readCountryTable() {
  return countries().trim().split('\n').map((line) => {
    const [id, names, adjectives] = line.split('|').map((s) => s.trim());
    const split = (s) => (s ? s.split(';').map((x) => x.trim()) : []);
    return { id, names: split(names), adjectives: split(adjectives) };
  }); // prettier-ignore
}

function countries() {
  return `
afghanistan | Afghanistan | Afghan; Afghans
albania | Albania | Albanian; Albanians
algeria | Algeria | Algerian; Algerians
andorra | Andorra | Andorran; Andorrans
angola | Angola | Angolan; Angolans
antigua-and-barbuda | Antigua and Barbuda | Antiguan; Antiguans
argentina | Argentina | Argentine; Argentines; Argentinian; Argentinians
armenia | Armenia | Armenian; Armenians
australia | Australia | Australian; Australians
austria | Austria | Austrian; Austrians
azerbaijan | Azerbaijan | Azerbaijani; Azerbaijanis
bahamas | Bahamas | Bahamian; Bahamians
bahrain | Bahrain | Bahraini; Bahrainis
bangladesh | Bangladesh | Bangladeshi; Bangladeshis
barbados | Barbados | Barbadian; Barbadians
belarus | Belarus | Belarusian; Belarusians
belgium | Belgium | Belgian; Belgians
belize | Belize | Belizean; Belizeans
benin | Benin | Beninese
bhutan | Bhutan | Bhutanese
bolivia | Bolivia | Bolivian; Bolivians
bosnia-and-herzegovina | Bosnia and Herzegovina; Bosnia | Bosnian; Bosnians
botswana | Botswana |
brazil | Brazil | Brazilian; Brazilians
brunei | Brunei; Brunei Darussalam | Bruneian; Bruneians
bulgaria | Bulgaria | Bulgarian; Bulgarians
burkina-faso | Burkina Faso | Burkinabe
burundi | Burundi | Burundian; Burundians
cabo-verde | Cabo Verde; Cape Verde | Cape Verdean; Cape Verdeans
cambodia | Cambodia | Cambodian; Cambodians
cameroon | Cameroon | Cameroonian; Cameroonians
canada | Canada | Canadian; Canadians
central-african-republic | Central African Republic | Central African
chad | Chad | Chadian; Chadians
chile | Chile | Chilean; Chileans
china | China; People's Republic of China | Chinese
colombia | Colombia | Colombian; Colombians
comoros | Comoros | Comorian; Comorians
congo-drc | Democratic Republic of the Congo; DR Congo; DRC; Congo; Zaire | Congolese
congo-republic | Republic of the Congo; Congo | Congolese
costa-rica | Costa Rica | Costa Rican; Costa Ricans
cote-divoire | Côte d'Ivoire; Ivory Coast | Ivorian; Ivorians
croatia | Croatia | Croatian; Croatians; Croats
cuba | Cuba | Cuban; Cubans
curacao | Curaçao |
cyprus | Cyprus | Cypriot; Cypriots
czechia | Czechia; Czech Republic | Czech; Czechs
czechoslovakia | Czechoslovakia | Czechoslovak
denmark | Denmark | Danish; Danes
djibouti | Djibouti | Djiboutian
dominica | Dominica | Dominican; Dominicans
dominican-republic | Dominican Republic | Dominican; Dominicans
dprk | North Korea; DPRK; Democratic People's Republic of Korea | North Korean; North Koreans
east-germany | East Germany | East German; East Germans
ecuador | Ecuador | Ecuadorian; Ecuadorians
egypt | Egypt | Egyptian; Egyptians
el-salvador | El Salvador | Salvadoran; Salvadorans
england | England | English
equatorial-guinea | Equatorial Guinea |
eritrea | Eritrea | Eritrean; Eritreans
estonia | Estonia | Estonian; Estonians
eswatini | Eswatini; Swaziland | Swazi; Swazis
ethiopia | Ethiopia | Ethiopian; Ethiopians
fiji | Fiji | Fijian; Fijians
finland | Finland | Finnish; Finns
france | France | French
gabon | Gabon | Gabonese
gambia | Gambia | Gambian; Gambians
georgia | Georgia | Georgian; Georgians
germany | Germany | German; Germans
ghana | Ghana | Ghanaian; Ghanaians
greece | Greece | Greek; Greeks
greenland | Greenland | Greenlandic
grenada | Grenada | Grenadian; Grenadians
guatemala | Guatemala | Guatemalan; Guatemalans
guernsey | Guernsey |
guinea | Guinea | Guinean; Guineans
guinea-bissau | Guinea-Bissau |
guyana | Guyana | Guyanese
haiti | Haiti | Haitian; Haitians
holy-see | Holy See; Vatican |
honduras | Honduras | Honduran; Hondurans
hong-kong | Hong Kong |
hungary | Hungary | Hungarian; Hungarians
iceland | Iceland | Icelandic; Icelanders
india | India | Indian; Indians
indonesia | Indonesia | Indonesian; Indonesians
iran | Iran | Iranian; Iranians
iraq | Iraq | Iraqi; Iraqis
ireland | Ireland | Irish
israel | Israel | Israeli; Israelis
italy | Italy | Italian; Italians
jamaica | Jamaica | Jamaican; Jamaicans
japan | Japan | Japanese
jersey | Jersey |
jordan | Jordan | Jordanian; Jordanians
kazakhstan | Kazakhstan | Kazakh; Kazakhs
kenya | Kenya | Kenyan; Kenyans
kiribati | Kiribati |
kosovo | Kosovo | Kosovar; Kosovars
kuwait | Kuwait | Kuwaiti; Kuwaitis
kyrgyzstan | Kyrgyzstan | Kyrgyz
laos | Laos | Lao; Laotian; Laotians
latvia | Latvia | Latvian; Latvians
lebanon | Lebanon | Lebanese
lesotho | Lesotho | Basotho
liberia | Liberia | Liberian; Liberians
libya | Libya | Libyan; Libyans
liechtenstein | Liechtenstein |
lithuania | Lithuania | Lithuanian; Lithuanians
luxembourg | Luxembourg |
macao | Macao; Macau |
madagascar | Madagascar | Malagasy
malawi | Malawi | Malawian; Malawians
malaysia | Malaysia | Malaysian; Malaysians
maldives | Maldives | Maldivian; Maldivians
mali | Mali | Malian; Malians
malta | Malta | Maltese
marshall-islands | Marshall Islands | Marshallese
mauritania | Mauritania | Mauritanian; Mauritanians
mauritius | Mauritius | Mauritian; Mauritians
mexico | Mexico | Mexican; Mexicans
micronesia | Micronesia | Micronesian
moldova | Moldova | Moldovan; Moldovans
monaco | Monaco | Monegasque
mongolia | Mongolia | Mongolian; Mongolians
montenegro | Montenegro | Montenegrin; Montenegrins
morocco | Morocco | Moroccan; Moroccans
mozambique | Mozambique | Mozambican; Mozambicans
myanmar | Myanmar; Burma | Burmese
namibia | Namibia | Namibian; Namibians
nauru | Nauru | Nauruan; Nauruans
nepal | Nepal | Nepali; Nepalese
netherlands | Netherlands; Holland | Dutch
new-caledonia | New Caledonia |
new-zealand | New Zealand | New Zealander; New Zealanders
nicaragua | Nicaragua | Nicaraguan; Nicaraguans
niger | Niger | Nigerien; Nigeriens
nigeria | Nigeria | Nigerian; Nigerians
north-macedonia | North Macedonia; Macedonia | Macedonian; Macedonians
northern-ireland | Northern Ireland | Northern Irish
norway | Norway | Norwegian; Norwegians
oman | Oman | Omani; Omanis
pakistan | Pakistan | Pakistani; Pakistanis
palau | Palau | Palauan
palestine | Palestine | Palestinian; Palestinians
panama | Panama | Panamanian; Panamanians
papua-new-guinea | Papua New Guinea |
paraguay | Paraguay | Paraguayan; Paraguayans
peru | Peru | Peruvian; Peruvians
philippines | Philippines | Philippine; Filipino; Filipinos
poland | Poland | Polish; Poles
portugal | Portugal | Portuguese
puerto-rico | Puerto Rico | Puerto Rican; Puerto Ricans
qatar | Qatar | Qatari; Qataris
rok | South Korea; ROK; Republic of Korea; Korea | South Korean; South Koreans; Korean; Koreans
romania | Romania | Romanian; Romanians
russia | Russia; Russian Federation | Russian; Russians
rwanda | Rwanda | Rwandan; Rwandans
saint-kitts-and-nevis | Saint Kitts and Nevis |
saint-lucia | Saint Lucia | Saint Lucian
saint-vincent-and-the-grenadines | Saint Vincent and the Grenadines |
samoa | Samoa | Samoan; Samoans
san-marino | San Marino |
sao-tome-and-principe | São Tomé and Príncipe |
saudi-arabia | Saudi Arabia | Saudi; Saudis
scotland | Scotland | Scottish; Scots
senegal | Senegal | Senegalese
serbia | Serbia | Serbian; Serbians; Serbs
seychelles | Seychelles |
sierra-leone | Sierra Leone | Sierra Leonean; Sierra Leoneans
singapore | Singapore | Singaporean; Singaporeans
slovakia | Slovakia | Slovak; Slovaks
slovenia | Slovenia | Slovenian; Slovenians
solomon-islands | Solomon Islands |
somalia | Somalia | Somali; Somalis
south-africa | South Africa | South African; South Africans
south-sudan | South Sudan | South Sudanese
spain | Spain | Spanish; Spaniards
sri-lanka | Sri Lanka | Sri Lankan; Sri Lankans
sudan | Sudan | Sudanese
suriname | Suriname | Surinamese
sweden | Sweden | Swedish; Swedes
switzerland | Switzerland | Swiss
syria | Syria | Syrian; Syrians
taiwan | Taiwan | Taiwanese
tajikistan | Tajikistan | Tajik; Tajiks
tanzania | Tanzania | Tanzanian; Tanzanians
thailand | Thailand | Thai; Thais
timor-leste | Timor-Leste; East Timor | Timorese
togo | Togo | Togolese
tonga | Tonga | Tongan; Tongans
trinidad-and-tobago | Trinidad and Tobago | Trinidadian; Trinidadians
tunisia | Tunisia | Tunisian; Tunisians
turkiye | Türkiye; Turkey | Turkish; Turks
turkmenistan | Turkmenistan | Turkmen
tuvalu | Tuvalu | Tuvaluan; Tuvaluans
uganda | Uganda | Ugandan; Ugandans
uk | United Kingdom; UK; Great Britain; Britain | British; Britons
ukraine | Ukraine | Ukrainian; Ukrainians
united-arab-emirates | United Arab Emirates; UAE | Emirati; Emiratis
uruguay | Uruguay | Uruguayan; Uruguayans
usa | United States; United States of America; U.S.; US; USA; America | American; Americans
ussr | Soviet Union; USSR | Soviet; Soviets
uzbekistan | Uzbekistan | Uzbek; Uzbeks
vanuatu | Vanuatu |
venezuela | Venezuela | Venezuelan; Venezuelans
vietnam | Vietnam; Viet Nam | Vietnamese
wales | Wales | Welsh
yemen | Yemen | Yemeni; Yemenis
yugoslavia | Yugoslavia | Yugoslav
zambia | Zambia | Zambian; Zambians
zimbabwe | Zimbabwe | Zimbabwean; Zimbabweans
`;
}
