/* Monthly recurring revenue of each master account on the day, a month before, and what made the difference.
   reads  masters (master_id), recurring_items (source_table, item_id)
   writes recurring_values (master_id)
   source docs/metrics/values.md, monthly recurring revenue */
WITH dated AS (
  SELECT
    i.master_id, i.currency, i.own_amount, i.amount,
    COALESCE(i.product_id, i.item_id) AS service,
    COALESCE(i.family, i.product_id, i.item_id) AS family,
    i.starts_on <= CAST($before AS DATE) AND COALESCE(i.ends_on >= i.starts_on, TRUE) AS was_ever,
    i.starts_on <= CAST($before AS DATE) AND COALESCE(i.ends_on >= CAST($before AS DATE), TRUE) AS was,
    i.starts_on <= CAST($as_of AS DATE) AND COALESCE(i.ends_on >= CAST($as_of AS DATE), TRUE) AS is_now
  FROM recurring_items i
),
by_currency AS (
  SELECT
    d.master_id, d.currency,
    BOOL_OR(d.was_ever) AS was_ever,
    COUNT_IF(d.amount IS NULL AND (d.was OR d.is_now)) AS missing,
    COALESCE(SUM(CASE WHEN d.was THEN d.own_amount END), 0) AS own_start,
    COALESCE(SUM(CASE WHEN d.is_now THEN d.own_amount END), 0) AS own_end,
    COALESCE(SUM(CASE WHEN d.was THEN d.amount END), 0) AS amount_start,
    COALESCE(SUM(CASE WHEN d.is_now THEN d.amount END), 0) AS amount_end
  FROM dated d
  GROUP BY d.master_id, d.currency
),
rated AS (
  /* What the same price came to by another rate: the price now, at the rate then, is taken from it. */
  SELECT
    c.*,
    CASE
      WHEN c.own_start > 0 AND c.own_end > 0 AND c.amount_start > 0
      THEN COALESCE(
        c.amount_end
        - CAST(TRY_CAST(@ratio(CAST(c.own_end AS DOUBLE) * CAST(c.amount_start AS DOUBLE), c.own_start) AS DECIMAL(38, 8)) AS DECIMAL(38, 2)),
        0
      )
      ELSE CAST(0 AS DECIMAL(38, 2))
    END AS fx
  FROM by_currency c
),
services AS (
  SELECT
    d.master_id,
    COUNT(DISTINCT CASE WHEN d.is_now THEN d.service END) AS services,
    COUNT(DISTINCT CASE WHEN d.is_now THEN d.family END) AS families
  FROM dated d
  GROUP BY d.master_id
),
by_master AS (
  SELECT
    r.master_id,
    BOOL_OR(r.was_ever) AS was_ever,
    SUM(r.missing) AS missing,
    SUM(r.amount_start) AS amount_start,
    SUM(r.amount_end) AS amount_end,
    SUM(r.fx) AS fx
  FROM rated r
  GROUP BY r.master_id
),
known AS (
  SELECT
    m.master_id,
    CASE WHEN $source = 'none' THEN 'no_source' WHEN b.missing > 0 THEN 'amount_missing' END AS reason,
    CASE WHEN $source = 'none' THEN 'no_source' END AS source_reason,
    COALESCE(b.was_ever, FALSE) AS was_ever,
    COALESCE(b.amount_start, 0) AS amount_start,
    COALESCE(b.amount_end, 0) AS amount_end,
    COALESCE(b.fx, 0) AS fx,
    COALESCE(s.services, 0) AS services,
    COALESCE(s.families, 0) AS families
  FROM masters m
  LEFT JOIN by_master b ON b.master_id = m.master_id
  LEFT JOIN services s ON s.master_id = m.master_id
),
moved AS (
  SELECT
    k.*,
    CASE
      WHEN k.amount_start = 0 AND k.amount_end <> 0 AND k.was_ever THEN 'reactivation'
      WHEN k.amount_start = 0 AND k.amount_end <> 0 THEN 'new'
      WHEN k.amount_start <> 0 AND k.amount_end = 0 THEN 'churn'
      WHEN k.amount_end - k.amount_start - k.fx > 0 THEN 'expansion'
      ELSE 'contraction'
    END AS movement,
    k.amount_end - k.amount_start - k.fx AS moved_by
  FROM known k
)
SELECT
  v.master_id,
  CASE WHEN v.reason IS NULL THEN CAST(v.amount_end AS DECIMAL(38, 2)) END AS value,
  v.reason AS value_reason,
  CASE WHEN v.reason IS NULL THEN CAST(v.amount_start AS DECIMAL(38, 2)) END AS start,
  v.reason AS start_reason,
  CASE WHEN v.reason IS NULL THEN CAST(CASE WHEN v.movement = 'new' THEN v.moved_by ELSE 0 END AS DECIMAL(38, 2)) END AS new,
  v.reason AS new_reason,
  CASE WHEN v.reason IS NULL THEN CAST(CASE WHEN v.movement = 'expansion' THEN v.moved_by ELSE 0 END AS DECIMAL(38, 2)) END AS expansion,
  v.reason AS expansion_reason,
  CASE WHEN v.reason IS NULL THEN CAST(CASE WHEN v.movement = 'contraction' THEN v.moved_by ELSE 0 END AS DECIMAL(38, 2)) END AS contraction,
  v.reason AS contraction_reason,
  CASE WHEN v.reason IS NULL THEN CAST(CASE WHEN v.movement = 'churn' THEN v.moved_by ELSE 0 END AS DECIMAL(38, 2)) END AS churn,
  v.reason AS churn_reason,
  CASE WHEN v.reason IS NULL THEN CAST(CASE WHEN v.movement = 'reactivation' THEN v.moved_by ELSE 0 END AS DECIMAL(38, 2)) END AS reactivation,
  v.reason AS reactivation_reason,
  CASE WHEN v.reason IS NULL THEN CAST(v.fx AS DECIMAL(38, 2)) END AS fx,
  v.reason AS fx_reason,
  CASE WHEN v.source_reason IS NULL THEN CAST(v.services AS BIGINT) END AS services,
  v.source_reason AS services_reason,
  CASE WHEN v.source_reason IS NULL THEN CAST(v.families AS BIGINT) END AS families,
  v.source_reason AS families_reason
FROM moved v
