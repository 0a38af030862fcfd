import { readFileSync } from 'node:fs';
import { type Config, fxConversions, qualifiedName } from '@audit/contract';
import {
  importRates,
  ratesFile,
  type ReadMapping,
  shippedRates,
  transformBronze,
  type Transformation,
  type TransformRun,
} from '@audit/medallion';
import type { DuckDbEngine, LakeLock } from '@audit/warehouse';
import { fillLake, type LakeOrder } from './fill-lake.ts';

/** A transformation, and where. */
export interface TransformOrder extends LakeOrder {
  readonly engine: DuckDbEngine;
  readonly config: Config;
  readonly read: ReadMapping;
  readonly only?: readonly string[];
  readonly configHash?: string;
  /** Folder rates are unpacked to. */
  readonly scratch: string;
  readonly onStep?: TransformRun['onStep'];
}

/** What was done. */
export interface SilverRun extends Transformation {
  /** Whether the rates that come with audit were imported before, since the lake had none. */
  readonly importedRates: boolean;
}

/** Currency amounts are converted to, or undefined where the settings or the mapping switch it off. */
export const baseOf = (config: Config, { mapping }: ReadMapping): string | undefined =>
  config['silver.currency'].value === 'on' && mapping.currency === 'on' ? config['fx.base_currency'].value : undefined;

/** How amounts are converted, by the settings and the mapping. */
export const conversionOf = (config: Config, read: ReadMapping): Pick<TransformRun, 'base' | 'rounding'> => ({
  base: baseOf(config, read),
  rounding: config['fx.rounding'].value,
});

/** Without any rates the shipped ones are the default; they are a version of their own. */
const importShipped = async ({ lake, engine, identity, config, scratch }: TransformOrder, lock: LakeLock, base: string): Promise<void> => {
  const file = ratesFile(
    { label: `eurofxref-hist.zip of ${shippedRates.until}, as it comes with audit`, bytes: readFileSync(shippedRates.path) },
    'ecb',
    scratch,
  );
  const run = { runId: identity.runId, clock: identity.clock, base, maxAgeDays: config['fx.max_age_days'].value, restate: false };
  await importRates(engine, lake, lock, () => file, run);
};

/** Bronze → silver, in one version of the lake. */
export const transformSilver = async (order: TransformOrder): Promise<SilverRun> =>
  await fillLake(order, async (lock) => await transformUnder(order, lock));

/** The same under a lock that is held, without showing Delta readers the result. */
export const transformUnder = async (order: TransformOrder, lock: LakeLock): Promise<SilverRun> => {
  const { lake, engine, identity, config, read, only, configHash, onStep } = order;
  const base = baseOf(config, read);
  const head = lake.head();
  const converts = read.tables.some(
    ({ bronze, mapping }) => mapping.currency !== undefined && head.tables[`bronze_${bronze}`] !== undefined,
  );
  const importedRates = base !== undefined && converts && head.tables[qualifiedName(fxConversions)] === undefined;
  if (importedRates) await importShipped(order, lock, base);
  const transformation = await transformBronze(engine, lake, lock, read, {
    runId: identity.runId,
    clock: identity.clock,
    ...conversionOf(config, read),
    ...(only === undefined ? {} : { only }),
    ...(configHash === undefined ? {} : { configHash }),
    ...(onStep === undefined ? {} : { onStep }),
  });
  return { ...transformation, importedRates };
};
