/**
 * The record model: what a folder of YAML says, once it has been read.
 *
 * A record is one thing in the world (a country, a treaty, a person) or one source. What is known about it is a list
 * of claims; a claim is a sentence with a source and a date. Wrong, disputed and superseded claims stay in the record
 * and carry their status, because readers meet them again in other people's texts.
 *
 * Everything here is an immutable value that survives JSON, so that the shipped records can be compiled ahead.
 */

/** What kind of thing a record describes. `source` and `relations` describe no thing a text can name. */
export const entityKinds = [
  'country',
  'organization',
  'person',
  'treaty',
  'regime',
  'resolution',
  'negotiation',
  'event',
  'doctrine',
  'programme',
  'place',
  'document',
] as const;
export type EntityKind = (typeof entityKinds)[number];

/** Where the sidebar puts an organization. */
export const organizationGroups = [
  'un',
  'regional',
  'alliance',
  'grouping',
  'financial',
  'arms-control',
  'humanitarian',
  'government',
  'media',
  'research',
  'company',
  'other',
] as const;
export type OrganizationGroup = (typeof organizationGroups)[number];

/** What kind of name matched: said on the card, so that nobody wonders why a text was recognised. */
export const nameRoles = ['name', 'official', 'alias', 'acronym', 'demonym', 'former', 'metonym', 'erroneous'] as const;
export type NameRole = (typeof nameRoles)[number];

export const nameFlags = ['incorrect', 'loaded', 'informal'] as const;
export type NameFlag = (typeof nameFlags)[number];

/** A condition on the words around a name; `recognize/context.ts` says what its phrases may hold. */
export interface ContextRule {
  readonly documentHas?: readonly string[];
  readonly paragraphHas?: readonly string[];
  /** Texts that must not occur in the document, or in the paragraph. */
  readonly documentLacks?: readonly string[];
  readonly paragraphLacks?: readonly string[];
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly notBefore?: readonly string[];
  readonly notAfter?: readonly string[];
  /** Phrases with `~` where the name is. */
  readonly notIn?: readonly string[];
  /** Phrases like those: where one stands, one of `notBefore` that begins with `<Name>` counts for nothing. */
  readonly butIn?: readonly string[];
  /** Before the name: behind these nothing of `notAfter` counts. */
  readonly butAfter?: readonly string[];
  /** People bear the name too: where it is said to be a person's once, it is that person's all through the text. */
  readonly isPersonal?: boolean;
  /** People bear it as a surname alone, so that only what stands before it can say that it is theirs. */
  readonly isSurname?: boolean;
  /** The demonyms of the country whose name people or towns bear: where one occurs, the text speaks of the country too. */
  readonly ownDemonyms?: readonly string[];
  /** What before such a name says by itself that it is a person's: `<given-name>`. */
  readonly personAfter?: readonly string[];
  /** A town bears the name too: where the text says so, the name alone is that of the town all through it. */
  readonly isTown?: boolean;
  /** What behind such a name says that it is a town's: `is a <town> in <Names> County`. */
  readonly townBefore?: readonly string[];
  /** A comma parts the name from the words before it: "the West Bank, Jordan" is no bank of Jordan. */
  readonly endsAtComma?: boolean;
  /** Lists of words that the phrases name: `<given-name>`. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
}

/** A rule for some demonyms of a kind. */
export interface LanguageRule extends ContextRule {
  readonly of: readonly string[];
  /** What forbids them besides in a paragraph that has one of the texts of its `paragraphHas`. */
  readonly spokenOf?: ContextRule;
}

/** What holds for every name of a kind, and more for its names proper and for its demonyms, which may be languages. */
export interface KindRule extends ContextRule {
  readonly names?: ContextRule;
  readonly demonyms?: ContextRule;
  /** What holds besides for demonyms that are the names of languages too. */
  readonly languages?: LanguageRule;
  /** A kind whose rule this kind takes over. */
  readonly like?: EntityKind;
  /** Names of the kind that people bear too, and those that they bear as surnames alone. */
  readonly people?: readonly string[];
  readonly surnames?: readonly string[];
  /** Names of the kind that towns elsewhere have too. */
  readonly towns?: readonly string[];
  /** What holds for organizations of a group besides. */
  readonly groups?: Readonly<Partial<Record<OrganizationGroup, ContextRule>>>;
}

/** One way to name an entity. */
export interface Name {
  readonly text: string;
  readonly role: NameRole;
  readonly flag?: NameFlag;
  /** What to write instead, where that is not the record's name. */
  readonly prefer?: string;
  /** When a former name was in use; EDTF dates. */
  readonly from?: string;
  readonly until?: string;
  /** `exact`: this case only; `any`: every case. Left out, the shape of the text decides. */
  readonly case?: 'exact' | 'any';
  readonly rule?: ContextRule;
}

/** A citation of a source inside a record: a key and, where the author gave one, a place in the source. */
export interface Citation {
  readonly key: string;
  readonly locator?: string;
}

export const claimTypes = ['fact', 'opinion', 'allegation', 'estimate'] as const;
export type ClaimType = (typeof claimTypes)[number];

export const claimStatuses = ['current', 'disputed', 'superseded', 'wrong', 'unverified'] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** Where something stands in a file of records. Lines and columns count from 0, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** `predicate object-id`, such as `member-of un`. */
export interface Relation {
  readonly predicate: string;
  readonly object: string;
}

/** A sentence with a source and a date. */
export interface Claim {
  readonly id?: string;
  readonly say: string;
  readonly type: ClaimType;
  readonly status: ClaimStatus;
  /** Who holds an opinion, makes an allegation or an estimate: a record's id or a name. */
  readonly heldBy?: string;
  readonly why?: string;
  readonly on?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly relation?: Relation;
  readonly cite: readonly Citation[];
  readonly contradicts: readonly string[];
  readonly supersededBy: readonly string[];
  /** Admiralty scale of the information itself, 1 (confirmed) to 6 (cannot be judged). */
  readonly credibility?: number;
  readonly position: Position;
  /** Set when another layer than the record's own wrote the claim. */
  readonly layer?: string;
}

export interface Codes {
  readonly iso2?: string;
  readonly iso3?: string;
  readonly m49?: string;
  readonly wikidata?: string;
}

/** A post that a person holds or held. */
export interface PersonRole {
  readonly role: string;
  readonly of?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly cite: readonly Citation[];
}

export interface Tie {
  readonly tie: string;
  readonly to: string;
  readonly cite: readonly Citation[];
}

/** Where a record was written. */
export interface Origin {
  /** The layer's label: `built-in`, or the folder as the user named it. */
  readonly layer: string;
  /** The file, as a path inside its layer with `/` between the parts. */
  readonly file: string;
  readonly position: Position;
}

/** A record of one thing that a text can name. */
export interface Entity {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  readonly official?: string;
  readonly native?: string;
  readonly short?: string;
  readonly family?: string;
  readonly summary?: string;
  readonly note?: string;
  readonly type?: string;
  readonly group?: OrganizationGroup;
  readonly parent?: string;
  readonly codes?: Codes;
  readonly region?: string;
  readonly capital?: string;
  readonly seat?: string;
  readonly place?: string;
  readonly on?: string;
  readonly from?: string;
  readonly to?: string;
  readonly born?: string;
  readonly died?: string;
  readonly symbol?: string;
  readonly vote?: string;
  readonly by?: string;
  readonly target?: string;
  readonly trigger?: string;
  readonly signed?: string;
  readonly inForce?: string;
  readonly depositary?: string;
  readonly buildsOn: readonly string[];
  readonly parties: readonly string[];
  readonly successors: readonly string[];
  readonly predecessors: readonly string[];
  readonly roles: readonly PersonRole[];
  readonly ties: readonly Tie[];
  /** Every form that a text may use; the first is the record's `name`. */
  readonly names: readonly Name[];
  /** Longer phrases that contain a name but do not name this entity. */
  readonly notNames: readonly string[];
  readonly claims: readonly Claim[];
  /** The last layer that wrote to the record. */
  readonly origin: Origin;
}

export const relationTypes = ['diplomatic', 'membership', 'party'] as const;
export type RelationType = (typeof relationTypes)[number];

export const rowStatuses = [
  'current',
  'severed',
  'suspended',
  'none',
  'former',
  'observer',
  'associate',
  'signed',
  'withdrawn',
  'disputed',
  'unverified',
  'superseded',
  'wrong',
] as const;
export type RowStatus = (typeof rowStatuses)[number];

/** One dated pair of a relations file. */
export interface RelationRow {
  readonly with: string;
  readonly status: RowStatus;
  readonly why?: string;
  readonly note?: string;
  readonly from?: string;
  readonly to?: string;
  readonly since?: string;
  readonly asOf?: string;
  readonly cite: readonly Citation[];
  readonly position: Position;
}

/** A file of dated pairs: the members of a body, the diplomatic relations of a state, the parties to a treaty. */
export interface Relations {
  readonly id: string;
  readonly type: RelationType;
  readonly of: string;
  readonly rows: readonly RelationRow[];
  readonly origin: Origin;
}

export const sourceStatuses = ['current', 'superseded', 'withdrawn'] as const;
export type SourceStatus = (typeof sourceStatuses)[number];

/** How much of a source the record's author has read. */
export const consultations = ['full', 'excerpt', 'none'] as const;
export type Consultation = (typeof consultations)[number];

/** A source that claims and texts cite. Field names follow CSL where CSL has the field. */
export interface Source {
  readonly id: string;
  /** A CSL item type. */
  readonly type: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly publisher?: string;
  readonly containerTitle?: string;
  readonly issued?: string;
  readonly accessed?: string;
  readonly archived?: string;
  readonly url?: string;
  readonly number?: string;
  readonly language?: string;
  readonly primary: boolean;
  readonly consulted: Consultation;
  /** Admiralty letter of the source, A (completely reliable) to F (cannot be judged). */
  readonly reliability?: string;
  readonly descriptor?: string;
  readonly status: SourceStatus;
  readonly why?: string;
  readonly origin: Origin;
}

/** Settings of one knowledge folder, from its `kb.yaml`. */
export interface FolderSettings {
  readonly title?: string;
  readonly asOf?: string;
  /** Rules that hold for every name of a kind. */
  readonly match: Readonly<Partial<Record<EntityKind, KindRule>>>;
  /** Lists of words that the rules of its records, and of those above it, may name. */
  readonly lists?: Readonly<Record<string, readonly string[]>>;
}

/** What one folder of records says. */
export interface Layer {
  readonly label: string;
  readonly settings: FolderSettings;
  readonly entities: readonly Entity[];
  readonly sources: readonly Source[];
  readonly relations: readonly Relations[];
}
