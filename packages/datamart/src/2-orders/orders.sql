/* Orders: one row per order; money rounded half away from zero to the currency's minor unit, once, here.
   reads  lines  (source_id, record): silver_transaction_lines
   writes orders (order_id)
   source founding document 000, "order-level aggregations"; docs/concepts.md, "Orders"

   Products are counted apart, over distinct pairs, in orders that may have one twice: COUNT(DISTINCT) keeps all values of
   all orders in memory. */
WITH totals AS (
  SELECT
    order_id,
    MIN(customer_id) AS customer_id,
    MAX(customer_id) AS other_customer_id,
    MIN(event_ts) AS first_item_ts,
    MAX(event_ts) AS last_item_ts,
    SUM(line_total) AS spend,
    @near_sum(line_total) AS near_spend,
    @sum_all(line_margin) AS margin,
    @near_sum(line_margin) AS near_margin,
    SUM(quantity) AS quantity,
    COUNT(*) AS line_count,
    COUNT(product_id) AS lines_with_product,
    @distinct_at_least(product_id) AS products_at_least,
    COUNT(*) - COUNT(line_margin) AS lines_without_margin,
    0 - SUM(line_total) FILTER (WHERE line_total < 0) AS returned_spend,
    0 - SUM(quantity) FILTER (WHERE quantity < 0) AS returned_quantity,
    COUNT(*) FILTER (WHERE is_return) AS return_lines,
    MIN(currency) AS currency
  FROM lines
  WHERE NOT COALESCE(status IN $exclude_status, FALSE)
  GROUP BY order_id
),
pairs AS (
  SELECT DISTINCT
    order_id,
    product_id
  FROM lines
  WHERE order_id IN (SELECT order_id FROM totals WHERE products_at_least < lines_with_product)
    AND product_id IS NOT NULL AND NOT COALESCE(status IN $exclude_status, FALSE)
),
products AS (
  SELECT
    order_id,
    COUNT(*) AS distinct_products
  FROM pairs
  GROUP BY order_id
)
SELECT
  t.order_id AS order_id,
  -- NULL, which the contract forbids, if the lines of an order disagree
  CASE WHEN t.customer_id = t.other_customer_id THEN t.customer_id END AS customer_id,
  t.first_item_ts AS order_ts,
  t.first_item_ts AS first_item_ts,
  t.last_item_ts AS last_item_ts,
  @to_minor_unit(t.spend, t.near_spend, t.currency) AS total_spend,
  @to_minor_unit(t.margin, t.near_margin, t.currency) AS total_margin,
  @money(t.quantity, 38, 6) AS total_quantity,
  COALESCE(p.distinct_products, t.lines_with_product) AS distinct_products,
  t.line_count AS line_count,
  t.lines_without_margin AS lines_without_margin,
  CASE WHEN t.returned_spend IS NULL THEN @money(0, 38, 4) ELSE @to_minor_unit(t.returned_spend, CAST(t.returned_spend AS DOUBLE), t.currency) END AS returned_spend,
  COALESCE(@money(t.returned_quantity, 38, 6), 0) AS returned_quantity,
  t.return_lines AS return_lines,
  t.currency AS currency
FROM totals t
LEFT JOIN products p ON p.order_id = t.order_id
