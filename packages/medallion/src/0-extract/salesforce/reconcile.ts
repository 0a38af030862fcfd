import { quote } from '@audit/contract';
import { type Session, textLiteral } from '@audit/warehouse';
import { type BronzeRows, currentSql } from './bronze-rows.ts';
import type { Checkpoint } from './checkpoint.ts';
import { count } from './land-rows.ts';
import { isDeletedSql } from './lineage-columns.ts';
import { pagesSql } from './pages-sql.ts';
import type { TablePlan } from './plan-table.ts';

/** Name of the task that reads all Ids. */
export const sweepTask = 'sweep';

/** Fields of the sweep. */
export const sweepFields = ({ object: { stamp, hasIsDeleted } }: TablePlan): readonly string[] => [
  'Id',
  ...(stamp === null ? [] : [stamp]),
  ...(hasIsDeleted ? ['IsDeleted'] : []),
];

/** The sweep as a table of the session: `"Id"`, `stamp`, `is_deleted`, `is_newer`. */
export const materialiseSweep = async (session: Session, plan: TablePlan, checkpoint: Checkpoint): Promise<number> => {
  const { stamp, hasIsDeleted } = plan.object;
  const at = stamp === null ? 'CAST(NULL AS VARCHAR)' : quote(stamp);
  const rows = pagesSql(checkpoint.pages(sweepTask), sweepFields(plan), ({ file }) => checkpoint.path(file));
  const deleted = hasIsDeleted ? isDeletedSql('"IsDeleted"') : 'FALSE';
  const newer = plan.until === null ? 'FALSE' : `COALESCE(${at} >= ${textLiteral(plan.until)}, FALSE)`;
  return await session.materialise(sweepTask, `SELECT "Id", ${at} AS stamp, ${deleted} AS is_deleted, ${newer} AS is_newer FROM (${rows})`);
};

/** The newest rows of what was landed as a table of the session: `"Id"`, `stamp`, `is_deleted`. @returns its rows */
export const materialiseCurrent = async (session: Session, plan: TablePlan, known: BronzeRows): Promise<number> => {
  const { stamp } = plan.object;
  const at = stamp === null ? 'CAST(NULL AS VARCHAR)' : quote(stamp);
  return await session.materialise(
    'current',
    `SELECT "Id", ${at} AS stamp, _is_deleted AS is_deleted FROM (${currentSql(known, [], stamp)})`,
  );
};

/** Records whose version in the source is not that of bronze; those read again since the sweep may have moved on. */
const differing = `SELECT s."Id" FROM ${sweepTask} AS s LEFT JOIN current AS c ON s."Id" = c."Id"
WHERE NOT s.is_newer AND (c."Id" IS NULL OR COALESCE(c.stamp < s.stamp, FALSE) OR (c.stamp IS NOT DISTINCT FROM s.stamp AND c.is_deleted <> s.is_deleted))`;

/** Records bronze has as there and the source no more, with the time from which that is known. */
export const goneSql = (plan: TablePlan): string =>
  `SELECT c."Id", ${textLiteral(plan.cursor.deletedThrough)} AS gone_at FROM current AS c ANTI JOIN ${sweepTask} AS s ON c."Id" = s."Id" WHERE NOT c.is_deleted`;

/** The same for what stands at the end: also records that bronze has and the source never had. */
export const countDifferences = async (session: Session, plan: TablePlan): Promise<number> =>
  (await count(session, differing)) + (await count(session, goneSql(plan)));

/** Ids to be read again, in order. */
export const missingIds = async (session: Session): Promise<readonly string[]> => {
  const rows = await session.evidence(`${differing} ORDER BY 1`, Number.MAX_SAFE_INTEGER);
  return rows.map((row) => String(row['Id']));
};

export const countNewer = (session: Session): Promise<number> => count(session, `SELECT 1 FROM ${sweepTask} WHERE is_newer`);
