import type { PlannedTable } from '@audit/medallion';
import { byteSize, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';

const orUnknown = (value: number | null, shown: (value: number) => string): string => (value === null ? '?' : shown(value));

/** The plan for programs: one object a table. */
export const planJson = (planned: readonly PlannedTable[]): readonly object[] =>
  planned.map(({ apiCalls, table, ...rest }) => ({ ...rest, table: `bronze_${table}`, api_calls: apiCalls }));

/** The plan for people. */
export const planText = (planned: readonly PlannedTable[]): string => {
  const columns = [
    { title: 'source' },
    { title: 'object' },
    { title: 'table' },
    { title: 'what' },
    { title: 'rows', align: 'right' },
    { title: 'size', align: 'right' },
    { title: 'requests', align: 'right' },
    { title: 'why', maxWidth: 80 },
  ] as const;
  const rows = planned.map(({ source, object, table, mode, why, rows: count, bytes, apiCalls }) => [
    source,
    object,
    `bronze_${table}`,
    mode,
    orUnknown(count, grouped),
    orUnknown(bytes, byteSize),
    orUnknown(apiCalls, grouped),
    why,
  ]);
  return planned.length === 0 ? 'There is nothing to extract.\n' : `${textTable(columns, rows)}\nNothing was done (--dry-run).\n`;
};
