import type { DuckDbEngine, InputFormat, Manifest, TableState, Workplace } from '@audit/warehouse';
import type { FuturePolicy, ReturnsPolicy } from './lines.stage.ts';

/** Where a landing puts what it reads, and on what it builds. */
export interface LandingPlace extends Workplace<DuckDbEngine> {
  /** Head of the lake, read under the writer lock. */
  readonly parent: Manifest;
  readonly runId: string;
  /** Told when it turns out that there are new lines to land, before any is read. */
  readonly onNews?: () => void;
}

export interface LandingOptions {
  /** `fail`: any bad record refuses the run; `quarantine`: bad records are kept aside with their reason. */
  readonly onError: 'fail' | 'quarantine';
  readonly returns: ReturnsPolicy;
  readonly future: FuturePolicy;
  /** Zone of times without an offset. */
  readonly inputZone: string;
  /** Lines equal in every column, without line id: all kept, or one of them. */
  readonly duplicates: 'keep' | 'drop';
  /** What to do with a path that was loaded before with other content; by default it is refused. */
  readonly whenChanged?: 'append' | 'replace' | undefined;
  readonly format?: InputFormat | undefined;
  /** Most decompressed bytes a file may have. */
  readonly maxInput?: number | undefined;
  /** Rows read at a time, and rows kept in memory before they are staged. */
  readonly batch?: { readonly blockRows: number; readonly rowsInMemory: number } | undefined;
  /** Told of each block of records read. */
  readonly onProgress?: ((progress: { readonly file: string; readonly records: number }) => void) | undefined;
}

/** What became of one input. */
export interface FileAccount {
  /** As the user named it. */
  readonly source: string;
  /** First 16 hex digits of its SHA-256; null if it could not be read to its end. */
  readonly sourceId: string | null;
  /** `unchanged`: its content is in the lake already. */
  readonly outcome: 'loaded' | 'unchanged' | 'refused';
  readonly format: InputFormat | null;
  readonly received: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly duplicatesDropped: number;
  /** Columns nothing is read from. */
  readonly unknownColumns: readonly string[];
}

/**
 * The account of a landing. It closes: received = accepted + quarantined + duplicatesDropped, and
 * linesBefore + accepted − withdrawn = linesAfter.
 */
export interface LandingAccount {
  readonly files: readonly FileAccount[];
  readonly received: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Lines beyond the first of equal ones, kept or dropped. */
  readonly duplicates: number;
  readonly duplicatesDropped: number;
  /** Lines of earlier runs taken out: replaced, or in conflict with a line of this one. */
  readonly withdrawn: number;
  readonly linesBefore: number;
  readonly linesAfter: number;
  /** Accepted lines after the clock of the run. */
  readonly future: number;
  /** Quarantined records by reason code, withdrawn lines included. */
  readonly reasons: Readonly<Record<string, number>>;
}

/** New states of the tables a landing writes, by qualified name, and its account. */
export interface LandingResult {
  readonly sources: Readonly<Record<string, TableState>>;
  readonly account: LandingAccount;
}
