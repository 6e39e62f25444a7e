/**
 * Marks in texts that nobody has open: a sentence that rests on a source which was withdrawn, or which another has taken
 * the place of. Open texts are marked by the checks; without such a source nothing is read at all.
 */

import * as vscode from 'vscode';

import { citingSentences } from '../core/cite/impact.js';
import type { Source } from '../core/knowledge/model.js';
import { selector } from './analyses.js';
import { readText } from './files.js';
import { Positions } from './positions.js';
import { readSettings } from './settings.js';
import type { KnowledgeStore, Loaded } from './store.js';

const texts = '**/*.{md,markdown,txt}';
const left = '**/{node_modules,.git,.vscode-test-host}/**';
const mostFiles = 5000;

export function registerImpactMarks(store: KnowledgeStore): vscode.Disposable {
  const marks = vscode.languages.createDiagnosticCollection('dossier-impact');
  let run = 0;
  const mark = async (): Promise<void> => {
    const own = ++run;
    const loaded = await store.ready;
    const gone = loaded.knowledge.sources.filter(({ status }) => status !== 'current');
    const found = gone.length === 0 ? [] : await sentencesOn(gone, loaded);
    if (own === run) {
      marks.clear();
      marks.set(found);
    }
  };
  const isText = (document: vscode.TextDocument): boolean => vscode.languages.match(selector, document) > 0;
  void mark();
  return vscode.Disposable.from(
    marks,
    store.onDidChange(() => void mark()),
    vscode.workspace.onDidOpenTextDocument(document => marks.delete(document.uri)),
    vscode.workspace.onDidCloseTextDocument(document => {
      if (isText(document)) {
        void mark();
      }
    }),
  );
}

async function sentencesOn(gone: readonly Source[], loaded: Loaded): Promise<[vscode.Uri, vscode.Diagnostic[]][]> {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  const files = (await vscode.workspace.findFiles(texts, left, mostFiles)).filter(uri => !open.has(uri.toString()));
  const found: [vscode.Uri, vscode.Diagnostic[]][] = [];
  for (const uri of files) {
    const settings = readSettings(vscode.workspace.getConfiguration('dossier', uri));
    const severity = settings['check.severities']['withdrawn-source'];
    const text = settings['check.enabled'] && severity !== 'off' ? await readText(uri) : '';
    const positions = new Positions(text);
    const diagnostics = gone.flatMap(source =>
      citingSentences(loaded.knowledge, { id: uri.toString(), text }, source.id).map(({ start, end, alone }) => {
        const what =
          source.status === 'withdrawn'
            ? vscode.l10n.t('“{0}” was withdrawn', source.title)
            : vscode.l10n.t('“{0}” has been superseded', source.title);
        const why = source.why === undefined ? '' : `: ${source.why.replace(/[.\s]+$/, '')}`;
        const rests = alone
          ? vscode.l10n.t('Nothing else supports this sentence.')
          : vscode.l10n.t('Does the sentence still stand?');
        const diagnostic = new vscode.Diagnostic(
          positions.range(start, end),
          `${what}${why}. ${rests}`,
          source.status === 'withdrawn' ? vscode.DiagnosticSeverity.Warning : vscode.DiagnosticSeverity.Information,
        );
        diagnostic.source = 'Dossier';
        diagnostic.code = 'withdrawn-source';
        const record = loaded.uriOf(source.origin);
        if (record !== undefined) {
          const { line, column } = source.origin.position;
          diagnostic.relatedInformation = [
            new vscode.DiagnosticRelatedInformation(
              new vscode.Location(record, new vscode.Position(line, column)),
              source.title,
            ),
          ];
        }
        return diagnostic;
      }),
    );
    if (diagnostics.length > 0) {
      found.push([uri, diagnostics]);
    }
  }
  return found;
}
