import { sharedKinds } from '../evidence/shared-kinds.ts';
import { valueHash } from '../evidence/gather-evidence.ts';

/** Rows (kind, value, i) of what `lk_accounts` have to be known by, of the relations that `readEvidence` makes. */
export const valuesSql = (): string => {
  const kept = sharedKinds.map((kind) => `SELECT '${kind}' AS kind, ${valueHash(kind)} AS value, i FROM lk_${kind} WHERE dropped IS NULL`);
  return [...kept, hostsSql].join(' UNION ALL ');
};

/** All domains, agencies’ too: who is an agency follows from them. A website that is none still says that there is one. */
const hostsSql = `SELECT DISTINCT 'mailhost' AS kind, ${valueHash('registered')} AS value, i FROM lk_email WHERE registered IS NOT NULL AND NOT is_free
  UNION ALL SELECT DISTINCT 'site' AS kind, ${valueHash(`COALESCE(registered, '')`)} AS value, i FROM lk_sites`;

/** The row of each domain that is an agency’s. */
export const agenciesSql = `SELECT 'agency' AS kind, ${valueHash('registered')} AS value, -1 AS account FROM lk_agency`;

/** What says whether anything differs that linking reads of `given_accounts` and their contacts: (account_id, mark, contacts). */
export const marksSql = (accounts: string, contacts: string): string =>
  `SELECT a.account_id, CAST(HASH(a, COALESCE(c.sum, 0), COALESCE(c.contacts, 0)) >> 1 AS BIGINT) AS mark, CAST(COALESCE(c.contacts, 0) AS INTEGER) AS contacts
   FROM ${accounts} a LEFT JOIN (SELECT account_id, SUM(CAST(HASH(email, phone) >> 8 AS BIGINT)) AS sum, COUNT(*) AS contacts FROM ${contacts} GROUP BY account_id) c
     ON c.account_id = a.account_id`;
