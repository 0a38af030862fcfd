/** Fields of a master account, and of the accounts it is made of. */
export const survivingFields = ['name', 'country', 'region', 'website', 'phone', 'created_date'] as const;
export type SurvivingField = (typeof survivingFields)[number];

/** Why an account gives its master's field: research M2. */
export const survivorRules = ['only account', 'headquarters', 'most frequent', 'longest', 'first account', 'earliest'] as const;
export type SurvivorRule = (typeof survivorRules)[number];

/** A field of a master account, with the account it is from. */
export interface Survivor {
  readonly field: SurvivingField;
  readonly value: string;
  readonly account_id: string;
  readonly rule: SurvivorRule;
}

/** A headquarters speaks for all; without one, or without its word, what most say. */
const ofHeadquarters = {
  same: 'value',
  order: 'hq DESC, times DESC, i',
  rule: `CASE WHEN hq = 1 THEN 'headquarters' WHEN times > 1 THEN 'most frequent' ELSE 'first account' END`,
} as const;

/** How each field is chosen: which values count as one, and in what order accounts are asked. */
const choices: Readonly<Record<SurvivingField, { readonly same: string; readonly order: string; readonly rule: string }>> = {
  name: {
    same: 'plain',
    order: 'hq DESC, times DESC, LENGTH(value) DESC, i',
    rule: `CASE WHEN hq = 1 THEN 'headquarters' WHEN times > 1 THEN 'most frequent' ELSE 'longest' END`,
  },
  country: ofHeadquarters,
  region: ofHeadquarters,
  website: { same: 'value', order: 'times DESC, i', rule: `CASE WHEN times > 1 THEN 'most frequent' ELSE 'first account' END` },
  phone: ofHeadquarters,
  created_date: { same: 'value', order: 'value, i', rule: `'earliest'` },
};

/**
 * SQL of the fields of master accounts: `(master, field, value, account_id, rule)`, a row for each field some account has. The headquarters
 * is the account most others name as their parent.
 *
 * @param members relation `(i, master, plain)`: each account's master, and its name folded @param accounts relation as `lk_accounts`
 */
export const survivorsSql = (members: string, accounts: string): string => {
  const fields = survivingFields.map((field) => {
    const { same, order, rule } = choices[field];
    const times = `COUNT(*) OVER (PARTITION BY master, ${same})`;
    const chosen = `SELECT *, ROW_NUMBER() OVER (PARTITION BY master ORDER BY ${order}) AS place
      FROM (SELECT *, ${times} AS times FROM (SELECT i, master, plain, account_id, hq, size, ${field} AS value FROM headed WHERE ${field} IS NOT NULL) f) t`;
    return `SELECT master, '${field}' AS field, value, account_id, CASE WHEN size = 1 THEN 'only account' ELSE ${rule} END AS rule FROM (${chosen}) c WHERE place = 1`;
  });
  return `WITH member AS (
      SELECT m.master, m.plain, a.*, COUNT(*) OVER (PARTITION BY m.master) AS size FROM ${members} m JOIN ${accounts} a ON a.i = m.i),
    parent AS (
      SELECT master, parent_account_id AS account_id, COUNT(*) AS children FROM member
      WHERE parent_account_id IS NOT NULL AND parent_account_id <> account_id GROUP BY master, parent_account_id),
    headed AS (
      SELECT *, CASE WHEN children > 0 AND ROW_NUMBER() OVER (PARTITION BY master ORDER BY children DESC, i) = 1 THEN 1 ELSE 0 END AS hq
      FROM (SELECT m.*, COALESCE(p.children, 0) AS children FROM member m LEFT JOIN parent p ON p.master = m.master AND p.account_id = m.account_id) k)
    ${fields.join('\n    UNION ALL ')}`;
};
