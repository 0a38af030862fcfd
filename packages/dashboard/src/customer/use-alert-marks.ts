import { freshName } from '../api/fresh-name.ts';
import { type Alert, type Mark, markAlert, type Once } from '../api/customer360.ts';
import { alertsQuery } from '../api/queries.ts';
import { dayText } from '../format/dates.ts';
import { useListChange } from './use-list-change.ts';

type Deed = Once & Pick<Alert, 'id' | 'title'> & { readonly mark: Mark };

/** What is seen until the server has answered. */
const applied = (alert: Alert, { mark }: Deed): Alert => {
  switch (mark.kind) {
    case 'ack':
      return { ...alert, ack: { at: new Date().toISOString(), by: '', note: null } };
    case 'unack':
      return { ...alert, ack: null };
    case 'snooze':
      return { ...alert, snoozed_until: mark.until };
    case 'unsnooze':
      return { ...alert, snoozed_until: null };
  }
};

const words = (mark: Mark): string => {
  switch (mark.kind) {
    case 'ack':
      return 'Acknowledged';
    case 'unack':
      return 'Not acknowledged any more';
    case 'snooze':
      return `Snoozed until ${dayText(mark.until)}`;
    case 'unsnooze':
      return 'Not snoozed any more';
  }
};

const opposite = { ack: 'unack', snooze: 'unsnooze', unack: undefined, unsnooze: undefined } as const;

/** Acknowledges and snoozes alerts of a customer, and takes that back. */
export const useAlertMarks = (customerId: string) => {
  const run = useListChange<Alert, Deed>({
    queryKey: alertsQuery(customerId, 'open').queryKey,
    apply: applied,
    send: async ({ id, mark, name }) => await markAlert(id, mark, { name }),
    done: (deed) => {
      const kind = opposite[deed.mark.kind];
      return {
        text: `${words(deed.mark)}: ${deed.title}`,
        ...(kind === undefined ? {} : { undo: () => mark(deed, { kind }) }),
      };
    },
    failed: ({ title }) => `${title} was not changed`,
  });
  const mark = ({ id, title }: Pick<Alert, 'id' | 'title'>, to: Mark): void => run({ ...freshName(), id, title, mark: to });
  return mark;
};

/** Marks an alert. */
export type MarkAlert = ReturnType<typeof useAlertMarks>;
