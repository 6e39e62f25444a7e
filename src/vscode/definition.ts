/** From a name to its record, and from a citation key to its source's record. */

import * as vscode from 'vscode';

import { AnalysedCitations } from '../core/cite/analysedCitations.js';
import type { Origin } from '../core/knowledge/model.js';
import { type Analyses, selector } from './analyses.js';

export function registerDefinition(analyses: Analyses): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider(selector, {
    async provideDefinition(document, position) {
      const { loaded, analysis } = await analyses.of(document);
      const offset = document.offsetAt(position);
      const places = (origins: readonly Origin[]): vscode.Location[] =>
        origins.flatMap(origin => {
          const uri = loaded.uriOf(origin);
          const { line, column } = origin.position;
          return uri === undefined ? [] : [new vscode.Location(uri, new vscode.Position(line, column))];
        });
      const mention = analysis.mentionAt(offset);
      if (mention !== undefined) {
        return places(mention.senses.map(({ entity }) => entity.origin));
      }
      const citation = AnalysedCitations.of(analysis).at(offset);
      const source = citation === undefined ? undefined : loaded.knowledge.source(citation.key);
      return source === undefined ? [] : places([source.origin]);
    },
  });
}
