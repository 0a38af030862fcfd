import { existsSync } from 'node:fs';
import { byteSize, type Config, type Granularity, granularities, qualifiedName, customerPeriods } from '@audit/contract';
import { buildMart, type MartOptions, type MartResult } from '@audit/datamart';
import type { DuckDbEngine, InputFormat, InputSource, Lake, LakeLock, Manifest, StepAccount } from '@audit/warehouse';
import { configHash } from '../config-hash.ts';
import type { RunIdentity } from '../run-identity.ts';
import { deriveDeltaLogs, type Warn } from './derive-delta-logs.ts';

/** A mart to be built: inputs, settings, and where it goes. */
export interface MartOrder {
  readonly config: Config;
  readonly sources: readonly InputSource[];
  readonly lake: Lake;
  readonly engine: DuckDbEngine;
  readonly identity: RunIdentity;
  readonly format: InputFormat | undefined;
  /** For a path that was loaded before with other content. */
  readonly whenChanged: 'append' | 'replace' | undefined;
  readonly onStep: (account: StepAccount) => void;
  readonly warn: Warn;
}

/** The granularities asked for, and those the lake has already: a period table left behind would disagree with its orders. */
const martGranularities = (config: Config, head: Manifest): readonly Granularity[] => {
  const kept = granularities.filter((unit) => head.tables[qualifiedName(customerPeriods[unit])] !== undefined);
  return granularities.filter((unit) => config.granularities.value.includes(unit) || kept.includes(unit));
};

/** What the settings mean to the job. */
export const martOptions = (
  { config, format, whenChanged }: Pick<MartOrder, 'config' | 'format' | 'whenChanged'>,
  head: Manifest,
): MartOptions => ({
  onError: config.on_error.value,
  returns: config.returns.value,
  future: config.future_timestamp.value,
  inputZone: config.input_tz.value,
  duplicates: config.duplicates.value,
  whenChanged,
  format,
  maxInput: config.max_input.value === null ? undefined : byteSize(config.max_input.value),
  granularities: martGranularities(config, head),
  zone: config.tz.value,
  excludeStatus: config.exclude_status.value,
});

/** Transactions → lake: takes the writer lock before it looks at the head, so that what it lands is based on what it publishes on. */
export const buildMartInLake = async (order: MartOrder): Promise<MartResult> => {
  const { lake, identity } = order;
  const isNew = !existsSync(lake.root);
  await using lock = await lake.lock(identity);
  try {
    const result = await buildMartUnder(order, lock);
    if (lake.isDurable) order.onStep(await deriveDeltaLogs(lake, lock, order.engine, order.warn));
    return result;
  } catch (error) {
    // A first run that is refused writes nothing: not even an empty lake.
    if (isNew) lake.abandon(lock);
    throw error;
  }
};

/** The same under a lock that is held, without showing Delta readers the result. */
export const buildMartUnder = async (order: MartOrder, lock: LakeLock): Promise<MartResult> => {
  const { lake, engine, identity, config, onStep } = order;
  const run = { runId: identity.runId, clock: identity.clock, configHash: configHash(config), onStep };
  return await buildMart(engine, lake, lock, order.sources, martOptions(order, lake.head()), run);
};
