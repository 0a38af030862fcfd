/** Functions that mean the same, for all arguments, in every engine of ours. Anything else is a macro or not allowed. */
export const portableFunctions: ReadonlySet<string> = new Set(
  `ABS BOOL_AND BOOL_OR CEIL COALESCE COUNT CONCAT_WS DAY DENSE_RANK EXP FIRST_VALUE FLOOR GREATEST HOUR LAG
  LAST_VALUE LEAD LEAST LENGTH LN LPAD MAX MD5 MIN MINUTE MONTH NTILE NULLIF POWER QUARTER RANK REPLACE ROUND ROW_NUMBER
  RPAD SIGN SPLIT_PART SQRT STDDEV_SAMP SUBSTR SUM TRANSLATE VAR_SAMP YEAR`.split(/\s+/),
);

/** Words that may stand before a parenthesis without being functions. */
export const portableClauses: ReadonlySet<string> = new Set(
  `AND AS BETWEEN BY CASE CAST DECIMAL DISTINCT ELSE EXCEPT EXISTS FILTER FROM HAVING IN INTERSECT JOIN NOT ON OR OVER
  PARTITION SELECT THEN TRY_CAST UNION USING VALUES WHEN WHERE ALL`.split(/\s+/),
);

/** Known words that are no good, and what to write instead. */
export const refusedFunctions: Readonly<Record<string, string>> = {
  ANY_VALUE: 'use MIN or MAX of a column that is equal on every row, with a check that it is',
  ARG_MAX: 'use @max_by, which counts rows with NULL',
  ARG_MIN: 'use @min_by, which counts rows with NULL',
  AVG: 'use @avg_double: engines give an average of decimals different types',
  COUNT_IF: 'use COUNT(CASE WHEN … THEN 1 END): engines disagree about a group in which nothing is true or false',
  CONCAT: 'use ||, or COALESCE the parts: engines treat NULL differently',
  DATEDIFF: 'use @days_between or @months_between: engines count differently',
  DATE_DIFF: 'use @days_between or @months_between: engines count differently',
  DATE_TRUNC: 'use @trunc or @trunc_date: engines give different types',
  FIRST: 'use @min_by with an order',
  HASH: 'use @sha256_hex: engines hash differently',
  LAST: 'use @max_by with an order',
  LEVENSHTEIN: 'score candidate pairs in one implementation: engines count bytes or characters',
  LIST: 'use @ordered_list: the order of a list must be said',
  LOWER: 'use @ascii_lower, or text folded at intake: engines fold letters differently',
  NOW: 'give the time as a parameter',
  RANDOM: 'a model must give the same rows each time',
  REGEXP_MATCHES: 'use @re_has',
  REGEXP_REPLACE: 'use @re_all',
  STRING_AGG: 'use @ordered_text: the order must be said',
  TRIM: 'use @trim_chars with the characters: engines trim different ones',
  UPPER: 'use @ascii_upper, or text folded at intake: engines fold letters differently',
};

export const refusedWords: Readonly<Record<string, string>> = {
  ASOF: 'use a window with ROW_NUMBER or LEAD',
  COPY: 'a model is one query',
  CREATE: 'a model is one query',
  CURRENT_DATE: 'give the date as a parameter',
  CURRENT_TIMESTAMP: 'give the time as a parameter',
  DELETE: 'a model is one query',
  DROP: 'a model is one query',
  EXCLUDE: 'name the columns',
  GLOB: 'use LIKE or @re_has',
  ILIKE: 'use LIKE over text folded at intake',
  INSERT: 'a model is one query',
  LATERAL: 'use a join, or @explode for the elements of a list',
  PIVOT: 'use CASE inside aggregates',
  POSITIONAL: 'join by a key',
  QUALIFY: 'filter ROW_NUMBER() in an outer query',
  RECURSIVE: 'not every engine has recursive queries',
  SIMILAR: 'use @re_has',
  TABLESAMPLE: 'a model must give the same rows each time',
  UNNEST: 'use @explode',
  UNPIVOT: 'use UNION ALL',
  UPDATE: 'a model is one query',
};

export const refusedSymbols: Readonly<Record<string, string>> = {
  '!=': 'write <>',
  '**': 'use POWER',
  '->': 'lambdas are not the same in every engine',
  '/': 'use @ratio, or @int_div for whole numbers: engines divide decimals to different types',
  '//': 'use @int_div',
  '::': 'use CAST(x AS type)',
  ':=': 'use @struct',
  ';': 'a model is one query',
  '==': 'write =',
};
/** Symbols that mean the same everywhere. */
export const portableSymbols: ReadonlySet<string> = new Set([
  '(',
  ')',
  ',',
  '.',
  '*',
  '+',
  '-',
  '%',
  '=',
  '<',
  '>',
  '<=',
  '>=',
  '<>',
  '||',
]);
