import type { Session } from '@audit/warehouse';
import type { InputName } from '../inputs/input-shapes.ts';
import type { TrialRow, TrialRows } from '../trial-inputs.fixture.ts';

/** A customer whose values were worked out by hand. */
export interface GoldenCase {
  /** What it shows, as a sentence. */
  readonly name: string;
  /** Its rows; the master account is put in. */
  readonly rows: TrialRows;
  /** Values as the engine spells them; of one without a value its reason, after a question mark. */
  readonly expected: Readonly<Record<string, string>>;
}

const keys: Readonly<Record<string, string>> = { sales_orders: 'order_id', cases: 'case_id' };

/** All rows of all cases, each with the case as its master account; keys they refer to are made the case's own. */
export const packed = (cases: readonly GoldenCase[]): TrialRows => {
  const rows: Record<string, TrialRow[]> = {};
  for (const { name, rows: own } of cases)
    for (const [table, given] of Object.entries(own) as readonly [InputName, readonly TrialRow[]][])
      for (const row of given) {
        const key = keys[table === 'sales_order_items' ? 'sales_orders' : table];
        const tied = key === undefined || row[key] === undefined ? {} : { [key]: `${name}/${String(row[key])}` };
        (rows[table] ??= []).push({ master_id: name, ...row, ...tied });
      }
  return rows;
};

/** What was computed of a case, spelt as it is expected. */
export const computedOf = async (session: Session): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> => {
  const rows = await session.evidence('SELECT * FROM metric_values', 1_000_000);
  const spelt = (row: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.keys(row)
        .filter((name) => name !== 'master_id' && !name.endsWith('_reason'))
        .map((name) => [name, row[name] ?? `?${row[`${name}_reason`] ?? ''}`]),
    );
  return new Map(rows.map((row) => [row['master_id'] ?? '', spelt(row)]));
};
