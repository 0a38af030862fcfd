import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { dataStamp } from '../api/data-stamp.ts';
import { readinessQuery } from '../api/queries.ts';
import { showToast } from '../components/toast-queue.ts';
import { dayText } from '../format/dates.ts';

/** Asks for everything on the page again once a new version of the data is served; what is shown stays until the new answer is there. */
export const useNewVersions = (): void => {
  const client = useQueryClient();
  useQuery(readinessQuery());
  const stamp = useSyncExternalStore(dataStamp.subscribe, dataStamp.get);
  const shown = useRef(stamp);
  useEffect(() => {
    if (stamp === undefined || stamp === shown.current) return;
    if (shown.current !== undefined) {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'readiness' });
      showToast({ text: `New data are shown: version ${stamp.version}, as of ${dayText(stamp.asOf)}` });
    }
    shown.current = stamp;
  }, [client, stamp]);
};
