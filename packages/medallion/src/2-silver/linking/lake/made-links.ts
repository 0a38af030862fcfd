import type { Manifest } from '@audit/warehouse';
import type { LinkReport } from '../link-report.ts';
import type { ChangedIds } from './lake-rows.ts';

/** What a linking made, before it is published. */
export interface MadeLinks {
  /** Whether all accounts were compared, or those that changed and those they reach. */
  readonly compared: 'all' | 'touched';
  /** Why that many. */
  readonly because: string;
  /** Whether it is kept what accounts were linked by. */
  readonly isFollowed: boolean;
  readonly published: Manifest['tables'];
  readonly report: LinkReport;
  /** Version of the frozen frequencies. */
  readonly model: number;
  /** Why there are no ids of other systems. */
  readonly why: string;
  readonly ids: ChangedIds;
  readonly counts: Readonly<Record<string, number>>;
}
