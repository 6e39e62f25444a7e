/** What the commands share: reading texts, records and options, and writing the answer. */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { KnowledgeBase } from '../core/knowledge/knowledgeBase.js';
import { mergeLayers } from '../core/knowledge/layers.js';
import { type CompiledKnowledge, readCompiled, recognizerOf } from '../core/recognize/compiledKnowledge.js';
import type { Recognizer } from '../core/recognize/recognizer.js';
import { readLayer, UsageError } from './files.js';

export function valueOf(args: readonly string[], at: number, option: string): string {
  const value = args[at];
  if (value === undefined) {
    throw new UsageError(`${option} needs a value.`);
  }
  return value;
}

/** Standard output may be a pipe that is read slowly; everything must be written before the process ends. */
export function writeAll(descriptor: 1 | 2, text: string): void {
  writeFileSync(descriptor, text);
}

export interface Loaded {
  readonly knowledge: KnowledgeBase;
  readonly recognizer: Recognizer;
}

/** The shipped records with the named folders on top. */
export function load(options: { readonly knowledge: readonly string[]; readonly builtIn: boolean }): Loaded {
  const compiled = options.builtIn ? builtIn() : undefined;
  const own = options.knowledge.map(folder => readLayer(folder, folder).layer);
  const { knowledge } = mergeLayers(compiled === undefined ? own : [compiled.layer, ...own]);
  return { knowledge, recognizer: recognizerOf(knowledge, compiled, own) };
}

export function builtIn(): CompiledKnowledge {
  const path = join(__dirname, 'knowledge/records.bin');
  try {
    return readCompiled(readFileSync(path));
  } catch (error) {
    throw new UsageError(`the built-in records could not be read (${messageOf(error)}); run npm run build.`);
  }
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} could not be read: ${messageOf(error)}`);
  }
}

export function readJsonLines(file: string): readonly { readonly id: string; readonly text: string }[] {
  return readText(file)
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') {
        return [];
      }
      const value = parseJson(line);
      if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') {
        throw new UsageError(`${file}, line ${index + 1}: each line must be {"id": "...", "text": "..."}.`);
      }
      return [{ id: 'id' in value ? String(value.id) : String(index + 1), text: value.text }];
    });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
