import { ModelRefused } from '@audit/contract';
import { describe, expect, test } from 'vitest';
import { lint } from './lint.ts';

const refusal = (sql: string): ModelRefused | undefined => {
  try {
    lint('some/model', sql);
    return undefined;
  } catch (error) {
    if (error instanceof ModelRefused) return error;
    throw error;
  }
};

describe('the language of models', () => {
  test.each([
    ['QUALIFY', 'SELECT a FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b NULLS LAST) = 1'],
    ['LEVENSHTEIN', 'SELECT LEVENSHTEIN(a, b) FROM t'],
    ['frobnicate', 'SELECT frobnicate(a) FROM t'],
    ['ALL', 'SELECT a, COUNT(*) AS n FROM t GROUP BY ALL'],
    ['ASOF', 'SELECT a FROM t ASOF JOIN u USING (a)'],
    ['EXCLUDE', 'SELECT * EXCLUDE (a) FROM t'],
    ['REPLACE', 'SELECT * REPLACE (1 AS a) FROM t'],
    ['::', 'SELECT a::BIGINT AS a FROM t'],
    ['BY', 'SELECT a FROM t ORDER BY a'],
    ['BY', 'SELECT a FROM t ORDER BY a NULLS LAST, b'],
    ['BY', 'SELECT a FROM t ORDER BY a, b NULLS LAST'],
    ['BY', 'SELECT LAG(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS a FROM t'],
    ['7.0', 'SELECT EXP(a * 7.0) AS a FROM t'],
    ["'$since'", "SELECT a FROM t WHERE b > '$since'"],
    ["'[\\d]'", String.raw`SELECT @re_has(a, '[\d]') AS a FROM t`],
    [';', 'SELECT a FROM t;'],
    ['/', 'SELECT a / b AS c FROM t'],
    ['UPPER', 'SELECT UPPER(a) AS a FROM t'],
    ['CONCAT', 'SELECT CONCAT(a, b) AS a FROM t'],
    ['UNNEST', 'SELECT UNNEST(a) AS a FROM t'],
    ['ON', 'SELECT DISTINCT ON (a) a, b FROM t'],
    ['@nope', 'SELECT @nope(a) AS a FROM t'],
    ['[', 'SELECT a[1] AS a FROM t'],
    ["'", "SELECT 'open FROM t"],
    ['INSERT', 'INSERT INTO t SELECT 1'],
    ['FROM', 'FROM t'],
  ])('%s is refused in: %s', (word, sql) => {
    expect(refusal(sql)?.facts['word']).toBe(word);
  });

  test.each([
    'SELECT a, @money(SUM(b), 18, 2) AS b FROM t GROUP BY a',
    'WITH x AS (SELECT a, ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST, c ASC NULLS FIRST) AS n FROM t) SELECT a FROM x WHERE n = 1',
    'SELECT a FROM t WHERE b IN $list AND c <> 7e0 AND d = CAST(0.5 AS DECIMAL(2, 1)) -- QUALIFY in a remark is fine; so is 7.0',
    'SELECT \'QUALIFY\' AS "QUALIFY", t.exclude FROM (VALUES (1, 2)) AS v(a, b)',
    'SELECT @period_start({unit}, a, $zone) AS a FROM t',
    'SELECT a FROM t ORDER BY @trunc(month, a) NULLS FIRST, COALESCE(b, c) NULLS LAST LIMIT 3',
  ])('is spoken by: %s', (sql) => {
    expect(refusal(sql)).toBeUndefined();
  });

  test('a refusal names the model, the place, the word and what to use', () => {
    const error = refusal('SELECT a\nFROM t\n  QUALIFY 1 = 1');
    expect(error?.message).toBe('model some/model, line 3, column 3: "QUALIFY" is not allowed; filter ROW_NUMBER() in an outer query');
    expect(error?.code).toBe('MODEL_REFUSED');
  });
});
