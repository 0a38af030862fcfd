import { EngineFailed, InputRefused, inputFiles, problemsShown, qualifiedName, transactionLines } from '@audit/contract';
import { bindTable, type Engine, type Lake, type TableState, textLiteral } from '@audit/warehouse';

/** From here on a sum of DECIMAL(38, 16) does not fit the 128 bits engines sum it in. */
const tooMuch = '1.7e22';
const outOfRange = (column: string): string => `SUM(ABS(CAST(${column} AS DOUBLE))) >= ${tooMuch}`;

/**
 * What a failure of the engine means where lines, each of a size it may have, add up to more than their order's column holds.
 * Looked for only after such a failure, so that no other run pays for it.
 *
 * @returns {@link InputRefused} naming the orders, or the error as it was
 */
export const overflowOf = async (
  error: unknown,
  { engine, lake }: { readonly engine: Engine; readonly lake: Lake },
  sources: Readonly<Record<string, TableState>>,
  excludeStatus: readonly string[],
): Promise<unknown> => {
  if (!(error instanceof EngineFailed)) return error;
  await using session = await engine.session();
  for (const table of [transactionLines, inputFiles]) await bindTable(session, table.name, lake, table, sources[qualifiedName(table)]);
  const excluded = excludeStatus.length === 0 ? 'FALSE' : `COALESCE(status IN (${excludeStatus.map(textLiteral).join(', ')}), FALSE)`;
  await session.materialise(
    'overflowing',
    `SELECT order_id, COUNT(*) AS line_count, MIN(STRUCT_PACK(s := source_id, r := record)) AS opening,
       CASE WHEN ${outOfRange('line_total')} THEN 'line_total' ELSE 'line_margin' END AS column_name
     FROM transaction_lines WHERE NOT ${excluded}
     GROUP BY order_id HAVING ${outOfRange('line_total')} OR ${outOfRange('line_margin')}`,
  );
  const found = await session.evidence(
    `SELECT o.order_id AS order_id, o.opening.r AS record, o.column_name AS column_name, COALESCE(f.path, '') AS path,
       (SELECT SUM(line_count) FROM overflowing) AS lines
     FROM overflowing o LEFT JOIN input_files f ON f.source_id = o.opening.s ORDER BY o.order_id`,
    problemsShown,
  );
  const [first] = found;
  if (first === undefined) return error;
  const problems = found.map((row) => ({
    code: 'NUMBER_OUT_OF_RANGE',
    source: row['path'] ?? '',
    record: Number(row['record']),
    line: null,
    column: row['column_name'] ?? null,
    value: null,
    reason: `the lines of order ${(row['order_id'] ?? '').slice(0, 40)} add up to ${tooMuch} or more`,
  }));
  return new InputRefused({ NUMBER_OUT_OF_RANGE: Number(first['lines']) }, problems, {
    remedy: 'correct them at their source; the first line of each order is named',
    cause: error,
  });
};
