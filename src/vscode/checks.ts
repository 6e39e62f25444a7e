/**
 * The findings of the rules, in the text while it is written: marks with their evidence, quick fixes, and one command
 * for all safe fixes.
 *
 * A text is checked a moment after the last keystroke, from the analysis that all features share. A rule that fails is
 * in the log; the others go on.
 */

import * as vscode from 'vscode';

import { checkedDocument } from '../core/check/document.js';
import type { CheckedDocument, Evidence, Finding, Fix, Rule } from '../core/check/rule.js';
import { readSections, runRules } from '../core/check/run.js';
import { Memo } from '../core/check/memo.js';
import { formatDate } from '../core/knowledge/dates.js';
import type { Origin } from '../core/knowledge/model.js';
import type { Severity } from '../core/knowledge/problems.js';
import type { PinProblem } from '../core/recognize/pins.js';
import { type Analyses, selector } from './analyses.js';
import { readSettings } from './settings.js';
import type { KnowledgeStore, Loaded } from './store.js';
import { today } from './today.js';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Short enough to seem at once, long enough not to run between two letters of a word. */
const pauseMs = 30;

/** Others get their turn after as long. */
const sliceMs = 20;

/** A longer text would hold up everything else for seconds; the command line checks it. */
const longestChecked = 2_000_000;

interface Checked {
  readonly version: number;
  readonly findings: readonly Finding[];
  readonly asOf: string;
}

const fixAll = vscode.CodeActionKind.SourceFixAll.append('dossier');

export function registerChecks(
  store: KnowledgeStore,
  analyses: Analyses,
  log: vscode.LogOutputChannel,
  extensionUri: vscode.Uri,
): vscode.Disposable {
  const checks = new Checks(store, analyses, log, extensionUri);
  return vscode.Disposable.from(
    checks,
    vscode.languages.registerCodeActionsProvider(selector, checks, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll],
    }),
    vscode.commands.registerCommand('dossier.fixAllSafe', () => checks.fixAllSafe(vscode.window.activeTextEditor)),
  );
}

class Checks implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #analyses: Analyses;
  readonly #log: vscode.LogOutputChannel;
  readonly #extensionUri: vscode.Uri;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('dossier-checks');
  readonly #status = vscode.languages.createLanguageStatusItem('dossier.asOf', selector);
  readonly #checked = new Map<string, Checked>();
  readonly #memos = new Map<string, Memo>();
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The check that was begun last of each document. A long one ends where another has been begun. */
  readonly #running = new Map<string, object>();
  readonly #failed = new Set<string>();
  readonly #tooLong = new Set<string>();
  readonly #subscriptions: vscode.Disposable[];
  #rules: Promise<readonly Rule[]> | undefined;

  constructor(store: KnowledgeStore, analyses: Analyses, log: vscode.LogOutputChannel, extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
    this.#analyses = analyses;
    this.#log = log;
    this.#status.name = vscode.l10n.t('Dossier: as-of date');
    const all = (): void => vscode.workspace.textDocuments.forEach(document => this.#soon(document, 0));
    this.#subscriptions = [
      vscode.workspace.onDidOpenTextDocument(document => this.#soon(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, pauseMs)),
      vscode.workspace.onDidCloseTextDocument(document => this.#forget(document)),
      vscode.window.onDidChangeActiveTextEditor(() => this.#showAsOf()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('dossier.check')) {
          all();
        }
      }),
      store.onDidChange(all),
    ];
    void store.ready.then(all);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
    this.#running.clear();
    vscode.Disposable.from(this.#diagnostics, this.#status, ...this.#subscriptions).dispose();
  }

  #soon(document: vscode.TextDocument, delay: number): void {
    if (vscode.languages.match(selector, document) === 0) {
      return;
    }
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        this.#check(document).catch((error: unknown) => {
          this.#log.error(`${vscode.workspace.asRelativePath(document.uri)} could not be checked`, error);
        });
      }, delay),
    );
  }

  #forget(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#running.delete(key);
    this.#checked.delete(key);
    this.#memos.delete(key);
    this.#tooLong.delete(key);
    this.#diagnostics.delete(document.uri);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const run = {};
    this.#running.set(key, run);
    const settings = readSettings(vscode.workspace.getConfiguration('dossier', document));
    if (!settings['check.enabled']) {
      this.#checked.delete(key);
      this.#diagnostics.delete(document.uri);
      return;
    }
    const { version } = document;
    // An edit, other settings or another record have a check of their own.
    const isOver = (): boolean => document.isClosed || document.version !== version || this.#running.get(key) !== run;
    const rules = await this.#loadRules();
    const { loaded, analysis } = await this.#analyses.of(document);
    if (analysis.length > longestChecked) {
      this.#forget(document);
      this.#tooLong.add(key);
      this.#showAsOf();
      return;
    }
    this.#tooLong.delete(key);
    if (isOver()) {
      return;
    }
    const checked = checkedDocument({
      analysis,
      knowledge: loaded.knowledge,
      asOf: settings['check.asOf'],
      today: today(),
      memo: this.#memoOf(document),
      settings: {
        severities: settings['check.severities'],
        preferredNames: settings['check.preferredNames'],
        likelihoodScale: settings['check.likelihoodScale'],
        commonAcronyms: settings['check.commonAcronyms'],
      },
    });
    // Reading a whole text, and making the rules ready for their first one, is long enough for a hover to come between.
    let since = Date.now();
    for (const read = readSections(checked, rules); read.next().done !== true;) {
      if (Date.now() - since >= sliceMs) {
        await new Promise(resolve => setTimeout(resolve));
        if (isOver()) {
          return;
        }
        since = Date.now();
      }
    }
    const { findings, failures } = runRules(checked, rules);
    for (const { rule, message } of failures) {
      this.#logOnce(document, rule, message);
    }
    this.#show(document, loaded, checked, findings);
  }

  #memoOf(document: vscode.TextDocument): Memo {
    const key = document.uri.toString();
    const memo = this.#memos.get(key) ?? new Memo();
    this.#memos.set(key, memo);
    memo.turn();
    return memo;
  }

  /** The rules, with what they need to read dates, are larger than the rest of Dossier; few sessions start with them. */
  async #loadRules(): Promise<readonly Rule[]> {
    this.#rules ??= import('../core/check/registry.js').then(({ rules }) => rules);
    return this.#rules;
  }

  #logOnce(document: vscode.TextDocument, rule: string, message: string): void {
    const key = `${rule} ${document.uri.toString()}`;
    if (!this.#failed.has(key)) {
      this.#failed.add(key);
      this.#log.error(`The rule ${rule} could not check ${vscode.workspace.asRelativePath(document.uri)}: ${message}`);
    }
  }

  #show(
    document: vscode.TextDocument,
    loaded: Loaded,
    { asOf, analysis }: CheckedDocument,
    findings: readonly Finding[],
  ): void {
    const key = document.uri.toString();
    this.#checked.set(key, { version: document.version, findings, asOf });
    this.#diagnostics.set(document.uri, [
      ...analysis.pinProblems.map(problem => pinDiagnostic(document, problem)),
      ...findings.map(finding => {
        const diagnostic = new vscode.Diagnostic(
          rangeOf(document, finding),
          finding.quoted === true ? vscode.l10n.t('In a quotation: {0}', finding.message) : finding.message,
          severities[finding.severity],
        );
        diagnostic.source = 'Dossier';
        diagnostic.code = {
          value: finding.rule,
          target: vscode.Uri.joinPath(this.#extensionUri, `docs/rules/${finding.rule}.md`),
        };
        diagnostic.relatedInformation = finding.evidence.flatMap(evidence => related(document, loaded, evidence));
        return diagnostic;
      }),
    ]);
    this.#showAsOf();
  }

  #showAsOf(): void {
    const key = vscode.window.activeTextEditor?.document.uri.toString() ?? '';
    const asOf = this.#checked.get(key)?.asOf;
    if (this.#tooLong.has(key)) {
      this.#status.text = vscode.l10n.t('Not checked');
      this.#status.detail = vscode.l10n.t('too long to be checked while it is written; the command line checks it');
      return;
    }
    this.#status.text = asOf === undefined ? '' : vscode.l10n.t('As of {0}', formatDate(asOf));
    this.#status.detail =
      asOf === undefined ? '' : vscode.l10n.t('from the front matter, else the setting, else today; checks use it');
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { only }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    const checked = this.#checked.get(document.uri.toString());
    if (checked === undefined || checked.version !== document.version) {
      return [];
    }
    if (only !== undefined && fixAll.contains(only)) {
      return this.#fixAllActions(document, checked.findings);
    }
    const touched = checked.findings.filter(finding => rangeOf(document, finding).intersection(range) !== undefined);
    const diagnostics = this.#diagnostics.get(document.uri) ?? [];
    return [
      ...touched.flatMap(finding =>
        finding.fixes.map((fix, index) => {
          const action = fixAction(document, fix);
          action.isPreferred = index === 0 && finding.fixes.length === 1;
          action.diagnostics = diagnostics.filter(
            ({ code, range: marked }) =>
              typeof code === 'object' && code.value === finding.rule && marked.isEqual(rangeOf(document, finding)),
          );
          return action;
        }),
      ),
      ...touched.map(finding => ignoreAction(document, finding)),
      ...(only === undefined || only.contains(fixAll) ? this.#fixAllActions(document, checked.findings) : []),
    ];
  }

  #fixAllActions(document: vscode.TextDocument, findings: readonly Finding[]): vscode.CodeAction[] {
    const edits = safeEdits(document, findings);
    if (edits.length === 0) {
      return [];
    }
    const action = new vscode.CodeAction(vscode.l10n.t('Fix all safe problems'), fixAll);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, edits);
    return [action];
  }

  async fixAllSafe(editor: vscode.TextEditor | undefined): Promise<void> {
    const checked = editor === undefined ? undefined : this.#checked.get(editor.document.uri.toString());
    if (editor === undefined || checked?.version !== editor.document.version) {
      return;
    }
    const edits = safeEdits(editor.document, checked.findings);
    const change = new vscode.WorkspaceEdit();
    change.set(editor.document.uri, edits);
    if (edits.length === 0 || !(await vscode.workspace.applyEdit(change))) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is nothing here that can be mended without changing what the text says.'),
      );
    }
  }
}

function pinDiagnostic(document: vscode.TextDocument, { code, pin }: PinProblem): vscode.Diagnostic {
  const messages: Readonly<Record<PinProblem['code'], string>> = {
    'unknown-record': vscode.l10n.t('There is no record "{0}". Correct the id, or take the pin out.', pin.id),
    'no-such-meaning': vscode.l10n.t(
      '"{0}" is none of the meanings of this name. Pin one of those on its card.',
      pin.id,
    ),
    'no-name-before': vscode.l10n.t('No name stands right before this pin. Move it behind the name, or take it out.'),
  };
  const diagnostic = new vscode.Diagnostic(rangeOf(document, pin), messages[code], vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'Dossier';
  diagnostic.code = `pin-${code}`;
  return diagnostic;
}

function rangeOf(document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Where the evidence lies: a claim, a row of a table, a source, another place in the text. */
function related(
  document: vscode.TextDocument,
  loaded: Loaded,
  evidence: Evidence,
): vscode.DiagnosticRelatedInformation[] {
  const { knowledge } = loaded;
  const at = (origin: Origin, { line, column } = origin.position): vscode.DiagnosticRelatedInformation[] => {
    const uri = loaded.uriOf(origin);
    return uri === undefined
      ? []
      : [
          new vscode.DiagnosticRelatedInformation(
            new vscode.Location(uri, new vscode.Position(line, column)),
            evidence.message,
          ),
        ];
  };
  if (evidence.span !== undefined) {
    const location = new vscode.Location(document.uri, rangeOf(document, evidence.span));
    return [new vscode.DiagnosticRelatedInformation(location, evidence.message)];
  }
  const table = knowledge.relations.find(({ id }) => id === evidence.relations);
  if (table !== undefined) {
    return at(table.origin, evidence.row === undefined ? undefined : table.rows[evidence.row]?.position);
  }
  const entity = evidence.entity === undefined ? undefined : knowledge.entity(evidence.entity);
  if (entity !== undefined) {
    const claim = evidence.claim === undefined ? undefined : entity.claims[evidence.claim];
    // A claim of a lower layer lies in another file than the one that the record was last written in.
    const isHere = claim !== undefined && (claim.layer === undefined || claim.layer === entity.origin.layer);
    return at(entity.origin, isHere ? claim.position : undefined);
  }
  const source = evidence.source === undefined ? undefined : knowledge.source(evidence.source);
  return source === undefined ? [] : at(source.origin);
}

function fixAction(document: vscode.TextDocument, fix: Fix): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  if (fix.create !== undefined) {
    action.command = { title: fix.title, command: 'dossier.createSource', arguments: [fix.create] };
    return action;
  }
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, editsOf(document, fix));
  return action;
}

function editsOf(document: vscode.TextDocument, fix: Fix): vscode.TextEdit[] {
  return fix.edits.map(edit => vscode.TextEdit.replace(rangeOf(document, edit), edit.text));
}

/** The edits of all safe fixes, in the order of the text; of two that meet the first counts. */
function safeEdits(document: vscode.TextDocument, findings: readonly Finding[]): vscode.TextEdit[] {
  const edits: vscode.TextEdit[] = [];
  let from = 0;
  for (const { fixes } of findings) {
    const safe = fixes.find(fix => fix.safe);
    if (safe !== undefined && safe.edits.every(({ start }) => start >= from)) {
      edits.push(...editsOf(document, safe));
      from = Math.max(from, ...safe.edits.map(({ end }) => end));
    }
  }
  return edits;
}

/** Silences one finding with a comment at the end of its line; the cursor waits where the reason goes. */
function ignoreAction(document: vscode.TextDocument, finding: Finding): vscode.CodeAction {
  const action = new vscode.CodeAction(
    vscode.l10n.t('Ignore {0} in this line, with a reason', finding.rule),
    vscode.CodeActionKind.QuickFix,
  );
  const { range } = document.lineAt(document.positionAt(finding.start).line);
  const comment =
    document.languageId === 'markdown'
      ? ` <!-- dossier: ignore ${finding.rule} \${1:reason} -->`
      : ` # dossier: ignore ${finding.rule} \${1:reason}`;
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, [vscode.SnippetTextEdit.insert(range.end, new vscode.SnippetString(comment))]);
  return action;
}
