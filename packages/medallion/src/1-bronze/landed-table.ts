/** A column as its source describes it. */
export interface SourceColumn {
  readonly name: string;
  /** The source's own word: `currency`, `timestamptz`, `text`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly calculated?: boolean;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly referenceTo?: readonly string[];
}

/** What the extraction of one table cost and gave. */
export interface ExtractionMetrics {
  /** Rows the source sent. */
  readonly received: number;
  /** Rows in the landed files. */
  readonly landed: number;
  /** Landed rows that say their record is gone. */
  readonly deleted: number;
  /** Received rows left out because the same version of their record was there. */
  readonly duplicates: number;
  /** Received rows refused, with their reasons. */
  readonly quarantined: number;
  /** As the source sent them, before decompression. */
  readonly bytes: number;
  readonly apiCalls: number;
  readonly retries: number;
  readonly seconds: number;
  /** Newest stamp among the landed rows, ISO; null where there is none. */
  readonly freshness: string | null;
  readonly api: 'rest' | 'bulk2' | 'copy' | 'file';
}

/** What a comparison of all records of a source with bronze found, by key and stamp. */
export interface Reconciliation {
  /** Records of the source, deleted ones among them where it still shows them. */
  readonly source: number;
  /** Records of bronze after the run, those marked deleted among them. */
  readonly bronze: number;
  /** Of the source, those whose version bronze lacked; they were read again. */
  readonly missing: number;
  /** Of bronze, those the source has no more; they are marked deleted. */
  readonly gone: number;
  /** Of the source, those changed after the window of the run; the next one reads them. */
  readonly newer: number;
  /** Records that still differ by key, stamp or deletion: 0, or the run fails. */
  readonly different: number;
}

/** One file of a landed table. */
export interface LandedFile {
  /** Absolute, in the stage folder of the run. */
  readonly path: string;
  readonly rows: number;
  readonly partition?: string;
}

/** One table of a source, landed as Parquet in the run's stage folder, not yet published. */
export interface LandedTable {
  /** Bronze table: `account`, `opportunity_line_item` (object in snake case; custom `Usage__c` is `usage__c`). */
  readonly table: string;
  /** The source's own name: `Account`. */
  readonly object: string;
  /** `salesforce`, `opdb`, `files`. */
  readonly source: string;
  readonly files: readonly LandedFile[];
  /** Columns that tell its records apart; `Id` and `SystemModstamp` where they are there and nothing is said. */
  readonly key?: readonly string[];
  /** Columns of the files beside the lineage columns; all text, in the source's spelling. */
  readonly columns: readonly SourceColumn[];
  /** null: the cursor stays. Becomes `watermarks["<source>.<object>"]` in the commit that publishes the files. */
  readonly watermark: unknown;
  readonly metrics: ExtractionMetrics;
  /** Where all records of the source were compared with bronze. */
  readonly reconciliation?: Reconciliation;
}
