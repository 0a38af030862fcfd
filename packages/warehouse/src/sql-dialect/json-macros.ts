import type { Macro } from './macro.ts';

/** What DuckDB's reader lets pass although it is no JSON; sought again without the texts, where it is allowed. */
const loose = `'(?i)nan|inf|,\\s*[\\]}]'`;
const withoutTexts = (x: string | undefined): string => `REGEXP_REPLACE(${x}, '"([^"\\\\]|\\\\.)*"', '""', 'g')`;

/** JSON kept as text. */
export const jsonMacros = {
  json_object: {
    means: 'the text of a JSON object without spacing and needless escapes; NULL where it is not one',
    takes: { x: 'sql' },
    duckdb: (x) =>
      `CASE WHEN NOT JSON_VALID(${x}) THEN NULL WHEN JSON_TYPE(${x}) <> 'OBJECT' THEN NULL WHEN NOT REGEXP_MATCHES(${x}, ${loose}) THEN CAST(JSON(${x}) AS VARCHAR) WHEN NOT REGEXP_MATCHES(${withoutTexts(x)}, ${loose}) THEN CAST(JSON(${x}) AS VARCHAR) END`,
    spark: (x) => `CASE WHEN JSON_OBJECT_KEYS(${x}) IS NOT NULL THEN TO_JSON(TRY_PARSE_JSON(${x})) END`,
  },
  json_repeats: {
    means: 'whether a JSON object has a key twice at its first level',
    takes: { x: 'sql' },
    duckdb: (x) => `(LEN(JSON_KEYS(${x})) > LEN(LIST_DISTINCT(JSON_KEYS(${x}))))`,
    spark: (x) => `(SIZE(JSON_OBJECT_KEYS(${x})) > SIZE(ARRAY_DISTINCT(JSON_OBJECT_KEYS(${x}))))`,
  },
  json_members: {
    means: 'the members of a JSON object as a list of structs (key, value); value is JSON text, NULL or null for null',
    takes: { x: 'sql' },
    duckdb: (x) => `MAP_ENTRIES(CAST(CAST(${x} AS JSON) AS MAP(VARCHAR, JSON)))`,
    // VARIANT and not STRING, which would take the quotes off texts: "1" and 1 would be one value.
    spark: (x) =>
      `TRANSFORM(MAP_ENTRIES(FROM_JSON(${x}, 'MAP<STRING, VARIANT>')), e -> NAMED_STRUCT('key', e.key, 'value', TO_JSON(e.value)))`,
  },
  json_text: {
    means: 'text as a JSON string, in quotes',
    takes: { x: 'sql' },
    duckdb: (x) => `CAST(TO_JSON(${x}) AS VARCHAR)`,
    spark: (x) => `SUBSTRING(TO_JSON(ARRAY(${x})), 2, LENGTH(TO_JSON(ARRAY(${x}))) - 2)`,
  },
} satisfies Record<string, Macro>;
