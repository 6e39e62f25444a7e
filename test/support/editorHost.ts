/**
 * As much of an editor as the store of knowledge needs, for what no test in a real one can bring about: a limit of open
 * files, a start after a start. The bundle of the pure tests has it in the place of `vscode`.
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

const never = new EventEmitter<never>();
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
  getConfiguration: () => ({ get: () => undefined }),
  onDidChangeWorkspaceFolders: never.event,
  onDidChangeConfiguration: never.event,
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
export const window = { showErrorMessage: (message: string): never => fail(message) };

function fail(message: string): never {
  throw new Error(message);
}
