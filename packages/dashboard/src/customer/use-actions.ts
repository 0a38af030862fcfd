import { freshName } from '../api/fresh-name.ts';
import { cancelAction, executeAction, type Once, type Recommendation, type Wishes } from '../api/customer360.ts';
import { recommendationsQuery } from '../api/queries.ts';
import { useListChange } from './use-list-change.ts';

type Deed = Once & Pick<Recommendation, 'id' | 'action' | 'version'> & { readonly wishes: Wishes | undefined };

/** What is seen until the server has answered. */
const applied = (item: Recommendation, { wishes }: Deed): Recommendation => {
  const now = new Date().toISOString();
  if (wishes === undefined)
    return { ...item, execution: item.execution && { ...item.execution, state: 'cancelled', updated_at: now, error: null } };
  return {
    ...item,
    execution: {
      state: 'requested',
      attempt: (item.execution?.attempt ?? 0) + 1,
      connector: '',
      requested_at: now,
      requested_by: '',
      updated_at: now,
      due_on: wishes.due_on ?? null,
      error: null,
    },
  };
};

/** Schedules recommendations of a customer, and takes that back. */
export const useActions = (customerId: string) => {
  const run = useListChange<Recommendation, Deed>({
    queryKey: recommendationsQuery(customerId).queryKey,
    apply: applied,
    send: async ({ id, wishes, ...rest }) => await (wishes === undefined ? cancelAction(id, rest) : executeAction(id, wishes, rest)),
    done: (deed) =>
      deed.wishes === undefined ? { text: `Cancelled: ${deed.action}` } : { text: `Scheduled: ${deed.action}`, undo: () => cancel(deed) },
    failed: ({ action, wishes }) => `${action} was not ${wishes === undefined ? 'cancelled' : 'scheduled'}`,
  });
  const schedule = ({ id, action, version }: Recommendation, wishes: Wishes): void => run({ ...freshName(), id, action, version, wishes });
  const cancel = ({ id, action, version }: Pick<Recommendation, 'id' | 'action' | 'version'>): void =>
    run({ ...freshName(), id, action, version, wishes: undefined });
  return { schedule, cancel };
};

/** What can be done with recommendations. */
export type Actions = ReturnType<typeof useActions>;
