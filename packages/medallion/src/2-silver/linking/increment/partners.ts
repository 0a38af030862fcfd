import type { Session } from '@audit/warehouse';
import { mostHolders } from '../evidence/gather-evidence.ts';
import { labelMates } from './label-mates.ts';
import type { Limits } from './touched-accounts.ts';

/**
 * Makes `partners (account_id)`: the accounts of `touched`, and all that are candidates with one of them: by a value, a family, a name or
 * names alike. Asks `alike_found`.
 */
export const partnersOfTouched = async (session: Session, limits: Limits): Promise<number> => {
  const kinds = ['email', 'phone', 'label'] as const;
  const most = kinds.map((kind) => `WHEN '${kind}' THEN ${mostHolders(kind, limits.holders)}`).join(' ');
  await session.materialise(
    'touched_values',
    `SELECT DISTINCT kind, value FROM values_now v SEMI JOIN touched t ON t.number = v.account WHERE kind IN ('email', 'phone', 'label')`,
  );
  await session.materialise(
    'touched_holders',
    `SELECT v.kind, v.value, v.account FROM values_now v SEMI JOIN touched_values k ON k.value = v.value AND k.kind = v.kind`,
  );
  await session.materialise(
    'touched_accounts',
    'SELECT account_id, name, family FROM accounts_now a SEMI JOIN touched t ON t.number = a.number',
  );
  const paired = limits.paired;
  const holding = (kinds: string): string =>
    `SELECT account_id FROM accounts_now a SEMI JOIN (SELECT account FROM touched_holders h SEMI JOIN (
       SELECT kind, value FROM touched_holders GROUP BY kind, value HAVING COUNT(*) <= CASE kind ${most} END) k ON k.value = h.value AND k.kind = h.kind
       WHERE kind IN (${kinds})) v ON v.account = a.number`;
  await session.materialise(
    'partners_close',
    `${holding(`'email', 'phone'`)}
     UNION SELECT account_id FROM accounts_now a SEMI JOIN (
       SELECT a.family FROM accounts_now a SEMI JOIN touched_accounts t ON t.family = a.family GROUP BY a.family HAVING COUNT(*) <= ${paired}) f ON f.family = a.family
     UNION SELECT account_id FROM accounts_now a SEMI JOIN (
       SELECT n.id FROM names_now n SEMI JOIN touched_accounts t ON t.name = n.id WHERE n.accounts <= ${paired}
       UNION SELECT y.id FROM alike_found p JOIN names_now x ON x.name = p.name JOIN names_now y ON y.name = p.other
         WHERE CAST(x.accounts AS BIGINT) * y.accounts <= ${paired * paired} AND LEAST(x.accounts, y.accounts) <= ${limits.alike}) n ON n.id = a.name`,
  );
  await labelMates(session, mostHolders('label', limits.holders));
  return await session.materialise(
    'partners',
    'SELECT account_id FROM touched UNION SELECT account_id FROM partners_close UNION SELECT account_id FROM label_mates',
  );
};

/** Pairs of names alike that have so many accounts now, and had not, that not all of them are paired, or the other way round. */
export const alikeCrossing = async (session: Session, { paired }: Limits): Promise<boolean> => {
  const most = paired * paired;
  const found = await session.materialise(
    'alike_crossing',
    `SELECT x.name FROM (SELECT p.name, p.other, c.accounts, w.accounts AS were FROM names_changed c JOIN names_before w ON w.name = c.name AND w.accounts <> c.accounts
         JOIN alike_found p ON p.name = c.name) x JOIN names_now y ON y.name = x.other
       LEFT JOIN names_before yw ON yw.name = x.other LEFT JOIN names_changed yc ON yc.name = x.other
     WHERE (yw.name IS NOT NULL OR yc.name IS NULL) AND (CAST(x.were AS BIGINT) * COALESCE(yw.accounts, y.accounts) > ${most}) <> (CAST(x.accounts AS BIGINT) * y.accounts > ${most})`,
  );
  return found > 0;
};
