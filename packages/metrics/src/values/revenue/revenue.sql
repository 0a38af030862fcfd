/* Revenue of each master account in the period that ends on the day, in the same period a year before, and in all.
   reads  masters (master_id), in_invoices (invoice_id), in_credit_memos (credit_memo_id), in_sales_orders (order_id)
   writes revenue_values (master_id)
   source docs/metrics/values.md, revenue */
WITH revenue_events AS (
  SELECT i.master_id, i.invoice_date AS happened_on, i.total_amount_base AS amount
  FROM in_invoices i
  WHERE $source = 'invoices' AND i.invoice_date <= CAST($as_of AS DATE) AND NOT COALESCE(i.status IN $invoice_excluded_statuses, FALSE)
  UNION ALL
  SELECT c.master_id, c.credit_date AS happened_on, -c.total_amount_base AS amount
  FROM in_credit_memos c
  WHERE $source = 'invoices' AND c.credit_date <= CAST($as_of AS DATE) AND NOT COALESCE(c.status IN $credit_excluded_statuses, FALSE)
  UNION ALL
  SELECT o.master_id, o.effective_date AS happened_on, o.total_amount_base AS amount
  FROM in_sales_orders o
  WHERE $source = 'sales_orders' AND o.effective_date <= CAST($as_of AS DATE) AND o.status IN $order_statuses
),
sums AS (
  SELECT
    e.master_id,
    MIN(e.happened_on) AS first_on,
    SUM(e.amount) AS total,
    SUM(CASE WHEN e.happened_on >= CAST($from AS DATE) THEN e.amount END) AS value,
    SUM(CASE WHEN e.happened_on >= CAST($prior_from AS DATE) AND e.happened_on <= CAST($prior_to AS DATE) THEN e.amount END) AS prior,
    COUNT_IF(e.amount IS NULL) AS total_missing,
    COUNT_IF(e.amount IS NULL AND e.happened_on >= CAST($from AS DATE)) AS value_missing,
    COUNT_IF(e.amount IS NULL AND e.happened_on >= CAST($prior_from AS DATE) AND e.happened_on <= CAST($prior_to AS DATE)) AS prior_missing
  FROM revenue_events e
  GROUP BY e.master_id
),
judged AS (
  SELECT
    m.master_id,
    s.first_on,
    CASE WHEN $source = 'none' OR s.total_missing > 0 THEN NULL ELSE COALESCE(s.total, 0) END AS total,
    CASE WHEN $source = 'none' THEN 'no_source' WHEN s.total_missing > 0 THEN 'amount_missing' END AS total_reason,
    CASE WHEN $source = 'none' OR s.value_missing > 0 THEN NULL ELSE COALESCE(s.value, 0) END AS value,
    CASE WHEN $source = 'none' THEN 'no_source' WHEN s.value_missing > 0 THEN 'amount_missing' END AS value_reason,
    CASE WHEN $source = 'none' OR s.prior_missing > 0 THEN NULL ELSE COALESCE(s.prior, 0) END AS prior,
    CASE WHEN $source = 'none' THEN 'no_source' WHEN s.prior_missing > 0 THEN 'amount_missing' END AS prior_reason
  FROM masters m
  LEFT JOIN sums s ON s.master_id = m.master_id
),
compared AS (
  SELECT
    j.*,
    CASE
      WHEN $source = 'none' THEN 'no_source'
      WHEN j.first_on IS NULL THEN 'no_history'
      WHEN j.first_on > CAST($history_from AS DATE) THEN 'insufficient_history'
      WHEN j.value IS NULL OR j.prior IS NULL THEN 'amount_missing'
      WHEN j.prior <= 0 THEN 'no_prior_revenue'
    END AS growth_reason
  FROM judged j
)
SELECT
  c.master_id,
  CAST(c.value AS DECIMAL(38, 4)) AS value,
  c.value_reason,
  CAST(c.prior AS DECIMAL(38, 4)) AS prior,
  c.prior_reason,
  CASE WHEN c.growth_reason IS NULL THEN @ratio(c.value - c.prior, c.prior) END AS growth,
  c.growth_reason,
  CAST(c.total AS DECIMAL(38, 4)) AS total,
  c.total_reason,
  c.first_on,
  CASE WHEN $source = 'none' THEN 'no_source' WHEN c.first_on IS NULL THEN 'no_history' END AS first_on_reason
FROM compared c
