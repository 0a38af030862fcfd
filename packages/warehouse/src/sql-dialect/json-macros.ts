import type { Macro } from './macro.ts';

/** JSON kept as text. */
export const jsonMacros = {
  json_members: {
    means: 'the members of a JSON object as a list of structs (key, value); value is JSON text, NULL or null for null',
    takes: { x: 'sql' },
    duckdb: (x) => `MAP_ENTRIES(CAST(CAST(${x} AS JSON) AS MAP(VARCHAR, JSON)))`,
    // VARIANT and not STRING, which would take the quotes off texts: "1" and 1 would be one value.
    spark: (x) => `TRANSFORM(MAP_ENTRIES(FROM_JSON(${x}, 'MAP<STRING, VARIANT>')), e -> NAMED_STRUCT('key', e.key, 'value', TO_JSON(e.value)))`,
  },
  json_text: {
    means: 'text as a JSON string, in quotes',
    takes: { x: 'sql' },
    duckdb: (x) => `CAST(TO_JSON(${x}) AS VARCHAR)`,
    spark: (x) => `SUBSTRING(TO_JSON(ARRAY(${x})), 2, LENGTH(TO_JSON(ARRAY(${x}))) - 2)`,
  },
} satisfies Record<string, Macro>;
