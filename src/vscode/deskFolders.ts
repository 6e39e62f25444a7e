/**
 * Reads the folders of a desk: the records' files in them, each decoded once for as long as it is the same.
 */

import * as vscode from 'vscode';

import { decodeBytes } from '../core/knowledge/decode.js';
import type { DeskFile, DeskFiles } from '../core/knowledge/deskFiles.js';
import { readBytes, readBytesAtOnce, readFolder } from './files.js';

export interface Folder {
  readonly label: string;
  readonly uri: vscode.Uri;
}

/** A folder with what its files gave, in the order of their paths. */
export interface FolderFiles {
  readonly folder: Folder;
  readonly files: readonly DeskFile[];
}

/** For how long a desk's files are read without waiting, in ms. A host that is just starting lets everybody wait for a while. */
const readAtOnceFor = 25;
const filesAtATime = 32;

export class DeskFolders {
  readonly #decoded: DeskFiles;
  readonly #log: vscode.LogOutputChannel;
  /** By address. */
  readonly #files = new Map<string, DeskFile>();
  /** The paths that were read last, by the label of their folder. */
  #paths = new Map<string, readonly string[]>();
  #readAtOnceUntil = 0;

  constructor(decoded: DeskFiles, log: vscode.LogOutputChannel) {
    this.#decoded = decoded;
    this.#log = log;
  }

  /** A file has changed, or is gone, and has to be read again. */
  forget(uri: vscode.Uri): void {
    this.#files.delete(uri.toString());
  }

  /** What was read last, by the label of the folder. */
  get paths(): ReadonlyMap<string, readonly string[]> {
    return this.#paths;
  }

  /** For a moment everything is read without waiting. */
  hurry(): void {
    this.#readAtOnceUntil = performance.now() + readAtOnceFor;
  }

  async bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
    return (this.#readsAtOnce ? readBytesAtOnce(uri) : undefined) ?? readBytes(uri);
  }

  /** All files of some folders; folders without any are left out. */
  async read(folders: readonly Folder[]): Promise<readonly FolderFiles[]> {
    const read: FolderFiles[] = [];
    const paths = new Map<string, readonly string[]>();
    for (const folder of folders) {
      const found = await this.#readFolder(folder);
      if (found.length > 0) {
        read.push({ folder, files: found.map(([, file]) => file) });
        paths.set(
          folder.label,
          found.map(([path]) => path),
        );
      }
    }
    this.#paths = paths;
    return read;
  }

  /**
   * Reads a folder, some files at a time: a system lets a program open only so many at once. Between them everybody
   * else has a turn.
   */
  async #readFolder(folder: Folder): Promise<readonly (readonly [path: string, file: DeskFile])[]> {
    const places = await this.#filesIn(folder.uri, '', 0);
    const files: (readonly [string, DeskFile])[] = [];
    for (let from = 0; from < places.length; from += filesAtATime) {
      if (!this.#readsAtOnce) {
        await new Promise(resolve => {
          setTimeout(resolve, 0);
        });
        this.hurry();
      }
      const some = places.slice(from, from + filesAtATime);
      const read = await Promise.all(some.map(({ uri, path }) => this.#readFile(uri, path, folder.label)));
      for (const [i, file] of read.entries()) {
        if (file !== undefined) {
          files.push([some[i]?.path ?? '', file]);
        }
      }
    }
    return files;
  }

  /** The records' files in a folder and those below it, in the order of their names. */
  async #filesIn(
    uri: vscode.Uri,
    inside: string,
    depth: number,
  ): Promise<readonly { readonly uri: vscode.Uri; readonly path: string }[]> {
    let entries: readonly (readonly [string, vscode.FileType])[];
    try {
      entries = await readFolder(uri, this.#readsAtOnce);
    } catch {
      // No such folder: most workspaces have none.
      return [];
    }
    const found: { readonly uri: vscode.Uri; readonly path: string }[] = [];
    for (const [name, type] of [...entries].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const path = inside === '' ? name : `${inside}/${name}`;
      const child = vscode.Uri.joinPath(uri, name);
      if ((type & vscode.FileType.Directory) !== 0) {
        const isOurs = depth < 6 && name !== 'node_modules' && name !== 'schema' && !name.startsWith('.');
        for (const place of isOurs ? await this.#filesIn(child, path, depth + 1) : []) {
          found.push(place);
        }
      } else if (/\.ya?ml$/i.test(name)) {
        found.push({ uri: child, path });
      }
    }
    return found;
  }

  get #readsAtOnce(): boolean {
    return performance.now() < this.#readAtOnceUntil;
  }

  async #readFile(uri: vscode.Uri, path: string, label: string): Promise<DeskFile | undefined> {
    const key = uri.toString();
    const known = this.#files.get(key);
    if (known !== undefined) {
      return known;
    }
    try {
      const bytes = await this.bytesOf(uri);
      const decoded = this.#decoded.of(label, path, bytes, () => decodeBytes(path, bytes, label));
      this.#files.set(key, decoded);
      return decoded;
    } catch (error) {
      // Deleted between listing and reading, or not ours to read.
      this.#log.warn(`${key} could not be read`, error);
      return undefined;
    }
  }
}
