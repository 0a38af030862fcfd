import { type Micros, qualifiedName, type Row, type Table } from '@audit/contract';
import { profileKpiParts, profileKpis, profileQuarters } from '@audit/contract/profile';
import { type Lake, type Manifest, type Session, tableScan, textLiteral } from '@audit/warehouse';
import { sqlInstant } from '../load/sql-instant.ts';

/** Which quarters: by name, by an instant in it, the last one, or all. */
export type QuarterChoice = { readonly name: string } | { readonly at: Micros } | 'last' | 'all';

/** The key figures of a quarter, with what they were counted from. */
export interface QuarterKpis {
  readonly quarter: Row<typeof profileQuarters>;
  readonly kpis: readonly Row<typeof profileKpis>[];
  readonly parts: readonly Row<typeof profileKpiParts>[];
}

const chosen = (choice: QuarterChoice): string => {
  if (choice === 'all') return 'TRUE';
  if (choice === 'last') return 'quarter_start_ts = (SELECT MAX(quarter_start_ts) FROM quarters)';
  if ('name' in choice) return `quarter = ${textLiteral(choice.name)}`;
  const at = `TIMESTAMP '${sqlInstant(choice.at)}'`;
  return `quarter_start_ts <= ${at} AND ${at} < quarter_end_ts`;
};

/** Key figures as a version of the lake has them, in the order of the quarters; none of a quarter it has none of. */
export const readProfileKpis = async (
  session: Session,
  lake: Lake,
  manifest: Manifest,
  choice: QuarterChoice,
): Promise<readonly QuarterKpis[]> => {
  const scan = (table: Table): string => tableScan(lake, table, manifest.tables[qualifiedName(table)]);
  await session.bindSql('quarters', scan(profileQuarters));
  await session.bindSql('chosen', `SELECT * FROM quarters WHERE ${chosen(choice)}`);
  const ofChosen = (table: Table): string => `SELECT t.* FROM (${scan(table)}) t SEMI JOIN chosen c USING (quarter_start_ts)`;
  const quarters = await session.rows('SELECT * FROM chosen ORDER BY quarter_start_ts', profileQuarters);
  const kpis = await session.rows(ofChosen(profileKpis), profileKpis);
  const parts = await session.rows(ofChosen(profileKpiParts), profileKpiParts);
  return quarters.map((quarter) => ({
    quarter,
    kpis: kpis.filter((row) => row.quarter_start_ts === quarter.quarter_start_ts),
    parts: parts.filter((row) => row.quarter_start_ts === quarter.quarter_start_ts),
  }));
};
