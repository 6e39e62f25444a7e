/** The suite that VS Code loads in its web worker extension host: the same tests, with nothing of Node. */

import 'mocha/mocha.js';

import { defineFeatures } from './features.js';

export async function run(): Promise<void> {
  mocha.setup({ ui: 'tdd', reporter: 'spec', timeout: 30_000 });
  defineFeatures('web');
  await new Promise<void>((resolve, reject) => {
    mocha.run(failures => (failures === 0 ? resolve() : reject(new Error(`${failures} tests failed`))));
  });
}
