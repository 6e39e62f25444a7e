#!/usr/bin/env node
// Sources: building the index, a keystroke of a search, what rests on a source: node bench/cite.mjs [--small] [--json FILE]
//
// Made-up sources with titles of four to nine words; a thousand typed beginnings of one to three words, as they stand
// after each letter. What rests on a source is asked of a knowledge base of 10,000 claims and of 500 documents.
import { writeFileSync } from 'node:fs';

import { bundled } from './bundle.mjs';
import { makeNames, random } from './names/corpus.mjs';

const small = process.argv.includes('--small');
const json = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined;

const { SourceIndex, impact, documentCitations, convertStyle, sourceList, KnowledgeBase, RecordTable } = await bundled(
  'cite',
  `
      export { SourceIndex } from './src/core/cite/sourceSearch.js';
      export { impact } from './src/core/cite/impact.js';
      export { documentCitations } from './src/core/cite/documentCitations.js';
      export { convertStyle } from './src/core/cite/convertStyle.js';
      export { sourceList } from './src/core/cite/sourceList.js';
      export { KnowledgeBase, RecordTable } from './src/core/knowledge/knowledgeBase.js';`,
);

const next = random(5);
const below = count => Math.floor(next() * count);
const words = makeNames(3000, 3).flatMap(name => name.split(' '));
const word = () => words[below(words.length)];
const origin = { layer: 'desk', file: 'sources/desk.yaml', position: { line: 0, column: 0 } };

function makeSources(count) {
  return Array.from({ length: count }, (_, i) => ({
    id: `${word().toLowerCase()}-${1990 + below(36)}-${i}`,
    type: 'webpage',
    title: Array.from({ length: 4 + below(6) }, word).join(' '),
    authors: next() < 0.6 ? [`${word()}, ${word()}`] : [],
    publisher: `${word()} ${word()}`,
    issued: `${1990 + below(36)}-03`,
    primary: false,
    consulted: 'full',
    status: 'current',
    origin,
  }));
}

function makeKnowledge(sources, claims) {
  const entities = Array.from({ length: claims / 10 }, (_, i) => ({
    id: `e${i}`,
    kind: 'organization',
    name: `${word()} ${word()}`,
    names: [{ text: `${word()} ${word()}`, role: 'name' }],
    roles: [],
    ties: [],
    claims: Array.from({ length: 10 }, () => ({
      say: 'A sentence.',
      cite: Array.from({ length: 1 + below(2) }, () => ({ key: sources[below(sources.length)].id })),
    })),
  }));
  return new KnowledgeBase({
    entities: RecordTable.of(entities),
    sources: RecordTable.of(sources),
    relations: RecordTable.of([]),
    rules: {},
  });
}

function quantiles(times) {
  times.sort((a, b) => a - b);
  const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { p50: at(0.5), p95: at(0.95), most: times.at(-1) };
}

function timed(run, times = 5) {
  const all = [];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    run();
    all.push(performance.now() - started);
  }
  return { first: all[0], median: all.sort((a, b) => a - b)[Math.floor(times / 2)] };
}

const ms = value => `${value.toFixed(2)} ms`;
const results = {};
const count = small ? 2000 : 10_000;
const sources = makeSources(count);
const knowledge = makeKnowledge(sources, 10_000);

const built = timed(() => new SourceIndex(knowledge), 5);
const index = new SourceIndex(knowledge);
const cited = new Set(sources.slice(0, 20).map(({ id }) => id));
// What an extension for LaTeX reads before it can complete as many keys.
const entries = sources
  .map(
    ({ id, title, authors, publisher, issued }) =>
      `@online{${id},\n  title = {${title}},\n  author = {${authors.join(' and ') || publisher}},\n  publisher = {${publisher}},\n  date = {${issued}}\n}\n`,
  )
  .join('\n');
const peer = await import('latex-utensils').then(
  ({ default: { bibtexParser } }) => timed(() => bibtexParser.parse(entries), 3),
  () => undefined,
);
if (peer !== undefined) {
  results.latexUtensils = peer;
  console.log(
    `as many BibTeX entries by latex-utensils: ${ms(peer.median)}, ${(peer.median / built.median).toFixed(1)} times as long`,
  );
}
const queries = Array.from({ length: small ? 100 : 500 }, () => {
  const { title, publisher, issued, authors } = sources[below(count)];
  const all = [...title.split(' '), ...publisher.split(' '), issued.slice(0, 4), ...authors.join(' ').split(/\W+/)];
  return Array.from({ length: 1 + below(3) }, () => all[below(all.length)])
    .filter(Boolean)
    .join(' ');
});
const keystrokes = queries.flatMap(query => Array.from(query, (_, i) => query.slice(0, i + 1)));
for (const typed of keystrokes.slice(0, 200)) {
  index.find(typed, 100, cited);
}
const search = quantiles(
  keystrokes.map(typed => {
    const started = performance.now();
    index.find(typed, 100, cited);
    return performance.now() - started;
  }),
);
results.search = { sources: count, build: built, keystrokes: keystrokes.length, ...search };
console.log(`${count.toLocaleString('en')} sources, their index: first ${ms(built.first)}, median ${ms(built.median)}`);
console.log(`  ${keystrokes.length} keystrokes: p50 ${ms(search.p50)}, p95 ${ms(search.p95)}, most ${ms(search.most)}`);

// A document of some forty paragraphs; every other one cites.
const key = sources[7].id;
const documents = Array.from({ length: small ? 50 : 500 }, (_, i) => ({
  id: `d${i}`,
  text: Array.from({ length: 40 }, (_, j) => {
    const prose = Array.from({ length: 60 }, word).join(' ');
    const which = i % 5 === 0 && j === 10 ? key : sources[below(count)].id;
    return j % 2 === 0 ? `${prose} [see @${which}, p. ${j}; @${sources[below(count)].id}].` : `${prose}.`;
  }).join('\n\n'),
}));
const size = documents.reduce((sum, { text }) => sum + text.length, 0);
const rests = timed(() => impact(knowledge, documents, key), 5);
const found = impact(knowledge, documents, key);
results.impact = { documents: documents.length, characters: size, ...rests, sentences: found.sentences.length };
console.log(
  `what rests on a source, in 10,000 claims and ${documents.length} documents of ${(size / 1e6).toFixed(1)} MB: first ${ms(rests.first)}, median ${ms(rests.median)} (${found.claims.length} claims, ${found.sentences.length} sentences)`,
);
const everywhere = documents.map(({ id, text }) => ({ id, text: `${text}\n\nAll of it [@${key}].` }));
const worst = timed(() => impact(knowledge, everywhere, key), 3);
results.impactEverywhere = worst;
console.log(`  where every document cites it: first ${ms(worst.first)}, median ${ms(worst.median)}`);

const [{ text }] = documents;
const one = timed(() => documentCitations(text), 20);
const switched = timed(() => convertStyle(text, 'pandoc', 'footnote', knowledge), 20);
const listed = timed(() => sourceList(text, knowledge), 20);
results.document = { characters: text.length, read: one, convert: switched, list: listed };
console.log(
  `a document of ${(text.length / 1000).toFixed(0)} kB: citations ${ms(one.median)}, another style ${ms(switched.median)}, list of sources ${ms(listed.median)}`,
);
if (json !== undefined) {
  writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);
}
