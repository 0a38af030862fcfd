import type { DuckDbEngine, InputFormat, Lake } from '@audit/warehouse';
import type { PartitionOf } from '../../landing/partition-of.ts';
import type { Delivery } from './find-deliveries.ts';

/** Where deliveries lie, and how they are read. */
export interface FilesSourceOptions {
  /** A folder, a file or a pattern. */
  readonly path: string;
  /** What relative paths start from. */
  readonly cwd: string;
  readonly lake: Lake;
  /** It must be let into the path. */
  readonly engine: DuckDbEngine;
  readonly format?: InputFormat | undefined;
  readonly maxInput?: number | undefined;
  /** Whether stamps after the clock of the run are refused. */
  readonly refusesFuture: boolean;
  /** Told of a file with stamps after the clock of the run, where they are not refused. */
  readonly onFuture: (file: string, rows: number) => void;
  /** How the rows of a large load of a table are written apart. */
  readonly partitionOf: PartitionOf;
  /** Told of files in the folder that are no deliveries. */
  readonly onOthers: (names: readonly string[]) => void;
}

/** The new deliveries of each bronze table. */
export type NewDeliveries = ReadonlyMap<string, readonly Delivery[]>;
