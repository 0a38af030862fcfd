import type { Macro } from './macro.ts';

/** A group sorted once it is a list: an ORDER BY within the aggregate costs DuckDB four times as much. `n`: NULL before others. */
const sortedList = (v: string | undefined, o: string | undefined, filter = ''): string =>
  `LIST_TRANSFORM(LIST_SORT(LIST(STRUCT_PACK(o := ${o}, n := ${v} IS NOT NULL, v := ${v}))${filter}), LAMBDA e: e.v)`;

/** Aggregates whose order must be said. */
export const groupMacros = {
  max_by: {
    means: 'v of the row with the greatest o in a group, also when v is NULL',
    takes: { v: 'sql', o: 'sql' },
    duckdb: (v, o) => `ARG_MAX_NULL(${v}, ${o})`,
    spark: (v, o) => `MAX_BY(${v}, ${o})`,
  },
  min_by: {
    means: 'v of the row with the least o in a group, also when v is NULL',
    takes: { v: 'sql', o: 'sql' },
    duckdb: (v, o) => `ARG_MIN_NULL(${v}, ${o})`,
    spark: (v, o) => `MIN_BY(${v}, ${o})`,
  },
  distinct_at_least: {
    means: 'a number of distinct non-null x in a group that is never too high, so exact where it is COUNT(x): cheap, and no result',
    takes: { x: 'sql' },
    duckdb: (x) => `COALESCE(BIT_COUNT(BIT_OR(CAST(1 AS BIGINT) << CAST(HASH(${x}) % 62 AS INTEGER)) FILTER (WHERE ${x} IS NOT NULL)), 0)`,
    spark: (x) =>
      `COALESCE(BIT_COUNT(BIT_OR(SHIFTLEFT(CAST(1 AS BIGINT), CAST(PMOD(XXHASH64(${x}), 62) AS INT))) FILTER (WHERE ${x} IS NOT NULL)), 0)`,
  },
  ordered_list: {
    means: 'the values v of a group as a list, by o and then v; o is never NULL',
    takes: { v: 'sql', o: 'sql' },
    duckdb: (v, o) => sortedList(v, o),
    spark: (v, o) => `TRANSFORM(ARRAY_SORT(COLLECT_LIST(STRUCT(${o} AS o, ${v} AS v))), e -> e.v)`,
  },
  ordered_text: {
    means: 'the non-null texts v of a group joined, by o and then v',
    takes: { v: 'sql', separator: 'sql', o: 'sql' },
    duckdb: (v, separator, o) => `ARRAY_TO_STRING(${sortedList(v, o, ` FILTER (${v} IS NOT NULL)`)}, ${separator})`,
    spark: (v, separator, o) => `LISTAGG(${v}, ${separator}) WITHIN GROUP (ORDER BY ${o} ASC NULLS FIRST, ${v} ASC NULLS FIRST)`,
  },
  last_non_null: {
    means: 'before OVER: the last x of the window frame that is not NULL',
    takes: { x: 'sql' },
    duckdb: (x) => `LAST_VALUE(${x} IGNORE NULLS)`,
    spark: (x) => `LAST_VALUE(${x}) IGNORE NULLS`,
  },
} satisfies Record<string, Macro>;
