import { formatInstant } from '../time/instant.ts';
import type { Conflict, CustomerRecord, Lineage, MergedCustomer, Provenance } from './customer-record.ts';
import { type Json, plainObject } from './json.ts';
import { priorityOf, type SourcePriority, type SurvivorshipPolicy } from './survivorship.ts';

/** A value of a field in one record; candidates stand in the order the records were seen. */
interface Candidate<T> {
  readonly value: T;
  readonly record: CustomerRecord;
}
type Candidates<T> = readonly [Candidate<T>, ...Candidate<T>[]];

/** The first of those that no other outdoes. */
const firstBest = <T>(candidates: Candidates<T>, outdoes: (left: Candidate<T>, right: Candidate<T>) => boolean): Candidate<T> =>
  candidates.reduce((best, candidate) => (outdoes(candidate, best) ? candidate : best));
const lastOf = <T>(candidates: Candidates<T>): Candidate<T> => candidates.at(-1) ?? candidates[0];
const byPriority = <T>(candidates: Candidates<T>, policy: SourcePriority): Candidate<T> =>
  firstBest(candidates, (left, right) => priorityOf(policy, left.record.sourceSystem) < priorityOf(policy, right.record.sourceSystem));

const acquisitionOf = (candidates: Candidates<bigint>, policy: SurvivorshipPolicy['acquisition_ts']): Candidate<bigint> => {
  if (policy === 'earliest') return firstBest(candidates, (left, right) => left.value < right.value);
  if (policy === 'latest') return firstBest(candidates, (left, right) => left.value > right.value);
  return byPriority(candidates, policy);
};

const systemOf = (candidates: Candidates<string>, policy: SurvivorshipPolicy['source_system']): Candidate<string> => {
  if (policy === 'earliest') return candidates[0];
  if (policy === 'latest') return lastOf(candidates);
  if (policy === 'longest') return firstBest(candidates, (left, right) => codePoints(left.value) > codePoints(right.value));
  return byPriority(candidates, policy);
};

const visibilityOf = (candidates: Candidates<boolean>, policy: SurvivorshipPolicy['is_visible']): Candidate<boolean> => {
  if (policy === 'any') return firstBest(candidates, (left, right) => left.value && !right.value);
  if (policy === 'all') return firstBest(candidates, (left, right) => !left.value && right.value);
  if (policy === 'earliest') return candidates[0];
  return policy === 'latest' ? lastOf(candidates) : byPriority(candidates, policy);
};

const metadataOf = (candidates: Candidates<Json>, policy: SurvivorshipPolicy['metadata']): Candidate<Json> => {
  const lastFirst = candidates.toReversed() as unknown as Candidates<Json>;
  if (policy === 'latest') return lastFirst[0];
  if (policy === 'earliest') return candidates[0];
  if (policy === 'longest')
    return firstBest(lastFirst, (left, right) => codePoints(JSON.stringify(left.value)) > codePoints(JSON.stringify(right.value)));
  return byPriority(lastFirst, policy);
};

const codePoints = (text: string): number => Array.from(text).length;

const provenance = ({ sourceSystem, origin }: CustomerRecord): Provenance => ({ ...origin, sourceSystem });

const conflictOf = <T>(field: string, candidates: Candidates<T>, kept: Candidate<T>, shown: (value: T) => Json): Conflict | undefined => {
  const keptText = JSON.stringify(shown(kept.value));
  const discarded = new Map<string, Json>();
  for (const candidate of candidates) {
    const value = shown(candidate.value);
    const text = JSON.stringify(value);
    if (text !== keptText && !discarded.has(text)) discarded.set(text, value);
  }
  if (discarded.size === 0) return undefined;
  return { field, kept: shown(kept.value), keptFrom: provenance(kept.record), discarded: [...discarded.values()] };
};

/** Candidates of each metadata key, keys in order of first sight. */
const metadataCandidates = (records: readonly CustomerRecord[]): ReadonlyMap<string, Candidates<Json>> => {
  const byKey = new Map<string, [Candidate<Json>, ...Candidate<Json>[]]>();
  for (const record of records) {
    for (const [key, value] of Object.entries(record.metadata)) {
      const candidate = { value, record };
      const candidates = byKey.get(key);
      if (candidates === undefined) byKey.set(key, [candidate]);
      else candidates.push(candidate);
    }
  }
  return byKey;
};

/** The records of one customer, in the order they were seen, as one. */
export const mergeCustomer = (records: readonly [CustomerRecord, ...CustomerRecord[]], policy: SurvivorshipPolicy): MergedCustomer => {
  const candidatesOf = <T>(value: (record: CustomerRecord) => T): Candidates<T> =>
    records.map((record) => ({ value: value(record), record })) as unknown as Candidates<T>;
  const acquisitions = candidatesOf((record) => record.acquisitionTs);
  const acquisition = acquisitionOf(acquisitions, policy.acquisition_ts) as (typeof acquisitions)[0];
  const system = systemOf(
    candidatesOf((record) => record.sourceSystem),
    policy.source_system,
  );
  const visibilities = candidatesOf((record) => record.isVisible);
  const visibility = visibilityOf(visibilities, policy.is_visible);
  const metadata = [...metadataCandidates(records)].map(([key, candidates]) => ({
    key,
    candidates,
    kept: metadataOf(candidates, policy.metadata),
  }));
  const lineage: Lineage = {
    acquisition_ts: provenance(acquisition.record),
    source_system: provenance(system.record),
    is_visible: provenance(visibility.record),
    metadata: plainObject(metadata.map(({ key, kept }) => [key, provenance(kept.record)])),
  };
  const conflicts = [
    conflictOf('acquisition_ts', acquisitions, acquisition, (micros) => formatInstant(micros)),
    conflictOf('is_visible', visibilities, visibility, (visible) => visible),
    ...metadata.map(({ key, candidates, kept }) => conflictOf(`metadata.${key}`, candidates, kept, (value) => value)),
  ].filter((conflict) => conflict !== undefined);
  return {
    customerId: records[0].customerId,
    acquisitionTs: acquisition.value,
    sourceSystem: system.value,
    isVisible: visibility.value,
    metadata: plainObject(metadata.map(({ key, kept }) => [key, kept.value])),
    sourceSystems: [...new Set(records.map((record) => record.sourceSystem))],
    recordCount: records.length,
    lineage,
    conflicts,
  };
};
