/** Sources for tests. */

import type { Source } from '../../src/core/knowledge/model.js';

export function sourceOf(id: string, fields: Partial<Source> = {}): Source {
  return {
    id,
    type: 'document',
    title: id,
    authors: [],
    primary: false,
    consulted: 'full',
    status: 'current',
    origin: { layer: 'desk', file: 'sources/desk.yaml', position: { line: 0, column: 0 } },
    ...fields,
  };
}
