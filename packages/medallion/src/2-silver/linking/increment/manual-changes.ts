import { accountLinks, qualifiedName } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import { readTexts } from '../intake/read-columns.ts';
import type { ManualLinks } from '../manual/manual-links.ts';
import { bindIds } from './bind-ids.ts';

/**
 * Adds the accounts that people decided about, now or before, to `changed`: the row of such a link does not tell what else the two have.
 *
 * @returns how many accounts that makes
 */
export const addDecided = async (session: Session, lake: Lake, parent: Manifest, { links }: ManualLinks): Promise<number> => {
  await bindTable(session, 'links_kept', lake, accountLinks, parent.tables[qualifiedName(accountLinks)]);
  const rows = `SELECT account_a, account_b FROM links_kept WHERE rule = 'MANUAL'`;
  const before = await readTexts(session, `SELECT UNNEST([account_a, account_b]) AS id FROM (${rows}) r`, 'id', 'id');
  await bindIds(session, 'decided', new Set([...before, ...links.flatMap(({ a, b }) => [a, b])]));
  await session.materialise(
    'changed_too',
    `SELECT account_id FROM changed UNION SELECT account_id FROM ids_there a SEMI JOIN decided d ON d.account_id = a.account_id
     UNION SELECT account_id FROM accounts_kept w SEMI JOIN decided d ON d.account_id = w.account_id`,
  );
  return await session.materialise('changed', 'SELECT account_id FROM changed_too');
};
