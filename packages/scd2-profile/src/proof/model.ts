/**
 * The law of the customer profile as a model in memory, for tests: plain TypeScript, whole histories, no incremental step. It shares
 * no code with the product but the names of the columns, and is itself compared with the reference (bench/profile-oracle.ts).
 */
import { setAttributes } from '@audit/contract/profile';
import { believedFrom, type Claim } from './model-belief.ts';
import { type Accepted, judge } from './model-correction.ts';
import { type Belief, eventsOf, type Stay, staysOf } from './model-history.ts';
import { instantOf, isoOf } from './model-instant.ts';
import { canonicalOf, findingsOf, hashOf, profileOf } from './model-profile.ts';
import { byBytes, textOf } from './model-text.ts';
import type { DeliveredBatch, DeliveredRecord, Expected, Feed, ProfileCase, Question } from './profile-case.ts';

const accept = (record: DeliveredRecord, position: number, batch: DeliveredBatch): Accepted | null => {
  const customer = textOf(record['customer_id']);
  if (customer === null || Array.from(customer).length > 50) return null;
  const [extract, load] = [instantOf(batch.extract_ts), instantOf(batch.load_ts)];
  const profile = record['op'] === 'DELETE' ? null : profileOf(record);
  const said = record['last_modified_ts'] ?? null;
  const changed = said === null ? null : instantOf(said as string);
  const isFuture = changed !== null && changed > extract;
  const findings = [
    ...(profile === null ? [] : findingsOf(record, profile, isoOf(extract).slice(0, 10))),
    ...(changed === null ? ['LMT_MISSING'] : []),
    ...(isFuture ? ['LMT_FUTURE'] : []),
  ];
  const valid = changed === null || isFuture ? extract : changed;
  return { customer, findings, claim: { valid, extract, load, batch: batch.batch_id, position, profile, correction: null } };
};

/** Another record of the same batch says something else of the same instant. */
const conflicts = (claim: Claim, earlier: readonly Claim[]): boolean =>
  earlier.some(
    ({ batch, valid, profile }) =>
      batch === claim.batch && valid === claim.valid && JSON.stringify(profile) !== JSON.stringify(claim.profile),
  );

interface Loaded {
  readonly hashes: Expected['hashes'][number][];
  readonly dq: Expected['dq'][number][];
  readonly claims: Map<string, Claim[]>;
  readonly beliefs: Map<string, Belief[]>;
}

/** Takes a claim in, with what is found in it. */
const take = ({ claim, customer, findings }: Accepted, { hashes, dq, claims }: Loaded): void => {
  const { batch, position, profile } = claim;
  const earlier = claims.get(customer) ?? [];
  const found = [...findings, ...(conflicts(claim, earlier) ? ['CONFLICTING_SAME_TS'] : [])];
  if (found.length > 0) dq.push([batch, position, customer, found]);
  if (profile !== null) hashes.push([batch, position, canonicalOf(profile), hashOf(profile)]);
  claims.set(customer, [...earlier, claim]);
};

const load = (batch: DeliveredBatch, feed: Feed, loaded: Loaded): void => {
  const touched = new Set<string>();
  for (const [position, record] of batch.records.entries()) {
    const accepted = accept(record, position, batch);
    if (accepted === null) loaded.dq.push([batch.batch_id, position, null, ['QUARANTINED_CUSTOMER_ID']]);
    else {
      take(accepted, loaded);
      touched.add(accepted.customer);
    }
  }
  for (const [position, correction] of (batch.corrections ?? []).entries()) {
    const judged = judge(correction, position, batch, loaded.claims);
    if (typeof judged === 'string') loaded.dq.push([batch.batch_id, position, null, [judged]]);
    else {
      take(judged, loaded);
      touched.add(judged.customer);
    }
  }
  for (const customer of touched) {
    const versions = believedFrom(loaded.claims.get(customer) ?? [], feed);
    const belief = { load: instantOf(batch.load_ts), versions, isCorrected: batch.corrections !== undefined };
    loaded.beliefs.set(customer, [...(loaded.beliefs.get(customer) ?? []), belief]);
  }
};

/** Keys from 1 in the order of load, of customers by their bytes, of time (D41). */
const keysOf = (stays: readonly Stay[]): ReadonlyMap<Stay, number> => {
  const order = (a: Stay, b: Stay): number => Number(a.since - b.since) || byBytes(a.customer, b.customer) || a.versionNum - b.versionNum;
  return new Map(stays.toSorted(order).map((stay, i) => [stay, i + 1]));
};

const answer = (question: Question, stays: readonly Stay[]): Expected['pit'][number] => {
  const [valid, known] = [instantOf(question.valid), question.known === null ? null : instantOf(question.known)];
  const believed = stays.find(
    (stay) =>
      stay.customer === question.customer_id &&
      stay.start <= valid &&
      stay.ends.some(
        ({ end, from, until }) =>
          (end === null || valid <= end) && (known === null ? until === null : from <= known && (until === null || known < until)),
      ),
  );
  return { ...question, version_num: believed?.versionNum ?? null, profile_hash: believed ? hashOf(believed.shown.profile) : null };
};

const versionsOf = (stays: readonly Stay[], keys: ReadonlyMap<Stay, number>): Pick<Expected, 'versions' | 'bridges'> => {
  const current = stays
    .filter((stay) => stay.ends.at(-1)?.until === null)
    .toSorted((a, b) => byBytes(a.customer, b.customer) || (a.start < b.start ? -1 : 1));
  return {
    versions: current.map((stay) => ({
      sk: keys.get(stay) ?? 0,
      customer_id: stay.customer,
      version_num: stay.versionNum,
      effective_start_ts: isoOf(stay.start),
      effective_end_ts: stay.shown.end === null ? null : isoOf(stay.shown.end),
      is_current: stay.shown.end === null,
      load_ts: isoOf(stay.since),
      profile_hash: hashOf(stay.shown.profile),
      stored: stay.shown.profile.stored,
    })),
    bridges: current.flatMap((stay) =>
      setAttributes.flatMap((name) => stay.shown.profile.sets[name].map((member) => [keys.get(stay) ?? 0, name, member] as const)),
    ),
  };
};

const revisionsOf = (stays: readonly Stay[], keys: ReadonlyMap<Stay, number>): Expected['revisions'] =>
  stays
    .flatMap((stay) => stay.ends.map((of) => ({ stay, ...of })))
    .toSorted((a, b) => byBytes(a.stay.customer, b.stay.customer) || Number(a.from - b.from) || (a.stay.start < b.stay.start ? -1 : 1))
    .map(({ stay, end, from, until }) => [
      keys.get(stay) ?? 0,
      stay.versionNum,
      isoOf(stay.start),
      end === null ? null : isoOf(end),
      isoOf(from),
      until === null ? null : isoOf(until),
    ]);

/** What a replay of a case must print. */
export const expectedOf = ({ config, batches, pit }: ProfileCase): Expected => {
  const loaded: Loaded = { hashes: [], dq: [], claims: new Map(), beliefs: new Map() };
  const applied = new Set<string>();
  const results = batches.map((batch) => {
    if (applied.has(batch.batch_id)) return 'SKIPPED';
    applied.add(batch.batch_id);
    load(batch, config.feed, loaded);
    return 'APPLIED';
  });
  const customers = [...loaded.beliefs.keys()].toSorted(byBytes);
  const histories = customers.map((customer) => {
    const beliefs = loaded.beliefs.get(customer) ?? [];
    const stays = staysOf(customer, beliefs);
    return { stays, events: eventsOf(customer, beliefs, stays) };
  });
  const stays = histories.flatMap((history) => history.stays);
  const keys = keysOf(stays);
  const events = histories.flatMap((history) => history.events);
  return {
    batch_results: results,
    hashes: loaded.hashes,
    ...versionsOf(stays, keys),
    revisions: revisionsOf(stays, keys),
    events: events.toSorted((a, b) => (a.recorded_ts < b.recorded_ts ? -1 : a.recorded_ts > b.recorded_ts ? 1 : 0)),
    dq: loaded.dq,
    pit: pit.map((question) => answer(question, stays)),
  };
};
