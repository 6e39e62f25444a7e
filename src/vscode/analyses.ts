/**
 * One analysis for each version of a document, shared by every feature. The next version's is made from it and the
 * changes in between; where one of them was missed, from the whole text.
 */

import * as vscode from 'vscode';

import { type Edit, editsOf } from '../core/recognize/edits.js';
import type { Analysis } from '../core/recognize/recognizer.js';
import type { KnowledgeStore, Loaded } from './store.js';

/** What a feature needs for an answer about a document. */
export interface Reading {
  readonly loaded: Loaded;
  readonly analysis: Analysis;
}

interface Entry extends Reading {
  /** An untitled document may take the address of one that was closed. */
  readonly document: vscode.TextDocument;
  /** The version that the edits lead to. */
  readonly version: number;
  /** What was changed since the analysis; nobody has asked since. */
  readonly edits: readonly (readonly Edit[])[];
}

/** A document that changes this often while nobody asks is better read anew. */
const mostEdits = 100;

export class Analyses implements vscode.Disposable {
  readonly #store: KnowledgeStore;
  readonly #entries = new Map<string, Entry>();
  readonly #subscriptions: vscode.Disposable;

  constructor(store: KnowledgeStore) {
    this.#store = store;
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(change => this.#note(change)),
      vscode.workspace.onDidCloseTextDocument(document => this.#entries.delete(document.uri.toString())),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async of(document: vscode.TextDocument): Promise<Reading> {
    const loaded = await this.#store.ready;
    const key = document.uri.toString();
    const known = this.#entries.get(key);
    const isCurrent =
      known !== undefined &&
      known.document === document &&
      known.version === document.version &&
      known.loaded === loaded;
    if (isCurrent && known.edits.length === 0) {
      return known;
    }
    const { recognizer } = loaded;
    const updated = isCurrent
      ? known.edits.reduce((analysis, edits) => recognizer.update(analysis, edits), known.analysis)
      : undefined;
    // A change that another extension has tampered with leads to another text.
    const analysis = updated?.length === lengthOf(document) ? updated : recognizer.analyze(document.getText());
    const entry = { document, version: document.version, loaded, analysis, edits: [] };
    this.#entries.set(key, entry);
    return entry;
  }

  #note({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const key = document.uri.toString();
    const known = this.#entries.get(key);
    if (known === undefined || document.version === known.version) {
      return;
    }
    const isNext = document === known.document && document.version === known.version + 1;
    const edits = isNext ? editsOf(contentChanges) : undefined;
    if (edits === undefined || known.edits.length === mostEdits) {
      this.#entries.delete(key);
    } else {
      this.#entries.set(key, { ...known, version: document.version, edits: [...known.edits, edits] });
    }
  }
}

function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** The texts that Dossier reads, wherever they lie. */
export const selector: vscode.DocumentSelector = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'].flatMap(scheme =>
  ['markdown', 'plaintext'].map(language => ({ language, scheme })),
);
