import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type CustomersQuery,
  explainMetric,
  getCustomer,
  getReadiness,
  getSummary,
  listAlerts,
  listCustomers,
  listDays,
  listRecommendations,
  listRecords,
  listTimeline,
} from './customer360.ts';
import { pollMs } from './poll.ts';

/** What is asked of the API, by name: pages use these and never write a key of the cache themselves. */
export const summaryQuery = () => queryOptions({ queryKey: ['summary'], queryFn: async ({ signal }) => await getSummary(signal) });

/** @param asOf an earlier day; the newest one by default */
export const customerQuery = (id: string, asOf?: string) =>
  queryOptions({ queryKey: ['customer', id, 'document', asOf], queryFn: async ({ signal }) => await getCustomer(id, asOf, signal) });

/** Days a customer can be seen as of. */
export const daysQuery = () => queryOptions({ queryKey: ['days'], queryFn: async ({ signal }) => await listDays(signal) });

/** @param state open, or all where it is undefined */
export const alertsQuery = (id: string, state?: 'open') =>
  queryOptions({
    queryKey: ['customer', id, 'alerts', state],
    queryFn: async ({ signal }) => await listAlerts(id, { state, limit: 100 }, signal),
  });

/** Asked again by itself while an action is under way. */
export const recommendationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'recommendations'],
    queryFn: async ({ signal }) => await listRecommendations(id, { limit: 50 }, signal),
    refetchInterval: ({ state: { data } }) => pollMs(data?.items ?? [], Date.now()),
  });

export const explanationQuery = (id: string, metric: string) =>
  queryOptions({ queryKey: ['customer', id, 'explain', metric], queryFn: async ({ signal }) => await explainMetric(id, metric, signal) });

/** What of a timeline is wanted. */
export interface TimelineWanted {
  /** All where there are none. */
  readonly kinds: readonly string[];
  /** Days as YYYY-MM-DD: the first one, and the one after the last. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const timelineQuery = (id: string, { kinds, from, to }: TimelineWanted) =>
  infiniteQueryOptions({
    queryKey: ['customer', id, 'timeline', kinds, from, to],
    queryFn: async ({ pageParam: cursor, signal }) =>
      await listTimeline(id, { limit: 100, cursor, from, to, kinds: kinds.length === 0 ? undefined : kinds.join(',') }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    // Events never change: to compare ten thousand of them with each page that comes takes longer than a frame.
    structuralSharing: false,
  });

/** Records of one kind, such as contacts. */
export const recordsQuery = (id: string, kind: string) =>
  infiniteQueryOptions({
    queryKey: ['customer', id, 'records', kind],
    queryFn: async ({ pageParam: cursor, signal }) => await listRecords(id, { kinds: kind, limit: 50, cursor }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

export const customersQuery = (query: Omit<CustomersQuery, 'cursor'>) =>
  infiniteQueryOptions({
    queryKey: ['customers', query],
    queryFn: async ({ pageParam: cursor, signal }) =>
      await listCustomers({ limit: '100', ...query, ...(cursor === undefined ? { count: '1', facets: '1' } : { cursor }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** The first customers that are found; words before are shown until they are there. */
export const searchQuery = (words: string) =>
  queryOptions({
    queryKey: ['search', words],
    queryFn: async ({ signal }) => await listCustomers({ q: words, limit: '8', count: '1' }, signal),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });

/** Which version is served: looked for once a minute while the page is seen. */
export const readinessQuery = () =>
  queryOptions({
    queryKey: ['readiness'],
    queryFn: async ({ signal }) => await getReadiness(signal),
    refetchInterval: 60_000,
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
