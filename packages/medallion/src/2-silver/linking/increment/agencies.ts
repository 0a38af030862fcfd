import { type Session, textLiteral } from '@audit/warehouse';
import { agencyNames, isAgency, readEvidence, valueHash } from '../evidence/gather-evidence.ts';
import type { InputTables } from '../lake/input-tables.ts';
import type { EvidenceSettings } from '../settings.ts';
import { changedBefore } from './changed-accounts.ts';
import { accountsOf, loadPart } from './load-part.ts';
import { valuesSql } from './kept-values.ts';

const hosts = (kind: 'mailhost' | 'site'): string =>
  `SELECT value, account FROM values_kept v ANTI JOIN changed c ON c.number = v.account WHERE kind = '${kind}'
   UNION ALL SELECT value, account FROM values_fresh WHERE kind = '${kind}'`;

/**
 * Makes `agencies (value)` as they are now, and adds the accounts at domains that became an agency’s, or are none any more, to `changed`.
 *
 * @returns whether there are such
 */
export const agenciesNow = async (session: Session, inputs: InputTables, settings: EvidenceSettings): Promise<boolean> => {
  await session.materialise('agencies_kept', `SELECT value FROM values_kept WHERE kind = 'agency'`);
  await loadPart(session, inputs, 'changed');
  await readEvidence(session, settings, 'agencies_kept');
  await valuesFresh(session);
  const asked = await session.materialise(
    'hosts_asked',
    `SELECT DISTINCT value FROM (SELECT value FROM values_fresh WHERE kind = 'mailhost'
       UNION ALL SELECT v.value FROM values_kept v SEMI JOIN changed c ON c.number = v.account WHERE kind = 'mailhost') h`,
  );
  if (asked === 0) {
    await session.materialise('agencies', 'SELECT value FROM agencies_kept');
    return false;
  }
  await session.materialise('hosts_held', `SELECT h.* FROM (${hosts('mailhost')}) h SEMI JOIN hosts_asked k ON k.value = h.value`);
  // Of most domains of many the websites tell that they are companies’: only of the others names are counted.
  await session.materialise(
    'hosts_suspect',
    `SELECT value, own, sites FROM (
       SELECT m.value, COUNT(DISTINCT CASE WHEN w.value = m.value THEN w.account END) AS own, COUNT(DISTINCT w.account) AS sites
       FROM hosts_held m SEMI JOIN (SELECT value FROM hosts_held GROUP BY value HAVING COUNT(*) > ${agencyNames}) k ON k.value = m.value
         LEFT JOIN (${hosts('site')}) w ON w.account = m.account GROUP BY m.value) s WHERE own * 10 < sites`,
  );
  await session.materialise(
    'hosts_accounts',
    `SELECT account_id, number FROM (SELECT account_id, number FROM accounts_kept w ANTI JOIN changed c ON c.number = w.number UNION ALL SELECT account_id, number FROM changed) a
     SEMI JOIN (SELECT account FROM hosts_held h SEMI JOIN hosts_suspect k ON k.value = h.value) h ON h.account = a.number`,
  );
  await session.materialise('hosts_named', `SELECT account_id, name FROM (${await accountsOf(session, inputs, 'hosts_accounts')}) a`);
  await session.materialise(
    'agencies',
    `SELECT value FROM agencies_kept a ANTI JOIN hosts_asked h ON h.value = a.value
     UNION SELECT value FROM (
       SELECT m.value, COUNT(DISTINCT a.name) AS names, s.own, s.sites FROM hosts_held m JOIN hosts_suspect s ON s.value = m.value
         JOIN hosts_accounts k ON k.number = m.account JOIN hosts_named a ON a.account_id = k.account_id
       GROUP BY m.value, s.own, s.sites) c WHERE ${isAgency}
     ${settings.agency_domains.length === 0 ? '' : `UNION SELECT ${valueHash('domain')} AS value FROM (SELECT UNNEST([${settings.agency_domains.map(textLiteral).join(', ')}]) AS domain) d`}`,
  );
  const turned = await session.materialise(
    'agencies_turned',
    `(SELECT value FROM agencies EXCEPT SELECT value FROM agencies_kept) UNION ALL (SELECT value FROM agencies_kept EXCEPT SELECT value FROM agencies)`,
  );
  if (turned === 0) return false;
  await session.materialise(
    'changed_too',
    `SELECT account_id, number FROM changed UNION SELECT account_id, number FROM accounts_kept w SEMI JOIN (
       SELECT h.account FROM (${hosts('mailhost')} UNION ALL ${hosts('site')}) h SEMI JOIN agencies_turned k ON k.value = h.value) h ON h.account = w.number`,
  );
  await session.materialise('changed', 'SELECT account_id, number FROM changed_too');
  await changedBefore(session);
  return true;
};

/** Makes `values_fresh (kind, value, account)` of `lk_accounts`, which are those that changed. */
export const valuesFresh = async (session: Session): Promise<void> =>
  void (await session.materialise(
    'values_fresh',
    `SELECT v.kind, v.value, c.number AS account FROM (${valuesSql()}) v JOIN lk_accounts a ON a.i = v.i JOIN changed c ON c.account_id = a.account_id`,
  ));
