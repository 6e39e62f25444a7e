#!/usr/bin/env node
// The long run of the edit property: node bench/editProperty.mjs [--minutes N] [--seed N]
//
// Random documents and random edits; after each edit the updated analysis has to equal a fresh one. A failure is shrunk
// and printed with the seed that repeats it. The short run is a test; this one is for changes of the scan.
import { bundled } from './bundle.mjs';

const { holdsFor, noCounts, propertyRun } = await bundled(
  'edits',
  `export { holdsFor, noCounts, propertyRun } from './test/support/edits.js';`,
);

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const minutes = option('minutes', 5);
const firstSeed = option('seed', Date.now() % 2 ** 31);
const counts = noCounts();
const until = Date.now() + minutes * 60_000;
let seed = firstSeed;
console.log(`seeds from ${firstSeed}`);
do {
  propertyRun(given => holdsFor(given, counts), { seed, numRuns: 500 });
  seed++;
} while (Date.now() < until);
console.log(`seeds to ${seed - 1}; every update equalled a fresh analysis`);
for (const [what, count] of Object.entries(counts)) {
  console.log(`  ${what.padEnd(18)} ${count.toLocaleString('en').padStart(14)}`);
}
