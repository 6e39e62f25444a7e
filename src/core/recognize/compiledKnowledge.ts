/**
 * A folder of records with its names, compiled into one file when Dossier is built and used from there.
 */

import { CompiledLayer, compileLayer } from '../knowledge/compiled.js';
import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import { type LayerDraft, mergeLayers } from '../knowledge/layers.js';
import { readPack, writePack } from '../knowledge/pack.js';
import { Names } from './names.js';
import { Recognizer } from './recognizer.js';

export interface CompiledKnowledge {
  readonly layer: CompiledLayer;
  readonly names: Names;
}

/** The file's bytes. Records that lack a name or a kind are left out. */
export function compileKnowledge(layer: LayerDraft): Uint8Array {
  const { knowledge } = mergeLayers([layer]);
  const whole = { ...layer, drafts: layer.drafts.filter(({ id }) => knowledge.entity(id) !== undefined) };
  return writePack(new Map([...compileLayer(whole), ...Names.of(knowledge.entities, knowledge.rules).write()]));
}

/** Throws where the bytes are no such file. */
export function readCompiled(bytes: Uint8Array): CompiledKnowledge {
  const sections = readPack(bytes);
  return { layer: new CompiledLayer(sections), names: Names.read(sections) };
}

/**
 * The recogniser of a knowledge base made of a compiled layer and of others above it. Only names of records that the
 * others touch are compiled anew, unless they change the rules of a kind.
 */
export function recognizerOf(
  knowledge: KnowledgeBase,
  compiled: CompiledKnowledge | undefined,
  above: readonly LayerDraft[],
): Recognizer {
  if (compiled === undefined || above.some(({ settings }) => Object.keys(settings.match).length > 0)) {
    return new Recognizer(knowledge);
  }
  const touched = new Set(above.flatMap(({ drafts }) => drafts.map(({ id }) => id)));
  const entities = [...touched].sort().flatMap(id => knowledge.entity(id) ?? []);
  return new Recognizer(knowledge, compiled.names.with(entities, knowledge.rules));
}
