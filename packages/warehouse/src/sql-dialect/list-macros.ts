import type { Macro } from './macro.ts';

const pairs = (args: readonly string[]): readonly (readonly [string, string])[] =>
  args.flatMap((name, at) => (at % 2 === 0 ? [[name, args[at + 1] ?? ''] as const] : []));

/** Lists and structs. */
export const listMacros = {
  list_sort_distinct: {
    means: 'the distinct non-null elements of a list, ascending',
    takes: { list: 'sql' },
    duckdb: (list) => `LIST_SORT(LIST_DISTINCT(${list}))`,
    spark: (list) => `ARRAY_SORT(FILTER(ARRAY_DISTINCT(${list}), e -> e IS NOT NULL))`,
  },
  list_join: {
    means: 'the non-null elements of a list of text, joined',
    takes: { list: 'sql', separator: 'sql' },
    duckdb: (list, separator) => `ARRAY_TO_STRING(${list}, ${separator})`,
    spark: (list, separator) => `ARRAY_JOIN(${list}, ${separator})`,
  },
  split: {
    means: 'the parts of a text between separators, as a list; the separator is one plain character',
    takes: { x: 'sql', separator: 'sql' },
    duckdb: (x, separator) => `STRING_SPLIT(${x}, ${separator})`,
    spark: (x, separator) => `SPLIT(${x}, CONCAT('[', ${separator}, ']'), -1)`,
  },
  words: {
    means: 'the words of a text, which stand between single spaces, as a list; none of an empty text',
    takes: { x: 'sql' },
    duckdb: (x) => `CASE WHEN ${x} = '' THEN CAST([] AS VARCHAR[]) ELSE STRING_SPLIT(${x}, ' ') END`,
    spark: (x) => `CASE WHEN ${x} = '' THEN CAST(ARRAY() AS ARRAY<STRING>) ELSE SPLIT(${x}, ' ', -1) END`,
  },
  list_len: {
    means: 'number of elements; NULL for a NULL list',
    takes: { list: 'sql' },
    duckdb: (list) => `LEN(${list})`,
    spark: (list) => `CASE WHEN ${list} IS NOT NULL THEN CAST(SIZE(${list}) AS BIGINT) END`,
  },
  non_null_texts: {
    means: 'a list of the texts that are not NULL',
    takes: { x: 'sql' },
    repeats: true,
    duckdb: (...args) => `LIST_FILTER([${args.join(', ')}], LAMBDA e: e IS NOT NULL)`,
    spark: (...args) => `FILTER(ARRAY(${args.join(', ')}), e -> e IS NOT NULL)`,
  },
  texts_except: {
    means: 'the elements of a list of distinct texts that are not in another, in their order; a NULL list has none',
    takes: { list: 'sql', other: 'sql' },
    // Nearly all events of a first load have nothing before them, and a lambda is costly.
    duckdb: (list, other) =>
      `CASE WHEN ${list} IS NULL THEN CAST([] AS VARCHAR[]) WHEN ${other} IS NULL THEN ${list} ELSE LIST_FILTER(${list}, LAMBDA e: NOT LIST_CONTAINS(${other}, e)) END`,
    spark: (list, other) =>
      `ARRAY_EXCEPT(COALESCE(${list}, CAST(ARRAY() AS ARRAY<STRING>)), COALESCE(${other}, CAST(ARRAY() AS ARRAY<STRING>)))`,
  },
  list_field: {
    means: 'a field of each struct of a list',
    takes: { list: 'sql', field: 'name' },
    duckdb: (list, field) => `LIST_TRANSFORM(${list}, LAMBDA e: e.${field})`,
    spark: (list, field) => `TRANSFORM(${list}, e -> e.${field})`,
  },
  explode: {
    means: 'after a table in FROM: one row per element of its list, as rows.item',
    takes: { list: 'sql', rows: 'name', item: 'name' },
    duckdb: (list, rows, item) => `CROSS JOIN LATERAL (SELECT UNNEST(${list}) AS ${item}) ${rows}`,
    spark: (list, rows, item) => `LATERAL VIEW EXPLODE(${list}) ${rows} AS ${item}`,
  },
  struct: {
    means: 'a struct of named fields: name, value, name, value …',
    takes: { name: 'name', x: 'sql' },
    repeats: true,
    duckdb: (...args) =>
      `STRUCT_PACK(${pairs(args)
        .map(([name, x]) => `${name} := ${x}`)
        .join(', ')})`,
    spark: (...args) =>
      `NAMED_STRUCT(${pairs(args)
        .map(([name, x]) => `'${name}', ${x}`)
        .join(', ')})`,
  },
} satisfies Record<string, Macro>;
