import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.ts';

const mostTries = 3;

/** How long to wait before asking again: what the server said, else 1, 2, 4 seconds. */
const waitMs = (tries: number, error: Error): number =>
  error instanceof ApiProblem && error.retryAfterMs !== undefined ? error.retryAfterMs : 1000 * 2 ** tries;

/**
 * The cache of answers. An answer is good as long as its version is served: it is asked for again when a new version comes (`use-new-versions.ts`), not by
 * the clock. Only what may pass is tried again. A list whose version is gone begins anew.
 */
export const createQueryClient = (): QueryClient => {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof ApiProblem && error.code === 'CURSOR_OUTDATED') void client.resetQueries({ queryKey: query.queryKey });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 10 * 60_000,
        retry: (tries, error) => tries < mostTries && error instanceof ApiProblem && error.isPassing,
        retryDelay: waitMs,
        refetchOnWindowFocus: false,
        networkMode: 'online',
      },
    },
  });
  return client;
};
