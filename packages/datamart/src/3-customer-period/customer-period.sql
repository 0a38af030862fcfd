/* Customer x {unit}: an order belongs whole to the period of its order_ts, on the calendar of the business zone.
   reads  orders          (order_id): gold_orders
   writes customer_period (customer_id, period_start)
   source founding document 000, "customer-period aggregations"; docs/concepts.md, "Periods" */
WITH dated AS (
  SELECT
    *,
    @period_start({unit}, order_ts, $zone) AS period_start
  FROM orders
),
summed AS (
  SELECT
    customer_id,
    period_start,
    COUNT(*) AS total_orders,
    SUM(total_spend) AS total_spend,
    @sum_all(total_margin) AS total_margin,
    SUM(total_quantity) AS total_quantity,
    MAX(order_ts) AS last_transaction_ts,
    COUNT(*) - COUNT(total_margin) AS orders_without_margin,
    SUM(returned_spend) AS returned_spend,
    SUM(returned_quantity) AS returned_quantity,
    SUM(return_lines) AS return_lines,
    MIN(currency) AS currency
  FROM dated
  GROUP BY customer_id, period_start
)
SELECT
  customer_id,
  period_start,
  @period_end({unit}, period_start, $zone) AS period_end,
  total_orders,
  @money(total_spend, 38, 4) AS total_spend,
  @money(total_margin, 38, 4) AS total_margin,
  @money(total_quantity, 38, 6) AS total_quantity,
  last_transaction_ts,
  orders_without_margin,
  @money(returned_spend, 38, 4) AS returned_spend,
  @money(returned_quantity, 38, 6) AS returned_quantity,
  CAST(return_lines AS BIGINT) AS return_lines,
  currency
FROM summed
