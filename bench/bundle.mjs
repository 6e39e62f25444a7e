// A bundle of the parts of the product that a benchmark uses.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** What the exports in `contents` give; paths in them are counted from the top of the project. */
export async function bundled(name, contents) {
  const outfile = join(root, 'out/bench', `${name}.cjs`);
  await build({
    stdin: { contents, resolveDir: root },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'es2023',
    logLevel: 'warning',
  });
  return createRequire(import.meta.url)(outfile);
}
