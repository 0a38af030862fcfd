import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getQuality, listProfile, listRules, listRuns, type Moment } from './reports.ts';

/** What is asked of the API, by name, for profiles, rules, runs and quality. */
export const profileQuery = (id: string) =>
  queryOptions({ queryKey: ['customer', id, 'profile'], queryFn: async ({ signal }) => await listProfile(id, {}, signal) });

/** The profiles in force at a moment; those of the moment before are shown until they are there. */
export const profileAtQuery = (id: string, moment: Moment) =>
  queryOptions({
    queryKey: ['customer', id, 'profile', moment],
    queryFn: async ({ signal }) => await listProfile(id, moment, signal),
    placeholderData: keepPreviousData,
  });

/** Definitions may change at any time: they are asked for each time the page is opened. */
export const rulesQuery = () => queryOptions({ queryKey: ['rules'], queryFn: async ({ signal }) => await listRules(signal), staleTime: 0 });

export const runsQuery = () => queryOptions({ queryKey: ['runs'], queryFn: async ({ signal }) => await listRuns(signal) });

export const qualityQuery = () => queryOptions({ queryKey: ['quality'], queryFn: async ({ signal }) => await getQuality(signal) });
