import { type Column, type ColumnType, quote, sqlType, type Table } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

const numberOf = (name: string): string => `CAST(HASH(i, ${textLiteral(name)}) >> 1 AS BIGINT)`;

/** Columns of few words, by name: a row of any other would go nowhere. */
const words: Readonly<Record<string, readonly string[]>> = {
  change: ['entered', 'moved', 'kept', 'left'],
  action: ['profile', 'profile', 'retract'],
  feed: ['changelog', 'snapshot'],
  kind: ['profile', 'profile', 'delete'],
  customer_id: ['c0', 'c1', 'c2', 'c3', 'c4'],
  base: ['EUR', 'USD'],
  quote: ['GBP', 'JPY', 'CHF'],
  metadata: ['{}', '{"tier": "gold"}'],
  metadata_seen: ['{}', '{"tier": 1}'],
};

/** What numbers the rows of a table, or follows from another column. In row i, columns of one name say the same in every table. */
const numbers: Readonly<Record<string, string>> = {
  record: 'i',
  customer_profile_version_sk: 'i',
  customer_id: 'i',
  order_id: 'i % 35',
  version_num: 'i // 5 + 1',
  extract_ts: `${numberOf('batch_id')} % 7`,
  load_ts: `${numberOf('batch_id')} % 7`,
};

/** One version of each customer after the other, 40 hours each. */
const started = "(TIMESTAMP '2024-01-01' + TO_HOURS(40 * (i // 5)))";
const isLast = 'i // 5 = 23';
const instants: Readonly<Record<string, string>> = {
  effective_start_ts: started,
  effective_end_ts: `${started} + TO_HOURS(40) - TO_MICROSECONDS(1)`,
  valid_ts: `TIMESTAMP '2024-01-01' + TO_DAYS(CAST(${numberOf('valid_ts')} % 6 AS INTEGER))`,
  system_to_ts: "TIMESTAMP '2024-03-01' + TO_HOURS(8 * i)",
};

/** Columns that are null only where another one says so. */
const nulls: Readonly<Record<string, string>> = {
  profile_hash: `${numberOf('kind')} % 3 = 2`,
  material_key: `${numberOf('kind')} % 3 = 2 OR i % 4 > 0`,
  effective_end_ts: isLast,
  problem: 'i % 10 > 0',
  latency_median_us: `${numberOf('versions_published')} % 9 = 0`,
  latency_p95_us: `${numberOf('versions_published')} % 9 = 0`,
};

const rows = 120;

const valueOf = (name: string, type: ColumnType, number: string): string => {
  switch (type.kind) {
    case 'text': {
      if (name.endsWith('_hash')) return `SHA256(CAST(${number} % 7 AS VARCHAR))`;
      const known = words[name];
      return known === undefined
        ? `CONCAT(${textLiteral(name.slice(0, 3))}, CAST(${number}${name in numbers ? '' : ' % 7'} AS VARCHAR))`
        : `[${known.map(textLiteral).join(', ')}][1 + CAST(${number} % ${known.length} AS INTEGER)]`;
    }
    case 'bool':
      if (name === 'is_current') return isLast;
      return name === 'ends_by_delete' ? `NOT (${isLast}) AND i % 3 = 0` : `${number} % 2 = 0`;
    case 'int32':
    case 'int64':
    case 'float64':
    case 'decimal':
      return `CAST(${number}${name in numbers ? '' : ' % 9'} AS ${sqlType(type, 'duckdb')})`;
    case 'date':
      return `DATE '1980-01-01' + CAST(${number} % 5000 AS INTEGER)`;
    case 'timestamp':
      return `TIMESTAMP '2024-01-01' + TO_DAYS(CAST(${number} % 40 AS INTEGER))`;
    case 'list':
      return `LIST_DISTINCT(LIST_TRANSFORM(RANGE(CAST(${number} % 3 AS BIGINT)), n -> ${valueOf(name, type.of, `CAST(HASH(n, ${number}) % 11 AS BIGINT)`)}))`;
    case 'struct':
      return `STRUCT_PACK(${Object.entries(type.fields)
        .map(([field, of]) => `${quote(field)} := ${valueOf(field, of, number)}`)
        .join(', ')})`;
  }
};

const columnOf = (name: string, { type, nullable }: Column): string => {
  const number = numbers[name] ?? numberOf(name);
  const value = `CAST(${instants[name] ?? valueOf(name, type, number)} AS ${sqlType(type, 'duckdb')})`;
  const isNull = nulls[name] ?? `HASH(${textLiteral(name)}, i) % 5 = 0`;
  return `${nullable ? `CASE WHEN NOT (${isNull}) THEN ${value} END` : value} AS ${quote(name)}`;
};

/** Rows of a table, made up but of its types, with words in common with those of other tables, and one of each grain. DuckDB's SQL. */
export const madeUpRows = (table: Table, oneOfEach: readonly string[] = table.grain, order = 'ASC'): string => {
  const columns = Object.entries(table.columns).map(([name, column]) => columnOf(name, column));
  return `SELECT DISTINCT ON (${oneOfEach.map((name) => quote(name)).join(', ')}) * FROM (
    SELECT ${columns.join(', ')} FROM RANGE(${rows}) r(i)
  ) m ORDER BY ALL ${order}`;
};
