import { quote } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { MappedStages } from './mapped-stages.ts';

/** A country nearly all of whose rows name one currency, and not its own: probably the default of the source, left as it was. */
export interface DoubtfulCurrency {
  readonly country: string;
  readonly currency: string;
  readonly rows: number;
  /** Rows of the country that name a currency. */
  readonly of: number;
}

const nearlyAll = 0.9;
const fewestRows = 20;

/** Asks the rows of a silver table, bound as `account_<table>`, what no single row shows. What they say still counts (docs/currency.md). */
export const doubtfulCurrencies = async (
  session: Session,
  { silver: { writes }, table }: MappedStages,
): Promise<readonly DoubtfulCurrency[]> => {
  const { field, country } = table.mapping.currency ?? {};
  if (field === undefined || country === undefined || writes.columns['currency_conflict'] === undefined) return [];
  const found = await session.evidence(
    `SELECT country, code, n, total FROM (
       SELECT country, code, n, contradict, SUM(n) OVER (PARTITION BY country) AS total FROM (
         SELECT ${quote(country)} AS country, ${quote(field)} AS code, COUNT(*) AS n, COUNT(*) FILTER (currency_conflict) AS contradict
         FROM ${quote(`account_${writes.name}`)} WHERE ${quote(country)} IS NOT NULL AND ${quote(field)} IS NOT NULL GROUP BY ALL) g) t
     WHERE total >= ${fewestRows} AND n > ${nearlyAll} * total AND contradict > ${nearlyAll} * n ORDER BY n DESC, country`,
    1000,
  );
  return found.map((row) => ({
    country: row['country'] ?? '',
    currency: row['code'] ?? '',
    rows: Number(row['n']),
    of: Number(row['total']),
  }));
};
