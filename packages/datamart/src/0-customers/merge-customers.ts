import { customerRecords, qualifiedName, type SurvivorshipPolicy } from '@audit/contract';
import {
  defineJob,
  type DuckDbEngine,
  type InputSource,
  type Job,
  type Lake,
  type LakeLock,
  type Manifest,
  runJob,
} from '@audit/warehouse';
import { customerConflictsStage } from './customer-conflicts.stage.ts';
import { customersStage } from './customers.stage.ts';
import { type CustomerLandingOptions, landCustomers, type LandedCustomers } from './land-customers.ts';
import { survivorshipAsParams } from './survivorship-params.ts';

export interface CustomerMergeOptions extends CustomerLandingOptions {
  /** Per field; fields left out follow the founding system. */
  readonly survivorship?: Partial<SurvivorshipPolicy>;
}

/** Customer records → customers → what their records disagree on. */
export const customersJob = (survivorship?: Partial<SurvivorshipPolicy>): Job =>
  defineJob('merge-customers', ({ source, run }) => {
    const records = source(customerRecords);
    const customers = run(customersStage, { records }, survivorshipAsParams(survivorship));
    run(customerConflictsStage, { records, customers }, {});
  });

/**
 * Lands files of customer records and merges them by exact id, in one commit.
 *
 * @param lake one that holds no customers: the records of the files take the place of all others
 * @throws {@link InputRefused} naming every bad record; {@link FileRefused}; then nothing was published
 */
export const mergeCustomers = async (
  engine: DuckDbEngine,
  lake: Lake,
  lock: LakeLock,
  sources: readonly InputSource[],
  options: CustomerMergeOptions,
  { runId }: { readonly runId: string },
): Promise<{ readonly manifest: Manifest; readonly landed: LandedCustomers }> => {
  const parent = lake.head();
  const runKey = `merge-customers-${runId}`;
  const folder = lake.stage(lock, runKey, options.clock);
  try {
    const landed = await landCustomers(engine, { lake, folder, version: parent.version + 1 }, sources, options);
    const run = { runId, clock: options.clock, parent, sources: { [qualifiedName(customerRecords)]: landed.state }, runKey };
    return { manifest: await runJob(engine, lake, lock, customersJob(options.survivorship), run), landed };
  } catch (error) {
    folder.drop();
    throw error;
  }
};
