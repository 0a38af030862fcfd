/** What a computation of gold is for: the last day it looks at, in the organisation's zone. */
export interface GoldRun {
  readonly asOf: string;
  /** IANA name. */
  readonly zone: string;
}

/** Which silver tables the lake has: `invoices`. One it has not gives no zero, but no value. */
export interface KnownSources {
  has(table: string): boolean;
}
