/**
 * Puts Dossier together. `activate` returns at once; the knowledge loads behind it, and the first answer waits for it.
 * Nothing here or below imports from Node, so that one source serves VS Code on the desktop and in the browser.
 */

import * as vscode from 'vscode';

import { Analyses } from './vscode/analyses.js';
import { registerChecks } from './vscode/checks.js';
import { registerCitationStyle } from './vscode/citationStyle.js';
import { registerCommands } from './vscode/commands.js';
import { registerCompletion } from './vscode/completion.js';
import { registerDefinition } from './vscode/definition.js';
import { registerHover } from './vscode/hover.js';
import { registerGhostText } from './vscode/inlineCompletion.js';
import { registerImpactMarks } from './vscode/impactMarks.js';
import { registerPaste } from './vscode/paste.js';
import { registerPins } from './vscode/pins.js';
import { registerProblems } from './vscode/problems.js';
import { registerReferences } from './vscode/references.js';
import { KnowledgeStore } from './vscode/store.js';
import { registerTree } from './vscode/tree.js';

/** What tests may know of a running Dossier. */
export interface Api {
  /** Settles when the knowledge is loaded. */
  readonly ready: Promise<void>;
  /** How long `activate` took, in milliseconds. */
  readonly activationMs: number;
  /** From the end of `activate` to the knowledge, in milliseconds. */
  readonly readyMs: () => number;
}

export function activate(context: vscode.ExtensionContext): Api {
  const started = performance.now();
  const log = vscode.window.createOutputChannel('Dossier', { log: true });
  const store = new KnowledgeStore(context.extensionUri, context.storageUri, log);
  const analyses = new Analyses(store);
  const tree = registerTree(store);
  context.subscriptions.push(
    log,
    store,
    analyses,
    tree,
    registerHover(analyses),
    registerDefinition(analyses),
    registerCompletion(analyses),
    registerGhostText(analyses),
    registerCommands(store, tree, log, context.globalState),
    registerProblems(store),
    registerReferences(store),
    registerPins(analyses),
    registerPaste(store),
    registerImpactMarks(store),
    registerCitationStyle(store),
    registerChecks(store, analyses, log, context.extensionUri),
  );
  const activated = performance.now();
  let readyMs = 0;
  const ready = store.ready.then(() => {
    readyMs = performance.now() - activated;
  });
  return { ready, activationMs: activated - started, readyMs: () => readyMs };
}
