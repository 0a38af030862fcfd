import { FileRefused, InputRefused, nearest, type Problem, quote, shownValue } from '@audit/contract';
import { type DuckDbEngine, type Field, type InputSource, landFile, type LandOptions, type Session } from '@audit/warehouse';

/** Which of a file's columns becomes which of a relation's; null: the file has none, and it is NULL. */
export interface ColumnsToLand {
  readonly relation: string;
  readonly columns: Readonly<Record<string, string | null>>;
  /** Columns of the relation without which a record means nothing. */
  readonly required: readonly string[];
}

let blocks = 0;

/**
 * Lands some columns of a file through the gate as text, blanks as NULL.
 *
 * @returns records @throws FileRefused; InputRefused naming bad records and those without a required column
 */
export const landColumns = async (
  engine: DuckDbEngine,
  session: Session,
  source: InputSource,
  wanted: ColumnsToLand,
  options: Pick<LandOptions, 'format' | 'maxInput'> = {},
): Promise<number> => {
  const given = Object.entries(wanted.columns).flatMap(([name, column]) => (column === null ? [] : [[name, column] as const]));
  const fields: Field[] = given.map(([, column]) => ({ name: column, kind: 'any', as: `f_${column}` }));
  const unique = [...new Map(fields.map((field) => [field.name, field])).values()];
  const select = Object.entries(wanted.columns).map(
    ([name, column]) => `${column === null ? 'CAST(NULL AS VARCHAR)' : `NULLIF(TRIM(${quote(`f_${column}`)}), '')`} AS ${quote(name)}`,
  );
  const personal = new Set(['email', 'phone'].map((name) => wanted.columns[name]));
  const parts: string[] = [];
  const counts: Record<string, number> = {};
  const problems: Problem[] = [];
  const { received, unknownColumns } = await landFile(engine, source, unique, options, async (block) => {
    const part = `lk_block_${blocks++}`;
    await session.materialise(part, `SELECT ${select.join(', ')} FROM ${block.table} WHERE fault IS NULL`);
    parts.push(part);
    const isMissing = wanted.required.map(
      (name) => [wanted.columns[name] ?? name, `NULLIF(TRIM(${quote(`f_${wanted.columns[name]}`)}), '') IS NULL`] as const,
    );
    const code = `CASE WHEN fault IS NOT NULL THEN fault ${isMissing.map(([, sql]) => `WHEN ${sql} THEN 'MISSING_FIELD'`).join(' ')} END`;
    const column = `CASE WHEN fault IS NOT NULL THEN fault_column ${isMissing.map(([name, sql]) => `WHEN ${sql} THEN '${name.replaceAll("'", "''")}'`).join(' ')} END`;
    const bad = await session.evidence(
      `SELECT record, line, code, bad_column FROM (SELECT record, line, ${code} AS code, ${column} AS bad_column FROM ${block.table}) c WHERE code IS NOT NULL ORDER BY record`,
      block.rows,
    );
    for (const row of bad) {
      const fault = row['code'] ?? '';
      counts[fault] = (counts[fault] ?? 0) + 1;
      const at = row['bad_column'] ?? null;
      const value = at === null ? null : shownValue(block.spelled(Number(row['record']), at), personal.has(at) ? 'quasi' : 'none');
      problems.push({
        code: fault,
        source: source.label,
        record: Number(row['record']),
        line: row['line'] === null ? null : Number(row['line']),
        column: at,
        value,
      });
    }
  });
  const lacking = wanted.required
    .map((name) => wanted.columns[name] ?? name)
    .find((column) => counts['MISSING_FIELD'] === received && problems.every((one) => one.column === column));
  if (lacking !== undefined && received > 0)
    throw new FileRefused(source.label, 'BAD_HEADER', null, `no record has a column "${lacking}"${hintOf(lacking, unknownColumns)}`, {
      remedy: 'name the column in the configuration of the linking (accounts, contacts)',
    });
  if (problems.length > 0) throw new InputRefused(counts, problems, { remedy: 'correct them at the source', unknownColumns });
  const empty = `SELECT ${Object.keys(wanted.columns)
    .map((name) => `CAST(NULL AS VARCHAR) AS ${quote(name)}`)
    .join(', ')} WHERE FALSE`;
  await session.materialise(
    wanted.relation,
    parts.length === 0 ? empty : parts.map((part) => `SELECT * FROM ${part}`).join('\nUNION ALL '),
  );
  for (const part of parts) await session.drop(part);
  return received;
};

const hintOf = (column: string, others: readonly string[]): string => {
  const like = nearest(column, others);
  return like === undefined ? '' : `, there is "${like}"`;
};
