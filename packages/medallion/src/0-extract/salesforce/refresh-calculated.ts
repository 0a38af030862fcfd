import { quote } from '@audit/contract';
import { type BronzeRows, currentSql, versionsSql } from './bronze-rows.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { ExtractionSettings } from './extraction-settings.ts';
import { type RunLineage, withLineage } from './lineage-columns.ts';
import { pagesSql } from './pages-sql.ts';
import type { TablePlan } from './plan-table.ts';
import { instantOf, type TableCursor } from './table-cursor.ts';

/** Name of the task that reads calculated fields. */
export const refreshTask = 'refresh';

/**
 * Fields whose values change without a stamp: calculated ones, and those the settings name, such as a status that follows the
 * calendar. None when a refresh is not due.
 */
export const fieldsToRefresh = (plan: TablePlan, cursor: TableCursor | undefined, settings: ExtractionSettings): readonly string[] => {
  const { refreshSeconds, refreshFields } = settings;
  if (cursor === undefined || refreshSeconds === null) return [];
  const age = instantOf(plan.serverTime) - instantOf(cursor.refreshedAt);
  if (age < BigInt(refreshSeconds) * 1_000_000n) return [];
  const named = new Set(refreshFields[plan.object.name]);
  return plan.object.columns.filter(({ name, calculated }) => calculated === true || named.has(name)).map(({ name }) => name);
};

/** Fields a refresh reads: nothing else of a record. */
export const refreshReads = ({ object: { stamp } }: TablePlan, fields: readonly string[]): readonly string[] => [
  ...new Set(['Id', ...(stamp === null ? [] : [stamp]), ...fields]),
];

/**
 * Rows of bronze with the calculated fields as they are now, of records in which they differ. A record whose stamp moved is left out:
 * its change comes with the next window; so is one this run landed. Bulk gives null for the empty text, which is no difference.
 *
 * @param bronze before this run @param landed by this run
 */
export const refreshedSql = (
  plan: TablePlan,
  lineage: RunLineage,
  {
    bronze,
    landed,
    checkpoint,
    fields,
  }: { readonly bronze: BronzeRows; readonly landed: BronzeRows; readonly checkpoint: Checkpoint; readonly fields: readonly string[] },
): string => {
  const { stamp, columns } = plan.object;
  const swept = pagesSql(checkpoint.pages(refreshTask), refreshReads(plan, fields), ({ file }) => checkpoint.path(file));
  const differs = fields.map((name) => `NULLIF(f.${quote(name)}, '') IS DISTINCT FROM NULLIF(c.${quote(name)}, '')`);
  const same = stamp === null ? 'TRUE' : `f.${quote(stamp)} = c.${quote(stamp)}`;
  // Which records, told by few columns; their rows come after.
  const moved = `SELECT f.*, c._extracted_at AS _since FROM (${swept}) AS f
JOIN (${currentSql(bronze, fields, stamp)}) AS c ON f."Id" = c."Id"
ANTI JOIN (${versionsSql(landed, ['Id'])}) AS l ON f."Id" = l."Id"
WHERE ${same} AND NOT c._is_deleted AND (${differs.join(' OR ')})`;
  const names = columns.map(({ name }) => name);
  const cells = names.map((name) => (fields.includes(name) ? `m.${quote(name)}` : `v.${quote(name)}`));
  const version = stamp === null ? '' : ` AND v.${quote(stamp)} = m.${quote(stamp)}`;
  const rows = `SELECT ${cells.join(', ')}, m._by_api, m._by_job, m._by_page FROM (${moved}) AS m
JOIN (${versionsSql(bronze, [...names, '_extracted_at', '_is_deleted'])}) AS v
ON v."Id" = m."Id"${version} AND v._extracted_at = m._since AND NOT v._is_deleted`;
  return withLineage(plan.object, lineage, rows);
};
