/** Bytes of a window from its end on, so that words can be read up to there. */
export const SPARE_BYTES = 16;

/** A stretch of the decompressed input in memory. */
export interface Window {
  /** The byte at `end` is 0, and `SPARE_BYTES` from there on belong to the reader. */
  readonly bytes: Uint8Array;
  readonly end: number;
  /** Offset in the input of the byte at index 0; negative numbers occur, as the bytes start further on. */
  readonly origin: number;
  /** Windows are numbered from 0. */
  readonly number: number;
}

export interface ReaderLimits {
  /** Levels of nesting, the record itself included. */
  readonly maxDepth: number;
  readonly maxRecordBytes: number;
  /** As in `LandOptions`. */
  readonly anyColumns?: boolean | undefined;
}

/** How much of a record is kept for the quarantine. */
export const RAW_BYTES = 64 * 1024;

/** Splits the input into records and reads each into a row of a sheet: a good row or a fault, never neither. */
export interface RecordReader {
  /** Records met so far, faults included. */
  readonly received: number;
  readonly unknownColumns: readonly string[];
  /** Start of the name of a column that is too long to be kept; readers of JSON have it. */
  readonly nameTooLong?: string | undefined;
  /**
   * Reads from `from` on; returns where it stopped: at an unfinished record (the rest must come again, at the front of
   * the next window), or at the window's end, or anywhere if the sheet is full.
   *
   * @param last no bytes follow this window
   * @throws {@link FileRefused} for a fault that ends the file
   */
  read(window: Window, from: number, last: boolean): number;
  /** A value as a record of this input spells it, for messages; null where there is none, or the record is not whole. */
  spelled(record: string, column: string): string | null;
}
