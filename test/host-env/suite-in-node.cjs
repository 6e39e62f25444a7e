/**
 * What VS Code loads as the test suite in the Node extension host: it marks the console, then runs the real suite,
 * whose path is in the environment. What the suite throws VS Code itself writes to that console.
 */
'use strict';

exports.run = async function run() {
  require('./speak.cjs');
  const suite = require(String(process.env.DOSSIER_SUITE));
  await suite.run();
};
