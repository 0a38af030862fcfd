import { type ReactNode, useDeferredValue } from 'react';
import { Banner } from './banner.tsx';
import { ErrorState } from './error-state.tsx';

/** What it needs of a query. */
interface Query<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly fetchStatus: 'fetching' | 'paused' | 'idle';
  readonly refetch: () => Promise<unknown>;
}

interface LoadedProps<T> {
  readonly query: Query<T>;
  /** Holds the place meanwhile. */
  readonly skeleton: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** The states of a widget: loading, offline, failed (what is known stays), and there. */
export const Loaded = <T,>({ query, skeleton, children }: LoadedProps<T>) => {
  const { error, fetchStatus, refetch } = query;
  // What is large is drawn in small steps: a click or a key in between is answered.
  const data = useDeferredValue(query.data);
  const failed = error === null ? undefined : <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data !== undefined)
    return (
      <>
        {failed !== undefined && <div className="mb-3">{failed}</div>}
        {children(data)}
      </>
    );
  if (failed !== undefined) return failed;
  if (fetchStatus === 'paused') return <Banner kind="offline">You are offline: this is loaded once you are back.</Banner>;
  return skeleton;
};
