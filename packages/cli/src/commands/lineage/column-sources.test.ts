import { expect, test } from 'vitest';
import { columnSources } from './column-sources.ts';

const model = `/* SELECT nothing AS spend FROM here */
WITH by_product AS (
  SELECT order_id, SUM(line_total) AS spend, MIN(currency) AS currency, COUNT(*) AS line_count
  FROM lines GROUP BY order_id, product_id
)
SELECT
  order_id,
  CAST(ROUND(SUM(spend), CASE currency WHEN 'JPY' THEN 0 ELSE 2 END) AS DECIMAL(38, 4)) AS total_spend,
  SUM(line_count) AS line_count
FROM by_product GROUP BY order_id`;
const inputs = new Set(['order_id', 'product_id', 'line_total', 'currency', 'quantity']);

test('a column is followed through subqueries to the input columns of its expression', () => {
  expect(columnSources(model, 'total_spend', inputs)).toEqual(['currency', 'line_total']);
});

test('a column that is handed on comes from itself', () => {
  expect(columnSources(model, 'order_id', inputs)).toEqual(['order_id']);
});

test('a count of rows comes from no column', () => {
  expect(columnSources(model, 'line_count', inputs)).toEqual([]);
});

test('an aggregate under its own name comes from the input column of that name', () => {
  expect(columnSources('SELECT SUM(total_spend) AS total_spend FROM orders', 'total_spend', new Set(['total_spend']))).toEqual([
    'total_spend',
  ]);
});

test('a new name that an input column happens to have does not come from that column', () => {
  expect(columnSources('SELECT COUNT(*) AS quantity FROM lines', 'quantity', inputs)).toEqual([]);
});
