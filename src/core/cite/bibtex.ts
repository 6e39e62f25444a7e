/**
 * Sources from BibTeX and BibLaTeX and back, by way of CSL. Reading TeX's accents and the many types of entries is the
 * library's work; it is loaded by nobody but this module, which is loaded when a file is imported or exported.
 */

import config from '@citation-js/plugin-bibtex/lib-mjs/config.js';
import { parse as readEntries } from '@citation-js/plugin-bibtex/lib-mjs/input/entries.js';
import { parse as readFile } from '@citation-js/plugin-bibtex/lib-mjs/input/file.js';
import { format as toEntries } from '@citation-js/plugin-bibtex/lib-mjs/output/entries.js';

import type { Source } from '../knowledge/model.js';
import { fromCslItems, type Imported, type ImportProblem, type NewSource, sortedByKey, toCsl } from './csl.js';

// In ASCII the library leaves out every letter that TeX has no command for: all of Cyrillic, all of Korean.
config.format.asciiOnly = false;

const signs: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
]);

function texOf(text: string): string {
  return text.replace(/[\\{}&%$#_~^]/g, sign => signs.get(sign) ?? `\\${sign}`);
}

/** The item with the signs of TeX escaped, which the library does only in ASCII; addresses are taken as they are. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') {
    return texOf(value);
  }
  if (Array.isArray(value)) {
    return value.map(escaped);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([name, part]) => [
          name,
          /^(?:URL|id|type)$/.test(name) ? (part as unknown) : escaped(part),
        ]),
      )
    : value;
}

/** Reads a file of entries. An entry with a mistake becomes a problem and stops no other. */
export function parseBibtex(text: string): Imported {
  const whole = tryRead(text);
  if (whole.problem === undefined) {
    return fromCslItems(whole.items);
  }
  // One entry at a time, each with the abbreviations of the file.
  const entries = text.split(/^(?=[ \t]*@)/m);
  const strings = entries
    .filter(entry => /^\s*@string\b/i.test(entry) && tryRead(entry).problem === undefined)
    .join('');
  const items: unknown[] = [];
  const problems: ImportProblem[] = [];
  for (const [index, entry] of entries.entries()) {
    if (/^\s*@(?!string\b|comment\b|preamble\b)\w/i.test(entry)) {
      const { items: read, problem } = tryRead(strings + entry);
      items.push(...read);
      if (problem !== undefined) {
        const key = /^\s*@\w+\s*[{(]\s*([^\s,{}]+)/.exec(entry)?.[1];
        problems.push({ entry: key ?? String(index + 1), message: problem });
      }
    }
  }
  const imported = fromCslItems(items);
  return { sources: imported.sources, problems: [...problems, ...imported.problems] };
}

function tryRead(text: string): { readonly items: readonly unknown[]; readonly problem?: string } {
  try {
    return { items: readEntries(readFile(text)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { items: [], problem: `This entry cannot be read: ${message.split('\n', 1)[0] ?? ''}` };
  }
}

/** Entries for BibLaTeX and for Pandoc's `--bibliography`, sorted by key; the keys are those of the records. */
export function printBibtex(sources: readonly (Source | NewSource)[]): string {
  return sortedByKey(sources)
    .map(source => {
      const { id, custom: _, ...item } = toCsl(source);
      // The library makes keys of its own where it does not like one.
      const [entry] = toEntries([escaped({ ...item, id })]);
      // `urldate` says when a page was retrieved; the library says it in words too.
      const said = Object.entries(entry?.properties ?? {}).filter(
        ([, value]) => !value.startsWith('[Online; accessed'),
      );
      const fields = said.map(([name, value]) => `  ${name} = {${value}},\n`);
      return `@${entry?.type ?? 'misc'}{${id},\n${fields.join('')}}\n`;
    })
    .join('\n');
}
