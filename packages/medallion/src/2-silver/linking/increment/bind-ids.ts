import { defineTable, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';

const idRows = defineTable({
  name: 'ids',
  layer: 'ops',
  grain: ['account_id'],
  description: 'Accounts.',
  columns: { account_id: text({ description: 'Account' }) },
});

/** Binds ids of accounts under a name: (account_id). */
export const bindIds = async (session: Session, name: string, ids: Iterable<string>): Promise<void> =>
  await session.bindRows(
    name,
    idRows,
    Array.from(ids, (id) => ({ account_id: id })),
  );
