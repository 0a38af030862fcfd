import { createHash } from 'node:crypto';
import {
  type EnumAttribute,
  enumAttributes,
  nameAttributes,
  type OtherAttribute,
  otherAttributes,
  scalarAttributes,
  setAttributes,
} from '@audit/contract/profile';
import type { Delivered, TrialBatch } from '../../trial-profile.fixture.ts';
import { modelDate, modelInstant } from './iso.fixture.ts';
import { modelTrim, modelUpper } from './letters.fixture.ts';

/** Code of a spelling, by catalog. */
export type ModelCodes = ReadonlyMap<string, ReadonlyMap<string, string>>;
type Fields = Readonly<Record<string, string | null>>;
export interface ModelProfile {
  readonly fields: Fields;
  readonly sets: Readonly<Record<string, readonly string[]>>;
}
/** What is to be known of a record after standardization. */
export interface ModelRecord {
  readonly customer: string | null;
  readonly profile: ModelProfile | null;
  readonly problem: string | null;
  readonly validTs: bigint;
  readonly hash: string | null;
  readonly canonical: string | null;
  /** The seventeen parts, as JSON; of a delete null. */
  readonly parts: string | null;
  readonly dq: readonly string[];
  readonly unmapped: readonly string[];
  readonly monitors: readonly string[];
  readonly present: number;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
const isOther = (name: string): name is OtherAttribute => (otherAttributes as readonly string[]).includes(name);
const isEnum = (name: string): name is EnumAttribute => (enumAttributes as readonly string[]).includes(name);
const isName = (name: string): boolean => (nameAttributes as readonly string[]).includes(name);
const holdsToken = (text: string | null | undefined): boolean => text?.includes('|') === true || text === '__NULL__';
const catalogOf = (name: string): string => `customer_${name}${name === 'total_asset' || name === 'monthly_income' ? '_bands' : ''}`;
const byBytes = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

const separators = new Set('-./\u2010\u2011\u2012\u2013\u2014\u2015\u2212');
const digitOf = (letter: string): string => {
  const at = ['๐๑๒๓๔๕๖๗๘๙', '０１２３４５６７８９'].map((row) => row.indexOf(letter)).find((index) => index >= 0);
  return at === undefined ? letter : String(at);
};
const evidenceOf = (text: string): string =>
  [...modelUpper(text)]
    .filter((letter) => !separators.has(letter) && modelTrim(letter) !== '')
    .map(digitOf)
    .join('');

/** One record, without regard to the others. */
class Reader {
  readonly fields: Record<string, string | null> = {};
  readonly sets: Record<string, readonly string[]> = {};
  readonly dq: string[] = [];
  readonly unmapped: string[] = [];
  readonly #given: Delivered;
  readonly #codes: ModelCodes | undefined;

  constructor(given: Delivered, codes: ModelCodes | undefined) {
    this.#given = given;
    this.#codes = codes;
  }

  text(name: string): string | null {
    const text = this.#given[name as keyof Delivered];
    return text === null || text === undefined ? null : modelTrim(text) || null;
  }

  code(name: string, folded: string, rest: () => string): string {
    if (this.#codes === undefined) return folded;
    const code = this.#codes.get(catalogOf(name))?.get(folded);
    if (code === undefined && !this.unmapped.includes(name)) this.unmapped.push(name);
    return code ?? rest();
  }

  scalar(name: string): string | null {
    const text = this.text(name);
    if (text === null || isName(name)) return text;
    if (name === 'evidence_unique_key') return evidenceOf(text) || null;
    if (isEnum(name)) {
      return this.code(name, modelUpper(text), () => (isOther(name) && this.text(`${name}_other`) !== null ? 'OTHER' : 'UNKNOWN'));
    }
    const date = modelDate(text);
    if (date === null) this.dq.push('BIRTHDATE_INVALID');
    return date;
  }

  others(): void {
    for (const name of otherAttributes) {
      const text = this.text(`${name}_other`);
      const wanted = this.fields[name] === 'OTHER';
      if (wanted && text === null) this.dq.push(`OTHER_WITHOUT_TEXT:${name}`);
      if (!wanted && text !== null) this.dq.push(`TEXT_WITHOUT_OTHER:${name}`);
      this.fields[`${name}_other`] = wanted ? text : null;
    }
  }

  set(name: string): readonly string[] {
    const parts = (this.#given[`${name}_list` as keyof Delivered] ?? '').split('|').map((part) => modelUpper(modelTrim(part)));
    const members = parts.filter((part) => part !== '').map((part) => this.code(name, part, () => 'UNKNOWN'));
    return [...new Set(members)].toSorted(byBytes);
  }

  read(): ModelProfile {
    for (const name of scalarAttributes) {
      this.fields[name] = this.scalar(name);
      if (name !== 'birthdate' && holdsToken(this.fields[name])) this.dq.push(`DELIMITER_OR_NULL_TOKEN_IN_TEXT:${name}`);
    }
    this.others();
    for (const name of setAttributes) this.sets[name] = this.set(name);
    for (const name of ['evidence_unique_key', 'firstname', 'lastname']) {
      if (this.fields[name] === null) this.dq.push(`MANDATORY_MISSING:${name}`);
    }
    const type = this.text('evidence_type');
    this.fields['evidence_type'] = type === null ? null : modelUpper(type);
    return { fields: this.fields, sets: this.sets };
  }
}

const partsOf = ({ fields, sets }: ModelProfile): readonly (string | null)[] => [
  ...scalarAttributes.map((name) => {
    const text = fields[name] ?? null;
    return text !== null && (name === 'firstname' || name === 'lastname') ? modelUpper(text) : text;
  }),
  ...setAttributes.map((name) => sha256(sets[name]!.join('|'))),
];

const ageFinding = (birthdate: string | null | undefined, extractTs: bigint): readonly string[] => {
  if (birthdate === null || birthdate === undefined) return [];
  const today = new Date(Number(extractTs / 1000n)).toISOString().slice(0, 10);
  if (birthdate > today) return ['BIRTHDATE_FUTURE'];
  const age = Number(today.slice(0, 4)) - Number(birthdate.slice(0, 4)) - (today.slice(5) < birthdate.slice(5) ? 1 : 0);
  return age >= 18 && age <= 120 ? [] : ['AGE_OUT_OF_RANGE'];
};

const monitorsOf = ({ fields, sets }: ModelProfile): readonly string[] => {
  const evidence = fields['evidence_unique_key'] ?? '';
  const sum = [...evidence].slice(0, 12).reduce((total, digit, at) => total + Number(digit) * (13 - at), 0);
  const wrong = /^\d{13}$/.test(evidence) && (11 - (sum % 11)) % 10 !== Number(evidence[12]);
  const year = Number((fields['birthdate'] ?? '0').slice(0, 4));
  return [
    ...(wrong ? ['EVIDENCE_CHECKSUM'] : []),
    ...(fields['birthdate'] === null ? ['BIRTHDATE_MISSING'] : []),
    ...(year >= 2400 && year <= 2600 ? ['BUDDHIST_ERA_YEAR'] : []),
    ...(setAttributes.every((name) => sets[name]!.length === 0) ? ['BOTH_SETS_EMPTY'] : []),
  ];
};

const presentOf = ({ fields, sets }: ModelProfile): number => {
  const known = (name: string): boolean => fields[name] !== null && fields[name] !== 'UNKNOWN';
  return [
    fields['evidence_unique_key'] !== null,
    fields['firstname'] !== null,
    fields['lastname'] !== null,
    fields['birthdate'] !== null,
    known('occupation'),
    known('nationality'),
    known('total_asset') || known('monthly_income'),
    setAttributes.some((name) => sets[name]!.some((member) => member !== 'UNKNOWN')),
  ].filter(Boolean).length;
};

const validity = (given: Delivered, extractTs: bigint): { readonly validTs: bigint; readonly finding: readonly string[] } => {
  const text = modelTrim(given.last_modified_ts ?? '');
  if (text === '') return { validTs: extractTs, finding: ['LMT_MISSING'] };
  const instant = modelInstant(text);
  if (instant === null) return { validTs: extractTs, finding: ['LMT_INVALID'] };
  return instant > extractTs ? { validTs: extractTs, finding: ['LMT_FUTURE'] } : { validTs: instant, finding: [] };
};

const modelRecord = (given: Delivered, extractTs: bigint, codes: ModelCodes | undefined): ModelRecord => {
  const customer = modelTrim(given.customer_id ?? '') || null;
  const reader = new Reader(given, codes);
  const profile = given.op === 'DELETE' ? null : reader.read();
  const { validTs, finding } = validity(given, extractTs);
  const parts = profile === null ? null : partsOf(profile);
  const canonical = parts === null ? null : parts.map((part) => part ?? '__NULL__').join('|');
  return {
    customer,
    profile,
    problem: customer === null || [...customer].length > 50 ? 'QUARANTINED_CUSTOMER_ID' : null,
    validTs,
    canonical,
    hash: canonical === null ? null : sha256(canonical),
    parts: parts === null ? null : JSON.stringify(parts),
    dq: [...reader.dq, ...(profile === null ? [] : ageFinding(profile.fields['birthdate'], extractTs)), ...finding],
    unmapped: reader.unmapped,
    monitors: profile === null ? [] : monitorsOf(profile),
    present: profile === null ? 0 : presentOf(profile),
  };
};

/** Every record of a batch, compared with the earlier ones of its customer. */
export const modelBatch = ({ records, extractTs }: TrialBatch, codes?: ModelCodes): readonly ModelRecord[] => {
  const earlier = new Map<string, readonly ModelRecord[]>();
  const sameForm = (left: ModelRecord, right: ModelRecord): boolean => JSON.stringify(left.profile) === JSON.stringify(right.profile);
  return records.map((given) => {
    const record = modelRecord(given, extractTs, codes);
    if (record.problem !== null || record.customer === null) return record;
    const before = earlier.get(record.customer) ?? [];
    earlier.set(record.customer, [...before, record]);
    const conflicts = before.some((other) => other.validTs === record.validTs && !sameForm(other, record));
    return conflicts ? { ...record, dq: [...record.dq, 'CONFLICTING_SAME_TS'] } : record;
  });
};
