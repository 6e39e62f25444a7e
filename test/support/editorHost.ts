/**
 * As much of an editor as the store of knowledge and the checks need, for what no test in a real one can bring about: a
 * limit of open files, a start after a start, a setting that changes while a long text is being checked. The bundle of the pure tests has it in the place of `vscode`.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class Uri {
  readonly scheme = 'file';
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static file(path: string): Uri {
    return new Uri(path);
  }

  static joinPath(uri: Uri, ...parts: readonly string[]): Uri {
    return new Uri(join(uri.path, ...parts));
  }

  get fsPath(): string {
    return this.path;
  }

  with({ path }: { readonly path: string }): Uri {
    return new Uri(path);
  }

  toString(): string {
    return `file://${this.path}`;
  }
}

export class Disposable {
  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return { dispose: () => all.forEach(one => one.dispose()) };
  }

  dispose(): void {
    // Nothing is held.
  }
}

export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event = (listener: (value: T) => void): Disposable => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  fire(value: T): void {
    this.#listeners.forEach(listener => listener(value));
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class RelativePattern {}

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 } as const;

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 } as const;
export const CodeActionKind = { QuickFix: 'quickfix', SourceFixAll: { append: (part: string): string => part } };

export class Range {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }
}

export class Diagnostic {
  readonly range: Range;
  readonly message: string;

  constructor(range: Range, message: string) {
    this.range = range;
    this.message = message;
  }
}

class Unused {}

export {
  Unused as CodeAction,
  Unused as DiagnosticRelatedInformation,
  Unused as Location,
  Unused as Position,
  Unused as SnippetString,
  Unused as SnippetTextEdit,
  Unused as TextEdit,
  Unused as WorkspaceEdit,
};

/** What stands beside a document's text, by its address. */
export const diagnostics = new Map<string, readonly Diagnostic[]>();

const never = new EventEmitter<never>();
const nothing = (): Disposable => new Disposable();

export const languages = {
  match: () => 1,
  createDiagnosticCollection: () => ({
    set: (uri: Uri, all: readonly Diagnostic[]) => diagnostics.set(uri.toString(), all),
    delete: (uri: Uri) => diagnostics.delete(uri.toString()),
    dispose: () => diagnostics.clear(),
  }),
  createLanguageStatusItem: () => ({ dispose: () => undefined }),
  registerCodeActionsProvider: nothing,
};
export const commands = { registerCommand: nothing };

interface Document {
  readonly uri: Uri;
  readonly version: number;
  readonly isClosed: boolean;
  positionAt(offset: number): number;
}

let documents: readonly Document[] = [];

/** Opens a document whose places are its offsets. */
export function openDocument(path: string): Document {
  const document = { uri: Uri.file(path), version: 1, isClosed: false, positionAt: (offset: number) => offset };
  documents = [document];
  return document;
}

let settings: ReadonlyMap<string, unknown> = new Map();
const configured = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();

/** Changes the settings, and says so. */
export function configure(all: Readonly<Record<string, unknown>>): void {
  settings = new Map(Object.entries(all));
  configured.fire({ affectsConfiguration: section => section === 'dossier.check' });
}

const changed = new EventEmitter<Uri>();

/** Tells the store that a file of the desk was written. */
export function fileWritten(path: string): void {
  changed.fire(Uri.file(path));
}

let folders: readonly { readonly name: string; readonly uri: Uri }[] = [];

/** Opens a folder. */
export function openFolder(path: string): void {
  folders = [{ name: 'desk', uri: Uri.file(path) }];
}

export const workspace = {
  get workspaceFolders(): typeof folders {
    return folders;
  },
  get textDocuments(): typeof documents {
    return documents;
  },
  getConfiguration: () => ({ get: (key: string) => settings.get(key) }),
  onDidChangeWorkspaceFolders: never.event,
  onDidChangeConfiguration: configured.event,
  onDidOpenTextDocument: never.event,
  onDidChangeTextDocument: never.event,
  onDidCloseTextDocument: never.event,
  asRelativePath: String,
  createFileSystemWatcher: () => ({
    onDidChange: changed.event,
    onDidCreate: never.event,
    onDidDelete: never.event,
    dispose: () => undefined,
  }),
  fs: {
    createDirectory: async (uri: Uri) => Promise.resolve(mkdirSync(uri.path, { recursive: true })),
    writeFile: async (uri: Uri, bytes: Uint8Array) => Promise.resolve(writeFileSync(uri.path, bytes)),
  },
};

export const l10n = { t: (text: string): string => text };
export const window = {
  activeTextEditor: undefined,
  onDidChangeActiveTextEditor: never.event,
  showErrorMessage: (message: string): never => fail(message),
};

function fail(message: string): never {
  throw new Error(message);
}
