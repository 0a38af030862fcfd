import type { Session } from '@audit/warehouse';
import { numberAccounts } from '../intake/number-accounts.ts';
import type { InputTables } from '../lake/input-tables.ts';

/** Numbers the accounts of a relation (account_id) that are there, with their contacts: `given_accounts`, `lk_accounts`, `lk_contacts`. @returns how many */
export const loadPart = async (session: Session, { accounts, contacts }: InputTables, ids: string): Promise<number> => {
  for (const [name, input] of [
    ['accounts', accounts],
    ['contacts', contacts],
  ] as const) {
    if (input === undefined) await session.materialise(`given_${name}`, `SELECT * FROM ${name}_all`);
    else {
      // Only rows that are wanted are read as linking reads them.
      await session.bindSql(
        `${name}_wanted`,
        `SELECT r.* FROM silver_${name}_now r SEMI JOIN ${ids} k ON k.account_id = ${input.accountOf('r')}`,
      );
      await session.materialise(`given_${name}`, input.read(`${name}_wanted`));
    }
  }
  return await numberAccounts(session, 'silver_accounts');
};

/** Query of the accounts of a relation (account_id) as linking reads them. Only these are, where `accounts_all` reads all. */
export const accountsOf = async (session: Session, { accounts }: InputTables, ids: string): Promise<string> => {
  await session.bindSql(
    `accounts_of_${ids}`,
    `SELECT r.* FROM silver_accounts_now r SEMI JOIN ${ids} k ON k.account_id = ${accounts.accountOf('r')}`,
  );
  return accounts.read(`accounts_of_${ids}`);
};
