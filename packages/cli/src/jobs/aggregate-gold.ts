import { aggregateGold, type Aggregation, type AggregateRun, type Definitions } from '@audit/metrics';
import type { DuckDbEngine } from '@audit/warehouse';
import { fillLake, type LakeOrder } from './fill-lake.ts';

/** Gold to be computed, and where. */
export interface AggregateOrder extends LakeOrder, Omit<AggregateRun, 'runId' | 'clock'> {
  readonly engine: DuckDbEngine;
  readonly definitions: Definitions;
}

/** Silver → gold, in one version of the lake. */
export const aggregateInLake = async (order: AggregateOrder): Promise<Aggregation> => {
  const { lake, engine, identity, definitions } = order;
  const { runId, clock } = identity;
  return await fillLake(order, async (lock) => await aggregateGold(engine, lake, lock, definitions, { ...order, runId, clock }));
};
