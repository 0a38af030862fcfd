import { defineTable, InputRefused, int32 } from '@audit/contract';
import type { Session } from '@audit/warehouse';

/** Columns of the relation of accounts that linking starts from: all text, NULL where there is nothing. */
export const accountFields = ['account_id', 'name', 'country', 'region', 'website', 'phone', 'parent_account_id', 'created_date'] as const;
export const contactFields = ['account_id', 'email', 'phone'] as const;

/** A country as a code of two letters, NULL where it is none. */
export const countrySql = `CASE WHEN REGEXP_FULL_MATCH(TRIM(country), '[A-Za-z]{2}') THEN UPPER(TRIM(country)) END`;

/** Columns of `lk_accounts` beside the number, of `given_accounts`. */
export const accountColumns = `${accountFields
  .filter((name) => name !== 'country')
  .map((name) => `"${name}"`)
  .join(', ')}, ${countrySql} AS country`;

/**
 * Numbers the accounts of `given_accounts` in the order of their ids' bytes, so that nothing depends on the order they came in: makes
 * `lk_accounts (i, …)`.
 *
 * @throws InputRefused for an account id that is there twice
 */
export const numberAccounts = async (session: Session, label: string): Promise<number> => {
  const twice = await session.evidence(
    'SELECT account_id, COUNT(*) AS times FROM given_accounts GROUP BY account_id HAVING COUNT(*) > 1 ORDER BY account_id',
    1_000_000,
  );
  if (twice.length > 0)
    throw new InputRefused(
      { DUPLICATE_ACCOUNT: twice.length },
      twice.map(({ account_id: id }) => ({
        code: 'DUPLICATE_ACCOUNT',
        source: label,
        record: null,
        line: null,
        column: 'account_id',
        value: id ?? null,
      })),
      { remedy: 'give each account once' },
    );
  const number = 'CAST(ROW_NUMBER() OVER (ORDER BY account_id) - 1 AS INTEGER)';
  return await session.materialise('lk_accounts', `SELECT ${number} AS i, ${accountColumns} FROM given_accounts`);
};

/** Makes `lk_contacts (i, email, phone)` of `given_contacts`, which is gone then: those of accounts that are there. */
export const numberContacts = async (session: Session): Promise<void> => {
  await session.materialise(
    'lk_contacts',
    'SELECT a.i, c.email, c.phone FROM given_contacts c JOIN lk_accounts a ON a.account_id = c.account_id',
  );
  await session.drop('given_contacts');
};

/** Two numbers a row: what is read out of the engine into typed arrays. */
export const pairTable = defineTable({
  name: 'number_pairs',
  layer: 'silver',
  grain: ['a', 'b'],
  description: 'Pairs of numbers.',
  columns: { a: int32({ description: 'First' }), b: int32({ description: 'Second' }) },
});
