import { accountMasterMembers, declaredTable, text } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

const account = text({ description: 'Account' });

const givenAccounts = declaredTable('silver', 'given_accounts', {
  grain: ['account_id'],
  description: 'Accounts there were on the as-of day.',
  columns: { account_id: account },
});

const members = declaredTable('silver', 'members', {
  grain: ['account_id'],
  description: 'The master account of every account.',
  columns: { account_id: account, master_id: text({ description: 'Its master account' }) },
});

/** An account nobody linked, or not yet, is a master account of its own. */
export const membersStage = defineStage({
  id: 'metrics/members',
  reads: { given_accounts: { table: givenAccounts, by: 'whole' }, given_members: { table: accountMasterMembers, by: 'whole' } },
  writes: members,
  params: z.strictObject({}),
  model: `SELECT a.account_id, COALESCE(m.master_id, a.account_id) AS master_id
    FROM given_accounts a LEFT JOIN given_members m ON m.account_id = a.account_id`,
});
