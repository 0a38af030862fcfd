import { defineTable, text } from '@audit/contract';
import { mastersSql, membershipSql } from '../masters/masters-sql.ts';
import type { Explainable } from './pair-explanation.ts';

/** Fields of a master account that are from one of its accounts. */
const fields = ['name', 'country', 'region', 'website', 'phone', 'created_date'] as const;

/** A field of a master account, with the account it is from and why. */
export interface Survivor {
  readonly field: (typeof fields)[number];
  /** A telephone number as `***` unless it may be seen. */
  readonly value: string;
  readonly account_id: string;
  readonly rule: string;
}

const column = (description: string) => text({ description });

/** Members of one master, as the query of masters expects them. */
const membersTable = defineTable({
  name: 'explained_members',
  layer: 'silver',
  grain: ['account_id'],
  description: 'Accounts of a master that is explained.',
  columns: { account_id: column('Account'), master_id: column('Its master') },
});

/** The fields of the master of some accounts, by the query that makes `silver_account_masters`. */
export const readSurvivors = async (
  { session, corpus, unmasked }: Pick<Explainable, 'session' | 'corpus' | 'unmasked'>,
  members: readonly number[],
): Promise<readonly Survivor[]> => {
  const rows = members.map((account) => ({ account_id: corpus.ids[account]!, master_id: 'explained' }));
  await session.bindRows('members_now', membersTable, rows);
  await session.materialise('confidences', `SELECT CAST(NULL AS VARCHAR) AS master_id, 0 AS linkage, 0 AS bridge, 0e0 AS mean WHERE FALSE`);
  await session.materialise('membership', membershipSql('lk_accounts'));
  const [master = {}] = await session.evidence(mastersSql(), 1);
  return fields.flatMap((field): Survivor[] => {
    const value = master[field] ?? null;
    if (value === null) return [];
    const shown = field === 'phone' && !unmasked ? '***' : value;
    return [{ field, value: shown, account_id: master[`${field}_account_id`] ?? '', rule: master[`${field}_rule`] ?? '' }];
  });
};
