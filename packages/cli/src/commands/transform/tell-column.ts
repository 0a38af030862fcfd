import { remedyFor, qualityProfile, UsageError } from '@audit/contract';
import { type ColumnStory, explainColumn, type ReadMapping } from '@audit/medallion';
import { type Lake, type Manifest, type Session, tableScan, textLiteral } from '@audit/warehouse';
import { grouped } from '../../output/quantity.ts';
import { mappedTable } from './chosen-tables.ts';

/** Counts of a column in the last run that changed its table. */
export interface LastCounts {
  readonly run_id: string;
  readonly profiled_at: string;
  readonly rows: number;
  readonly nulls: number;
  readonly distinct: number;
  readonly rejected: number;
  readonly flagged: number;
}

/** @param place `accounts.annual_revenue` @throws UsageError for a table or column the mapping has not */
export const columnStory = (read: ReadMapping, place: string, base: string | undefined): ColumnStory => {
  const at = place.lastIndexOf('.');
  if (at < 1) throw new UsageError(`--explain "${place}"`, 'name a table and a column, such as accounts.annual_revenue');
  const table = mappedTable(read, place.slice(0, at));
  const name = place.slice(at + 1);
  const source = table.columns.find(({ mapping }) => mapping.source === name)?.mapping.target;
  const story = explainColumn(table, source ?? name, base);
  if (story !== undefined) return story;
  const known = [...table.columns.map(({ mapping }) => mapping.target), ...table.derived.flat().map((one) => one.name)];
  throw new UsageError(`silver_${table.mapping.target} has no column "${name}"`, remedyFor(name, known, `it has ${known.join(', ')}`), {
    column: name,
  });
};

/** What the last profile says of a column; null where there is none. */
export const lastCounts = async (
  session: Session,
  lake: Lake,
  { tables }: Manifest,
  { table, column }: ColumnStory,
): Promise<LastCounts | null> => {
  const scan = tableScan(lake, qualityProfile, tables['ops_quality_profile']);
  const [row] = await session.evidence(
    `SELECT run_id, STRFTIME(profiled_at, '%Y-%m-%dT%H:%M:%S.%fZ') AS at, rows, nulls, distinct_count, rejected, flagged FROM (${scan}) p
     WHERE table_name = ${textLiteral(table)} AND column_name = ${textLiteral(column)} ORDER BY p.profiled_at DESC, run_id DESC`,
    1,
  );
  if (row === undefined) return null;
  const number = (name: string): number => Number(row[name]);
  return {
    run_id: row['run_id'] ?? '',
    profiled_at: row['at'] ?? '',
    rows: number('rows'),
    nulls: number('nulls'),
    distinct: number('distinct_count'),
    rejected: number('rejected'),
    flagged: number('flagged'),
  };
};

const numbered = (lines: readonly string[]): string => lines.map((line, at) => `  ${at + 1}. ${line}\n`).join('');

/** The story of a column for people. */
export const storyText = ({ table, column, from, type, steps, rules }: ColumnStory, counts: LastCounts | null): string => {
  const source = from.length === 0 ? '' : `  from ${from.join(', ')}\n`;
  const must = rules.length === 0 ? '' : `It must hold:\n${rules.map((rule) => `  - ${rule}\n`).join('')}`;
  const last =
    counts === null
      ? 'No run has made it yet.\n'
      : `Last run that changed the table (${counts.profiled_at}): ${grouped(counts.rows)} rows, ${grouped(counts.nulls)} nulls, ${grouped(counts.distinct)} distinct values, ${grouped(counts.rejected)} records in quarantine for it, ${grouped(counts.flagged)} values taken out.\n`;
  return `${table}.${column} ${type}\n${source}${steps.length === 0 ? '  as it comes\n' : numbered(steps)}${must}${last}`;
};
