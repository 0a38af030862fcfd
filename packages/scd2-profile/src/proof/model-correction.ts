import { deliveredColumns } from '@audit/contract/profile';
import { type Claim, isLaterLoaded } from './model-belief.ts';
import { instantOf, isoOf } from './model-instant.ts';
import { findingsOf, profileOf } from './model-profile.ts';
import { textOf } from './model-text.ts';
import type { DeliveredBatch, DeliveredCorrection, DeliveredRecord } from './profile-case.ts';

/** A record that is accepted, and what is found in it. */
export interface Accepted {
  readonly claim: Claim;
  readonly customer: string;
  readonly findings: readonly string[];
}

const isProfile = (value: unknown): value is DeliveredRecord =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(([name, cell]) => name in deliveredColumns && typeof cell !== 'boolean');

/** Why a correction is refused whatever is known, or null. */
const fault = ({ effective_start_ts, effective_end_ts, profile, retract, ...signed }: DeliveredCorrection): string | null => {
  const customer = textOf(signed.customer_id);
  const [start, end] = [textOf(effective_start_ts ?? null), textOf(effective_end_ts ?? null)];
  if (customer === null) return 'BLANK_ID';
  if (Array.from(customer).length > 50) return 'ID_TOO_LONG';
  if (start === null) return 'MISSING_FIELD';
  if (end !== null && instantOf(end) < instantOf(start)) return 'ENDS_BEFORE_START';
  if (typeof retract === 'string') return 'BAD_BOOLEAN';
  const isGiven = (profile ?? null) !== null;
  if (isGiven === (retract === true) || (retract === true && end !== null)) return 'PROFILE_OR_RETRACT';
  if (isGiven && !isProfile(profile)) return 'BAD_PROFILE';
  const isSigned = [signed.reason, signed.ticket, signed.approver].every((text) => textOf(text ?? null) !== null);
  return isSigned ? null : 'MISSING_FIELD';
};

/** Whether something is said at an instant that can be taken back: what the newest correction there says, else what a source says. */
const isSaid = (claims: readonly Claim[], at: bigint): boolean => {
  const there = claims.filter(({ valid }) => valid === at);
  const corrections = there.filter(({ correction }) => correction !== null);
  const [newest] = corrections.toSorted((a, b) => (isLaterLoaded(a, b) ? -1 : 1));
  return newest === undefined ? there.length > 0 : newest.correction?.retracts === false;
};

/** What a correction claims, or the code of the reason why it is refused. @param known claims so far, by customer */
export const judge = (
  given: DeliveredCorrection,
  position: number,
  batch: DeliveredBatch,
  known: ReadonlyMap<string, readonly Claim[]>,
): Accepted | string => {
  const refused = fault(given);
  if (refused !== null) return refused;
  const customer = textOf(given.customer_id) ?? '';
  const valid = instantOf(given.effective_start_ts ?? '');
  const claims = known.get(customer);
  const retracts = given.retract === true;
  if (retracts && !isSaid(claims ?? [], valid)) return claims === undefined ? 'UNKNOWN_CUSTOMER' : 'NOTHING_TO_RETRACT';
  const extract = [instantOf(batch.extract_ts), valid].reduce((a, b) => (a > b ? a : b));
  const profile = isProfile(given.profile) ? profileOf(given.profile) : null;
  const end = textOf(given.effective_end_ts ?? null);
  return {
    customer,
    findings: isProfile(given.profile) && profile !== null ? findingsOf(given.profile, profile, isoOf(extract).slice(0, 10)) : [],
    claim: {
      valid,
      extract,
      load: instantOf(batch.load_ts),
      batch: batch.batch_id,
      position,
      profile,
      correction: { end: end === null ? null : instantOf(end), retracts },
    },
  };
};
