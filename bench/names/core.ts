// What the benchmarks use of the product.
export { compileKnowledge, readCompiled, recognizerOf } from '../../src/core/recognize/compiledKnowledge.js';
export { decodeFile } from '../../src/core/knowledge/decode.js';
export { KnowledgeBase, RecordTable } from '../../src/core/knowledge/knowledgeBase.js';
export { mergeLayers } from '../../src/core/knowledge/layers.js';
export { readPack, writePack } from '../../src/core/knowledge/pack.js';
export { CompletionIndex } from '../../src/core/present/completion.js';
export { Names } from '../../src/core/recognize/names.js';
export { Recognizer } from '../../src/core/recognize/recognizer.js';
