/** One analysis for each version of a document, shared by every feature. */

import * as vscode from 'vscode';

import type { Analysis } from '../core/recognize/recognizer.js';
import type { KnowledgeStore, Loaded } from './store.js';

interface Entry {
  /** An untitled document may take the address of one that was closed. */
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly loaded: Loaded;
  readonly analysis: Analysis;
}

/** What a feature needs for an answer about a document. */
export interface Reading {
  readonly loaded: Loaded;
  readonly analysis: Analysis;
}

export class Analyses implements vscode.Disposable {
  readonly #store: KnowledgeStore;
  readonly #entries = new Map<string, Entry>();
  readonly #closing: vscode.Disposable;

  constructor(store: KnowledgeStore) {
    this.#store = store;
    this.#closing = vscode.workspace.onDidCloseTextDocument(document => this.#entries.delete(document.uri.toString()));
  }

  dispose(): void {
    this.#closing.dispose();
  }

  async of(document: vscode.TextDocument): Promise<Reading> {
    const loaded = await this.#store.ready;
    const key = document.uri.toString();
    const known = this.#entries.get(key);
    if (
      known !== undefined &&
      known.document === document &&
      known.version === document.version &&
      known.loaded === loaded
    ) {
      return known;
    }
    const entry = {
      document,
      version: document.version,
      loaded,
      analysis: loaded.recognizer.analyze(document.getText()),
    };
    this.#entries.set(key, entry);
    return entry;
  }
}

/** The texts that Dossier reads, wherever they lie. */
export const selector: vscode.DocumentSelector = ['file', 'untitled', 'vscode-vfs', 'vscode-remote'].flatMap(scheme =>
  ['markdown', 'plaintext'].map(language => ({ language, scheme })),
);
