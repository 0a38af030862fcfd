import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Recommendation } from '../api/customer360.ts';
import { isUnderWay } from '../api/poll.ts';

/** When an action that was under way is so no more, asks again for what else tells of it: the counters of the customer and its timeline. */
export const useSettling = (items: readonly Recommendation[] | undefined): void => {
  const client = useQueryClient();
  const before = useRef(0);
  const underWay = items?.filter(isUnderWay).length ?? 0;
  useEffect(() => {
    if (underWay < before.current) {
      const tells = new Set<unknown>(['document', 'timeline']);
      void client.invalidateQueries({ predicate: ({ queryKey: [what, , part] }) => what === 'customer' && tells.has(part) });
    }
    before.current = underWay;
  }, [client, underWay]);
};
