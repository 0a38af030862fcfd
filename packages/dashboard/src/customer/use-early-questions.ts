import { usePrefetchInfiniteQuery, usePrefetchQuery } from '@tanstack/react-query';
import { alertsQuery, recommendationsQuery, timelineQuery } from '../api/queries.ts';
import { useTimelineChoice, wantedOf } from './use-timeline-choice.ts';

/** Asks what the cards of a customer ask together with the customer, not after it: the id of an address is nearly always the customer's own. */
export const useEarlyQuestions = (id: string, past: string | undefined): void => {
  usePrefetchQuery(alertsQuery(id, past === undefined ? 'open' : undefined));
  usePrefetchQuery(recommendationsQuery(id));
  usePrefetchInfiniteQuery(timelineQuery(id, wantedOf(useTimelineChoice(), past)));
};
