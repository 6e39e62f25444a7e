/** The suite that VS Code loads in its Node extension host. */

import MochaClass, * as namespace from 'mocha';

import { defineFeatures } from './features.js';

export async function run(): Promise<void> {
  // Node 22 gives a namespace where Node 24 gives the class itself.
  const Mocha = (Reflect.get(namespace, 'Mocha') as typeof MochaClass | undefined) ?? MochaClass;
  const mocha = new Mocha({ ui: 'tdd', timeout: 30_000, reporter: 'spec' });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  defineFeatures('node');
  await new Promise<void>((resolve, reject) => {
    mocha.run(failures => (failures === 0 ? resolve() : reject(new Error(`${failures} tests failed`))));
  });
}
