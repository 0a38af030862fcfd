import type { InputFormat } from './input-format.ts';

/** How a file is landed; defaults in the descriptions. */
export interface LandOptions {
  /** As the user said; else the file's extension, else its first bytes decide. */
  readonly format?: InputFormat | undefined;
  /** Most bytes of decompressed input; no limit by default. */
  readonly maxInput?: number | undefined;
  /** Nothing is known of the columns beforehand: a header need not name any field, each of its columns needs a name, and all are told. */
  readonly anyColumns?: boolean;
  /** Levels of nesting in a record, itself included; 64. */
  readonly maxDepth?: number;
  /** 1 MiB. */
  readonly maxRecordBytes?: number;
  /** Rows a block; 245,760, the first one half of it; of Parquet 1,048,576. */
  readonly blockRows?: number;
  /** Bytes read at a time; 2 MiB. */
  readonly windowBytes?: number;
}
