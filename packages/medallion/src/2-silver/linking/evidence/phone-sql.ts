import { textLiteral } from '@audit/warehouse';
import { dialPlans } from './dial-codes.ts';

/** Relation of every country's dial code and trunk prefix, for a join on the country. */
const dialPlansSql = (): string =>
  `SELECT * FROM (VALUES ${dialPlans
    .map(({ country, dial, trunk }) => `(${[country, dial, trunk].map(textLiteral).join(', ')})`)
    .join(', ')}) AS plans(plan_country, dial, trunk)`;

/**
 * Digits of a number as it is written, and a plus before them. Extensions, and a trunk zero kept in brackets behind the country code, are no
 * part of it. Most numbers hold nothing but digits and the usual marks: they are spared the slow expressions.
 */
const written = (raw: string): string => {
  const slow = `REGEXP_REPLACE(REGEXP_REPLACE(LOWER(${raw}), '(;?ext\\.?=?|extension|x|#|durchwahl)\\s*[0-9]+.*$', ''), '[^0-9+]', '', 'g')`;
  return `CASE WHEN REGEXP_FULL_MATCH(plain, '\\+?[0-9]+') THEN plain ELSE ${slow} END`;
};

/**
 * Relation of `rows` (i, phone, country) as `(i, phone)`: E.164 digits without the plus. A number without a country code is read as one of
 * its account's country; where that is not known either, and where too few or too many digits are left, it is NULL.
 */
export const phonesSql = (rows: string): string => {
  // The plan of NANP countries has trunk ''; all its numbers have ten digits.
  const national = `CASE
      WHEN p.dial IS NULL THEN NULL
      WHEN p.dial LIKE '1%' AND LENGTH(digits) = 11 AND digits LIKE '1%' THEN digits
      WHEN p.dial LIKE '1%' THEN CASE WHEN LENGTH(digits) = 10 THEN '1' || digits WHEN LENGTH(digits) = 7 THEN p.dial || digits END
      WHEN p.trunk <> '' AND digits LIKE p.trunk || '%' THEN p.dial || SUBSTR(digits, LENGTH(p.trunk) + 1)
      WHEN p.trunk <> '' AND digits LIKE p.dial || '%' AND LENGTH(digits) >= LENGTH(p.dial) + 8 THEN digits
      ELSE p.dial || digits END`;
  const international = `CASE WHEN marks LIKE '+%' THEN digits WHEN digits LIKE '00%' THEN SUBSTR(digits, 3)
      WHEN p.dial LIKE '1%' AND digits LIKE '011%' AND LENGTH(digits) >= 11 THEN SUBSTR(digits, 4) ELSE ${national} END`;
  return `SELECT i, raw, CASE WHEN LENGTH(number) BETWEEN 8 AND 15 THEN number END AS phone FROM (
    SELECT i, raw, ${international} AS number FROM (
      SELECT *, REPLACE(marks, '+', '') AS digits FROM (
        SELECT i, raw, country, ${written('bare')} AS marks FROM (
          SELECT *, TRANSLATE(bare, ' -()./', '') AS plain FROM (SELECT i, phone AS raw, country, REPLACE(phone, '(0)', '') AS bare FROM (${rows}) g) b) p) m) w
    LEFT JOIN (${dialPlansSql()}) p ON p.plan_country = w.country) n`;
};

/** Whether E.164 digits are what people type where they have to give a number: one or two different digits, or counting up. */
export const placeholderPhone = (phone: string): string => {
  const end = `RIGHT(${phone}, 8)`;
  const withoutOne = `REPLACE(${end}, LEFT(${end}, 1), '')`;
  return `(REPLACE(${withoutOne}, LEFT(${withoutOne}, 1), '') = '' OR ${end} IN ('23456789', '12345678', '34567890', '98765432', '87654321'))`;
};
