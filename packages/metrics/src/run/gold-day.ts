import type { IsoDate } from '@audit/contract';

/** The day gold is computed for; nothing in it looks at a clock. */
export interface GoldDay {
  /** The last day that is looked at. */
  readonly asOf: IsoDate;
  /** Zone whose midnights part the days. */
  readonly zone: string;
}
