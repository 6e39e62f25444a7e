/**
 * The store: holds the knowledge base of the moment and makes the next one when a file or a setting changes.
 *
 * The shipped records come compiled; only the user's own files are parsed, and of these only the ones that changed.
 * Loading never fails as a whole: a file that cannot be read is a problem of that file.
 */

import * as vscode from 'vscode';

import { DeskFiles } from '../core/knowledge/deskFiles.js';
import { isWhole, sealed } from '../core/knowledge/seal.js';
import { FolderLayer } from '../core/knowledge/folderLayer.js';
import type { KnowledgeBase } from '../core/knowledge/knowledgeBase.js';
import { mergeLayers } from '../core/knowledge/layers.js';
import type { Origin } from '../core/knowledge/model.js';
import { readPack, writePack } from '../core/knowledge/pack.js';
import type { Problem } from '../core/knowledge/problems.js';
import { checkKnowledge } from '../core/knowledge/check.js';
import { SourceIndex } from '../core/cite/sourceSearch.js';
import { CompletionIndex } from '../core/present/completion.js';
import { outline, type OutlineNode } from '../core/present/outline.js';
import { type CompiledKnowledge, readCompiled } from '../core/recognize/compiledKnowledge.js';
import { type DeskNames, nameDesk, readDeskNames, writeDeskNames } from '../core/recognize/deskNames.js';
import { Recognizer } from '../core/recognize/recognizer.js';
import { checkNames } from '../core/recognize/unseenNames.js';
import { DeskFolders, type Folder, type FolderFiles } from './deskFolders.js';
import { readBytes, readBytesAtOnce } from './files.js';
import { readSettings } from './settings.js';

/** One state of the knowledge, with everything that is derived from it. */
export class Loaded {
  readonly knowledge: KnowledgeBase;
  readonly recognizer: Recognizer;
  readonly #folders: ReadonlyMap<string, vscode.Uri>;
  readonly #findProblems: () => FileProblems;
  #problems: FileProblems | undefined;
  #completion: CompletionIndex | undefined;
  #sources: SourceIndex | undefined;
  #outline: readonly OutlineNode[] | undefined;

  constructor(
    knowledge: KnowledgeBase,
    recognizer: Recognizer,
    folders: ReadonlyMap<string, vscode.Uri>,
    findProblems: () => FileProblems,
  ) {
    this.knowledge = knowledge;
    this.recognizer = recognizer;
    this.#findProblems = findProblems;
    this.#folders = folders;
  }

  /** Problems of the user's own files, by file. Looking for them reads every record. */
  get problems(): FileProblems {
    this.#problems ??= this.#findProblems();
    return this.#problems;
  }

  get completion(): CompletionIndex {
    this.#completion ??= new CompletionIndex(this.knowledge);
    return this.#completion;
  }

  get sources(): SourceIndex {
    this.#sources ??= new SourceIndex(this.knowledge);
    return this.#sources;
  }

  get outline(): readonly OutlineNode[] {
    this.#outline ??= outline(this.knowledge);
    return this.#outline;
  }

  /** The file in which a record was written. */
  uriOf(origin: Origin): vscode.Uri | undefined {
    const folder = this.#folders.get(origin.layer);
    return folder === undefined ? undefined : vscode.Uri.joinPath(folder, origin.file);
  }
}

/** A folder of the user's with what its files gave. */
interface OwnLayer {
  readonly layer: FolderLayer;
  readonly folder: Folder;
}

type FileProblems = ReadonlyMap<string, { readonly uri: vscode.Uri; readonly problems: readonly Problem[] }>;

interface State {
  readonly compiled: CompiledKnowledge | undefined;
  readonly own: readonly OwnLayer[];
  readonly loaded: Loaded;
}

function isSame(before: readonly OwnLayer[], after: readonly FolderFiles[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ folder, layer: { files } }, i) => {
      const other = after[i];
      return (
        folder.label === other?.folder.label &&
        folder.uri.toString() === other.folder.uri.toString() &&
        files.length === other.files.length &&
        files.every((file, place) => file === other.files[place])
      );
    })
  );
}

function layersOf(decoded: DeskFiles): readonly FolderLayer[] {
  return Array.from(decoded.folders, ([label, files]) => new FolderLayer(label, files));
}

const builtIn = 'built-in';

const keptFile = 'desk.bin';
/** How long after a load the desk is kept for the next start, in ms; writing a large one takes a moment. */
const keepAfter = 3000;

/** Made of the decoder's source by the build. */
declare const DECODER_BUILD: string | undefined;

function buildId(): string {
  return typeof DECODER_BUILD === 'string' ? DECODER_BUILD : 'unknown';
}

export class KnowledgeStore implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<Loaded>();
  readonly #decoded: DeskFiles;
  readonly #deskFolders: DeskFolders;
  readonly #storage: vscode.Uri | undefined;
  readonly #subscriptions: vscode.Disposable[] = [];
  #watchers: vscode.Disposable[] = [];
  #builtIn: CompiledKnowledge | undefined;
  #loading: Promise<Loaded>;
  /** The load that was begun last. */
  #latest: Promise<Loaded>;
  /** The last load, and what it was made of. */
  #state: State | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  /** The names of the last load. */
  #named: DeskNames | undefined;
  /** Whether those are the names that are kept. */
  #namesAreKept = false;

  readonly onDidChange = this.#changed.event;

  /** @param storage where what was decoded is kept for the next start; with no folder open there is none */
  constructor(extensionUri: vscode.Uri, storage: vscode.Uri | undefined, log: vscode.LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#storage = storage;
    this.#decoded = new DeskFiles(buildId());
    this.#deskFolders = new DeskFolders(this.#decoded, log);
    this.#log = log;
    this.#loading = this.#load();
    this.#latest = this.#loading;
    this.#subscriptions.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#reloadSoon()),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration('dossier.knowledge')) {
          this.#reloadSoon();
        }
      }),
    );
  }

  /** The knowledge as soon as it is there; never rejects. */
  get ready(): Promise<Loaded> {
    return this.#loading;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#keepTimer);
    vscode.Disposable.from(...this.#watchers, ...this.#subscriptions, this.#changed).dispose();
  }

  #reloadSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // One after the other: what an earlier one has read must not come last.
      const next = this.#latest.then(async before => {
        const loaded = await this.#load();
        if (loaded !== before) {
          this.#loading = next;
          this.#changed.fire(loaded);
        }
        return loaded;
      });
      this.#latest = next;
    }, 150);
  }

  async #load(): Promise<Loaded> {
    // What makes a store does not wait for what it reads.
    await Promise.resolve();
    const started = performance.now();
    const folders = this.#folders();
    let compiled: CompiledKnowledge | undefined;
    const places = new Map<string, vscode.Uri>();
    if (readSettings(vscode.workspace.getConfiguration('dossier'))['knowledge.builtIn']) {
      compiled = await this.#loadBuiltIn();
      places.set(builtIn, vscode.Uri.joinPath(this.#extensionUri, 'knowledge'));
    }
    this.#deskFolders.hurry();
    const kept = this.#state === undefined && folders.length > 0 ? await this.#readKept(compiled, folders) : undefined;
    const read = kept === undefined ? await this.#deskFolders.read(folders) : [];
    this.#watch(folders);
    const state = this.#state;
    if (state !== undefined && state.compiled === compiled && isSame(state.own, read)) {
      return state.loaded;
    }
    const own = kept ?? read.map(({ folder, files }) => ({ folder, layer: new FolderLayer(folder.label, files) }));
    for (const { folder } of own) {
      places.set(folder.label, folder.uri);
    }
    const above = own.map(({ layer }) => layer);
    const merged = mergeLayers(compiled === undefined ? above : [compiled.layer, ...above]);
    const named = nameDesk(merged.knowledge, compiled, above, this.#named);
    this.#namesAreKept &&= named.names === this.#named?.names;
    this.#named = named;
    const recognizer = new Recognizer(merged.knowledge, named.names);
    const loaded = new Loaded(merged.knowledge, recognizer, places, () => this.#problemsOf(own, merged, recognizer));
    this.#state = { compiled, own, loaded };
    if (kept === undefined) {
      this.#keepLater();
    } else {
      // What was kept is there at once; whether the files are still so is found out behind it.
      this.#reloadSoon();
    }
    const { entities, sources } = merged.knowledge.size;
    this.#log.info(
      `${entities} records and ${sources} sources from ${places.size} folders in ${Math.round(performance.now() - started)} ms${kept === undefined ? '' : ', as they were kept'}`,
    );
    return loaded;
  }

  #problemsOf(own: readonly OwnLayer[], merged: ReturnType<typeof mergeLayers>, recognizer: Recognizer): FileProblems {
    const problems = new Map<string, { uri: vscode.Uri; problems: Problem[] }>();
    for (const { layer, folder } of own) {
      const whole = layer.whole();
      const all = [
        ...layer.problems,
        ...(merged.problems.get(folder.label) ?? []),
        ...checkKnowledge(merged.knowledge, whole),
        ...checkNames(recognizer, merged.knowledge, whole),
      ];
      for (const problem of all) {
        const uri = vscode.Uri.joinPath(folder.uri, problem.file);
        const known = problems.get(uri.toString());
        if (known === undefined) {
          problems.set(uri.toString(), { uri, problems: [problem] });
        } else {
          known.problems.push(problem);
        }
      }
    }
    for (const { uri, problems: found } of problems.values()) {
      this.#log.warn(
        `${vscode.workspace.asRelativePath(uri)}: ${found.length} problems, first: ${found[0]?.message ?? ''}`,
      );
    }
    return problems;
  }

  async #loadBuiltIn(): Promise<CompiledKnowledge | undefined> {
    try {
      const uri = vscode.Uri.joinPath(this.#extensionUri, 'dist/knowledge/records.bin');
      this.#builtIn ??= readCompiled(readBytesAtOnce(uri) ?? (await readBytes(uri)));
    } catch (error) {
      this.#log.error('The built-in records could not be read', error);
      void vscode.window.showErrorMessage(
        vscode.l10n.t('Dossier could not read its built-in records. Reinstall the extension; the log says more.'),
      );
    }
    return this.#builtIn;
  }

  /** The user's folders from the setting, then `knowledge/` of each workspace folder, which is on top. */
  #folders(): readonly Folder[] {
    const workspaces = vscode.workspace.workspaceFolders ?? [];
    const settings = readSettings(vscode.workspace.getConfiguration('dossier'));
    const named = settings['knowledge.folders'].flatMap(path => {
      const base = workspaces[0]?.uri;
      const isAbsolute = /^(?:\/|[A-Za-z]:[\\/])/.test(path);
      if (isAbsolute) {
        return [{ label: path, uri: base === undefined ? vscode.Uri.file(path) : base.with({ path }) }];
      }
      return base === undefined ? [] : [{ label: path, uri: vscode.Uri.joinPath(base, path) }];
    });
    const own = vscode.Uri.joinPath(this.#extensionUri, 'knowledge').toString();
    const local = workspaces
      .map(folder => ({ label: `${folder.name}/knowledge`, uri: vscode.Uri.joinPath(folder.uri, 'knowledge') }))
      .filter(
        ({ uri }) => uri.toString() !== own && uri.path !== vscode.Uri.joinPath(this.#extensionUri, 'knowledge').path,
      );
    return [...named, ...local];
  }

  /** What was kept of the files of some folders, if it was kept of these. */
  async #readKept(
    compiled: CompiledKnowledge | undefined,
    folders: readonly Folder[],
  ): Promise<readonly OwnLayer[] | undefined> {
    if (this.#storage === undefined) {
      return undefined;
    }
    try {
      const sections = readPack(await this.#deskFolders.bytesOf(vscode.Uri.joinPath(this.#storage, keptFile)));
      if (!isWhole(sections) || !this.#decoded.read(sections)) {
        return undefined;
      }
      const layers = layersOf(this.#decoded);
      this.#named = readDeskNames(sections, compiled, layers);
      this.#namesAreKept = this.#named !== undefined;
      const own = folders.flatMap(folder =>
        layers
          .filter(({ label, files }) => label === folder.label && files.length > 0)
          .map(layer => ({ folder, layer })),
      );
      const labels = new Set(own.map(({ folder }) => folder.label));
      return labels.size === layers.length && own.length === layers.length ? own : undefined;
    } catch {
      // Nothing was kept yet, or another version did it, or it is damaged.
      return undefined;
    }
  }

  #keepLater(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => void this.#keep(), keepAfter);
  }

  async #keep(): Promise<void> {
    const named = this.#named;
    if (this.#deskFolders.paths.size > 0) {
      this.#decoded.settle(this.#deskFolders.paths);
    }
    const isNew = !this.#namesAreKept || this.#decoded.isChanged;
    if (this.#storage === undefined || named === undefined || !isNew || !this.#decoded.isWorthKeeping) {
      return;
    }
    const files = this.#decoded.write();
    const kept = writePack(sealed(new Map([...files, ...writeDeskNames(named, layersOf(this.#decoded))])));
    try {
      await vscode.workspace.fs.createDirectory(this.#storage);
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(this.#storage, keptFile), kept);
      this.#namesAreKept = named === this.#named;
    } catch (error) {
      // The next start takes longer, no more.
      this.#log.warn('The records could not be kept for the next start', error);
    }
  }

  #watch(folders: readonly Folder[]): void {
    vscode.Disposable.from(...this.#watchers).dispose();
    this.#watchers = folders.map(({ uri }) => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(uri, '**/*.{yaml,yml}'));
      const forget = (changed: vscode.Uri): void => {
        this.#deskFolders.forget(changed);
        this.#reloadSoon();
      };
      watcher.onDidChange(forget);
      watcher.onDidCreate(forget);
      watcher.onDidDelete(forget);
      return watcher;
    });
  }
}
