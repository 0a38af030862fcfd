import { enumAttributes, nameAttributes, otherAttributes, type SetAttribute, setAttributes } from '@audit/contract/profile';
import { isoOf } from '../../proof/model-instant.ts';
import { canonicalOf, findingsOf, hashOf, materialOf, type Profile, profileOf } from '../../proof/model-profile.ts';
import { byBytes, textOf, upperOf } from '../../proof/model-text.ts';
import type { Delivered, TrialBatch } from '../../trial-profile.fixture.ts';
import { modelDate, modelInstant } from './iso.fixture.ts';

/** Code of a spelling, by catalog. */
export type ModelCodes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What is to be known of a record after standardization. */
export interface ModelRecord {
  readonly customer: string | null;
  readonly problem: string | null;
  /** Null for a delete. */
  readonly profile: Profile | null;
  readonly evidenceType: string | null;
  readonly validTs: bigint;
  readonly canonical: string | null;
  readonly hash: string | null;
  /** Equal for profiles whose seventeen parts are. */
  readonly material: string | null;
  readonly dq: readonly string[];
  readonly unmapped: readonly string[];
  readonly monitors: readonly string[];
  readonly present: number;
}

const catalogOf = (name: string): string => `customer_${name}${name === 'total_asset' || name === 'monthly_income' ? '_bands' : ''}`;
const isIn = (list: readonly string[], name: string): boolean => list.includes(name);

/** The stored form, its spellings replaced by codes where there are any; the names of those that no catalog knows. */
const storedForm = (
  given: Delivered,
  codes: ModelCodes | undefined,
): { readonly profile: Profile; readonly unmapped: readonly string[] } => {
  const plain = profileOf(given);
  const unmapped = new Set<string>();
  const coded = (name: string, spelling: string, otherwise: string): string => {
    if (codes === undefined) return spelling;
    const code = codes.get(catalogOf(name))?.get(spelling);
    if (code === undefined) unmapped.add(name);
    return code ?? otherwise;
  };
  const textBeside = (name: string): string | null => textOf(given[`${name}_other` as keyof Delivered]);
  const stored: Record<string, string | null> = { ...plain.stored, birthdate: modelDate(textOf(given.birthdate) ?? '') };
  for (const name of enumAttributes) {
    const spelling = stored[name] ?? null;
    const isTold = isIn(otherAttributes, name) && textBeside(name) !== null;
    stored[name] = spelling === null ? null : coded(name, spelling, isTold ? 'OTHER' : 'UNKNOWN');
  }
  for (const name of otherAttributes) stored[`${name}_other`] = stored[name] === 'OTHER' ? textBeside(name) : null;
  const setOf = (name: SetAttribute): readonly string[] =>
    [...new Set(plain.sets[name].map((member) => coded(name, member, 'UNKNOWN')))].toSorted(byBytes);
  const [income, purpose] = setAttributes.map(setOf);
  return { profile: { stored, sets: { source_of_income: income ?? [], purpose_of_investment: purpose ?? [] } }, unmapped: [...unmapped] };
};

const monitorsOf = (given: Delivered, { stored, sets }: Profile): readonly string[] => {
  const texts = [...nameAttributes, ...otherAttributes.map((name) => `${name}_other` as const)].map((name) => textOf(given[name]) ?? '');
  const evidence = stored['evidence_unique_key'] ?? '';
  const sum = Array.from(evidence)
    .slice(0, 12)
    .reduce((total, digit, at) => total + Number(digit) * (13 - at), 0);
  const isWrong = /^\d{13}$/.test(evidence) && (11 - (sum % 11)) % 10 !== Number(evidence[12]);
  const year = Number((stored['birthdate'] ?? '0').slice(0, 4));
  return [
    ...(texts.some((text) => text !== text.normalize('NFC')) ? ['NOT_NFC'] : []),
    ...(isWrong ? ['EVIDENCE_CHECKSUM'] : []),
    ...(stored['birthdate'] === null ? ['BIRTHDATE_MISSING'] : []),
    ...(year >= 2400 && year <= 2600 ? ['BUDDHIST_ERA_YEAR'] : []),
    ...(setAttributes.every((name) => sets[name].length === 0) ? ['BOTH_SETS_EMPTY'] : []),
  ];
};

const presentOf = ({ stored, sets }: Profile): number => {
  const isThere = (name: string): boolean => stored[name] !== null;
  const isKnown = (name: string): boolean => isThere(name) && stored[name] !== 'UNKNOWN';
  return [
    ...['evidence_unique_key', 'firstname', 'lastname', 'birthdate'].map(isThere),
    ...['occupation', 'nationality'].map(isKnown),
    isKnown('total_asset') || isKnown('monthly_income'),
    setAttributes.some((name) => sets[name].some((member) => member !== 'UNKNOWN')),
  ].filter(Boolean).length;
};

const validity = (given: Delivered, extractTs: bigint): { readonly validTs: bigint; readonly finding: readonly string[] } => {
  const text = textOf(given.last_modified_ts);
  if (text === null) return { validTs: extractTs, finding: ['LMT_MISSING'] };
  const instant = modelInstant(text);
  if (instant === null) return { validTs: extractTs, finding: ['LMT_INVALID'] };
  return instant > extractTs ? { validTs: extractTs, finding: ['LMT_FUTURE'] } : { validTs: instant, finding: [] };
};

const modelRecord = (given: Delivered, extractTs: bigint, codes: ModelCodes | undefined): ModelRecord => {
  const customer = textOf(given.customer_id);
  const problem = customer === null || Array.from(customer).length > 50 ? 'QUARANTINED_CUSTOMER_ID' : null;
  const { validTs, finding } = validity(given, extractTs);
  const same = { customer, problem, validTs };
  if (given.op === 'DELETE') {
    const nothing = {
      profile: null,
      evidenceType: null,
      canonical: null,
      hash: null,
      material: null,
      unmapped: [],
      monitors: [],
      present: 0,
    };
    return { ...same, ...nothing, dq: finding };
  }
  const { profile, unmapped } = storedForm(given, codes);
  const type = textOf(given.evidence_type);
  return {
    ...same,
    profile,
    evidenceType: type === null ? null : upperOf(type),
    canonical: canonicalOf(profile),
    hash: hashOf(profile),
    material: materialOf(profile),
    dq: [...findingsOf(given, profile, isoOf(extractTs).slice(0, 10)), ...finding],
    unmapped,
    monitors: monitorsOf(given, profile),
    present: presentOf(profile),
  };
};

/** Every record of a batch, compared with the earlier ones of its customer. */
export const modelBatch = ({ records, extractTs }: TrialBatch, codes?: ModelCodes): readonly ModelRecord[] => {
  const earlier = new Map<string, readonly ModelRecord[]>();
  const formOf = ({ profile, evidenceType }: ModelRecord): string => JSON.stringify([profile, evidenceType]);
  return records.map((given) => {
    const record = modelRecord(given, extractTs, codes);
    if (record.problem !== null || record.customer === null) return record;
    const before = earlier.get(record.customer) ?? [];
    earlier.set(record.customer, [...before, record]);
    const isContested = before.some((other) => other.validTs === record.validTs && formOf(other) !== formOf(record));
    return isContested ? { ...record, dq: [...record.dq, 'CONFLICTING_SAME_TS'] } : record;
  });
};
