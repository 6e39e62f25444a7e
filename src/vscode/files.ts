/**
 * Reads files.
 *
 * `workspace.fs` asks the window about every file, even a local one, and a window that is just starting takes half a
 * second to answer. Where the extension host is a Node process, local files are read there and then; in the web worker
 * host and on other file systems `workspace.fs` is the way. Nothing is imported from Node, so that one source serves
 * both.
 */

import * as vscode from 'vscode';

interface NodeFiles {
  readFileSync(path: string): Uint8Array;
  readdirSync(path: string, options: { withFileTypes: true }): readonly DirectoryEntry[];
  readonly promises: {
    readFile(path: string): Promise<Uint8Array>;
    readdir(path: string, options: { withFileTypes: true }): Promise<readonly DirectoryEntry[]>;
  };
}

interface DirectoryEntry {
  readonly name: string;
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}

const node = (globalThis as { process?: { getBuiltinModule?(name: string): unknown } }).process?.getBuiltinModule?.(
  'node:fs',
) as NodeFiles | undefined;

/** A local file without waiting, where that can be done: while VS Code starts, an answer may wait in a long line. */
export function readBytesAtOnce(uri: vscode.Uri): Uint8Array | undefined {
  return node !== undefined && uri.scheme === 'file' ? node.readFileSync(uri.fsPath) : undefined;
}

export async function readBytes(uri: vscode.Uri): Promise<Uint8Array> {
  return node !== undefined && uri.scheme === 'file'
    ? node.promises.readFile(uri.fsPath)
    : vscode.workspace.fs.readFile(uri);
}

/** The text of a file; empty where it was deleted since it was listed. */
export async function readText(uri: vscode.Uri): Promise<string> {
  try {
    return new TextDecoder().decode(await readBytes(uri));
  } catch {
    return '';
  }
}

/**
 * The entries of a folder by name; rejects where there is none.
 *
 * @param atOnce without waiting, where that can be done
 */
export async function readFolder(
  uri: vscode.Uri,
  atOnce = false,
): Promise<readonly (readonly [string, vscode.FileType])[]> {
  if (node === undefined || uri.scheme !== 'file') {
    return vscode.workspace.fs.readDirectory(uri);
  }
  const entries = atOnce
    ? node.readdirSync(uri.fsPath, { withFileTypes: true })
    : await node.promises.readdir(uri.fsPath, { withFileTypes: true });
  return Promise.all(
    entries.map(async entry => {
      if (entry.isSymbolicLink()) {
        // What a link leads to is rare enough to ask for.
        const { type } = await vscode.workspace.fs.stat(vscode.Uri.joinPath(uri, entry.name)).then(
          stat => stat,
          () => ({ type: vscode.FileType.Unknown }),
        );
        return [entry.name, type] as const;
      }
      return [
        entry.name,
        entry.isDirectory()
          ? vscode.FileType.Directory
          : entry.isFile()
            ? vscode.FileType.File
            : vscode.FileType.Unknown,
      ] as const;
    }),
  );
}
