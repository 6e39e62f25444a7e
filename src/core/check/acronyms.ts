/**
 * acronym-first-use: an acronym before its name has been written out, written out twice, or for nothing.
 *
 * "World Food Programme (WFP)" and "WFP (World Food Programme)" introduce an acronym. A name without the brackets
 * introduces it too, though poorly, and is not complained of. Acronyms that every reader knows stand in a setting.
 */

import { moved, movedSpan } from './moved.js';
import { nameFinding, type SoleMention, soleMentions } from './names.js';
import type { CheckedSection, DocumentRule, RuleFinding, Span } from './rule.js';

/** The name written out, with the acronym in brackets beside it. */
interface Introduction {
  readonly name: SoleMention;
  readonly acronym: SoleMention;
  /** Where the bracket behind it ends. */
  readonly end: number;
  readonly inProse: boolean;
}

/** How an entity is written in a section, or in a text. */
interface Uses {
  /** How often its acronym stands by itself. */
  acronyms: number;
  /** Where in prose it does so first. */
  early: Early | undefined;
  readonly introductions: Introduction[];
  /** Where its name is written out first without the acronym. */
  named: number;
}

interface Early {
  readonly mention: SoleMention;
  readonly complaint: (message: string) => RuleFinding;
  /** Where the section of the mention starts. */
  readonly base: number;
}

export const acronymFirstUse: DocumentRule<ReadonlyMap<string, Uses>> = {
  id: 'acronym-first-use',
  title: 'An acronym that is not introduced, introduced twice, or for nothing',
  severity: 'hint',
  scope: 'document',
  note(section) {
    const uses = usesByEntity(section);
    return uses.size === 0 ? undefined : uses;
  },
  *check({ settings, sections }, notes) {
    const common = new Set(settings.commonAcronyms.map(bare));
    const all = new Map<string, Uses>();
    for (const [at, { start }] of sections.entries()) {
      for (const [id, uses] of notes[at] ?? []) {
        const known = all.get(id) ?? unused();
        all.set(id, known);
        add(known, uses, start);
      }
    }
    for (const uses of all.values()) {
      if (uses.acronyms + uses.introductions.length > 0) {
        yield* findings(uses, common);
      }
    }
  },
};

function unused(): Uses {
  return { acronyms: 0, early: undefined, introductions: [], named: Infinity };
}

/** Adds the uses in a section that starts at an offset. */
function add(all: Uses, uses: Uses, start: number): void {
  all.acronyms += uses.acronyms;
  all.early ??= uses.early === undefined ? undefined : { ...uses.early, base: start };
  all.named = Math.min(all.named, uses.named + start);
  for (const { name, acronym, end, inProse } of uses.introductions) {
    all.introductions.push({
      name: movedSpan(name, start),
      acronym: movedSpan(acronym, start),
      end: end + start,
      inProse,
    });
  }
}

function usesByEntity(section: CheckedSection): ReadonlyMap<string, Uses> {
  const byEntity = new Map<string, Uses>();
  const lists = new Map<string, { readonly acronyms: SoleMention[]; readonly names: SoleMention[] }>();
  let before: SoleMention | undefined;
  for (const mention of soleMentions(section)) {
    const { id } = mention.entity;
    const { acronyms, names } = lists.get(id) ?? { acronyms: [], names: [] };
    lists.set(id, { acronyms, names });
    const pair = before?.entity === mention.entity ? introductionOf(section, before, mention) : undefined;
    before = mention;
    if (pair !== undefined) {
      // Both were entered by themselves; together they introduce.
      (pair.acronym === mention ? names : acronyms).pop();
      const uses = byEntity.get(id) ?? unused();
      byEntity.set(id, uses);
      uses.introductions.push(pair);
    } else if (isAcronym(mention)) {
      acronyms.push(mention);
    } else if (mention.name.role !== 'demonym' && mention.name.role !== 'metonym' && / /.test(mention.text)) {
      names.push(mention);
    }
  }
  for (const [id, { acronyms, names }] of lists) {
    if (acronyms.length + names.length === 0) {
      continue;
    }
    const first = acronyms.find(({ start }) => !section.isHeading(start));
    const uses = byEntity.get(id) ?? unused();
    byEntity.set(id, uses);
    uses.acronyms = acronyms.length;
    uses.named = names[0]?.start ?? Infinity;
    uses.early = first === undefined ? undefined : { mention: first, complaint: complaint(section, first), base: 0 };
  }
  return byEntity;
}

/** What is said of an acronym that comes too early. */
function complaint(section: CheckedSection, mention: SoleMention): (message: string) => RuleFinding {
  const write = `${mention.entity.name} (${mention.text})`;
  return message => nameFinding(section, mention, message, { write, safe: false });
}

function isAcronym({ name, entity, text }: SoleMention): boolean {
  return name.role === 'acronym' && bare(entity.name) !== bare(text) && /^(?:\p{Lu}\.?){2,}$/u.test(text);
}

function introductionOf(section: CheckedSection, first: SoleMention, second: SoleMention): Introduction | undefined {
  const { text } = section;
  const between = text.slice(first.end, second.start);
  const isBracketed = /^[\s\u00a0]*[*_]*\((?:the |or |hereafter |“|")?[*_]*$/i.test(between);
  if (
    !isBracketed ||
    !/^[”"*_]*\)/.test(text.slice(second.end, second.end + 4)) ||
    isAcronym(first) === isAcronym(second)
  ) {
    return undefined;
  }
  const [name, acronym] = isAcronym(second) ? [first, second] : [second, first];
  return { name, acronym, end: closing(text, second.end), inProse: !section.isHeading(name.start) };
}

function* findings(
  { acronyms, early, introductions, named }: Uses,
  common: ReadonlySet<string>,
): Generator<RuleFinding> {
  const [introduction, ...again] = introductions;
  if (early !== undefined && !common.has(bare(early.mention.text))) {
    const { text, entity } = early.mention;
    const introducedAt = Math.min(introduction?.name.start ?? Infinity, named);
    if (early.mention.start + early.base < introducedAt) {
      const message =
        introducedAt === Infinity
          ? `“${text}” is nowhere written out: ${entity.name}.`
          : `“${text}” stands before it is written out: ${entity.name}.`;
      yield moved(early.complaint(message), early.base);
    }
  }
  for (const { name, acronym, end } of again.filter(({ inProse }) => inProse)) {
    const span: Span = { start: Math.min(name.start, acronym.start), end };
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
    };
  }
  const isUsed = again.length > 0 || acronyms > 0;
  if (introduction?.inProse === true && !isUsed && introduction.acronym.start > introduction.name.end) {
    const { name, acronym, end } = introduction;
    yield {
      start: acronym.start,
      end: acronym.end,
      message: `“${acronym.text}” is introduced and never used.`,
      evidence: [],
      fixes: [{ title: `Take “(${acronym.text})” out`, edits: [{ start: name.end, end, text: '' }], safe: false }],
    };
  }
}

/** Behind the bracket that closes an introduction. */
function closing(text: string, from: number): number {
  const at = text.indexOf(')', from);
  return at < 0 || at > from + 4 ? from : at + 1;
}

function bare(text: string): string {
  return text.replace(/[.\s\u00a0]/g, '').toUpperCase();
}
