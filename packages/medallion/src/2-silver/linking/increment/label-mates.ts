import { defineTable, int32, linkNames } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { numberNodes } from '../candidates/name-nodes.ts';
import { readPairs } from '../intake/read-columns.ts';
import { partsOf } from '../names/name-parts.ts';
import { unrelatedNames } from '../similarity/unrelated-names.ts';

const namePairs = defineTable({
  name: 'label_names',
  layer: 'ops',
  grain: ['one', 'other'],
  description: 'Names that may be related, by number.',
  columns: { one: int32({ description: 'Name' }), other: int32({ description: 'Name' }) },
});

/**
 * Makes `label_mates (account_id)`: accounts with a label in common with a touched one, but for those whose names are unrelated
 * beyond doubt, who become no link in a linking of all either, unless they are of its family. Asks `touched_holders`.
 *
 * @param most accounts a label may be on
 */
export const labelMates = async (session: Session, most: number): Promise<void> => {
  await session.materialise(
    'label_holders',
    `SELECT h.value, h.account FROM touched_holders h SEMI JOIN (SELECT value FROM touched_holders WHERE kind = 'label' GROUP BY value HAVING COUNT(*) <= ${most}) k ON k.value = h.value
     WHERE h.kind = 'label'`,
  );
  await session.materialise(
    'label_accounts',
    `SELECT h.value, a.*, t.number IS NOT NULL AS is_touched FROM label_holders h
       JOIN (SELECT account_id, number, name, family FROM accounts_now a SEMI JOIN label_holders h ON h.account = a.number) a ON a.number = h.account
       LEFT JOIN touched t ON t.number = h.account`,
  );
  const rows = await session.rows(
    `SELECT n.* EXCLUDE (id) FROM names_now n SEMI JOIN label_accounts k ON k.name = n.id ORDER BY n.name`,
    linkNames,
  );
  await session.materialise(
    'label_numbers',
    `SELECT n.id AS name, CAST(ROW_NUMBER() OVER (ORDER BY n.name) - 1 AS INTEGER) AS number FROM names_now n SEMI JOIN label_accounts k ON k.name = n.id`,
  );
  const { a, b } = await readPairs(
    session,
    `SELECT DISTINCT p.number AS a, q.number AS b FROM label_accounts x JOIN label_accounts y ON y.value = x.value
       JOIN label_numbers p ON p.name = x.name JOIN label_numbers q ON q.name = y.name WHERE x.is_touched`,
  );
  const nodes = numberNodes(rows.map(partsOf));
  const unrelated = unrelatedNames(nodes);
  const kept = Array.from(a.keys()).filter(
    (at) => a[at] === b[at] || nodes.parts[a[at]!]!.script !== nodes.parts[b[at]!]!.script || !unrelated(a[at]!, b[at]!),
  );
  await session.bindColumns('label_names', namePairs, {
    one: Int32Array.from(kept, (at) => a[at]!),
    other: Int32Array.from(kept, (at) => b[at]!),
  });
  await session.materialise(
    'label_mates',
    `SELECT DISTINCT y.account_id FROM label_accounts x JOIN label_accounts y ON y.value = x.value
       LEFT JOIN label_numbers p ON p.name = x.name LEFT JOIN label_numbers q ON q.name = y.name LEFT JOIN label_names n ON n.one = p.number AND n.other = q.number
     WHERE x.is_touched AND (n.one IS NOT NULL OR p.number IS NULL OR q.number IS NULL OR x.family = y.family)`,
  );
};
