import type { Macro } from './macro.ts';

/** Words about how a query is computed, never about what it gives. */
export const planMacros = {
  fence: {
    means:
      'after the FROM of a subquery: conditions from outside are tried on its rows, not computed anew from its inputs; for costly columns that conditions name',
    takes: {},
    // DuckDB moves conditions down through every expression they name, and computes each as often as it is named.
    duckdb: () => 'LIMIT 9223372036854775807',
    spark: () => '',
  },
} satisfies Record<string, Macro>;
