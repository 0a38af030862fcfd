import { existsSync } from 'node:fs';
import type { Engine, Lake, LakeLock } from '@audit/warehouse';
import type { RunIdentity } from '../run-identity.ts';
import { deriveDeltaLogs, type Warn } from './derive-delta-logs.ts';

/** A run that fills a lake. */
export interface LakeOrder {
  readonly lake: Lake;
  readonly engine: Engine;
  readonly identity: RunIdentity;
  readonly warn: Warn;
}

/** Fills a lake under its writer lock, which is taken before anything looks at the head; Delta readers are shown the result. */
export const fillLake = async <T>({ lake, engine, identity, warn }: LakeOrder, fill: (lock: LakeLock) => Promise<T>): Promise<T> => {
  const isNew = !existsSync(lake.root);
  await using lock = await lake.lock(identity);
  try {
    const filled = await fill(lock);
    await deriveDeltaLogs(lake, lock, engine, warn);
    return filled;
  } catch (error) {
    // A first run that is refused writes nothing: not even an empty lake.
    if (isNew) lake.abandon(lock);
    throw error;
  }
};
