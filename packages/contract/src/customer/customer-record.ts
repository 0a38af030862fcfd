import type { Micros } from '../tables/column.ts';
import type { Json } from './json.ts';

export type Metadata = Readonly<Record<string, Json>>;

/** Where a record was read: the file as the user named it, and its position in it from 1. */
export interface RecordOrigin {
  readonly source: string;
  readonly record: number;
}

/** A customer record that satisfies the contract. */
export interface CustomerRecord {
  /** Trimmed, never empty. */
  readonly customerId: string;
  /** UTC microseconds; from 1970 to the clock of the validation. */
  readonly acquisitionTs: Micros;
  readonly sourceSystem: string;
  readonly isVisible: boolean;
  readonly metadata: Metadata;
  readonly origin: RecordOrigin;
}

/** The record that gave a value. */
export interface Provenance extends RecordOrigin {
  readonly sourceSystem: string;
}

/** Per field of a merged customer the record its value is from; for metadata per key. */
export interface Lineage {
  readonly acquisition_ts: Provenance;
  readonly source_system: Provenance;
  readonly is_visible: Provenance;
  readonly metadata: Readonly<Record<string, Provenance>>;
}

/** A field on which the records of a customer disagree. */
export interface Conflict {
  /** `acquisition_ts`, `is_visible` or `metadata.<key>`; several source systems are no conflict. */
  readonly field: string;
  /** Value kept, as JSON (`acquisition_ts` as ISO text). */
  readonly kept: Json;
  readonly keptFrom: Provenance;
  /** The other values, distinct, in order of first sight. */
  readonly discarded: readonly Json[];
}

/** One customer, merged from all its records. */
export interface MergedCustomer {
  readonly customerId: string;
  readonly acquisitionTs: Micros;
  readonly sourceSystem: string;
  readonly isVisible: boolean;
  readonly metadata: Metadata;
  /** All source systems, in order of first sight. */
  readonly sourceSystems: readonly string[];
  readonly recordCount: number;
  readonly lineage: Lineage;
  readonly conflicts: readonly Conflict[];
}
