import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Banner } from '../components/banner.tsx';
import { dayText } from '../format/dates.ts';
import { useFreshness } from './freshness.ts';

const watchOnline = (listener: () => void): (() => void) => onlineManager.subscribe(listener);

/** What is wrong with all that is shown: no network, old data, a version that cannot be served. */
export const StateBanners = () => {
  const isOnline = useSyncExternalStore(watchOnline, () => onlineManager.isOnline());
  const fresh = useFreshness();
  return (
    <div className="flex flex-col gap-2 empty:hidden">
      {!isOnline && (
        <Banner kind="offline">You are offline. What is shown was loaded before; it is brought up to date once you are back.</Banner>
      )}
      {fresh !== undefined && fresh.broken !== null && (
        <Banner kind="broken">
          The newest version cannot be served since {dayText(fresh.broken.since)} ({fresh.broken.code}); version {fresh.version} still is.
          Whoever runs the server finds why in its log.
        </Banner>
      )}
      {fresh?.isStale === true && (
        <Banner kind="stale">
          The data are as of {dayText(fresh.asOf)}, {fresh.age}. <code className="font-mono text-xs">audit run</code> brings them up to
          date.
        </Banner>
      )}
    </div>
  );
};
