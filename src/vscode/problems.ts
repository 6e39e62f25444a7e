/** Problems of the user's own records, at their lines, with their fixes; and the state of the knowledge in the status item. */

import * as vscode from 'vscode';

import type { Problem, Severity } from '../core/knowledge/problems.js';
import { selector } from './analyses.js';
import type { KnowledgeStore, Loaded } from './store.js';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function registerProblems(store: KnowledgeStore): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('dossier');
  const status = vscode.languages.createLanguageStatusItem('dossier', selector);
  status.name = 'Dossier';
  status.text = vscode.l10n.t('Dossier: loading');
  status.busy = true;
  status.command = { command: 'dossier.showLog', title: vscode.l10n.t('Show Log') };
  const fixes = new Map<string, readonly Problem[]>();
  const show = (loaded: Loaded): void => {
    diagnostics.clear();
    fixes.clear();
    let count = 0;
    for (const [key, { uri, problems }] of loaded.problems) {
      diagnostics.set(uri, problems.map(diagnosticOf));
      fixes.set(key, problems);
      count += problems.filter(({ severity }) => severity === 'error' || severity === 'warning').length;
    }
    status.busy = false;
    status.text = vscode.l10n.t('Dossier: {0} records', loaded.knowledge.size.entities.toLocaleString('en'));
    status.detail = count === 0 ? '' : vscode.l10n.t('{0} problems in your records', count);
    status.severity = count === 0 ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Warning;
  };
  // The first hover of a session goes before the problems.
  let first: ReturnType<typeof setTimeout> | undefined;
  void store.ready.then(() => {
    first = setTimeout(() => void store.ready.then(show), 300);
  });
  const quickFixes = vscode.languages.registerCodeActionsProvider(
    { language: 'yaml' },
    {
      provideCodeActions: (document, range) =>
        (fixes.get(document.uri.toString()) ?? [])
          .filter(problem => problem.fix !== undefined && rangeOf(problem).intersection(range) !== undefined)
          .map(problem => fixOf(document, problem)),
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
  return vscode.Disposable.from(diagnostics, status, quickFixes, store.onDidChange(show), {
    dispose: () => clearTimeout(first),
  });
}

function diagnosticOf(problem: Problem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(problem), problem.message, severities[problem.severity]);
  diagnostic.code = problem.code;
  diagnostic.source = 'Dossier';
  return diagnostic;
}

function rangeOf({ range }: Problem): vscode.Range {
  return new vscode.Range(range.line, range.column, range.endLine, range.endColumn);
}

function fixOf(document: vscode.TextDocument, problem: Problem): vscode.CodeAction {
  const title = vscode.l10n.t('Replace by {0}', problem.fix ?? '');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(problem), problem.fix ?? '');
  action.diagnostics = [diagnosticOf(problem)];
  action.isPreferred = true;
  return action;
}
