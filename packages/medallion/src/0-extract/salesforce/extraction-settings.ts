/** How tables are read. */
export interface ExtractionSettings {
  /** `auto`: Bulk from `bulkFromRows` rows on. */
  readonly api: 'auto' | 'rest' | 'bulk2';
  readonly bulkFromRows: number;
  /** Rows of one Bulk job; what a job lost costs at most. */
  readonly sliceRows: number;
  /** Rows of one page of a Bulk job; what a killed run reads again at most. */
  readonly pageRows: number;
  /** Rows of one page over REST, 200 to 2,000; where rows are very wide the server sends fewer. */
  readonly restPageRows: number;
  /** Whether REST may do what Bulk refuses or fails at. */
  readonly restFallback: boolean;
  /** How far before the cursor an incremental run reads again: records may be committed long after they are stamped. */
  readonly lookBackSeconds: number;
  /** How long a stamp must lie back before it is read: transactions under way may still bring earlier ones. */
  readonly settleSeconds: number;
  /** Whether fields of files are read, as the path of their content. */
  readonly base64: boolean;
  /** Every how many seconds calculated fields are read anew, since they change without a stamp; null for never. */
  readonly refreshSeconds: number | null;
  /** Fields that are refreshed beside the calculated ones, by object. */
  readonly refreshFields: Readonly<Record<string, readonly string[]>>;
}

/** Bulk from 2,000 rows on is Salesforce's own advice. */
export const usualSettings: ExtractionSettings = {
  api: 'auto',
  bulkFromRows: 2000,
  sliceRows: 500_000,
  pageRows: 50_000,
  restPageRows: 2000,
  restFallback: true,
  lookBackSeconds: 600,
  settleSeconds: 120,
  base64: false,
  refreshSeconds: null,
  refreshFields: {},
};
