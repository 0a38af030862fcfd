/* Share of the closed opportunities of each master account that were won.
   reads  masters (master_id), in_opportunities (opportunity_id)
   writes win_rate_values (master_id)
   source docs/metrics/values.md, sales */
WITH closed AS (
  SELECT
    o.master_id, COALESCE(o.is_won, FALSE) AS is_won,
    CASE WHEN $by = 'amount' THEN o.amount_base ELSE CAST(1 AS DECIMAL(38, 4)) END AS weight
  FROM in_opportunities o
  WHERE o.is_closed AND o.close_date > CAST($after AS DATE) AND o.close_date <= CAST($as_of AS DATE)
    AND NOT COALESCE(o.type IN $renewal_types, FALSE)
),
by_master AS (
  SELECT
    c.master_id,
    COUNT(*) AS sample,
    COUNT_IF(c.is_won) AS won,
    SUM(CASE WHEN c.is_won THEN c.weight ELSE 0 END) AS won_weight,
    SUM(c.weight) AS weight,
    COUNT_IF(c.weight IS NULL) AS missing
  FROM closed c
  GROUP BY c.master_id
),
judged AS (
  SELECT
    m.master_id, COALESCE(b.sample, 0) AS sample, COALESCE(b.won, 0) AS won, b.won_weight, b.weight,
    CASE WHEN NOT $has_source THEN 'no_source' END AS reason,
    CASE
      WHEN NOT $has_source THEN 'no_source'
      WHEN b.sample IS NULL THEN 'none_closed'
      WHEN b.missing > 0 THEN 'amount_missing'
      WHEN b.weight <= 0 THEN 'none_closed'
    END AS rate_reason
  FROM masters m
  LEFT JOIN by_master b ON b.master_id = m.master_id
)
SELECT
  j.master_id,
  CASE WHEN j.rate_reason IS NULL THEN @ratio(j.won_weight, j.weight) END AS value,
  j.rate_reason AS value_reason,
  CASE WHEN j.reason IS NULL THEN CAST(j.sample AS BIGINT) END AS sample,
  j.reason AS sample_reason,
  CASE WHEN j.reason IS NULL THEN CAST(j.won AS BIGINT) END AS won,
  j.reason AS won_reason,
  CASE WHEN j.reason IS NULL THEN j.sample < $min_sample END AS is_thin,
  j.reason AS is_thin_reason
FROM judged j
