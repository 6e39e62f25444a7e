/** Names that a record lists and that are not even found where they stand alone. */

import type { KnowledgeBase } from '../knowledge/knowledgeBase.js';
import type { LayerDraft } from '../knowledge/layers.js';
import type { Problem } from '../knowledge/problems.js';
import { foldText } from './fold.js';
import type { Recognizer } from './recognizer.js';

/** Names with a rule are left out, since they ask for more of a text than themselves. */
export function checkNames(recognizer: Recognizer, knowledge: KnowledgeBase, layer: LayerDraft): readonly Problem[] {
  return layer.drafts.flatMap(({ id, origin }) => {
    const names =
      knowledge.entity(id)?.names.filter(({ text, rule }) => rule === undefined && !isFound(text, id)) ?? [];
    const { line, column } = origin.position;
    return names.map(({ text }) => ({
      file: origin.file,
      range: { line, column, endLine: line, endColumn: column + 1 },
      code: 'unseen-name',
      severity: 'warning' as const,
      message: `"${text}" is never recognised, not even by itself: ${reasonOf(text)} Write it as texts do, or leave it out.`,
    }));
  });

  function isFound(name: string, id: string): boolean {
    const folded = foldText(name);
    return recognizer
      .analyze(name)
      .mentions.some(({ senses }) =>
        senses.some(sense => sense.entity.id === id && foldText(sense.name.text) === folded),
      );
  }
}

function reasonOf(name: string): string {
  const words = foldText(name).split(' ');
  if (words[0] === '') {
    return 'it has no letters and no digits.';
  }
  return words.length > 32
    ? 'it has more than 32 words.'
    : 'signs in it, or another record, keep a text from being read as this name.';
}
