/**
 * The countries that stand beside a name: in "Taiwan's Ministry of National Defense" it is not South Korea's ministry,
 * of which alone there may be a record.
 */

import { classOf, foldText, unitClass } from './fold.js';
import { entryType, nameFlags } from './forms.js';
import type { NameIndex } from './nameIndex.js';

/** Words of a name, of which the first has a capital. */
const words = String.raw`\p{Lu}[\p{L}\p{M}.'\u2019-]*(?:\s(?:of|and|the|\p{Lu}[\p{L}\p{M}.'\u2019-]*)){0,5}`;
const namesBefore = new RegExp(String.raw`(?<![\p{L}\p{N}\p{M}.'\u2019-])${words}$`, 'u');
const namesBehind = new RegExp(String.raw`^\s{1,3}(?:the\s)?(${words})`, 'u');
const owner = /(?:['\u2019]s|(?<=s)['\u2019])$/u;
const gap = /\s{1,3}$/u;
/** Further than the longest name of a country that stands in a sentence. */
const reach = 80;
/** An office, its department, the ministry, the state: a ring of parents ends here. */
const mostUp = 6;

interface CountryBeside {
  /** Of all countries that bear the name. */
  readonly ids: readonly string[];
  /** Where the name ends, or starts if it stands before. */
  readonly at: number;
}

const none: readonly string[] = [];

export class Countries {
  readonly #index: NameIndex;
  readonly #ids: { at(index: number): string | undefined };
  readonly #byForm = new Map<number, readonly string[]>();
  readonly #parentOf: (id: string) => string | undefined;
  /** By id; an empty text where there is none. */
  readonly #countries = new Map<string, string>();
  #all: ReadonlySet<string> | undefined;

  /**
   * @param ids those of the entities by their number in the index
   * @param parentOf the record that a record is a part of
   */
  constructor(
    index: NameIndex,
    ids: { at(index: number): string | undefined },
    parentOf: (id: string) => string | undefined,
  ) {
    this.#index = index;
    this.#ids = ids;
    this.#parentOf = parentOf;
  }

  /** The country that a record is, or of which it is a part through others. */
  countryOf(id: string): string | undefined {
    let known = this.#countries.get(id);
    if (known === undefined) {
      let country: string | undefined = id;
      for (let up = 0; up < mostUp && country !== undefined && !this.#has(country); up++) {
        country = this.#parentOf(country);
      }
      known = country !== undefined && this.#has(country) ? country : '';
      this.#countries.set(id, known);
    }
    return known === '' ? undefined : known;
  }

  #has(id: string): boolean {
    this.#all ??= this.#allIds();
    return this.#all.has(id);
  }

  /** The country named right behind an offset or right before it, with or without a possessive ending. */
  beside(text: string, at: number, forward: boolean): CountryBeside | undefined {
    return forward ? this.#behind(text, at) : this.#before(text, at);
  }

  #before(text: string, at: number): CountryBeside | undefined {
    if (!isCapitalBefore(text, at)) {
      return undefined;
    }
    const slice = text.slice(Math.max(0, at - reach), at);
    const named = slice.replace(gap, '');
    const found = named === slice ? null : namesBefore.exec(named.replace(owner, ''));
    for (let name = found?.[0] ?? ''; name !== ''; name = withoutFirst(name)) {
      const ids = this.#called(name);
      if (ids.length > 0) {
        const end = at - slice.length + (found?.index ?? 0) + (found?.[0].length ?? 0);
        return { ids, at: end - name.length };
      }
    }
    return undefined;
  }

  #behind(text: string, at: number): CountryBeside | undefined {
    if (classOf(text.charCodeAt(at)) !== unitClass.blank) {
      return undefined;
    }
    const found = namesBehind.exec(text.slice(at, at + reach));
    const all = found?.[1]?.replace(/['\u2019]s?(?=\s|$).*/su, '') ?? '';
    const start = at + (found?.[0].length ?? 0) - (found?.[1]?.length ?? 0);
    for (let name = all; name !== ''; name = name.slice(0, Math.max(0, name.search(/\s\S*$/u)))) {
      const ids = this.#called(name.replace(/\.$/u, ''));
      if (ids.length > 0) {
        return { ids, at: start + name.length };
      }
    }
    return undefined;
  }

  #called(name: string): readonly string[] {
    const form = /^\p{Lu}/u.test(name) ? this.#index.findFolded(foldText(name)) : -1;
    if (form < 0) {
      return none;
    }
    let ids = this.#byForm.get(form);
    if (ids === undefined) {
      ids = this.#idsOf(form);
      this.#byForm.set(form, ids);
    }
    return ids;
  }

  #allIds(): ReadonlySet<string> {
    const { entryFlags, entryEntity } = this.#index.forms;
    const entities = new Set<number>();
    for (let entry = 0; entry < entryFlags.length; entry++) {
      if (((entryFlags[entry] ?? 0) & nameFlags.isCountry) !== 0) {
        entities.add(entryEntity[entry] ?? 0);
      }
    }
    return new Set([...entities].map(entity => this.#ids.at(entity) ?? ''));
  }

  #idsOf(form: number): readonly string[] {
    const { entryStart, entryFlags, entryEntity } = this.#index.forms;
    const ids = new Set<string>();
    for (let entry = entryStart[form] ?? 0; entry < (entryStart[form + 1] ?? 0); entry++) {
      const flags = entryFlags[entry] ?? 0;
      if ((flags & 3) === entryType.name && (flags & nameFlags.isCountry) !== 0) {
        ids.add(this.#ids.at(entryEntity[entry] ?? 0) ?? '');
      }
    }
    return [...ids];
  }
}

/** Whether the word before the blanks before an offset has a capital; hardly any has, and no name ends without one. */
function isCapitalBefore(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && isBlank(text, start - 1)) {
    start--;
  }
  const end = start;
  while (start > 0 && end - start < reach && !isBlank(text, start - 1)) {
    start--;
  }
  for (let first = start; first < end; first++) {
    const value = classOf(text.charCodeAt(first));
    if (value >= unitClass.lower) {
      return value === unitClass.upper && end < at;
    }
  }
  return false;
}

function isBlank(text: string, at: number): boolean {
  const value = classOf(text.charCodeAt(at));
  return value === unitClass.blank || value === unitClass.newline;
}

/** A name without its first word; what is left may begin with a small letter. */
function withoutFirst(name: string): string {
  const gapAt = name.search(/\s/u);
  return gapAt < 0 ? '' : name.slice(gapAt + 1);
}
