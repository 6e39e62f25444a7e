/**
 * Decoding: from the text of one YAML file to records and problems.
 *
 * Nothing in here throws for bad input. What can be read is read; what cannot becomes a problem at its line with what
 * to do. Scalars are taken as they are written, so that `NO`, `036` and `1979` stay what their author typed. Anchors
 * and references are refused: records do not need them, and a file that multiplies itself costs nothing this way.
 */

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';

import { parseDate } from './dates.js';
import type { EntityDraft, FileContents } from './layers.js';
import { type Lists, withLists } from './lists.js';
import {
  type Citation,
  type Claim,
  claimStatuses,
  claimTypes,
  consultations,
  type ContextRule,
  type EntityKind,
  type KindRule,
  type LanguageRule,
  entityKinds,
  type FolderSettings,
  type Name,
  nameFlags,
  type NameRole,
  nameRoles,
  type OrganizationGroup,
  organizationGroups,
  type Origin,
  type PersonRole,
  type Position,
  type RelationRow,
  type Relations,
  relationTypes,
  rowStatuses,
  type Source,
  sourceStatuses,
  type Tie,
} from './model.js';
import { type Problem, type Range, type Severity, startOfFile } from './problems.js';

export type DecodedFile = FileContents;

/** Records are written by hand; nothing a person wrote is larger than this. */
const largestFile = 4 * 1024 * 1024;

const folders: ReadonlyMap<string, EntityKind | 'source' | 'relations'> = new Map([
  ['countries', 'country'],
  ['organizations', 'organization'],
  ['organisations', 'organization'],
  ['orgs', 'organization'],
  ['people', 'person'],
  ['persons', 'person'],
  ['treaties', 'treaty'],
  ['regimes', 'regime'],
  ['resolutions', 'resolution'],
  ['talks', 'negotiation'],
  ['negotiations', 'negotiation'],
  ['events', 'event'],
  ['doctrines', 'doctrine'],
  ['programmes', 'programme'],
  ['programs', 'programme'],
  ['places', 'place'],
  ['documents', 'document'],
  ['relations', 'relations'],
  ['sources', 'source'],
]);

/** Decodes the bytes of a file: refuses what is too large, not UTF-8 or not text. */
export function decodeBytes(path: string, bytes: Uint8Array, layer: string): DecodedFile {
  if (bytes.byteLength > largestFile) {
    return onlyProblem(
      path,
      'file-too-large',
      `This file has ${Math.round(bytes.byteLength / 1048576)} MB; a file of records may have 4. Split it.`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return onlyProblem(path, 'not-utf8', 'This file is not UTF-8 text. Save it with the encoding UTF-8.');
  }
  return decodeFile(path, text, layer);
}

/** Decodes the text of a file; `path` is its place inside the layer, with `/` between the parts. */
export function decodeFile(path: string, text: string, layer: string): DecodedFile {
  if (text.includes('\0')) {
    return onlyProblem(
      path,
      'not-text',
      'This file holds bytes that are no text. Is it a binary file with the wrong name?',
    );
  }
  try {
    return new FileDecoder(path, text, layer).decode();
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return onlyProblem(path, 'unreadable', `This file could not be read (${detail}). Please report it.`);
  }
}

function onlyProblem(file: string, code: string, message: string): DecodedFile {
  const problem: Problem = { file, range: startOfFile, code, severity: 'error', message };
  return { drafts: [], sources: [], relations: [], problems: [problem] };
}

class FileDecoder {
  readonly #path: string;
  readonly #layer: string;
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #problems: Problem[] = [];
  readonly #drafts: EntityDraft[] = [];
  readonly #sources: Source[] = [];
  readonly #relations: Relations[] = [];
  #settings: FolderSettings | undefined;
  /** Lines that are no YAML; what else looks wrong there follows from that. */
  readonly #brokenLines = new Set<number>();

  constructor(path: string, text: string, layer: string) {
    this.#path = path;
    this.#text = text;
    this.#layer = layer;
  }

  decode(): DecodedFile {
    const document = parseDocument(this.#text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      keepSourceTokens: false,
      logLevel: 'silent',
    });
    for (const error of document.errors) {
      this.#syntaxProblem(error.code, error.pos[0], error.pos[1], error.message);
    }
    for (const { range } of this.#problems) {
      this.#brokenLines.add(range.line);
    }
    const { contents } = document;
    if (isSeq(contents)) {
      for (const item of contents.items) {
        this.#record(item as Node, true);
      }
    } else if (contents !== null) {
      this.#record(contents as Node, false);
    } else if (document.errors.length === 0) {
      this.#report(
        startOfFile,
        'empty-record',
        'warning',
        'This file is empty. A record needs at least a line `name: …`.',
      );
    }
    return {
      drafts: this.#drafts,
      sources: this.#sources,
      relations: this.#relations,
      ...(this.#settings === undefined ? {} : { settings: this.#settings }),
      problems: this.#problems,
    };
  }

  get #folderKind(): EntityKind | 'source' | 'relations' | undefined {
    const parts = this.#path.split('/');
    return parts.length > 1 ? folders.get(parts[0] ?? '') : undefined;
  }

  get #fileId(): string {
    return (this.#path.split('/').at(-1) ?? '').replace(/\.ya?ml$/i, '');
  }

  #record(node: Node, inList: boolean): void {
    if (!isMap(node)) {
      this.#report(
        this.#rangeOf(node),
        'not-a-mapping',
        'error',
        'A record is made of lines such as `name: Kenya`; this is something else.',
      );
      return;
    }
    if (!inList && /^kb$/i.test(this.#fileId) && !this.#path.includes('/')) {
      this.#settings = this.#decodeSettings(node);
      return;
    }
    const map = this.#reader(node);
    const written = map.text('id');
    let id = inList ? written : this.#fileId;
    if (inList && written === undefined) {
      map.report('missing-id', 'error', 'A record in a list needs its own `id: …`.');
      return;
    }
    if (!inList && written !== undefined && written !== id) {
      map.reportAt(
        'id',
        'id-differs',
        'warning',
        `The file name says "${id}"; it counts. Rename the file or drop this line.`,
        id,
      );
    }
    id ??= '';
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(id)) {
      map.report('bad-id', 'warning', `The id "${id}" should be made of lower-case letters, digits and hyphens.`);
    }
    const kind = this.#kindOf(map);
    const origin: Origin = { layer: this.#layer, file: this.#path, position: map.position };
    switch (kind) {
      case 'source':
        this.#sources.push(decodeSource(map, id, origin));
        break;
      case 'relations':
        this.#relations.push(...decodeRelations(map, id, origin));
        break;
      default:
        this.#drafts.push(decodeEntity(map, id, kind, origin));
    }
    map.finish();
  }

  #kindOf(map: MapReader): EntityKind | 'source' | 'relations' | undefined {
    const written = map.text('kind');
    if (written === undefined) {
      return this.#folderKind;
    }
    if (written === 'source' || written === 'relations' || isOneOf(entityKinds, written)) {
      return written;
    }
    const nearest = folders.get(written);
    if (nearest !== undefined) {
      return nearest;
    }
    map.reportAt(
      'kind',
      'unknown-kind',
      'error',
      `There is no kind "${written}"; it is one of ${entityKinds.join(', ')}, source, relations.`,
    );
    return this.#folderKind;
  }

  #decodeSettings(node: YAMLMap): FolderSettings {
    const map = this.#reader(node);
    const match: Partial<Record<EntityKind, KindRule>> = {};
    const lists = decodeLists(map.map('lists'));
    const kinds = map.map('match');
    for (const kind of entityKinds) {
      const rules = kinds?.map(kind);
      if (rules !== undefined) {
        const part = (field: 'names' | 'demonyms'): Pick<KindRule, 'names' | 'demonyms'> => {
          const map = rules.map(field);
          const rule = map === undefined ? undefined : withLists(decodeRule(map), lists);
          map?.finish();
          return rule === undefined ? {} : { [field]: rule };
        };
        match[kind] = {
          ...withLists(
            {
              ...decodeRule(rules),
              ...optionalList('personAfter', rules, 'person-after'),
              ...optionalList('townBefore', rules, 'town-before'),
            },
            lists,
          ),
          ...part('names'),
          ...part('demonyms'),
          ...this.#decodeLanguages(rules, lists),
          ...optional('like', rules.oneOf('like', entityKinds)),
          ...optionalList('people', rules, 'people'),
          ...optionalList('surnames', rules, 'surnames'),
          ...optionalList('towns', rules, 'towns'),
          ...this.#decodeGroups(rules, lists),
        };
        if (match[kind].like !== undefined && (match[kind].like === kind || rules.fields.length > 1)) {
          rules.reportAt(
            'like',
            'like-shape',
            'error',
            'With `like`, a kind takes over the rules of another one and can have none of its own; write all of them here, or only `like`.',
          );
        }
        rules.finish();
      }
    }
    kinds?.ignore('fold', 'skip', 'allcaps-line-guard');
    kinds?.finish();
    map.ignore('scales');
    const settings = {
      ...optional('title', map.text('title')),
      ...optional('asOf', map.date('as-of')),
      match,
      ...(Object.keys(lists).length === 0 ? {} : { lists }),
    };
    map.finish();
    return settings;
  }

  #decodeLanguages(rules: MapReader, lists: Lists): Pick<KindRule, 'languages'> {
    const map = rules.map('languages');
    if (map === undefined) {
      return {};
    }
    const of = map.list('of') ?? [];
    if (of.length === 0) {
      map.report('missing-of', 'error', 'Say which demonyms are languages: `of: [French, Korean]`.');
    }
    const languages = { ...withLists(decodeRule(map), lists), of, ...decodeSpokenOf(map, lists) };
    map.finish();
    return { languages };
  }

  #decodeGroups(rules: MapReader, lists: Lists): Pick<KindRule, 'groups'> {
    const map = rules.map('groups');
    if (map === undefined) {
      return {};
    }
    const groups: Partial<Record<OrganizationGroup, ContextRule>> = {};
    for (const group of organizationGroups) {
      const own = map.map(group);
      const rule = own === undefined ? undefined : withLists(decodeRule(own), lists);
      own?.finish();
      if (rule !== undefined) {
        groups[group] = rule;
      }
    }
    map.finish();
    return { groups };
  }

  #reader(node: YAMLMap): MapReader {
    return new MapReader(node, {
      rangeOf: target => this.#rangeOf(target),
      report: (range, code, severity, message, fix) => this.#report(range, code, severity, message, fix),
    });
  }

  #rangeOf(node: Node | null | undefined): Range {
    const range = node?.range;
    return range === undefined || range === null ? startOfFile : this.#rangeBetween(range[0], range[1]);
  }

  #rangeBetween(from: number, to: number): Range {
    const start = this.#lines.linePos(from);
    const end = this.#lines.linePos(Math.max(from, to));
    return {
      line: Math.max(0, start.line - 1),
      column: Math.max(0, start.col - 1),
      endLine: Math.max(0, end.line - 1),
      endColumn: Math.max(0, end.col - 1),
    };
  }

  #report(range: Range, code: string, severity: Severity, message: string, fix?: string): void {
    if (this.#brokenLines.has(range.line)) {
      return;
    }
    this.#problems.push({ file: this.#path, range, code, severity, message, ...optional('fix', fix) });
  }

  /** Says an error of YAML in the words of somebody who writes records. */
  #syntaxProblem(code: string, from: number, to: number, message: string): void {
    const { line } = this.#lines.linePos(from);
    const lineStart = this.#lines.lineStarts[line - 1] ?? 0;
    const text = this.#text.slice(lineStart).split('\n', 1)[0] ?? '';
    const range = this.#rangeBetween(from, to);
    const at = /:\s+(@\S+)/.exec(text) ?? /[[,-]\s*(@[^\s,\]]+)/.exec(text);
    if (at?.[1] !== undefined) {
      const key = at[1];
      const column = at.index + at[0].indexOf(key);
      this.#report(
        { line: line - 1, column, endLine: line - 1, endColumn: column + key.length },
        'yaml-at-sign',
        'error',
        `YAML does not allow a value that begins with @. Write \`${key.slice(1)}\`, or "${key}" in quotes.`,
        key.slice(1),
      );
      return;
    }
    const colon = /^(\s*(?:-\s+)?[\w-]+:\s+)(\S.*:\s.*)$/.exec(text);
    if (colon?.[1] !== undefined && colon[2] !== undefined && !/^["'[{]/.test(colon[2])) {
      const column = colon[1].length;
      this.#report(
        { line: line - 1, column, endLine: line - 1, endColumn: text.trimEnd().length },
        'yaml-colon',
        'error',
        'A text with a colon and a blank in it needs quotes around it.',
        JSON.stringify(colon[2].trimEnd()),
      );
      return;
    }
    if (code === 'DUPLICATE_KEY') {
      this.#report(range, 'repeated-field', 'error', 'This field stands twice in the record; put both into one.');
      return;
    }
    if (code === 'BAD_ALIAS' || /alias/i.test(message)) {
      this.#report(
        range,
        'yaml-reference',
        'error',
        'A value that begins with * refers to an anchor. If a text is meant, put quotes around it.',
      );
      return;
    }
    if (code === 'TAB_AS_INDENT') {
      this.#report(range, 'yaml-tab', 'error', 'Indent with blanks; YAML does not allow tabs there.');
      return;
    }
    this.#report(
      range,
      'yaml',
      'error',
      `This is not YAML: ${message.replace(/\s+/g, ' ').trim()}. What can be read is used.`,
    );
  }
}

interface ReaderHost {
  rangeOf(node: Node | null | undefined): Range;
  report(range: Range, code: string, severity: Severity, message: string, fix?: string): void;
}

interface ScalarText {
  readonly text: string;
  readonly node: Node;
}

/** Reads the fields of one mapping, forgiving about shape, and reports what nobody asked for. */
class MapReader {
  readonly #node: YAMLMap;
  readonly #host: ReaderHost;
  readonly #fields = new Map<string, Pair<Node, Node | null>>();
  readonly #asked = new Set<string>();

  constructor(node: YAMLMap, host: ReaderHost) {
    this.#node = node;
    this.#host = host;
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : '';
      this.#fields.set(key.replaceAll('_', '-'), pair);
    }
  }

  get position(): Position {
    const { line, column } = this.#host.rangeOf(this.#node);
    return { line, column };
  }

  has(field: string): boolean {
    return this.#fields.has(field);
  }

  get fields(): readonly string[] {
    return [...this.#fields.keys()];
  }

  /** Names fields that are known but mean nothing here. */
  ignore(...fields: readonly string[]): void {
    for (const field of fields) {
      this.#asked.add(field);
    }
  }

  text(field: string): string | undefined {
    const node = this.#value(field);
    if (node === undefined) {
      return undefined;
    }
    const text = this.#scalar(node);
    if (text === undefined) {
      this.reportAt(field, 'not-a-text', 'error', `\`${field}\` takes one text.`);
    }
    return text?.trim() === '' ? undefined : text?.trim();
  }

  texts(field: string): readonly ScalarText[] {
    const node = this.#value(field);
    if (node === undefined) {
      return [];
    }
    const items = isSeq(node) ? (node.items as Node[]) : [node];
    return items.flatMap(item => {
      const text = this.#scalar(item);
      if (text === undefined) {
        this.#host.report(this.#host.rangeOf(item), 'not-a-text', 'error', `\`${field}\` takes texts.`);
        return [];
      }
      return text.trim() === '' ? [] : [{ text: text.trim(), node: item }];
    });
  }

  list(field: string): readonly string[] {
    return this.texts(field).map(({ text }) => text);
  }

  oneOf<T extends string>(field: string, values: readonly T[]): T | undefined {
    const text = this.text(field);
    if (text === undefined || isOneOf(values, text)) {
      return text;
    }
    const near = nearest(text, values);
    this.reportAt(
      field,
      'unknown-value',
      'error',
      `\`${field}\` cannot be "${text}"; it is one of ${values.join(', ')}.`,
      near,
    );
    return undefined;
  }

  date(field: string): string | undefined {
    const text = this.text(field);
    if (text === undefined || parseDate(text) !== undefined) {
      return text;
    }
    this.reportAt(
      field,
      'bad-date',
      'error',
      `"${text}" is no date. Write 1991, 1991-09 or 1991-09-17, with ~ behind it for "about".`,
    );
    return undefined;
  }

  map(field: string): MapReader | undefined {
    const node = this.#value(field);
    if (node === undefined) {
      return undefined;
    }
    if (isMap(node)) {
      return new MapReader(node, this.#host);
    }
    this.reportAt(field, 'not-a-mapping', 'error', `\`${field}\` takes fields of its own, such as { … : … }.`);
    return undefined;
  }

  /** The items of a list, each a mapping or a text. */
  items(field: string): readonly (MapReader | ScalarText)[] {
    const node = this.#value(field);
    if (node === undefined) {
      return [];
    }
    const items = isSeq(node) ? (node.items as Node[]) : [node];
    return items.flatMap((item): (MapReader | ScalarText)[] => {
      if (isMap(item)) {
        return [new MapReader(item, this.#host)];
      }
      const text = this.#scalar(item);
      if (text === undefined) {
        this.#host.report(this.#host.rangeOf(item), 'bad-item', 'error', `This is no item for \`${field}\`.`);
        return [];
      }
      return text.trim() === '' ? [] : [{ text: text.trim(), node: item }];
    });
  }

  report(code: string, severity: Severity, message: string): void {
    const { line, column } = this.position;
    this.#host.report({ line, column, endLine: line, endColumn: column + 1 }, code, severity, message);
  }

  reportAt(field: string, code: string, severity: Severity, message: string, fix?: string): void {
    const pair = this.#fields.get(field);
    this.#host.report(this.#host.rangeOf(pair?.value ?? pair?.key), code, severity, message, fix);
  }

  reportNode(node: Node, code: string, severity: Severity, message: string, fix?: string): void {
    this.#host.report(this.#host.rangeOf(node), code, severity, message, fix);
  }

  /** Reports the fields that nobody asked for. */
  finish(): void {
    for (const [field, pair] of this.#fields) {
      if (this.#asked.has(field)) {
        continue;
      }
      const near = nearest(field, [...this.#asked]);
      const advice = near === undefined ? 'It is not read.' : `Did you mean \`${near}\`?`;
      this.#host.report(
        this.#host.rangeOf(pair.key),
        'unknown-field',
        'warning',
        `There is no field \`${field}\` here. ${advice}`,
        near,
      );
    }
  }

  #value(field: string): Node | undefined {
    this.#asked.add(field);
    const value = this.#fields.get(field)?.value;
    return value === null || value === undefined || (isScalar(value) && value.value === null) ? undefined : value;
  }

  #scalar(node: Node): string | undefined {
    if (isAlias(node)) {
      this.#host.report(
        this.#host.rangeOf(node),
        'yaml-reference',
        'error',
        'References to anchors are not read. If a text is meant, put quotes around it.',
      );
      return '';
    }
    if (!isScalar(node)) {
      return undefined;
    }
    return typeof node.value === 'string' ? node.value : String(node.source ?? node.value);
  }
}

function decodeEntity(map: MapReader, id: string, kind: EntityKind | undefined, origin: Origin): EntityDraft {
  const codes = map.map('codes');
  const draft: EntityDraft = {
    id,
    origin,
    ...optional('kind', kind),
    ...optional('name', map.text('name')),
    ...optional('official', map.text('official')),
    ...optional('native', map.text('native')),
    ...optional('short', map.text('short')),
    ...optional('family', map.text('family')),
    ...optional('summary', map.text('summary')),
    ...optional('note', map.text('note')),
    ...optional('type', map.text('type')),
    ...optional('group', map.oneOf('group', organizationGroups)),
    ...optional('parent', map.text('parent')),
    ...(codes === undefined
      ? {}
      : {
          codes: {
            ...optional('iso2', codes.text('iso2')),
            ...optional('iso3', codes.text('iso3')),
            ...optional('m49', codes.text('m49')),
            ...optional('wikidata', codes.text('wikidata')),
          },
        }),
    ...optional('region', map.text('region')),
    ...optional('capital', map.text('capital')),
    ...optional('seat', map.text('seat')),
    ...optional('place', map.text('place')),
    ...optional('on', map.date('on') ?? map.date('adopted')),
    ...optional('from', map.date('from')),
    ...optional('to', map.date('to') ?? map.date('ended')),
    ...optional('born', map.date('born')),
    ...optional('died', map.date('died')),
    ...optional('symbol', map.text('symbol')),
    ...optional('vote', map.text('vote')),
    ...optional('by', map.text('by')),
    ...optional('target', map.text('target')),
    ...optional('trigger', map.text('trigger')),
    ...optional('signed', map.date('signed') ?? map.date('opened')),
    ...optional('inForce', map.date('in-force')),
    ...optional('depositary', map.text('depositary')),
    ...optionalList('buildsOn', map, 'builds-on'),
    ...optionalList('parties', map, 'parties'),
    ...optionalList('successors', map, 'successors'),
    ...optionalList('predecessors', map, 'predecessors'),
    ...optionalList('notNames', map, 'not-names'),
    ...(map.has('roles') ? { roles: decodeRoles(map) } : {}),
    ...(map.has('ties') || map.has('family-ties') ? { ties: decodeTies(map) } : {}),
    ...(map.has('names') ? { names: decodeNames(map, 'names', undefined) } : {}),
    ...(map.has('demonyms') ? { demonyms: decodeNames(map, 'demonyms', 'demonym') } : {}),
    ...(map.has('former') ? { former: decodeNames(map, 'former', 'former') } : {}),
    ...(map.has('claims') ? { claims: decodeClaims(map) } : {}),
  };
  codes?.finish();
  map.ignore('adopted', 'opened', 'ended', 'id', 'kind', 'members');
  return draft;
}

function decodeNames(map: MapReader, field: string, fieldRole: NameRole | undefined): readonly Name[] {
  const names = map.items(field).map((item): Name => {
    if (!(item instanceof MapReader)) {
      return { text: item.text, role: fieldRole ?? roleByShape(item.text) };
    }
    const text = item.text('text');
    if (text === undefined) {
      item.report('missing-text', 'error', 'A name needs its `text: …`.');
    }
    const flag = item.oneOf('flag', nameFlags);
    const when = item.map('when');
    const rule = decodeRule(item, when);
    when?.finish();
    const role =
      item.oneOf('as', nameRoles) ?? (flag === 'incorrect' ? 'erroneous' : (fieldRole ?? roleByShape(text ?? '')));
    const name: Name = {
      text: text ?? '',
      role,
      ...optional('flag', flag),
      ...optional('prefer', item.text('prefer')),
      ...optional('from', item.date('from')),
      ...optional('until', item.date('until')),
      ...optional('case', item.oneOf('case', ['exact', 'any'] as const)),
      ...(Object.keys(rule).length === 0 ? {} : { rule }),
    };
    item.ignore('note');
    item.finish();
    return name;
  });
  return names.filter(({ text }) => text !== '');
}

/** Capitals and digits only make an acronym. */
function roleByShape(text: string): NameRole {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text) && !/\s\S+\s\S+\s/.test(text) ? 'acronym' : 'alias';
}

function decodeRule(map: MapReader, when = map.map('when')): ContextRule {
  const notWhen = map.map('not-when');
  const lacks = {
    ...optionalList('documentLacks', notWhen, 'document-has'),
    ...optionalList('paragraphLacks', notWhen, 'paragraph-has'),
  };
  notWhen?.finish();
  return {
    ...lacks,
    ...optionalList('documentHas', when, 'document-has'),
    ...optionalList('paragraphHas', when, 'paragraph-has'),
    ...optionalList('before', map, 'before'),
    ...optionalList('after', map, 'after'),
    ...optionalList('notBefore', map, 'not-before'),
    ...optionalList('notAfter', map, 'not-after'),
    ...optionalList('notIn', map, 'not-in'),
    ...optionalList('butIn', map, 'but-in'),
    ...optionalList('butAfter', map, 'but-after'),
  };
}

/** What more says that a demonym is a language, in paragraphs that have one of some words. */
function decodeSpokenOf(languages: MapReader, lists: Lists): Pick<LanguageRule, 'spokenOf'> {
  const map = languages.map('spoken-of');
  if (map === undefined) {
    return {};
  }
  const spokenOf = withLists(decodeRule(map), lists);
  if (spokenOf.paragraphHas === undefined) {
    map.report(
      'missing-when',
      'error',
      'Say which words speak of languages: `when: { paragraph-has: [language, dialect] }`.',
    );
  }
  map.finish();
  return spokenOf.paragraphHas === undefined ? {} : { spokenOf };
}

/** Lists of words by name; each is a YAML list or one text with blanks between the words. */
function decodeLists(map: MapReader | undefined): Lists {
  const lists = new Map<string, readonly string[]>();
  for (const name of map?.fields ?? []) {
    lists.set(name, map?.list(name)?.flatMap(text => text.split(/\s+/).filter(word => word !== '')) ?? []);
  }
  map?.finish();
  return Object.fromEntries(lists);
}

function decodeClaims(map: MapReader): readonly Claim[] {
  return map.items('claims').flatMap(item => {
    if (!(item instanceof MapReader)) {
      map.reportNode(item.node, 'claim-shape', 'error', 'A claim is written as `- say: …` with `cite: …` below it.');
      return [];
    }
    const say = item.text('say');
    if (say === undefined) {
      item.report('missing-say', 'error', 'A claim needs its sentence: `say: …`.');
    }
    const relation = item.text('rel');
    const [predicate = '', object = ''] = relation?.split(/\s+/) ?? [];
    if (relation !== undefined && object === '') {
      item.reportAt('rel', 'bad-relation', 'warning', 'Write `rel: predicate record-id`, such as `member-of un`.');
    }
    const type = item.oneOf('type', claimTypes) ?? 'fact';
    const status = item.oneOf('status', claimStatuses) ?? 'current';
    const heldBy = item.text('held-by');
    const why = item.text('why');
    if (type !== 'fact' && heldBy === undefined) {
      item.report('missing-holder', 'error', `Whose ${type} is it? Add \`held-by: …\` with a record's id or a name.`);
    }
    if (status !== 'current' && why === undefined) {
      item.report('missing-why', 'warning', `Say why the claim is ${status}: add \`why: …\`.`);
    }
    const credibility = item.text('credibility');
    if (credibility !== undefined && !/^[1-6]$/.test(credibility)) {
      item.reportAt(
        'credibility',
        'unknown-value',
        'error',
        '`credibility` is a number from 1 (confirmed) to 6 (cannot be judged).',
      );
    }
    const claim: Claim = {
      ...optional('id', item.text('id')),
      say: say ?? '',
      type,
      status,
      ...optional('heldBy', heldBy),
      ...optional('why', why),
      ...optional('on', item.date('on')),
      ...optional('from', item.date('from')),
      ...optional('to', item.date('to')),
      ...optional('asOf', item.date('as-of')),
      ...(object === '' ? {} : { relation: { predicate, object } }),
      cite: decodeCitations(item, 'cite'),
      contradicts: item.list('contradicts'),
      supersededBy: item.list('superseded-by'),
      ...(credibility !== undefined && /^[1-6]$/.test(credibility) ? { credibility: Number(credibility) } : {}),
      position: item.position,
    };
    item.finish();
    return say === undefined ? [] : [claim];
  });
}

const bareLocator = /^(?:pp?|paras?|chaps?|ch|secs?|nos?|vols?|figs?|cols?|l)\.?\s*\d|^\d+(?:[-–]\d+)?$/i;

/** `key`, `key p. 3`, `@key`, `[@key, p. 3]`, or a list of these. */
function decodeCitations(map: MapReader, field: string): readonly Citation[] {
  const items = map.texts(field);
  return items.flatMap(({ text, node }, index) => {
    const plain = text.replace(/^\[?-?@?/, '').replace(/\]$/, '');
    const previous = items[index - 1];
    if (bareLocator.test(plain) && previous !== undefined) {
      map.reportNode(
        node,
        'cite-locator-item',
        'warning',
        `"${text}" looks like a place in the source before it. Write both as one: \`${previous.text} ${text}\`, without the comma.`,
      );
      return [];
    }
    const match = /^(\S+?)[,;]?(?:\s+(.*))?$/s.exec(plain);
    const key = match?.[1];
    return key === undefined ? [] : [{ key, ...optional('locator', match?.[2]?.trim() || undefined) }];
  });
}

function decodeRoles(map: MapReader): readonly PersonRole[] {
  return map.items('roles').flatMap(item => {
    if (!(item instanceof MapReader)) {
      return [{ role: item.text, cite: [] }];
    }
    const role = item.text('role');
    if (role === undefined) {
      item.report('missing-role', 'error', 'Name the office: `role: …`.');
    }
    const decoded: PersonRole = {
      role: role ?? '',
      ...optional('of', item.text('of')),
      ...optional('from', item.date('from')),
      ...optional('to', item.date('to')),
      ...optional('asOf', item.date('as-of')),
      cite: decodeCitations(item, 'cite'),
    };
    item.ignore('note');
    item.finish();
    return role === undefined ? [] : [decoded];
  });
}

/** `{ tie: father, to: id }`, or shorter `{ father: id }`. */
function decodeTies(map: MapReader): readonly Tie[] {
  const field = map.has('ties') ? 'ties' : 'family-ties';
  return map.items(field).flatMap(item => {
    if (!(item instanceof MapReader)) {
      map.reportNode(item.node, 'tie-shape', 'error', 'A tie is written as `{ tie: father, to: record-id }`.');
      return [];
    }
    const short = item.has('tie') ? undefined : item.fields.find(name => name !== 'cite');
    const tie = short ?? item.text('tie');
    const to = item.text(short ?? 'to');
    const cite = decodeCitations(item, 'cite');
    item.finish();
    return tie === undefined || to === undefined ? [] : [{ tie, to, cite }];
  });
}

function decodeSource(map: MapReader, id: string, origin: Origin): Source {
  const title = map.text('title') ?? map.text('name');
  if (title === undefined) {
    map.report('missing-title', 'error', `The source "${id}" needs its title: \`title: …\`.`);
  }
  const reliability = map.text('reliability');
  if (reliability !== undefined && !/^[A-F]$/.test(reliability)) {
    map.reportAt(
      'reliability',
      'unknown-value',
      'error',
      '`reliability` is a letter from A (completely reliable) to F (cannot be judged).',
    );
  }
  const primary = map.text('primary');
  if (primary !== undefined && primary !== 'true' && primary !== 'false') {
    map.reportAt('primary', 'unknown-value', 'error', '`primary` is true or false.');
  }
  const status = map.oneOf('status', sourceStatuses) ?? 'current';
  const why = map.text('why');
  if (status !== 'current' && why === undefined) {
    map.report('missing-why', 'warning', `Say why the source is ${status}: add \`why: …\`.`);
  }
  map.ignore('name', 'id', 'kind', 'note');
  return {
    id,
    type: map.text('type') ?? 'document',
    title: title ?? id,
    authors: map.list('author'),
    ...optional('publisher', map.text('publisher')),
    ...optional('containerTitle', map.text('container-title')),
    ...optional('issued', map.date('issued')),
    ...optional('accessed', map.date('accessed')),
    ...optional('archived', map.text('archived')),
    ...optional('url', map.text('url')),
    ...optional('number', map.text('number')),
    ...optional('language', map.text('language')),
    primary: primary === 'true',
    consulted: map.oneOf('consulted', consultations) ?? 'full',
    ...(reliability !== undefined && /^[A-F]$/.test(reliability) ? { reliability } : {}),
    ...optional('descriptor', map.text('descriptor')),
    status,
    ...optional('why', why),
    origin,
  };
}

function decodeRelations(map: MapReader, id: string, origin: Origin): readonly Relations[] {
  const type = map.oneOf('type', relationTypes) ?? 'diplomatic';
  const of = map.text('of');
  const shared = decodeCitations(map, 'cite');
  map.ignore('id', 'kind', 'note', 'title');
  if (of === undefined) {
    map.report('missing-of', 'error', 'Whose relations are these? Add `of: record-id`.');
    return [];
  }
  const rows = map.items('rows').flatMap((item): RelationRow[] => {
    if (!(item instanceof MapReader)) {
      return [{ with: item.text, status: 'current', cite: shared, position: map.position }];
    }
    const other = item.text('with');
    if (other === undefined) {
      item.report('missing-with', 'error', 'Each row names the other side: `with: record-id`.');
    }
    const cite = decodeCitations(item, 'cite');
    const row: RelationRow = {
      with: other ?? '',
      status: item.oneOf('status', rowStatuses) ?? 'current',
      ...optional('why', item.text('why')),
      ...optional('note', item.text('note')),
      ...optional('from', item.date('from')),
      ...optional('to', item.date('to')),
      ...optional('since', item.date('since')),
      ...optional('asOf', item.date('as-of')),
      cite: cite.length > 0 ? cite : shared,
      position: item.position,
    };
    item.finish();
    return other === undefined ? [] : [row];
  });
  return [{ id, type, of, rows, origin }];
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const result: { [P in K]?: V } = {};
  if (value !== undefined) {
    result[key] = value;
  }
  return result;
}

function optionalList<K extends string>(
  key: K,
  map: MapReader | undefined,
  field: string,
): { [P in K]?: readonly string[] } {
  return optional(key, map?.has(field) === true ? map.list(field) : undefined);
}

function isOneOf<T extends string>(values: readonly T[], text: string): text is T {
  return values.some(value => value === text);
}

/** The value that a typing error away is meant, if there is one. */
function nearest<T extends string>(text: string, values: readonly T[]): T | undefined {
  const scored = values
    .map(value => ({ value, distance: editDistance(text, value) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(text.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return scored[0]?.value;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) {
    return 99;
  }
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1);
      row.push(Math.min(change, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 99;
}
