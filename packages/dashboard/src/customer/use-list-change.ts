import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.ts';
import type { Page } from '../api/customer360.ts';
import { showToast } from '../components/toast-queue.ts';

interface Named {
  readonly id: string;
}

/** Something done to one item of a list. */
interface ListChange<Item extends Named, Deed extends Named> {
  readonly queryKey: QueryKey;
  /** The item as it is going to be: shown before the server has answered. */
  readonly apply: (item: Item, deed: Deed) => Item;
  readonly send: (deed: Deed) => Promise<unknown>;
  /** What was done, in words, and how it is undone. */
  readonly done: (deed: Deed) => { readonly text: string; readonly undo?: () => void };
  /** What could not be done, in words. */
  readonly failed: (deed: Deed) => string;
}

const mostTries = 3;
const isWorthAnotherTry = (tries: number, error: Error): boolean =>
  tries < mostTries && error instanceof ApiProblem && (error.isPassing || error.retryAfterMs !== undefined);

/**
 * Does something to one item of a list: seen at once, taken back where the server refuses, sent again under the same name where that may help. Whatever
 * tells of it is asked for again then. A deed must carry its name.
 */
export const useListChange = <Item extends Named, Deed extends Named>(change: ListChange<Item, Deed>) => {
  const { queryKey, apply, send, done, failed } = change;
  const client = useQueryClient();
  const replace = (id: string, by: (item: Item) => Item): void =>
    void client.setQueryData<Page<Item>>(
      queryKey,
      (list) => list && { ...list, items: list.items.map((item) => (item.id === id ? by(item) : item)) },
    );
  const { mutate } = useMutation<unknown, Error, Deed, Item | undefined>({
    mutationFn: send,
    networkMode: 'always',
    retry: isWorthAnotherTry,
    retryDelay: (tries, error) => (error instanceof ApiProblem && error.retryAfterMs !== undefined ? error.retryAfterMs : 500 * 2 ** tries),
    onMutate: async (deed) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<Page<Item>>(queryKey)?.items.find(({ id }) => id === deed.id);
      replace(deed.id, (item) => apply(item, deed));
      return before;
    },
    onSuccess: (_, deed) => {
      const { text, undo } = done(deed);
      showToast({ text, ...(undo === undefined ? {} : { action: { label: 'Undo', run: undo } }) });
    },
    onError: (error, deed, before) => {
      if (before !== undefined) replace(deed.id, () => before);
      const [why, isOutdated] = error instanceof ApiProblem ? [error.detail, error.code === 'VERSION_CHANGED'] : [error.message, false];
      // What was seen is not what there is any more: look again before it is done.
      showToast({ text: `${failed(deed)}: ${why}`, ...(isOutdated ? {} : { action: { label: 'Retry', run: () => mutate(deed) } }) });
    },
    onSettled: async () => {
      const tells = new Set<unknown>(['customer', 'summary']);
      await client.invalidateQueries({ predicate: ({ queryKey: [what, , part] }) => tells.has(what) && part !== 'explain' });
    },
  });
  return mutate;
};
