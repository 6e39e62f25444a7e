/**
 * acronym-first-use: an acronym before its name has been written out, written out twice, or for nothing.
 *
 * "World Food Programme (WFP)" and "WFP (World Food Programme)" introduce an acronym. A name without the brackets
 * introduces it too, though poorly, and is not complained of. Acronyms that every reader knows stand in a setting.
 */

import type { CheckedDocument, Finding, Rule } from './rule.js';
import { nameFinding, type NameFinding, type SoleMention, soleMentions } from './names.js';

interface Uses {
  readonly acronyms: SoleMention[];
  /** The name written out, with the acronym in brackets beside it. */
  readonly introductions: { readonly name: SoleMention; readonly acronym: SoleMention }[];
  readonly names: SoleMention[];
}

export const acronymFirstUse: Rule = {
  id: 'acronym-first-use',
  title: 'An acronym that is not introduced, introduced twice, or for nothing',
  severity: 'hint',
  scope: 'document',
  *check(document) {
    const common = new Set(document.settings.commonAcronyms.map(bare));
    for (const uses of usesByEntity(document).values()) {
      yield* findings(document, uses, common);
    }
  },
};

function usesByEntity(document: CheckedDocument): ReadonlyMap<string, Uses> {
  const byEntity = new Map<string, Uses>();
  let before: SoleMention | undefined;
  for (const mention of soleMentions(document)) {
    const { entity } = mention;
    const uses = byEntity.get(entity.id) ?? { acronyms: [], introductions: [], names: [] };
    byEntity.set(entity.id, uses);
    const pair = before?.entity === entity ? introductionOf(document, before, mention) : undefined;
    before = mention;
    if (pair !== undefined) {
      // Both were entered by themselves; together they introduce.
      (pair.acronym === mention ? uses.names : uses.acronyms).pop();
      uses.introductions.push(pair);
    } else if (isAcronym(mention)) {
      uses.acronyms.push(mention);
    } else if (mention.name.role !== 'demonym' && mention.name.role !== 'metonym' && / /.test(mention.text)) {
      uses.names.push(mention);
    }
  }
  return byEntity;
}

function isAcronym({ name, entity, text }: SoleMention): boolean {
  return name.role === 'acronym' && bare(entity.name) !== bare(text) && /^(?:\p{Lu}\.?){2,}$/u.test(text);
}

function introductionOf(
  { text }: CheckedDocument,
  first: SoleMention,
  second: SoleMention,
): Uses['introductions'][number] | undefined {
  const between = text.slice(first.end, second.start);
  const isBracketed = /^[\s\u00a0]*[*_]*\((?:the |or |hereafter |“|")?[*_]*$/i.test(between);
  if (
    !isBracketed ||
    !/^[”"*_]*\)/.test(text.slice(second.end, second.end + 4)) ||
    isAcronym(first) === isAcronym(second)
  ) {
    return undefined;
  }
  return isAcronym(second) ? { name: first, acronym: second } : { name: second, acronym: first };
}

function* findings(
  document: CheckedDocument,
  { acronyms, introductions, names }: Uses,
  common: ReadonlySet<string>,
): Generator<NameFinding> {
  const inProse = (mention: SoleMention): boolean => !document.isHeading(mention.start);
  const first = acronyms.find(inProse);
  const [introduction, ...again] = introductions;
  if (first !== undefined && !common.has(bare(first.text))) {
    const introducedAt = Math.min(introduction?.name.start ?? Infinity, ...names.map(({ start }) => start));
    if (first.start < introducedAt) {
      yield {
        ...nameFinding(
          document,
          first,
          introducedAt === Infinity
            ? `“${first.text}” is nowhere written out: ${first.entity.name}.`
            : `“${first.text}” stands before it is written out: ${first.entity.name}.`,
          { write: `${first.entity.name} (${first.text})`, safe: false },
        ),
      };
    }
  }
  for (const { name, acronym } of again.filter(({ name: mention }) => inProse(mention))) {
    const span = {
      start: Math.min(name.start, acronym.start),
      end: closing(document, Math.max(name.end, acronym.end)),
    };
    yield {
      ...span,
      message: `“${acronym.text}” has been introduced already.`,
      evidence:
        introduction === undefined
          ? []
          : [
              {
                message: 'First introduced here',
                span: { start: introduction.name.start, end: introduction.name.end },
              },
            ],
      fixes: [{ title: `Write ${acronym.text}`, edits: [{ ...span, text: acronym.text }], safe: false }],
    } satisfies Omit<Finding, 'rule' | 'severity'>;
  }
  if (introduction !== undefined && again.length === 0 && acronyms.length === 0 && inProse(introduction.name)) {
    const { name, acronym } = introduction;
    if (acronym.start > name.end) {
      yield {
        start: acronym.start,
        end: acronym.end,
        message: `“${acronym.text}” is introduced and never used.`,
        evidence: [],
        fixes: [
          {
            title: `Take “(${acronym.text})” out`,
            edits: [{ start: name.end, end: closing(document, acronym.end), text: '' }],
            safe: false,
          },
        ],
      };
    }
  }
}

/** Behind the bracket that closes an introduction. */
function closing({ text }: CheckedDocument, from: number): number {
  const at = text.indexOf(')', from);
  return at < 0 || at > from + 4 ? from : at + 1;
}

function bare(text: string): string {
  return text.replace(/[.\s\u00a0]/g, '').toUpperCase();
}
