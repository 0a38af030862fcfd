import { WriteFailed } from '@audit/contract';
import { type Engine, type Lake, type LakeLock, maskedPositions, type StepAccount } from '@audit/warehouse';
import { keptTables } from '../table-lookup.ts';

/**
 * Shows the head to Delta readers too (Spark, Polars, delta-rs). The version is published by then and the Delta logs are
 * derived: a disk that refuses them fails no run, for the next one makes up for it.
 */
export const deriveDeltaLogs = async (lake: Lake, lock: LakeLock, engine: Engine): Promise<StepAccount> => {
  const started = performance.now();
  const account = (why: string, entries: number): StepAccount => ({
    step: 'lake/delta-log',
    mode: entries === 0 ? 'skip' : 'whole',
    why,
    seconds: (performance.now() - started) / 1000,
    counts: { entries },
  });
  try {
    const tables = keptTables(lake.head()).map(({ table }) => table);
    const entries = await lake.deriveDeltaLogs(lock, tables, maskedPositions(engine));
    return account(entries === 0 ? 'up to date' : 'new version', entries);
  } catch (error) {
    if (error instanceof WriteFailed) return account(`left to the next run: ${error.message}`, 0);
    throw error;
  }
};
