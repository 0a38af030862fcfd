/* Orders: one row per order; money rounded half away from zero to the currency's minor unit, once, here.
   reads  lines  (source_id, record): silver_transaction_lines
   writes orders (order_id)
   source founding document 000, "order-level aggregations"; docs/concepts.md, "Orders"

   Products are counted in two steps: COUNT(DISTINCT) keeps all its values in memory. */
WITH counted AS (
  SELECT *
  FROM lines
  WHERE NOT COALESCE(status IN $exclude_status, FALSE)
),
by_product AS (
  SELECT
    order_id,
    product_id,
    MIN(customer_id) AS customer_id,
    MAX(customer_id) AS other_customer_id,
    MIN(event_ts) AS first_item_ts,
    MAX(event_ts) AS last_item_ts,
    SUM(line_total) AS spend,
    SUM(line_margin) AS margin,
    SUM(quantity) AS quantity,
    COUNT(*) AS line_count,
    COUNT(line_margin) AS lines_with_margin,
    SUM(CASE WHEN line_total < 0 THEN 0 - line_total ELSE 0 END) AS returned_spend,
    SUM(CASE WHEN quantity < 0 THEN 0 - quantity ELSE 0 END) AS returned_quantity,
    SUM(CASE WHEN is_return THEN 1 ELSE 0 END) AS return_lines,
    MIN(currency) AS currency
  FROM counted
  GROUP BY order_id, product_id
),
by_order AS (
  SELECT
    order_id,
    -- NULL, which the contract forbids, if the lines of an order disagree
    CASE WHEN MIN(customer_id) = MAX(other_customer_id) THEN MIN(customer_id) END AS customer_id,
    MIN(first_item_ts) AS first_item_ts,
    MAX(last_item_ts) AS last_item_ts,
    SUM(spend) AS spend,
    CASE WHEN SUM(lines_with_margin) = SUM(line_count) THEN SUM(margin) END AS margin,
    SUM(quantity) AS quantity,
    COUNT(product_id) AS distinct_products,
    SUM(line_count) AS line_count,
    SUM(line_count) - SUM(lines_with_margin) AS lines_without_margin,
    SUM(returned_spend) AS returned_spend,
    SUM(returned_quantity) AS returned_quantity,
    SUM(return_lines) AS return_lines,
    MIN(currency) AS currency
  FROM by_product
  GROUP BY order_id
)
SELECT
  order_id,
  customer_id,
  first_item_ts AS order_ts,
  first_item_ts,
  last_item_ts,
  @money(CASE {minor_units} WHEN 0 THEN ROUND(spend, 0) WHEN 3 THEN ROUND(spend, 3) WHEN 4 THEN ROUND(spend, 4) ELSE ROUND(spend, 2) END, 38, 4) AS total_spend,
  @money(CASE {minor_units} WHEN 0 THEN ROUND(margin, 0) WHEN 3 THEN ROUND(margin, 3) WHEN 4 THEN ROUND(margin, 4) ELSE ROUND(margin, 2) END, 38, 4) AS total_margin,
  @money(quantity, 38, 6) AS total_quantity,
  distinct_products,
  CAST(line_count AS BIGINT) AS line_count,
  CAST(lines_without_margin AS BIGINT) AS lines_without_margin,
  @money(CASE {minor_units} WHEN 0 THEN ROUND(returned_spend, 0) WHEN 3 THEN ROUND(returned_spend, 3) WHEN 4 THEN ROUND(returned_spend, 4) ELSE ROUND(returned_spend, 2) END, 38, 4) AS returned_spend,
  @money(returned_quantity, 38, 6) AS returned_quantity,
  CAST(return_lines AS BIGINT) AS return_lines,
  currency
FROM by_order
