import type { ReasonCode } from '../errors/reasons.ts';
import { shownValue } from '../errors/shown-value.ts';
import { trimId } from '../ids/trim-id.ts';
import type { Micros } from '../tables/column.ts';
import { customerRecords } from '../tables/customers.ts';
import { parseInstant } from '../time/instant.ts';
import { utcOfWallClock } from '../time/wall-clock.ts';
import type { CustomerRecord, Metadata } from './customer-record.ts';
import { copyJson } from './json.ts';

/** What is wrong with a record: the first fault, in the order of the contract's fields. */
export interface RecordFault {
  readonly code: ReasonCode;
  readonly column: Exclude<keyof typeof customerRecords.columns, 'seen'> | null;
  /** As a message may show it. */
  readonly value: string | null;
  readonly reason: string;
}

/** What records are judged by. */
export interface RecordRules {
  /** Fills source_system where a record has none. */
  readonly sourceSystem: string | undefined;
  readonly inputZone: string;
  /** Acquisitions after this instant are refused. */
  readonly clock: Micros;
  readonly enforceVisibility: boolean;
}

type Fields = Readonly<Record<string, unknown>>;
type Outcome<T> = { readonly value: T } | { readonly fault: RecordFault };

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Text, or a number or boolean as its literal text; undefined for what has no text. */
const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
};

const fault = (
  code: ReasonCode,
  column: NonNullable<RecordFault['column']>,
  given: unknown,
  reason: string,
): { readonly fault: RecordFault } => ({
  fault: { code, column, value: shownValue(textOf(given) ?? null, customerRecords.columns[column].pii), reason },
});

const readId = (given: unknown): Outcome<string> => {
  // As in the founding system: the number 0 is what an unset numeric key looks like, not a customer; the text "0" is one.
  if (given === undefined || given === null || given === 0) return fault('MISSING_FIELD', 'customer_id', given, 'customer_id is required');
  const text = textOf(given);
  if (text === undefined) return fault('BAD_TEXT', 'customer_id', given, 'an id is text');
  const id = trimId(text);
  return id === '' ? fault('BLANK_ID', 'customer_id', given, 'customer_id is blank') : { value: id };
};

const instantOf = (given: unknown, zone: string): Micros | undefined => {
  if (given instanceof Date) return Number.isNaN(given.getTime()) ? undefined : ((BigInt(given.getTime()) * 1000n) as Micros);
  const parsed = typeof given === 'string' ? parseInstant(given) : undefined;
  return parsed?.naive === true ? utcOfWallClock(parsed.micros, zone) : parsed?.micros;
};

const readAcquisition = (given: unknown, rules: RecordRules): Outcome<Micros> => {
  if (given === undefined || given === null || given === '')
    return fault('MISSING_FIELD', 'acquisition_ts', given, 'acquisition_ts is required');
  const micros = instantOf(given, rules.inputZone);
  if (micros === undefined) return fault('BAD_TIMESTAMP', 'acquisition_ts', given, 'expected an ISO 8601 time');
  if (micros < 0n) return fault('BAD_TIMESTAMP', 'acquisition_ts', given, 'before 1970');
  if (micros > rules.clock) return fault('FUTURE_TIMESTAMP', 'acquisition_ts', given, 'in the future');
  return { value: micros };
};

const readSystem = (given: unknown, fallback: string | undefined): Outcome<string> => {
  const text = given === undefined || given === null ? '' : textOf(given);
  if (text === undefined) return fault('BAD_TEXT', 'source_system', given, 'a source system is text');
  const own = trimId(text);
  const system = own === '' ? trimId(fallback ?? '') : own;
  return system === ''
    ? fault('MISSING_FIELD', 'source_system', given, 'no source system, and none was given for the load')
    : { value: system };
};

const readVisibility = (given: unknown): Outcome<boolean> => {
  if (given === undefined) return { value: true };
  return typeof given === 'boolean'
    ? { value: given }
    : fault('BAD_BOOLEAN', 'is_visible', given, 'expected true or false, without quotes');
};

const readMetadata = (given: unknown): Outcome<Metadata> => {
  if (given === undefined || given === null) return { value: {} };
  const copy = isObject(given) ? copyJson(given) : undefined;
  if (copy === undefined) return fault('BAD_METADATA', 'metadata', given, 'expected an object of names and JSON values');
  return { value: copy as Metadata };
};

/**
 * One record judged by the contract: accepted, hidden (not visible, and visibility is enforced), or at fault.
 * Metadata of hidden records is not looked at.
 */
export const readRecord = (given: unknown, rules: RecordRules): Outcome<Omit<CustomerRecord, 'origin'>> | 'hidden' => {
  if (!isObject(given))
    return { fault: { code: 'NOT_JSON', column: null, value: null, reason: 'a record is an object of names and values' } };
  const customerId = readId(given['customer_id']);
  if ('fault' in customerId) return customerId;
  const acquisitionTs = readAcquisition(given['acquisition_ts'], rules);
  if ('fault' in acquisitionTs) return acquisitionTs;
  const sourceSystem = readSystem(given['source_system'], rules.sourceSystem);
  if ('fault' in sourceSystem) return sourceSystem;
  const isVisible = readVisibility(given['is_visible']);
  if ('fault' in isVisible) return isVisible;
  if (rules.enforceVisibility && !isVisible.value) return 'hidden';
  const metadata = readMetadata(given['metadata']);
  if ('fault' in metadata) return metadata;
  return {
    value: {
      customerId: customerId.value,
      acquisitionTs: acquisitionTs.value,
      sourceSystem: sourceSystem.value,
      isVisible: isVisible.value,
      metadata: metadata.value,
    },
  };
};
