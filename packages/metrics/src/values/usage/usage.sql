/* Usage of each master account in the newest days there are, and in as many days before, or a year before.
   reads  masters (master_id), in_usage (usage_id)
   writes usage_values (master_id)
   source docs/metrics/values.md, usage */
WITH measured AS (
  SELECT u.master_id, u.period_date, u.quantity
  FROM in_usage u
  WHERE u.period_date > CAST($read_after AS DATE) AND u.period_date <= CAST($as_of AS DATE)
    AND ($all_metrics OR u.metric IN $usage_metrics)
),
newest AS (
  /* Usage of a day comes after it: windows end with the last day there is any of. */
  SELECT MAX(d.period_date) AS until FROM measured d
),
windows AS (
  SELECT
    n.until,
    @add_days(n.until, -$window_days) AS after,
    CASE WHEN $last_year THEN @add_months(n.until, -12) ELSE @add_days(n.until, -$window_days) END AS prior_until
  FROM newest n
),
by_master AS (
  SELECT
    d.master_id,
    MIN(d.period_date) AS first_on,
    MAX(w.prior_until) AS prior_until,
    SUM(CASE WHEN d.period_date > w.after THEN d.quantity END) AS value,
    SUM(CASE WHEN d.period_date <= w.prior_until AND d.period_date > @add_days(w.prior_until, -$window_days) THEN d.quantity END) AS prior
  FROM measured d
  CROSS JOIN windows w
  WHERE d.period_date > @add_days(w.prior_until, -2 * $window_days)
  GROUP BY d.master_id
),
judged AS (
  SELECT
    m.master_id, b.first_on, b.prior_until,
    COALESCE(b.value, 0) AS value, COALESCE(b.prior, 0) AS prior,
    CASE
      WHEN NOT $has_source THEN 'no_source'
      WHEN w.until IS NULL OR w.until < @add_days(CAST($as_of AS DATE), -$max_delay_days) THEN 'partial_window'
    END AS reason
  FROM masters m
  CROSS JOIN windows w
  LEFT JOIN by_master b ON b.master_id = m.master_id
),
compared AS (
  SELECT
    j.*,
    CASE
      WHEN j.reason IS NOT NULL THEN j.reason
      WHEN j.first_on IS NULL THEN 'no_usage'
      WHEN j.prior < CAST($min_volume AS DECIMAL(18, 4)) AND j.value > 0 AND j.first_on > j.prior_until THEN 'new_usage'
      WHEN j.first_on > @add_days(j.prior_until, 1 - $window_days) THEN 'partial_window'
      WHEN j.prior < CAST($min_volume AS DECIMAL(18, 4)) AND j.value > 0 THEN 'new_usage'
      WHEN j.prior < CAST($min_volume AS DECIMAL(18, 4)) OR j.prior <= 0 THEN 'no_usage'
    END AS growth_reason
  FROM judged j
)
SELECT
  c.master_id,
  CASE WHEN c.growth_reason IS NULL THEN @ratio(c.value - c.prior, c.prior) END AS value,
  c.growth_reason AS value_reason,
  CASE WHEN c.reason IS NULL THEN CAST(c.value AS DECIMAL(38, 4)) END AS current_quantity,
  c.reason AS current_quantity_reason,
  CASE WHEN c.reason IS NULL THEN CAST(c.prior AS DECIMAL(38, 4)) END AS prior_quantity,
  c.reason AS prior_quantity_reason
FROM compared c
