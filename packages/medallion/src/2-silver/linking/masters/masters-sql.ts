/** Fields of a master account, and which of its accounts gives them: research M2. */
const fields = ['name', 'country', 'region', 'website', 'phone', 'created_date'] as const;

/** What makes two spellings of a value one when they are counted: names as folded, addresses as their hosts. */
const keyOf = (field: (typeof fields)[number]): string => {
  if (field === 'name') return `TRIM(REGEXP_REPLACE(LOWER(STRIP_ACCENTS(name)), '[^\\p{L}\\p{N}]+', ' ', 'g'))`;
  return field === 'website' ? 'COALESCE(host, website)' : field;
};

/** Order of candidates for a field: the first one gives it. `often` counts accounts with the value, `is_hq` says that others have it as parent. */
const orderOf = (field: (typeof fields)[number]): string => {
  if (field === 'created_date') return 'value, account_id';
  if (field === 'website') return 'often DESC, is_hq DESC, account_id';
  return field === 'name' ? 'is_hq DESC, often DESC, LENGTH(value) DESC, account_id' : 'is_hq DESC, often DESC, account_id';
};

const ruleOf = (field: (typeof fields)[number]): string => {
  if (field === 'created_date') return `'earliest'`;
  const hq = field === 'website' ? '' : `WHEN is_hq THEN 'headquarters'`;
  const longest = field === 'name' ? `WHEN times = often * different THEN 'longest'` : '';
  return `CASE WHEN times = 1 THEN 'only' ${hq} ${longest} ELSE 'most frequent' END`;
};

const fieldSql = (field: (typeof fields)[number]): string =>
  `SELECT master_id, value AS ${field}, account_id AS ${field}_account_id, ${ruleOf(field)} AS ${field}_rule FROM (
     SELECT *, ROW_NUMBER() OVER (PARTITION BY master_id ORDER BY ${orderOf(field)}) AS place FROM (
       SELECT *, COUNT(*) OVER (PARTITION BY master_id) AS times, COUNT(DISTINCT key) OVER (PARTITION BY master_id) AS different,
         COUNT(*) OVER (PARTITION BY master_id, key) AS often
       FROM (SELECT master_id, account_id, is_hq, ${field} AS value, ${keyOf(field)} AS key FROM membership WHERE ${field} IS NOT NULL) v) c) p
   WHERE place = 1`;

/** Query for `membership`, of the relations `lk_sites` and `members_now (account_id, master_id)`. @param accounts relation of the members, as `lk_accounts` */
export const membershipSql = (
  accounts: string,
): string => `SELECT m.master_id, a.*, s.host, h.i IS NOT NULL AS is_hq FROM members_now m JOIN ${accounts} a ON a.account_id = m.account_id
  LEFT JOIN lk_sites s ON s.i = a.i
  LEFT JOIN (SELECT DISTINCT p.i, pm.master_id FROM ${accounts} c JOIN ${accounts} p ON p.account_id = c.parent_account_id AND p.i <> c.i
    JOIN members_now pm ON pm.account_id = p.account_id JOIN members_now cm ON cm.account_id = c.account_id AND cm.master_id = pm.master_id) h ON h.i = a.i`;

/**
 * Rows of `silver_account_masters`, of the relations `membership`, `members_now (account_id, master_id)` and `confidences (master_id, size, linkage, bridge,
 * mean)`, in the order of the table's columns.
 */
export const mastersSql = (): string =>
  `SELECT m.master_id, ${fields.map((field) => `${field}.${field}, ${field}.${field}_account_id, ${field}.${field}_rule`).join(', ')},
     CAST(m.accounts AS INTEGER) AS accounts, COALESCE(c.linkage, 100) AS linkage_confidence, COALESCE(c.bridge, 100) AS weakest_bridge, COALESCE(c.mean, 1e0) AS mean_probability
   FROM (SELECT master_id, COUNT(*) AS accounts FROM members_now GROUP BY master_id) m LEFT JOIN confidences c ON c.master_id = m.master_id
   ${fields.map((field) => `LEFT JOIN (${fieldSql(field)}) ${field} ON ${field}.master_id = m.master_id`).join('\n   ')}`;
