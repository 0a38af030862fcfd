import { UsageError } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { mostHolders } from '../evidence/gather-evidence.ts';

/** Kinds of values that two accounts may share; a label is what a company chose of its domain: `acme` of `acme.co.uk`. */
export const heldKinds = ['domain', 'label', 'email', 'phone'] as const;
export type HeldKind = (typeof heldKinds)[number];

/** A value an account has. */
export interface HeldValue {
  /** A mailbox or a telephone number as `***` unless it may be seen. */
  readonly value: string;
  /** Accounts that have it. */
  readonly accounts: number;
  /** Whether it is evidence: `kept`, or why not: over-shared, agency, placeholder, … */
  readonly counts: string;
}

/** An account as it came. */
export interface AccountFacts {
  readonly account_id: string;
  readonly name: string;
  readonly country: string | null;
  readonly website: string | null;
  /** Its parents from the next to the ultimate one. */
  readonly parents: readonly string[];
  readonly values: Readonly<Record<HeldKind, readonly (HeldValue & { readonly key: string })[]>>;
}

const mask = '***';
const isPersonal = (kind: HeldKind): boolean => kind === 'email' || kind === 'phone';

/** Numbers of accounts by their ids, in the order asked for. @throws {@link UsageError} for one that is not there */
export const numbersOfAccounts = (ids: readonly string[], wanted: readonly string[]): readonly number[] =>
  wanted.map((id) => {
    const at = ids.indexOf(id);
    if (at < 0)
      throw new UsageError(`there is no account "${id}"`, `give the id of one of the ${ids.length} accounts, as it stands in account_id`, {
        id,
      });
    return at;
  });

/**
 * Reads accounts by number from the relations that linking made: `lk_accounts`, and what each has of every kind.
 *
 * @param most accounts over which a value may be spread
 */
export const readAccountFacts = async (
  session: Session,
  accounts: readonly number[],
  { most, unmasked }: { readonly most: number; readonly unmasked: boolean },
): Promise<readonly AccountFacts[]> => {
  const chosen = accounts.join(', ');
  const rows = await session.evidence(
    `SELECT i, account_id, name, country, website, parent_account_id FROM lk_accounts WHERE i IN (${chosen})`,
    accounts.length,
  );
  const values = {} as Record<HeldKind, ReadonlyMap<number, readonly (HeldValue & { readonly key: string })[]>>;
  for (const kind of heldKinds) values[kind] = await readValues(session, kind, chosen, mostHolders(kind, most), unmasked);
  const parents = await readParents(session, chosen);
  return accounts.map((account): AccountFacts => {
    const row = rows.find(({ i }) => Number(i) === account) ?? {};
    return {
      account_id: row['account_id'] ?? '',
      name: row['name'] ?? '',
      country: row['country'] ?? null,
      website: row['website'] ?? null,
      parents: parents.get(account) ?? [],
      values: Object.fromEntries(heldKinds.map((kind) => [kind, values[kind].get(account) ?? []])) as unknown as AccountFacts['values'],
    };
  });
};

const mostValues = 1000;

const readValues = async (
  session: Session,
  kind: HeldKind,
  chosen: string,
  most: number,
  unmasked: boolean,
): Promise<ReadonlyMap<number, readonly (HeldValue & { readonly key: string })[]>> => {
  const mine = `SELECT i, ${kind} AS value, dropped FROM lk_${kind} WHERE i IN (${chosen})`;
  const rows = await session.evidence(
    `SELECT m.i, m.value, h.holders, COALESCE(m.dropped, CASE WHEN h.holders > ${most} THEN 'over-shared' ELSE 'kept' END) AS counts
     FROM (${mine}) m JOIN (SELECT ${kind} AS value, COUNT(DISTINCT i) AS holders FROM lk_${kind} WHERE ${kind} IN (SELECT value FROM (${mine}) v) GROUP BY ${kind}) h ON h.value = m.value
     ORDER BY m.i, m.value, counts`,
    mostValues,
  );
  const byAccount = new Map<number, (HeldValue & { readonly key: string })[]>();
  for (const row of rows) {
    const account = Number(row['i']);
    const key = row['value'] ?? '';
    const value = isPersonal(kind) && !unmasked ? mask : key;
    const held = { key, value, accounts: Number(row['holders']), counts: row['counts'] ?? '' };
    byAccount.set(account, [...(byAccount.get(account) ?? []), held]);
  }
  return byAccount;
};

const mostSteps = 10;

const readParents = async (session: Session, chosen: string): Promise<ReadonlyMap<number, readonly string[]>> => {
  const rows = await session.evidence(
    `WITH RECURSIVE up AS (
       SELECT i AS of, account_id, parent_account_id AS parent, 1 AS step FROM lk_accounts WHERE i IN (${chosen}) AND parent_account_id IS NOT NULL
       UNION ALL
       SELECT u.of, a.account_id, a.parent_account_id, u.step + 1 FROM up u JOIN lk_accounts a ON a.account_id = u.parent
       WHERE a.parent_account_id IS NOT NULL AND a.parent_account_id <> a.account_id AND u.step < ${mostSteps})
     SELECT of, parent FROM up ORDER BY of, step`,
    mostValues,
  );
  const chains = new Map<number, string[]>();
  for (const { of, parent } of rows) chains.set(Number(of), [...(chains.get(Number(of)) ?? []), parent ?? '']);
  return chains;
};
