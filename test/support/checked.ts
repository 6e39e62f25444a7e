import assert from 'node:assert/strict';

import { checkedDocument } from '../../src/core/check/document.js';
import type { Finding, Rule } from '../../src/core/check/rule.js';
import { runRules } from '../../src/core/check/run.js';
import { KnowledgeBase, RecordTable } from '../../src/core/knowledge/knowledgeBase.js';
import type { Claim, Entity, RelationRow, Relations, Source } from '../../src/core/knowledge/model.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { marked } from './marked.js';

const position = { line: 0, column: 0 };

export function claimOf(say: string, rest: Partial<Claim> = {}): Claim {
  return { say, type: 'fact', status: 'current', cite: [], contradicts: [], supersededBy: [], position, ...rest };
}

export function rowOf(other: string, rest: Partial<RelationRow> = {}): RelationRow {
  return { with: other, status: 'current', cite: [{ key: 'list' }], position, ...rest };
}

export function tableOf(id: string, type: Relations['type'], of: string, rows: readonly RelationRow[]): Relations {
  return { id, type, of, rows, origin: { layer: 'test', file: `${id}.yaml`, position } };
}

const list: Source = {
  id: 'list',
  type: 'webpage',
  title: 'A list of members',
  authors: [],
  issued: '2020-01',
  primary: false,
  consulted: 'full',
  status: 'current',
  origin: { layer: 'test', file: 'list.yaml', position },
};

export interface RuleOnRecord {
  readonly findings: (text: string, asOf?: string) => readonly Finding[];
  /** Asserts that just what stands in «…» is found. */
  readonly finds: (source: string, asOf?: string) => void;
  /** The text after the one fix of its one finding. */
  readonly mended: (text: string, asOf?: string) => string | undefined;
}

/** A record for one rule: what the rule finds in a text, and the asserting of it. */
export function ruleOn(rule: Rule, entities: readonly Entity[], relations: readonly Relations[] = []): RuleOnRecord {
  const knowledge = new KnowledgeBase({
    entities: RecordTable.of(entities),
    sources: RecordTable.of([list]),
    relations: RecordTable.of(relations),
    rules: {},
  });
  const recognizer = new Recognizer(knowledge);
  const findings = (text: string, asOf = '2026-06-01'): readonly Finding[] => {
    const analysis = recognizer.analyze(text);
    const result = runRules(checkedDocument({ analysis, knowledge, asOf, today: asOf }), [rule]);
    assert.deepEqual(result.failures, []);
    return result.findings;
  };
  return {
    findings,
    finds(source: string, asOf?: string): void {
      const { text } = marked(source);
      const places = findings(text, asOf);
      let written = '';
      let at = 0;
      for (const { start, end } of places) {
        written += `${text.slice(at, start)}«${text.slice(start, end)}»`;
        at = end;
      }
      assert.equal(written + text.slice(at), source);
    },
    mended(text: string, asOf?: string): string | undefined {
      const [finding, other] = findings(text, asOf);
      assert.ok(finding !== undefined && other === undefined, text);
      const [fix] = finding.fixes;
      return fix?.edits.reduceRight(
        (made, { start, end, text: by }) => made.slice(0, start) + by + made.slice(end),
        text,
      );
    },
  };
}
