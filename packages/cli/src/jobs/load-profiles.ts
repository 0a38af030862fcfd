import { loadProfileBatch, type ProfileBatch, type ProfileLoad, type ProfileLoadOptions } from '@audit/scd2-profile';
import type { DuckDbEngine } from '@audit/warehouse';
import { fillLake, type LakeOrder } from './fill-lake.ts';

/** Batches to be loaded, and where they go. */
export interface ProfileOrder extends LakeOrder {
  readonly batches: readonly ProfileBatch[];
  readonly engine: DuckDbEngine;
  readonly options: ProfileLoadOptions;
  /** Told of each batch when it is published. */
  readonly onBatch: (load: ProfileLoad) => Promise<void>;
}

/** Batches → lake, each in a version of its own. */
export const loadProfiles = async (order: ProfileOrder): Promise<void> => {
  const { batches, lake, engine, identity, options, onBatch } = order;
  await fillLake(order, async (lock) => {
    for (const [at, batch] of batches.entries()) {
      const run = { runId: at === 0 ? identity.runId : `${identity.runId}.${at}`, clock: identity.clock };
      await onBatch(await loadProfileBatch(engine, lake, lock, batch, options, run));
    }
  });
};
