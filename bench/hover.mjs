#!/usr/bin/env node
// A hover in a long text: node bench/hover.mjs [--small] [--json FILE]
//
// 80,000 names and 5 MB of prose with a citation in every tenth paragraph. A hover asks, at any place, for the name there
// and its card; else for the citation; else for a word of likelihood: all that the editor's hover asks of the core.
// Measured as the text lies there, and right behind an edit elsewhere, the update of the analysis included.
import { writeFileSync } from 'node:fs';

import { bundled } from './bundle.mjs';
import { makeNames, makeProse, random } from './names/corpus.mjs';

const small = process.argv.includes('--small');
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;
const count = small ? 5000 : 80_000;
const size = small ? 300_000 : 5_000_000;

const { Recognizer, KnowledgeBase, RecordTable, AnalysedCitations, bandAt, cardMarkdown } = await bundled(
  'hover',
  `
      export { Recognizer } from './src/core/recognize/recognizer.js';
      export { KnowledgeBase, RecordTable } from './src/core/knowledge/knowledgeBase.js';
      export { AnalysedCitations } from './src/core/cite/analysedCitations.js';
      export { bandAt } from './src/core/check/likelihood.js';
      export { cardMarkdown } from './src/core/present/card.js';`,
);

const names = makeNames(count, 5);
const entities = names.map((name, i) => ({
  id: `e${i}`, kind: 'organization', name, buildsOn: [], parties: [], successors: [], predecessors: [], roles: [], ties: [],
  notNames: [], names: [{ text: name, role: 'name' }], origin: { layer: 'bench', file: '', position: { line: 0, column: 0 } },
  claims: [{ say: 'It was founded in that year.', type: 'fact', status: 'current', cite: [{ key: 's' }], contradicts: [], supersededBy: [] }],
})); // prettier-ignore
const knowledge = new KnowledgeBase({
  entities: RecordTable.of(entities),
  sources: RecordTable.of([]),
  relations: RecordTable.of([]),
  rules: {},
});
const recognizer = new Recognizer(knowledge);
const next = random(9);
const text = makeProse(size, names).replace(/\.\n\n/g, end =>
  next() < 0.1 ? ` [see @s-${Math.floor(next() * 900)}, p. 3]${end}` : end,
);
const reach = 200;
const link = entity => `command:dossier.openRecord?${encodeURIComponent(JSON.stringify([entity.id]))}`;
const links = { openRecord: link, reveal: link, cite: link, openSource: key => `command:dossier.openSource?${key}` };

function hover(analysis, offset) {
  const mention = analysis.mentionAt(offset);
  if (mention !== undefined) {
    const matched = analysis.slice(mention.start, mention.end);
    return cardMarkdown(mention, knowledge, { links, matched, maxClaims: 5 });
  }
  const citation = AnalysedCitations.of(analysis).at(offset);
  const from = Math.max(0, offset - reach);
  return (
    citation ?? bandAt(analysis.isProse(offset) ? analysis.slice(from, offset + reach) : '', offset - from, 'icd203')
  );
}

function quantiles(times) {
  times.sort((a, b) => a - b);
  const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { p50: at(0.5), p95: at(0.95), most: times.at(-1) };
}

const places = Array.from({ length: small ? 400 : 4000 }, () => Math.floor(next() * text.length));
let analysis = recognizer.analyze(text);
let answers = 0;
const timed = run => {
  const started = performance.now();
  answers += run() === undefined ? 0 : 1;
  return performance.now() - started;
};
const first = timed(() => hover(analysis, places[0]));
const still = quantiles(places.map(place => timed(() => hover(analysis, place))));
const edited = quantiles(
  places.slice(0, 400).map((place, i) =>
    timed(() => {
      const at = places[(i + 7) % places.length];
      analysis = recognizer.update(analysis, [{ start: at, end: at, text: 'x' }]);
      return hover(analysis, place);
    }),
  ),
);
console.log(`${count.toLocaleString('en')} names, ${(size / 1e6).toFixed(1)} MB; ${answers} hovers had an answer`);
const line = (what, { p50, p95, most }) =>
  console.log(`  ${what.padEnd(26)} p50 ${p50.toFixed(3)} ms, p95 ${p95.toFixed(3)} ms, most ${most.toFixed(1)} ms`);
console.log(`  the first                  ${first.toFixed(2)} ms`);
line('as the text lies there', still);
line('right behind an edit', edited);
if (json !== undefined) {
  writeFileSync(json, `${JSON.stringify({ names: count, characters: text.length, first, still, edited }, null, 2)}\n`);
}
