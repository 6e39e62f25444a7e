/** `sources`: what texts cite, or all sources of the record, for Pandoc and for managers of references. */

import { printCslJson } from '../core/cite/csl.js';
import { citedKeys, documentCitations } from '../core/cite/documentCitations.js';
import { UsageError } from './files.js';
import { load, readText, valueOf, writeAll } from './input.js';

/** Prints the sources; the exit status is 1 where a text cites one that the record does not have. */
export async function printSources(args: readonly string[], usage: string): Promise<number> {
  const knowledge: string[] = [];
  const files: string[] = [];
  let format: 'csl-json' | 'bibtex' = 'csl-json';
  let builtIn = true;
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    switch (argument) {
      case '--csl-json':
        format = 'csl-json';
        break;
      case '--bibtex':
        format = 'bibtex';
        break;
      case '--knowledge':
        knowledge.push(valueOf(args, ++i, argument));
        break;
      case '--no-builtin':
        builtIn = false;
        break;
      default:
        if (argument.startsWith('--')) {
          throw new UsageError(`unknown option ${argument}. ${usage}`);
        }
        files.push(argument);
    }
  }
  const { knowledge: record } = load({ knowledge, builtIn });
  let unknown = 0;
  const keys = new Set<string>();
  for (const file of files) {
    for (const key of citedKeys(documentCitations(readText(file)))) {
      if (record.source(key) === undefined) {
        unknown++;
        writeAll(2, `${file}: the record has no source "${key}"\n`);
      }
      keys.add(key);
    }
  }
  const sources = files.length === 0 ? record.sources : [...keys].flatMap(key => record.source(key) ?? []);
  writeAll(
    1,
    format === 'csl-json' ? printCslJson(sources) : (await import('../core/cite/bibtex.js')).printBibtex(sources),
  );
  return unknown === 0 ? 0 : 1;
}
