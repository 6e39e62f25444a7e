/**
 * Checks of content: what a file can get wrong although it can be read.
 *
 * Ids that lead nowhere, claims without a source, statements of doubt without a reason, names that two records claim
 * without a rule between them, records that contradict each other.
 */

import { contradictionsIn } from './contradictions.js';
import type { KnowledgeBase } from './knowledgeBase.js';
import type { EntityDraft, LayerDraft } from './layers.js';
import { unknownSigns } from './lists.js';
import type { Citation, Claim, Name, Position, Source } from './model.js';
import { nearestKeys } from './nearest.js';
import type { Problem, Severity } from './problems.js';

/** Problems of one layer, in the light of everything below it. */
export function checkKnowledge(knowledge: KnowledgeBase, layer: LayerDraft): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (file: string, position: Position, code: string, severity: Severity, message: string): void => {
    const { line, column } = position;
    problems.push({ file, range: { line, column, endLine: line, endColumn: column + 1 }, code, severity, message });
  };
  const knows = (id: string): boolean => knowledge.entity(id) !== undefined;
  const used = new Set<string>();
  // A file with more wrong ids than these was made for other records.
  let suggestions = 50;
  const meant = (id: string, ids: () => readonly string[]): string => {
    const [near] = suggestions-- > 0 ? nearestKeys(id, ids(), 1) : [];
    return near === undefined ? '' : ` The nearest is "${near}".`;
  };
  const entityIds = (): readonly string[] => knowledge.entityIds;
  const sourceIds = (): readonly string[] => knowledge.sourceIds;

  const checkCitations = (file: string, position: Position, cite: readonly Citation[]): void => {
    for (const { key, locator } of cite) {
      used.add(key);
      if (knowledge.source(key) === undefined) {
        report(
          file,
          position,
          'unknown-source',
          'error',
          `There is no source "${key}". Add it to sources/, or correct the key.${meant(key, sourceIds)}`,
        );
      }
      if (locator !== undefined && !locatorPattern.test(locator)) {
        report(
          file,
          position,
          'odd-locator',
          'info',
          `"${locator}" does not look like a place in a source, such as p. 3 or para. 4.`,
        );
      }
    }
  };

  const checkReferences = (draft: EntityDraft, field: string, ids: readonly (string | undefined)[]): void => {
    for (const id of ids) {
      if (id !== undefined && !knows(id)) {
        report(
          draft.origin.file,
          draft.origin.position,
          'unknown-id',
          'error',
          `\`${field}\` names "${id}", which no record has as its id.${meant(id, entityIds)}`,
        );
      }
    }
  };

  const checkClaim = (draft: EntityDraft, claim: Claim): void => {
    const { file } = draft.origin;
    checkCitations(file, claim.position, claim.cite);
    if (claim.cite.length === 0 && claim.status !== 'unverified') {
      report(
        file,
        claim.position,
        'missing-source',
        'warning',
        'This claim has no source. Add `cite: …`, or `status: unverified`.',
      );
    }
    const sources = claim.cite
      .map(({ key }) => knowledge.source(key))
      .filter((source): source is Source => source !== undefined);
    const gone = sources.find(({ status }) => status !== 'current');
    if (gone !== undefined && claim.status !== 'superseded' && claim.status !== 'wrong') {
      const alone = sources.every(({ status }) => status !== 'current');
      report(
        file,
        claim.position,
        'withdrawn-source',
        alone ? 'warning' : 'info',
        `The source "${gone.id}" ${gone.status === 'withdrawn' ? 'was withdrawn' : 'has been superseded'}${gone.why === undefined ? '' : ` (${gone.why.replace(/\.$/, '')})`}${alone ? ', and nothing else supports this claim. Cite another, or give the claim `status: unverified`.' : '; another source still supports this claim.'}`,
      );
    }
    if (claim.status !== 'unverified' && sources.length > 0 && sources.every(({ consulted }) => consulted === 'none')) {
      report(
        file,
        claim.position,
        'unread-source',
        'warning',
        'Nobody has read a source of this claim; mark it `status: unverified`.',
      );
    }
    if (claim.relation !== undefined && !knows(claim.relation.object)) {
      report(
        file,
        claim.position,
        'unknown-id',
        'error',
        `\`rel\` names "${claim.relation.object}", which no record has as its id.${meant(claim.relation.object, entityIds)}`,
      );
    }
    for (const reference of [...claim.contradicts, ...claim.supersededBy]) {
      if (knowledge.claim(reference, draft.id) === undefined) {
        report(
          file,
          claim.position,
          'unknown-claim',
          'error',
          `There is no claim "${reference}". Write record-id/claim-id.`,
        );
      }
    }
    if (claim.relation?.predicate === 'headed-by' && (claim.on ?? claim.from ?? claim.asOf) === undefined) {
      report(
        file,
        claim.position,
        'missing-date',
        'warning',
        'When? Who heads something changes; add `as-of`, or `from`.',
      );
    }
    if (
      claim.relation !== undefined &&
      datedPredicates.has(claim.relation.predicate) &&
      (claim.on ?? claim.from) === undefined
    ) {
      report(
        file,
        claim.position,
        'missing-date',
        'info',
        `When? A claim of \`${claim.relation.predicate}\` is worth little without \`from\` or \`on\`.`,
      );
    }
  };

  for (const draft of layer.drafts) {
    checkReferences(draft, 'parent', [draft.parent]);
    checkReferences(draft, 'builds-on', draft.buildsOn ?? []);
    checkReferences(draft, 'parties', draft.parties ?? []);
    checkReferences(draft, 'successors', draft.successors ?? []);
    checkReferences(draft, 'predecessors', draft.predecessors ?? []);
    checkReferences(draft, 'by', [draft.by]);
    checkReferences(draft, 'target', [draft.target]);
    checkReferences(
      draft,
      'roles',
      (draft.roles ?? []).map(({ of }) => of),
    );
    checkReferences(
      draft,
      'ties',
      (draft.ties ?? []).map(({ to }) => to),
    );
    for (const { cite } of [...(draft.roles ?? []), ...(draft.ties ?? [])]) {
      checkCitations(draft.origin.file, draft.origin.position, cite);
    }
    const ids = new Set<string>();
    for (const claim of draft.claims ?? []) {
      if (claim.id !== undefined && ids.has(claim.id)) {
        report(
          draft.origin.file,
          claim.position,
          'repeated-id',
          'error',
          `Two claims of this record have the id "${claim.id}".`,
        );
      }
      ids.add(claim.id ?? '');
      checkClaim(draft, claim);
    }
  }
  for (const { origin, of, rows } of layer.relations) {
    if (!knows(of)) {
      report(
        origin.file,
        origin.position,
        'unknown-id',
        'error',
        `\`of\` names "${of}", which no record has as its id.${meant(of, entityIds)}`,
      );
    }
    for (const row of rows) {
      if (!knows(row.with)) {
        report(
          origin.file,
          row.position,
          'unknown-id',
          'error',
          `\`with\` names "${row.with}", which no record has as its id.${meant(row.with, entityIds)}`,
        );
      }
      checkCitations(origin.file, row.position, row.cite);
      if (row.cite.length === 0 && row.status !== 'unverified') {
        report(
          origin.file,
          row.position,
          'missing-source',
          'warning',
          'This row has no source. Add `cite: …` to it or to the file.',
        );
      }
      if (row.from !== undefined && row.to !== undefined && row.to < row.from) {
        report(origin.file, row.position, 'ends-before-start', 'error', 'This row ends before it begins.');
      }
    }
  }
  for (const source of layer.sources) {
    if (!used.has(source.id)) {
      report(
        source.origin.file,
        source.origin.position,
        'orphan-source',
        'hint',
        `Nothing in this folder cites "${source.id}".`,
      );
    }
  }
  problems.push(
    ...sharedNames(knowledge, layer),
    ...contradictionsIn(knowledge, layer),
    ...everydayNames(knowledge, layer),
    ...repeatedNames(layer),
    ...unknownSignsIn(knowledge, layer),
  );
  return problems;
}

const locatorPattern =
  /^(?:(?:pp?|paras?|arts?|articles?|chaps?|ch|secs?|sections?|nos?|vols?|figs?|tables?|annex|appendix|app|part|items?|rows?|notes?|lines?|cols?|entry|entries|preamble|title|box|slide|question|§+|¶+)\b|\d|"|[“A-Z])/iu;

const datedPredicates = new Set(['member-of', 'party-to', 'signed', 'withdrew-from']);

/** Words of every text; capitalised, they begin sentences. */
const everydayWords = new Set(
  (
    'a about act after all also an and any are as at august be before both but by can council court do east for from had ' +
    'has have he her his how i if in into is it its like march may more most must new no north not now of off old on one ' +
    'only or other our out over party president she should so south state states than that the their them then there they ' +
    'this to two under up us was we west what when where which who why will with would you ' +
    'april been being could december did does february following foreign friday general government here however ' +
    'international january july june last many meanwhile military minister monday mr mrs ms national november october ' +
    'officials people said same saturday saying says secretary september since some such sunday these those three through ' +
    'thursday today tomorrow tuesday until very war wednesday week were while world year years yes yesterday your'
  ).split(' '),
);

/** Names without a rule that would be found in nearly every text. */
function everydayNames(knowledge: KnowledgeBase, layer: LayerDraft): readonly Problem[] {
  return layer.drafts.flatMap(({ id, origin }) => {
    const { line, column } = origin.position;
    const names = (knowledge.entity(id)?.names ?? []).filter(isEverydayName);
    return names.map(({ text }) => ({
      file: origin.file,
      range: { line, column, endLine: line, endColumn: column + 1 },
      code: 'everyday-word',
      severity: 'warning' as const,
      message: `"${text}" is an everyday word, a number or a letter, and would be found in nearly every text. Write a longer name, or give it a rule: \`when: { document-has: [...] }\`, \`before\` or \`after\`.`,
    }));
  });
}

function isEverydayName({ text, rule, case: mode }: Name): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const isLower = mode === 'any' || !/\p{Lu}/u.test(text);
  // Signs do not count: "C++" is found at every C.
  const letters = words.join('');
  const isAcronym = mode !== 'any' && /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text) && letters.length > 1;
  return (
    rule === undefined &&
    !isAcronym &&
    words.length > 0 &&
    (words.length === 1
      ? everydayWords.has(letters) || letters.length === 1 || /^\p{N}+$/u.test(letters)
      : isLower && words.every(word => everydayWords.has(word)))
  );
}

/** A name that a record lists with a rule and also without: it is found wherever it stands, and the rule does nothing. */
function repeatedNames({ drafts }: LayerDraft): readonly Problem[] {
  return drafts.flatMap(({ names = [], origin }) => {
    const plain = names.filter(({ rule }) => rule === undefined).map(({ text }) => text);
    const texts = plain.filter(
      (text, i) => plain.indexOf(text) !== i || names.some(other => other.text === text && other.rule !== undefined),
    );
    const { line, column } = origin.position;
    return [...new Set(texts)].map(text => ({
      file: origin.file,
      range: { line, column, endLine: line, endColumn: column + 1 },
      code: 'repeated-name',
      severity: 'warning' as const,
      message: `"${text}" is listed more than once, and once without a rule, which lets it stand everywhere. Take that entry out, or the others.`,
    }));
  });
}

/** Signs in rules that are no list of the folder or of those below it: they would never match. */
function unknownSignsIn(knowledge: KnowledgeBase, { drafts }: LayerDraft): readonly Problem[] {
  return drafts.flatMap(({ id, origin }) => {
    const rules = knowledge.entity(id)?.names.flatMap(({ rule }) => rule ?? []) ?? [];
    const { line, column } = origin.position;
    return [...new Set(rules.flatMap(unknownSigns))].map(sign => ({
      file: origin.file,
      range: { line, column, endLine: line, endColumn: column + 1 },
      code: 'unknown-sign',
      severity: 'warning' as const,
      message: `No list is called ${sign}, so that a phrase with it never stands. Correct it, or write the list in kb.yaml.`,
    }));
  });
}

/** Unconditional names that two records share: readers get both, which may be meant. */
function sharedNames(knowledge: KnowledgeBase, layer: LayerDraft): readonly Problem[] {
  const owners = new Map<string, string>();
  const own = new Map(layer.drafts.map(draft => [draft.id, draft]));
  const problems: Problem[] = [];
  for (const entity of knowledge.entities) {
    for (const name of entity.names) {
      if (name.rule !== undefined || name.role === 'demonym' || name.role === 'metonym' || name.role === 'former') {
        continue;
      }
      const key = name.role === 'acronym' ? name.text : name.text.toLowerCase();
      const owner = owners.get(key);
      // Where one of the two ships with Dossier, the other is the one to change.
      const draft = own.get(entity.id) ?? own.get(owner ?? '');
      const other = draft?.id === owner ? entity.id : owner;
      if (owner === undefined) {
        owners.set(key, entity.id);
      } else if (owner !== entity.id && draft !== undefined) {
        const { line, column } = draft.origin.position;
        problems.push({
          file: draft.origin.file,
          range: { line, column, endLine: line, endColumn: column + 1 },
          code: 'shared-name',
          severity: 'info',
          message: `"${name.text}" is a name of "${other}" too; cards show both. If only one is meant, add a rule to the name.`,
        });
      }
    }
  }
  return problems;
}
