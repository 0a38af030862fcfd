import { defineTable, text } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { familiesOf } from '../evidence/families.ts';
import { readTexts } from '../intake/read-columns.ts';
import { accountHash } from './kept-ties.ts';

/** Query of the accounts of a relation (account_id) that there are now. */
const thereOf = (ids: string): string =>
  `SELECT account_id FROM (SELECT account_id, number FROM accounts_kept w SEMI JOIN ${ids} k ON k.account_id = w.account_id) w ANTI JOIN changed c ON c.number = w.number
   UNION ALL SELECT account_id FROM lk_accounts a SEMI JOIN ${ids} k ON k.account_id = a.account_id`;

/** Steps that are walked up or down: one more than to an ultimate parent. */
const mostSteps = 11;

/**
 * Makes `families_now (account_id, family)` of the accounts whose family may have changed: those with another parent than before, those
 * below them, and the parents they have and had; and `families_before (account_id, number, family)` of those that were there. Asks `lk_accounts` of those that changed.
 *
 * @returns how many accounts that is
 */
export const movedFamilies = async (session: Session): Promise<number> => {
  await session.materialise(
    'fam_0',
    `SELECT c.account_id FROM changed c LEFT JOIN (SELECT account_id, parent_account_id FROM lk_accounts) n ON n.account_id = c.account_id
       LEFT JOIN changed_before w ON w.account_id = c.account_id
     WHERE n.account_id IS NULL OR w.account_id IS NULL OR n.parent_account_id IS DISTINCT FROM w.parent_account_id`,
  );
  await session.materialise('fam_found', 'SELECT account_id FROM fam_0');
  await session.materialise(
    'parents_now',
    `SELECT account_id, parent_account_id FROM (SELECT account_id, number, parent_account_id FROM accounts_kept WHERE parent_account_id IS NOT NULL) w ANTI JOIN changed c ON c.number = w.number
     UNION ALL SELECT account_id, parent_account_id FROM lk_accounts WHERE parent_account_id IS NOT NULL`,
  );
  for (let step = 0; step < mostSteps; step++) {
    const below = `SELECT account_id FROM parents_now a SEMI JOIN fam_${step} k ON k.account_id = a.parent_account_id ANTI JOIN fam_found f ON f.account_id = a.account_id`;
    if ((await session.materialise(`fam_${step + 1}`, below)) === 0) break;
    await session.materialise('fam_more', `SELECT account_id FROM fam_found UNION ALL SELECT account_id FROM fam_${step + 1}`);
    await session.materialise('fam_found', 'SELECT account_id FROM fam_more');
  }
  await session.materialise(
    'fam_named',
    `SELECT account_id FROM fam_found UNION SELECT parent_account_id FROM changed_before w SEMI JOIN fam_0 k ON k.account_id = w.account_id
     UNION SELECT parent_account_id FROM parents_now n SEMI JOIN fam_0 k ON k.account_id = n.account_id`,
  );
  const moved = await session.materialise('fam_asked', thereOf('fam_named'));
  if (moved > 0) await session.materialise('fam_parents', 'SELECT DISTINCT parent_account_id AS account_id FROM parents_now a SEMI JOIN fam_asked k ON k.account_id = a.parent_account_id WHERE a.parent_account_id <> a.account_id'); // prettier-ignore
  await bindFamilies(session, await ancestry(session), moved);
  await session.materialise('families_now', `SELECT account_id, ${accountHash('head')} AS family FROM families_found`);
  await session.materialise(
    'families_before',
    'SELECT account_id, number, family FROM accounts_kept w SEMI JOIN families_now k ON k.account_id = w.account_id',
  );
  return moved;
};

interface Ancestry {
  /** Accounts and parents that are none, each in its order, accounts first. */
  readonly ids: readonly string[];
  readonly parentOf: ReadonlyMap<string, string>;
}

/** The accounts that are asked about and all above them. */
const ancestry = async (session: Session): Promise<Ancestry> => {
  await session.materialise('fam_up', 'SELECT account_id FROM fam_asked');
  await session.materialise('fam_edges', 'SELECT account_id, parent_account_id FROM parents_now WHERE FALSE');
  for (let step = 0; step < mostSteps; step++) {
    const found = await session.materialise(
      'fam_level',
      `SELECT account_id, parent_account_id FROM parents_now a SEMI JOIN fam_up k ON k.account_id = a.account_id ANTI JOIN fam_edges e ON e.account_id = a.account_id
       WHERE parent_account_id <> account_id`,
    );
    if (found === 0) break;
    await session.materialise('fam_both', 'SELECT * FROM fam_edges UNION ALL SELECT * FROM fam_level');
    await session.materialise('fam_edges', 'SELECT * FROM fam_both');
    await session.materialise('fam_up', 'SELECT DISTINCT parent_account_id AS account_id FROM fam_level');
  }
  await session.materialise(
    'fam_all',
    'SELECT account_id FROM fam_asked UNION SELECT account_id FROM fam_edges UNION SELECT parent_account_id FROM fam_edges',
  );
  await session.materialise(
    'fam_ids',
    `SELECT i.account_id, a.account_id IS NULL AS is_other FROM fam_all i LEFT JOIN (${thereOf('fam_all')}) a ON a.account_id = i.account_id`,
  );
  const found = await readTexts(session, 'SELECT * FROM fam_ids', 'account_id', 'is_other, account_id');
  const children = await readTexts(session, 'SELECT * FROM fam_edges', 'account_id', 'account_id');
  const parents = await readTexts(session, 'SELECT * FROM fam_edges', 'parent_account_id', 'account_id');
  return { ids: found, parentOf: new Map(children.map((child, at) => [child, parents[at]!])) };
};

const familyRows = defineTable({
  name: 'families',
  layer: 'ops',
  grain: ['account_id'],
  description: 'Families of accounts.',
  columns: { account_id: text({ description: 'Account' }), head: text({ description: 'Ultimate parent', nullable: true }) },
});

const bindFamilies = async (session: Session, { ids, parentOf }: Ancestry, moved: number): Promise<void> => {
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const { root, known } = familiesOf(Int32Array.from(ids, (id) => numbers.get(parentOf.get(id) ?? '') ?? -1));
  const isParent = new Set(moved === 0 ? [] : await readTexts(session, 'SELECT account_id FROM fam_parents', 'account_id', 'account_id'));
  const asked = await readTexts(session, 'SELECT account_id FROM fam_asked', 'account_id', 'account_id');
  const rows = asked.map((id) => {
    const number = numbers.get(id)!;
    return { account_id: id, head: known[number] === 1 || isParent.has(id) ? ids[root[number]!]! : null };
  });
  await session.bindRows('families_found', familyRows, rows);
};
