/** Reads folders of records from disk, for the command line. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { decodeBytes, type DecodedFile } from '../core/knowledge/decode.js';
import { layerOf } from '../core/knowledge/folderLayer.js';
import { type LayerDraft } from '../core/knowledge/layers.js';
import type { Problem } from '../core/knowledge/problems.js';

/** A failure that the user can mend; its message says how. */
export class UsageError extends Error {}

/** The YAML files below a folder, as paths with `/`, in a fixed order. */
export function recordFiles(folder: string): readonly string[] {
  const files: string[] = [];
  const visit = (inside: string): void => {
    const entries = readdirSync(join(folder, inside), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== 'schema' && !entry.name.startsWith('.')) {
          visit(path);
        }
      } else if (/\.ya?ml$/.test(entry.name)) {
        files.push(path);
      }
    }
  };
  visit('');
  return files;
}

export function readLayer(folder: string, label: string): { layer: LayerDraft; problems: readonly Problem[] } {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${folder} is not a folder; name the folder that holds the records.`);
  }
  const decoded: DecodedFile[] = recordFiles(folder).map(path =>
    decodeBytes(path, readFileSync(join(folder, path)), label),
  );
  return layerOf(label, decoded);
}
