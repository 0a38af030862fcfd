import type { HashVersion } from '@audit/contract/profile';
import { type Rehash, rehashProfiles } from '@audit/scd2-profile';
import type { DuckDbEngine, Lake } from '@audit/warehouse';
import type { RunIdentity } from '../run-identity.ts';
import { deriveDeltaLogs, type Warn } from './derive-delta-logs.ts';

/** The profiles of a lake hashed by other rules, in a version of its own; takes the writer lock before it looks at the head. */
export const rehashInLake = async (order: {
  readonly lake: Lake;
  readonly engine: DuckDbEngine;
  readonly identity: RunIdentity;
  readonly to: HashVersion;
  readonly warn: Warn;
}): Promise<Rehash> => {
  const { lake, engine, identity, to, warn } = order;
  await using lock = await lake.lock(identity);
  const rehash = await rehashProfiles(engine, lake, lock, to, { runId: identity.runId, clock: identity.clock });
  await deriveDeltaLogs(lake, lock, engine, warn);
  return rehash;
};
