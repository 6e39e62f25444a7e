/** Shows the card of a name, or of a source, over exactly its place in the text. */

import * as vscode from 'vscode';

import { AnalysedCitations } from '../core/cite/analysedCitations.js';
import type { CitationMention } from '../core/cite/citations.js';
import { type Band, bandAt } from '../core/check/likelihood.js';
import {
  cardMarkdown,
  type CitationContext,
  citationContextMarkdown,
  sourceCardMarkdown,
} from '../core/present/card.js';
import { type Analyses, selector } from './analyses.js';
import type { Analysis, Mention } from '../core/recognize/recognizer.js';
import { cardLinks, markdownOf, pinLink } from './links.js';
import { isPinnable } from './pins.js';
import { readSettings } from './settings.js';

/** A paragraph of more lines is none that a reader overlooks. */
const farthestLine = 40;

/** No term of likelihood is longer, in UTF-16 units. */
const farthestTerm = 200;

export function registerHover(analyses: Analyses): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      const settings = readSettings(vscode.workspace.getConfiguration('dossier', document));
      if (!settings['hover.enabled']) {
        return undefined;
      }
      const { loaded, analysis } = await analyses.of(document);
      if (token.isCancellationRequested) {
        return undefined;
      }
      const offset = document.offsetAt(position);
      const rangeOf = (start: number, end: number): vscode.Range =>
        new vscode.Range(document.positionAt(start), document.positionAt(end));
      const mention = analysis.mentionAt(offset);
      if (mention !== undefined) {
        const matched = analysis.slice(mention.start, mention.end);
        const options = { links: cardLinks, matched, maxClaims: settings['hover.claims'] };
        const cards = [
          ...cardMarkdown(mention, loaded.knowledge, options),
          ...(isPinnable(mention) ? [pinMarkdown(mention)] : []),
        ];
        return new vscode.Hover(cards.map(markdownOf), rangeOf(mention.start, mention.end));
      }
      const citations = AnalysedCitations.of(analysis);
      const citation = citations.at(offset);
      if (citation === undefined) {
        const scale = settings['check.likelihoodScale'];
        const from = Math.max(0, offset - farthestTerm);
        const near = analysis.isProse(offset) ? analysis.slice(from, offset + farthestTerm) : '';
        const band = bandAt(near, offset - from, scale);
        return band === undefined
          ? undefined
          : new vscode.Hover(markdownOf(bandMarkdown(band, scale)), rangeOf(from + band.start, from + band.end));
      }
      const source = loaded.knowledge.source(citation.key);
      if (source === undefined) {
        return undefined;
      }
      const cards = [
        sourceCardMarkdown(source, loaded.knowledge, cardLinks),
        citationContextMarkdown(source, loaded.knowledge, contextOf(document, analysis, citations.all, citation)),
      ];
      return new vscode.Hover(
        cards.filter(card => card !== '').map(markdownOf),
        rangeOf(citation.keyStart, citation.keyEnd),
      );
    },
  });
}

function contextOf(
  document: vscode.TextDocument,
  analysis: Analysis,
  citations: readonly CitationMention[],
  { key, keyStart }: CitationMention,
): CitationContext {
  const { line } = document.positionAt(keyStart);
  const isBlank = (at: number): boolean =>
    at < 0 || at >= document.lineCount || document.lineAt(at).isEmptyOrWhitespace;
  let first = line;
  let last = line;
  while (!isBlank(first - 1) && line - first < farthestLine) {
    first--;
  }
  while (!isBlank(last + 1) && last - line < farthestLine) {
    last++;
  }
  const start = document.offsetAt(new vscode.Position(first, 0));
  const end = document.offsetAt(document.lineAt(last).range.end);
  const others = citations.filter(other => other.key === key && other.keyStart !== keyStart);
  return {
    named: new Set(analysis.mentionsIn(start, end).flatMap(({ senses }) => senses.map(({ entity }) => entity.id))),
    lines: [...new Set(others.map(other => document.positionAt(other.keyStart).line + 1))],
  };
}

function bandMarkdown({ term, low, high }: Band, scale: 'icd203' | 'phia'): string {
  const name = scale === 'icd203' ? 'ICD 203' : vscode.l10n.t('PHIA yardstick');
  return vscode.l10n.t('**{0}** — {1} to {2} per cent · {3}', term, low, high, name);
}

function pinMarkdown({ start, unpinned }: Mention): string {
  const words =
    unpinned === undefined
      ? vscode.l10n.t('Say which is meant')
      : vscode.l10n.t('Pinned to one of several meanings; change');
  return `[${words}](${pinLink(start)})`;
}
