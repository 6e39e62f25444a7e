/** What Pandoc says: the citations of texts as it reads them, where it is installed. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One citation: key, mode, prefix, suffix and, where there is one, the label and value of its locator. */
export type PandocCitation = readonly [key: string, mode: 'N' | 'A' | 'S', prefix: string, suffix: string];

export interface PandocReading {
  /** Outermost first, in the order of the text. */
  readonly groups: readonly (readonly PandocCitation[])[];
  /** Of each citation of the groups, `page 3` or nothing. */
  readonly locators: readonly string[];
}

interface Node {
  readonly t?: string;
  readonly c?: unknown;
  readonly citationId?: string;
}

const modes = { NormalCitation: 'N', AuthorInText: 'A', SuppressAuthor: 'S' } as const;

export function pandocVersion(): string | undefined {
  try {
    return execFileSync('pandoc', ['--version'], { encoding: 'utf8' }).split('\n', 1)[0];
  } catch {
    return undefined;
  }
}

function idOf({ t, c }: Node): string {
  return t === 'Div' ? ((c as readonly (readonly string[])[])[0]?.[0] ?? '') : '';
}

function words(inlines: unknown): string {
  return (inlines as readonly Node[])
    .map(({ t, c }) => {
      switch (t) {
        case 'Str':
          return c as string;
        case 'Space':
        case 'SoftBreak':
          return ' ';
        case 'Emph':
        case 'Strong':
          return words(c);
        case 'Cite':
        case 'Link':
        case 'Span':
        case 'Quoted':
          return words((c as readonly unknown[])[1]);
        case 'Code':
          return (c as readonly string[])[1] ?? '';
        default:
          return '';
      }
    })
    .join('');
}

function cites(node: unknown, found: (readonly [readonly PandocCitation[], string])[] = []): typeof found {
  if (Array.isArray(node)) {
    for (const item of node) {
      cites(item, found);
    }
  } else if (typeof node === 'object' && node !== null) {
    const { t, c } = node as Node;
    if (t === 'Cite') {
      const [citations, inlines] = c as [
        readonly {
          readonly citationId: string;
          readonly citationMode: { readonly t: keyof typeof modes };
          readonly citationPrefix: unknown;
          readonly citationSuffix: unknown;
        }[],
        unknown,
      ];
      found.push([
        citations.map(
          item =>
            [
              item.citationId,
              modes[item.citationMode.t],
              words(item.citationPrefix),
              words(item.citationSuffix),
            ] as const,
        ),
        words(inlines),
      ]);
      for (const { citationPrefix, citationSuffix } of citations) {
        cites(citationPrefix, found);
        cites(citationSuffix, found);
      }
    } else {
      for (const value of Object.values(node)) {
        cites(value, found);
      }
    }
  }
  return found;
}

const style = `<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>l</title><id>l</id></info>
<citation><layout delimiter=" "><group><text value="#"/><text variable="title"/><text value="#"/>
<group delimiter=" "><label variable="locator" form="long" plural="never"/><text variable="locator"/></group><text value="#"/></group></layout></citation>
</style>`;

/** The groups of each text, and what citeproc takes for their locators. */
export function pandocReads(texts: readonly string[]): readonly PandocReading[] {
  const document = texts.map((text, i) => `::: {#f${i}}\n\n${text}\n\n:::\n`).join('\n');
  const folder = mkdtempSync(join(tmpdir(), 'dossier-pandoc-'));
  try {
    const blocks = (args: readonly string[]): readonly Node[] =>
      (
        JSON.parse(
          execFileSync('pandoc', ['-f', 'markdown-example_lists', '-t', 'json', ...args], {
            encoding: 'utf8',
            input: document,
            stdio: ['pipe', 'pipe', 'ignore'],
          }),
        ) as { readonly blocks: readonly Node[] }
      ).blocks;
    const read = (args: readonly string[]): readonly (typeof none)[] => {
      const byId = new Map(blocks(args).map(block => [idOf(block), cites(block)]));
      return texts.map((_, i) => byId.get(`f${i}`) ?? none);
    };
    const none: ReturnType<typeof cites> = [];
    const plain = read([]);
    const keys = [...new Set(plain.flat().flatMap(([group]) => group.map(([key]) => key)))];
    writeFileSync(join(folder, 'a.csl'), style);
    writeFileSync(join(folder, 'a.json'), JSON.stringify(keys.map((id, i) => ({ id, type: 'book', title: `k${i}` }))));
    const cited = read([
      '--citeproc',
      `--csl=${join(folder, 'a.csl')}`,
      `--bibliography=${join(folder, 'a.json')}`,
      '--metadata=suppress-bibliography=true',
    ]);
    return plain.map((groups, i) => ({
      groups: groups.map(([group]) => group),
      locators: groups.flatMap(([group], j) => {
        const shown = [...(cited[i]?.[j]?.[1] ?? '').matchAll(/#k(\d+)#([^#]*)#/g)];
        return group.map(([key]) => shown.find(match => keys[Number(match[1])] === key)?.[2] ?? '');
      }),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
