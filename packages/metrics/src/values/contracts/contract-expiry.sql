/* Days until the next contract of each master account ends.
   reads  masters (master_id), in_contracts (contract_id)
   writes contract_expiry_values (master_id)
   source docs/metrics/values.md, contracts */
WITH ends AS (
  SELECT
    c.master_id,
    COALESCE(
      c.end_date,
      @add_days(@add_months(c.start_date, CASE WHEN c.contract_term BETWEEN 1 AND 1200 THEN c.contract_term END), -1)
    ) AS ends_on
  FROM in_contracts c
  WHERE c.status IN $statuses AND COALESCE(c.start_date <= CAST($as_of AS DATE), TRUE)
),
by_master AS (
  SELECT
    e.master_id,
    MIN(CASE WHEN e.ends_on >= CAST($as_of AS DATE) THEN e.ends_on END) AS next_on,
    MAX(CASE WHEN e.ends_on < CAST($as_of AS DATE) THEN e.ends_on END) AS last_on,
    COUNT_IF(e.ends_on IS NULL) AS evergreen
  FROM ends e
  GROUP BY e.master_id
),
judged AS (
  SELECT
    m.master_id,
    CASE
      WHEN NOT $has_source THEN NULL
      WHEN b.next_on IS NOT NULL THEN b.next_on
      WHEN b.evergreen > 0 THEN NULL
      WHEN b.last_on >= @add_days(CAST($as_of AS DATE), -$grace_days) THEN b.last_on
    END AS ends_on,
    CASE
      WHEN NOT $has_source THEN 'no_source'
      WHEN b.master_id IS NULL THEN 'no_contract'
      WHEN b.next_on IS NOT NULL THEN NULL
      WHEN b.evergreen > 0 THEN 'evergreen'
      WHEN b.last_on >= @add_days(CAST($as_of AS DATE), -$grace_days) THEN NULL
      ELSE 'expired_long_ago'
    END AS reason
  FROM masters m
  LEFT JOIN by_master b ON b.master_id = m.master_id
)
SELECT
  j.master_id,
  @days_between(CAST($as_of AS DATE), j.ends_on) AS value,
  j.reason AS value_reason,
  CASE
    WHEN j.ends_on IS NOT NULL THEN j.ends_on < CAST($as_of AS DATE)
    WHEN j.reason = 'evergreen' THEN FALSE
    WHEN j.reason = 'expired_long_ago' THEN TRUE
  END AS is_expired,
  CASE WHEN j.reason IN ('no_source', 'no_contract') THEN j.reason END AS is_expired_reason,
  j.ends_on AS ends_on,
  j.reason AS ends_on_reason
FROM judged j
