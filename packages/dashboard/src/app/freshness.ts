import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { dataStamp } from '../api/data-stamp.ts';
import { readinessQuery } from '../api/queries.ts';
import { ageInDays, ageText } from '../format/dates.ts';

/** A nightly run keeps data under a day old; one missed night is forgiven. */
const staleAfterDays = 2;

/** What is known of how fresh the data are. */
export interface Freshness {
  readonly asOf: string;
  readonly version: number;
  readonly age: string;
  readonly isStale: boolean;
  /** The newest version cannot be served, and since when. */
  readonly broken: { readonly code: string; readonly since: string } | null;
}

/** How fresh the data that are shown are; undefined before the first answer. */
export const useFreshness = (): Freshness | undefined => {
  const stamp = useSyncExternalStore(dataStamp.subscribe, dataStamp.get);
  const { data: readiness, dataUpdatedAt } = useQuery(readinessQuery());
  if (stamp === undefined) return undefined;
  const now = Math.max(stamp.notedAt, dataUpdatedAt);
  const isStale = ageInDays(stamp.asOf, now) > staleAfterDays;
  return { ...stamp, age: ageText(stamp.asOf, now), isStale, broken: readiness?.broken ?? null };
};

/** Whether it is known how fresh the data are, or that it cannot be told: from then on nothing that tells of it moves the page. */
export const useIsSettled = (): boolean => {
  const stamp = useSyncExternalStore(dataStamp.subscribe, dataStamp.get);
  const { isPending, fetchStatus, failureCount } = useQuery(readinessQuery());
  return stamp !== undefined || !isPending || fetchStatus === 'paused' || failureCount > 0;
};
