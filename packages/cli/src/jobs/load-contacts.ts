import { type ContactBatch, type ContactLoad, loadContactBatch } from '@audit/scd2-profile';
import type { DuckDbEngine } from '@audit/warehouse';
import { fillLake, type LakeOrder } from './fill-lake.ts';

/** Batches of contacts to be loaded, and where they go. */
export interface ContactOrder extends LakeOrder {
  readonly batches: readonly ContactBatch[];
  readonly engine: DuckDbEngine;
  /** Told of each batch when it is published. */
  readonly onBatch: (load: ContactLoad, batch: ContactBatch) => Promise<void>;
}

/** Batches of contacts → lake, each in a version of its own. */
export const loadContacts = async (order: ContactOrder): Promise<void> => {
  const { batches, lake, engine, identity, onBatch } = order;
  await fillLake(order, async (lock) => {
    for (const [at, batch] of batches.entries()) {
      const run = { runId: at === 0 ? identity.runId : `${identity.runId}.${at}`, clock: identity.clock };
      await onBatch(await loadContactBatch(engine, lake, lock, batch, run), batch);
    }
  });
};
