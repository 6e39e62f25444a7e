/**
 * A folder of records with its names, compiled into one file when Dossier is built and used from there.
 */

import { CompiledLayer, compileLayer } from '../knowledge/compiled.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import { type LayerDraft, mergeLayers } from '../knowledge/layers.js';
import { hashOf } from '../knowledge/seal.js';
import { jsonBytes, jsonOf, readPack, section, writePack } from '../knowledge/pack.js';
import { namedLayer, nameDesk } from './deskNames.js';
import { Names } from './names.js';
import { Recognizer } from './recognizer.js';

export interface CompiledKnowledge {
  /** Differs for other records and for names compiled otherwise. */
  readonly id: string;
  readonly layer: CompiledLayer;
  readonly names: Names;
}

/** The file's bytes. Records that lack a name or a kind are left out. */
export function compileKnowledge(layer: LayerDraft): Uint8Array {
  const { knowledge } = mergeLayers([layer]);
  const whole = { ...layer, drafts: layer.drafts.filter(({ id }) => knowledge.entity(id) !== undefined) };
  const sections = [...compileLayer(whole), ...Names.of(knowledge.entities, knowledge.rules).write()];
  const id = hashOf(jsonBytes(sections.map(([name, bytes]) => [name, hashOf(bytes)]))).toString(36);
  return writePack(new Map([['id', jsonBytes(id)], ...sections]));
}

/** Throws where the bytes are no such file. */
export function readCompiled(bytes: Uint8Array): CompiledKnowledge {
  const sections = readPack(bytes);
  return {
    id: String(jsonOf(section(sections, 'id'))),
    layer: new CompiledLayer(sections),
    names: Names.read(sections),
  };
}

/** The recogniser of a knowledge base made of a compiled layer and of others above it. */
export function recognizerOf(
  knowledge: KnowledgeBase,
  compiled: CompiledKnowledge | undefined,
  above: readonly LayerDraft[],
): Recognizer {
  return new Recognizer(knowledge, nameDesk(knowledge, compiled, above.map(namedLayer)).names);
}
