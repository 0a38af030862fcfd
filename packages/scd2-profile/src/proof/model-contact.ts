import { textOf, upperOf } from './model-text.ts';
import { instantOf } from './model-instant.ts';
import type { DeliveredBatch, DeliveredRecord } from './profile-case.ts';

/** A value on a channel, from when to when; null while in force. */
export interface ExpectedContact {
  readonly customer: string;
  readonly channel: string;
  readonly start: bigint;
  readonly end: bigint | null;
  readonly value: string;
}

interface Claim {
  readonly customer: string;
  readonly channel: string;
  readonly value: string | null;
  readonly valid: bigint;
  /** What decides between claims of one instant: extract, load, position. */
  readonly rank: readonly [bigint, bigint, number];
}

/** What a record says, or null where it is refused. */
const claimOf = (record: DeliveredRecord, position: number, batch: DeliveredBatch): Claim | null => {
  const [customer, channel] = [textOf(record['customer_id']), textOf(record['channel'])];
  const value = record['op'] === 'DELETE' ? null : textOf(record['value']);
  const tooLong = (text: string | null, limit: number): boolean => text !== null && Array.from(text).length > limit;
  if (customer === null || channel === null || tooLong(customer, 50) || tooLong(channel, 50) || tooLong(value, 1000)) return null;
  if (value === null && record['op'] !== 'DELETE') return null;
  const [extract, said] = [instantOf(batch.extract_ts), record['last_modified_ts'] ?? null];
  const changed = said === null ? extract : instantOf(said as string);
  return {
    customer,
    channel: upperOf(channel),
    value,
    valid: changed > extract ? extract : changed,
    rank: [extract, instantOf(batch.load_ts), position],
  };
};

const outranks = (a: Claim, b: Claim): boolean => {
  const at = a.rank.findIndex((part, i) => part !== b.rank[i]);
  return at >= 0 && (a.rank[at] ?? 0) > (b.rank[at] ?? 0);
};

/** What records of batches amount to, whatever order they came in. @returns accepted records too */
export const expectedContacts = (
  batches: readonly DeliveredBatch[],
): { readonly accepted: number; readonly contacts: readonly ExpectedContact[] } => {
  const claims = batches.flatMap((batch) => batch.records.flatMap((record, position) => claimOf(record, position, batch) ?? []));
  const contacts: ExpectedContact[] = [];
  for (const key of new Set(claims.map(({ customer, channel }) => JSON.stringify([customer, channel])))) {
    const own = claims.filter(({ customer, channel }) => JSON.stringify([customer, channel]) === key);
    const believed = own.filter((claim) => !own.some((other) => other.valid === claim.valid && outranks(other, claim)));
    const turns = believed
      .toSorted((a, b) => (a.valid < b.valid ? -1 : 1))
      .filter((claim, at, sorted) => at === 0 || claim.value !== sorted[at - 1]?.value);
    for (const [at, { customer, channel, value, valid }] of turns.entries()) {
      const next = turns[at + 1];
      if (value !== null) contacts.push({ customer, channel, value, start: valid, end: next === undefined ? null : next.valid - 1n });
    }
  }
  return { accepted: claims.length, contacts };
};
