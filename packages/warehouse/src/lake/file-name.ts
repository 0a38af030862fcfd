import { assert, type Table } from '@audit/contract';

const clockShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const dataFile = /^[a-z][a-z0-9_]*_\d{8}T\d{12}Z_[0-9a-f]{8}\.parquet$/;

/**
 * `gold/orders/gold_orders_20260105T000000000000Z_0a1b2c3d.parquet`, relative to the lake's root.
 *
 * @param clock the run's fixed clock, ISO with microseconds and Z: a rerun yields the same names
 */
export const dataPath = (table: Pick<Table, 'layer' | 'name'>, clock: string, sha256: string): string => {
  assert(clockShape.test(clock), 'the clock of a run is an ISO instant with microseconds and Z', { clock });
  const { layer, name } = table;
  return `${layer}/${name}/${layer}_${name}_${clock.replaceAll(/[-:.]/g, '')}_${sha256.slice(0, 8)}.parquet`;
};

/** Whether a name in a table's folder is one the lake gave. */
export const isDataFile = (name: string): boolean => dataFile.test(name);
