/**
 * Loaded into VS Code's server with `--require`: ends it when the process that started it is gone.
 *
 * A killed test run (`kill -9`, a closed container) has no moment to stop its server; the server looks for itself.
 * Its children inherit the variable and usually this file too, so the whole family goes.
 */
'use strict';

const parent = Number(process.env.DOSSIER_PARENT);

if (Number.isInteger(parent) && parent > 0) {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(1);
    }
  }, 1000).unref();
}
