/** The files of one folder put together as a layer. Of records with the same id the first stays. */

import { DeskFile } from './deskFiles.js';
import { type EntityDraft, type FileContents, type LayerDraft, type LayerRecords, problemAt } from './layers.js';
import type { FolderSettings, Origin, Relations, Source } from './model.js';
import type { Problem } from './problems.js';

/** Where records lie: the file's place in the folder, and the record's in the file. */
type Places = ReadonlyMap<string, readonly [file: number, record: number]>;

export class FolderLayer implements LayerRecords {
  readonly label: string;
  readonly settings: FolderSettings;
  readonly partialIds: readonly string[];
  readonly problems: readonly Problem[];
  readonly #files: readonly DeskFile[];
  readonly #drafts: Places;
  readonly #sources: Places;
  readonly #relations: Places;

  constructor(label: string, files: readonly DeskFile[]) {
    const problems = files.flatMap(({ head }) => head.problems);
    this.label = label;
    this.settings = files.find(({ head }) => head.settings !== undefined)?.head.settings ?? { match: {} };
    this.partialIds = files.flatMap(({ head }) => head.partial);
    this.#files = files;
    this.#drafts = placesOf('record', 0, (file, index) => files[file]?.draft(index));
    this.#sources = placesOf('source', 1, (file, index) => files[file]?.source(index));
    this.#relations = placesOf('relations file', 2, (file, index) => files[file]?.relations(index));
    this.problems = problems;

    function placesOf(
      what: string,
      list: 0 | 1 | 2,
      read: (file: number, index: number) => { readonly origin: Origin } | undefined,
    ): Places {
      const places = new Map<string, readonly [number, number]>();
      for (const [file, { head }] of files.entries()) {
        for (const [index, id] of head.ids[list].entries()) {
          const first = places.get(id);
          const [record, other] = first === undefined ? [] : [read(file, index), read(...first)];
          if (first === undefined) {
            places.set(id, [file, index]);
          } else if (record !== undefined && other !== undefined) {
            const message = `The ${what} "${id}" exists already in ${other.origin.file}; this one is not read. Give it another id, or put both into one record.`;
            problems.push(problemAt(record.origin, 'repeated-id', 'error', message));
          }
        }
      }
      return places;
    }
  }

  get draftIds(): readonly string[] {
    return [...this.#drafts.keys()];
  }

  get sourceIds(): readonly string[] {
    return [...this.#sources.keys()];
  }

  get relationsIds(): readonly string[] {
    return [...this.#relations.keys()];
  }

  draft(id: string): EntityDraft | undefined {
    const [file, index] = this.#drafts.get(id) ?? [-1, 0];
    return this.#files[file]?.draft(index);
  }

  source(id: string): Source | undefined {
    const [file, index] = this.#sources.get(id) ?? [-1, 0];
    return this.#files[file]?.source(index);
  }

  relations(id: string): Relations | undefined {
    const [file, index] = this.#relations.get(id) ?? [-1, 0];
    return this.#files[file]?.relations(index);
  }

  /** Of each draft the hash of its file: while it is the same, so is the draft. */
  get stamps(): ReadonlyMap<string, number> {
    const stamps = new Map<string, number>();
    for (const [id, [file]] of this.#drafts) {
      stamps.set(id, this.#files[file]?.head.hash ?? 0);
    }
    return stamps;
  }

  /** All of its records, read. */
  whole(): LayerDraft {
    const all = <T>(ids: readonly string[], read: (id: string) => T | undefined): readonly T[] =>
      ids.map(read).filter(record => record !== undefined);
    return {
      label: this.label,
      settings: this.settings,
      drafts: all(this.draftIds, id => this.draft(id)),
      sources: all(this.sourceIds, id => this.source(id)),
      relations: all(this.relationsIds, id => this.relations(id)),
    };
  }
}

/** The decoded files of one folder as a layer, all of its records read. */
export function layerOf(
  label: string,
  files: readonly FileContents[],
): { readonly layer: LayerDraft; readonly problems: readonly Problem[] } {
  const layer = new FolderLayer(
    label,
    files.map(file => DeskFile.decoded(file)),
  );
  return { layer: layer.whole(), problems: layer.problems };
}
