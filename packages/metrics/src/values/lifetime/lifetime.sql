/* Value of each master account as a customer: of what its contracts will bring, or of what it has brought.
   reads  masters (master_id), of_recurring (master_id), of_revenue (master_id), in_accounts (account_id), segment_factors (segment)
   writes lifetime_values (master_id)
   source docs/metrics/values.md, customer lifetime value */
WITH segments AS (
  SELECT a.master_id, a.segment, COUNT(*) AS accounts
  FROM in_accounts a
  WHERE a.segment IS NOT NULL
  GROUP BY a.master_id, a.segment
),
ranked AS (
  SELECT
    s.master_id, s.segment,
    ROW_NUMBER() OVER (PARTITION BY s.master_id ORDER BY s.accounts DESC NULLS LAST, s.segment ASC NULLS FIRST) AS place
  FROM segments s
),
chosen AS (
  SELECT
    m.master_id, TRY_CAST(r.value AS DECIMAL(20, 2)) AS mrr, r.value_reason AS mrr_reason,
    COALESCE(f.factor, CAST($factor AS DECIMAL(16, 12))) AS factor,
    TRY_CAST(v.total AS DECIMAL(28, 2)) AS revenue, v.total_reason AS revenue_reason,
    CASE
      WHEN $method = 'contractual' OR ($method = 'auto' AND r.value > 0) THEN 'contractual'
      ELSE 'historic'
    END AS method
  FROM masters m
  LEFT JOIN of_recurring r ON r.master_id = m.master_id
  LEFT JOIN of_revenue v ON v.master_id = m.master_id
  LEFT JOIN ranked s ON s.master_id = m.master_id AND s.place = 1
  LEFT JOIN segment_factors f ON f.segment = s.segment
),
valued AS (
  SELECT
    c.master_id, c.method,
    CASE
      WHEN c.method = 'contractual' THEN CAST(c.mrr * c.factor AS DECIMAL(38, 2))
      ELSE CAST(c.revenue * CAST($margin AS DECIMAL(7, 6)) AS DECIMAL(38, 2))
    END AS value,
    CASE WHEN c.method = 'contractual' THEN c.mrr_reason ELSE c.revenue_reason END AS reason
  FROM chosen c
)
SELECT
  v.master_id,
  v.value,
  CASE WHEN v.value IS NULL THEN COALESCE(v.reason, 'out_of_range') END AS value_reason,
  CASE WHEN v.value IS NOT NULL THEN v.method END AS method,
  CASE WHEN v.value IS NULL THEN COALESCE(v.reason, 'out_of_range') END AS method_reason
FROM valued v
