import { existsSync } from 'node:fs';
import { loadProfileBatch, type ProfileBatch, type ProfileLoad, type ProfileLoadOptions } from '@audit/scd2-profile';
import type { DuckDbEngine, Lake, LakeLock } from '@audit/warehouse';
import type { RunIdentity } from '../run-identity.ts';
import { deriveDeltaLogs, type Warn } from './derive-delta-logs.ts';

/** Batches to be loaded, and where they go. */
export interface ProfileOrder {
  readonly batches: readonly ProfileBatch[];
  readonly lake: Lake;
  readonly engine: DuckDbEngine;
  readonly identity: RunIdentity;
  readonly options: ProfileLoadOptions;
  /** Told of each batch when it is published. */
  readonly onBatch: (load: ProfileLoad) => Promise<void>;
  readonly warn: Warn;
}

/** Batches → lake, each in a version of its own; takes the writer lock before it looks at the head. */
export const loadProfiles = async (order: ProfileOrder): Promise<void> => {
  const { lake, identity } = order;
  const isNew = !existsSync(lake.root);
  await using lock = await lake.lock(identity);
  try {
    await loadUnder(order, lock);
  } catch (error) {
    // A first run that is refused writes nothing: not even an empty lake.
    if (isNew) lake.abandon(lock);
    throw error;
  }
};

const loadUnder = async ({ batches, lake, engine, identity, options, onBatch, warn }: ProfileOrder, lock: LakeLock): Promise<void> => {
  for (const [at, batch] of batches.entries()) {
    const run = { runId: at === 0 ? identity.runId : `${identity.runId}.${at}`, clock: identity.clock };
    await onBatch(await loadProfileBatch(engine, lake, lock, batch, options, run));
  }
  await deriveDeltaLogs(lake, lock, engine, warn);
};
