import type { ScalarAttribute, SetAttribute } from '@audit/contract/profile';

/** How a source delivers: rows that changed, or rows as they are now (docs/profile.md). */
export type Feed = 'changelog' | 'snapshot';

/** A cell as it may stand in JSON. A bigint is a number literal that no JavaScript number can hold. */
export type DeliveredValue = string | number | bigint | null | readonly (string | null)[];
export type DeliveredRecord = Readonly<Record<string, DeliveredValue>>;

/** A correction as `audit profile correct` reads it; what is absent or wrong is refused. */
export interface DeliveredCorrection {
  readonly customer_id: DeliveredValue;
  readonly effective_start_ts?: string | null;
  readonly effective_end_ts?: string | null;
  readonly profile?: DeliveredRecord | string | null;
  readonly retract?: boolean | string | null;
  readonly reason?: string | null;
  readonly ticket?: string | null;
  readonly approver?: string | null;
}

export interface DeliveredBatch {
  readonly batch_id: string;
  readonly extract_ts: string;
  readonly load_ts: string;
  readonly records: readonly DeliveredRecord[];
  /** A batch of corrections has these, and no records. */
  readonly corrections?: readonly DeliveredCorrection[];
}

/** What was in force at an instant, as known now or at another instant. */
export interface Question {
  readonly customer_id: string;
  readonly valid: string;
  readonly known: string | null;
}

/** A case of `audit profile replay`: batches in the order they are loaded, and questions to ask in the end. */
export interface ProfileCase {
  readonly id: string;
  readonly config: { readonly feed: Feed };
  readonly batches: readonly DeliveredBatch[];
  readonly pit: readonly Question[];
}

export interface SetDelta {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface ExpectedVersion {
  readonly sk: number;
  readonly customer_id: string;
  readonly version_num: number;
  readonly effective_start_ts: string;
  readonly effective_end_ts: string | null;
  readonly is_current: boolean;
  readonly load_ts: string;
  readonly profile_hash: string;
  readonly stored: Readonly<Record<string, string | null>>;
}

export interface ExpectedEvent {
  readonly event_type: 'PROFILE_VERSION_CREATE' | 'PROFILE_VERSION_CORRECTION';
  readonly change_kind: 'APPENDED' | 'INSERTED' | 'REPLACED' | 'WITHDRAWN';
  readonly rationale_code: 'INITIAL_LOAD' | 'SOURCE_UPDATE' | 'CORRECTION';
  readonly customer_id: string;
  readonly event_ts: string;
  readonly recorded_ts: string;
  readonly version_num: number;
  readonly previous_profile_hash: string | null;
  readonly new_profile_hash: string | null;
  readonly diff: { readonly attributes: readonly ScalarAttribute[] } & Readonly<Record<SetAttribute, SetDelta>>;
}

/** What a replay prints of a case, besides its id. Arrays are in the order of the load, of customers by their bytes, of time. */
export interface Expected {
  readonly batch_results: readonly ('APPLIED' | 'SKIPPED')[];
  /** Batch, position from 0, canonical string, hash. */
  readonly hashes: readonly (readonly [string, number, string, string])[];
  readonly versions: readonly ExpectedVersion[];
  /** Version, set, member. */
  readonly bridges: readonly (readonly [number, string, string])[];
  /** Version, its number, start, end, believed from, believed until. */
  readonly revisions: readonly (readonly [number, number, string, string | null, string, string | null])[];
  readonly events: readonly ExpectedEvent[];
  /** Batch, position from 0, customer unless refused, codes. */
  readonly dq: readonly (readonly [string, number, string | null, readonly string[]])[];
  readonly pit: readonly (Question & { readonly version_num: number | null; readonly profile_hash: string | null })[];
}
