/**
 * Marks what a test suite writes to the console.
 *
 * VS Code mixes the console of the extension host with its own log; the mark tells the two apart. This source is also
 * put before a suite that runs in a web worker, so it stands alone.
 */
'use strict';

(function markConsole() {
  const mark = '\u2063dossier';
  const plain = (/** @type {unknown} */ value) => {
    if (value instanceof Error) {
      return value.stack ?? String(value);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    try {
      return JSON.stringify(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  };
  for (const level of /** @type {const} */ (['debug', 'log', 'info', 'warn', 'error'])) {
    const write = console[level].bind(console);
    // VS Code has made these properties ignore an assignment.
    Object.defineProperty(console, level, {
      value: (/** @type {unknown[]} */ ...values) => write(mark, ...values.map(plain)),
    });
  }
})();
