/** Ghost text: the rest of an unambiguous name while prose is being written; Tab accepts it. */

import * as vscode from 'vscode';

import { type Analyses, selector } from './analyses.js';
import { readSettings } from './settings.js';

export function registerGhostText(analyses: Analyses): vscode.Disposable {
  return vscode.languages.registerInlineCompletionItemProvider(selector, {
    async provideInlineCompletionItems(document, position, _context, token) {
      if (!readSettings(vscode.workspace.getConfiguration('dossier', document))['ghostText.enabled']) {
        return [];
      }
      const line = document.lineAt(position).text;
      // In the middle of a word the rest is written already.
      if (/^[\p{L}\p{N}]/u.test(line.slice(position.character))) {
        return [];
      }
      const { loaded, analysis } = await analyses.of(document);
      const offset = document.offsetAt(position);
      if (token.isCancellationRequested || !analysis.isProse(Math.max(0, offset - 1))) {
        return [];
      }
      const rest = loaded.completion.ghost(line.slice(0, position.character));
      return rest === undefined ? [] : [new vscode.InlineCompletionItem(rest, new vscode.Range(position, position))];
    },
  });
}
