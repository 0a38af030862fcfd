const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checks = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** The last five of 15 characters count rows, the first of them slowest. */
const powers = [4, 3, 2, 1, 0].map((exponent) => 62 ** exponent);
const powerList = `[${powers.join(', ')}]`;

const character = (digit: string): string => `substr('${digits}', CAST(${digit} + 1 AS INTEGER), 1)`;
const digitOf = (power: number | string): string => `((n // ${power}) % 62)`;
const checkOf = (bits: string): string => `substr('${checks}', CAST(1 + ${bits} AS INTEGER), 1)`;
const bit = (digit: string, weight: string | number): string => `CASE WHEN ${digit} BETWEEN 10 AND 35 THEN ${weight} ELSE 0 END`;
const checkOfText = (text: string, first: number): string =>
  checkOf(
    `list_sum(list_transform([0, 1, 2, 3, 4], lambda k: CASE WHEN substr(${text}, ${first} + k, 1) BETWEEN 'A' AND 'Z' THEN 1 << k ELSE 0 END))`,
  );

/** The first ten characters are the same for all rows of an object: the engine folds what is computed of them. */
const idOf = (row: string, check: string): string =>
  `concat(prefix, '5g00000', ${row}, ${checkOfText("concat(prefix, '5g')", 1)}, 'A', ${checkOf(check)})`;

/**
 * Ids in SQL, as {@link salesforceId} makes them. `sf_id` is short, and planned five times as fast; `sf_id_fast` is computed twice as fast: for
 * many rows. `sf_checked` makes 18 characters of 15.
 */
export const idMacros: readonly string[] = [
  `CREATE MACRO sf_checked(t) AS concat(t, ${checkOfText('t', 1)}, ${checkOfText('t', 6)}, ${checkOfText('t', 11)})`,
  `CREATE MACRO sf_id_short(prefix, n) AS ${idOf(
    `list_aggregate(list_transform(${powerList}, lambda p: ${character(digitOf('p'))}), 'string_agg', '')`,
    `list_sum(list_transform(${powerList}, lambda p, k: ${bit(digitOf('p'), '1 << (k - 1)')}))`,
  )}`,
  `CREATE MACRO sf_id_long(prefix, n) AS ${idOf(
    powers.map((power) => character(digitOf(power))).join(', '),
    powers.map((power, place) => bit(digitOf(power), 2 ** place)).join(' + '),
  )}`,
  'CREATE MACRO sf_id(prefix, n) AS sf_id_short(prefix, CAST(n AS BIGINT))',
  'CREATE MACRO sf_id_fast(prefix, n) AS sf_id_long(prefix, CAST(n AS BIGINT))',
];
