import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  type CustomersQuery,
  explainMetric,
  getCustomer,
  getReadiness,
  getSummary,
  listAlerts,
  listCustomers,
  listRecommendations,
  listTimeline,
} from './customer360.ts';

/** What is asked of the API, by name: pages use these and never write a key of the cache themselves. */
export const summaryQuery = () => queryOptions({ queryKey: ['summary'], queryFn: async ({ signal }) => await getSummary(signal) });

export const customerQuery = (id: string) =>
  queryOptions({ queryKey: ['customer', id], queryFn: async ({ signal }) => await getCustomer(id, signal) });

export const alertsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'alerts'],
    queryFn: async ({ signal }) => await listAlerts(id, { state: 'open', limit: 100 }, signal),
  });

export const recommendationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customer', id, 'recommendations'],
    queryFn: async ({ signal }) => await listRecommendations(id, { limit: 50 }, signal),
  });

export const explanationQuery = (id: string, metric: string) =>
  queryOptions({ queryKey: ['customer', id, 'explain', metric], queryFn: async ({ signal }) => await explainMetric(id, metric, signal) });

/** @param kinds all where there are none */
export const timelineQuery = (id: string, kinds: readonly string[]) =>
  infiniteQueryOptions({
    queryKey: ['customer', id, 'timeline', kinds],
    queryFn: async ({ pageParam: cursor, signal }) =>
      await listTimeline(id, { limit: 50, cursor, ...(kinds.length === 0 ? {} : { kinds: kinds.join(',') }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
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
