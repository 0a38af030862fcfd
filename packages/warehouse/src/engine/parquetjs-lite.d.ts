/** The little of parquetjs-lite that our test reads files with; the package has no types of its own. */
declare module 'parquetjs-lite' {
  export class ParquetReader {
    static openFile(path: string): Promise<ParquetReader>;
    /** Rows as objects; 64-bit integers come as numbers or `node-int64`, times as `Date`, absent values as undefined or null. */
    getCursor(): { next(): Promise<Readonly<Record<string, unknown>> | null> };
    getRowCount(): number | bigint;
    close(): Promise<void>;
  }
}

declare module 'parquetjs-lite/lib/types.js' {
  /** How values as they are kept become values as they are read, by type. */
  export const PARQUET_LOGICAL_TYPES: Record<string, { fromPrimitive: (value: bigint | number) => unknown }>;
}
