/* Which observations made the version in force at a time, as believed now.
   reads  observations         (batch_id, record): curated_profile_observations
          versions             (customer_profile_version_sk): curated_dim_customer_profile
          batches              (batch_id): ops_profile_batches
          corrections          (batch_id, record): curated_profile_corrections
   writes profile_explanations (batch_id, record)
   source docs/profile.md, "Why is it so?" */
WITH version AS (
  SELECT
    customer_id,
    effective_start_ts,
    effective_end_ts,
    COALESCE(material_key, profile_hash) AS material,
    batch_id,
    record
  FROM versions
  WHERE customer_id = $customer_id
    AND effective_start_ts <= @timestamp($at)
    AND (effective_end_ts IS NULL OR effective_end_ts >= @timestamp($at))
),
last_retracts AS (
  SELECT
    effective_start_ts,
    load_ts,
    record,
    ROW_NUMBER() OVER (PARTITION BY effective_start_ts ORDER BY load_ts DESC NULLS LAST, record DESC NULLS LAST) AS nth
  FROM corrections
  WHERE customer_id = $customer_id AND action = 'retract'
),
told AS (
  SELECT
    o.customer_id AS customer_id,
    o.valid_ts AS valid_ts,
    o.extract_ts AS extract_ts,
    o.load_ts AS load_ts,
    o.batch_id AS batch_id,
    o.record AS record,
    o.precedence AS precedence,
    b.path AS source,
    o.kind AS kind,
    o.profile_hash AS profile_hash,
    COALESCE(o.material_key, o.profile_hash) AS material,
    c.effective_end_ts AS holds_until_ts,
    c.reason AS reason,
    c.ticket AS ticket,
    c.approver AS approver,
    CASE
      WHEN o.kind = 'retract' THEN 'retract'
      WHEN r.record IS NOT NULL AND (o.precedence = 0 OR o.load_ts < r.load_ts OR (o.load_ts = r.load_ts AND o.record < r.record))
        THEN 'retracted'
      WHEN c.effective_end_ts IS NOT NULL THEN 'portion'
      ELSE 'point'
    END AS role
  FROM observations o
  JOIN batches b ON b.batch_id = o.batch_id
  LEFT JOIN corrections c ON c.batch_id = o.batch_id AND c.record = o.record
  LEFT JOIN last_retracts r ON r.effective_start_ts = o.valid_ts AND r.nth = 1
  WHERE o.customer_id = $customer_id
),
ranked AS (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY valid_ts, role, holds_until_ts
      ORDER BY precedence DESC NULLS LAST, CASE WHEN precedence = 0 THEN extract_ts END DESC NULLS LAST, load_ts DESC NULLS LAST,
        record DESC NULLS LAST
    ) = 1 AS is_first
  FROM told
)
SELECT
  r.customer_id AS customer_id,
  r.valid_ts AS valid_ts,
  r.extract_ts AS extract_ts,
  r.load_ts AS load_ts,
  r.batch_id AS batch_id,
  r.record AS record,
  r.source AS source,
  r.kind AS kind,
  r.profile_hash AS profile_hash,
  CASE
    WHEN r.role = 'retract' THEN 'takes back what was said at its instant'
    WHEN r.role = 'retracted' THEN 'was taken back'
    WHEN NOT r.is_first THEN 'is outdone at its instant'
    WHEN r.valid_ts = v.effective_start_ts AND r.material = v.material THEN 'starts the version'
    WHEN r.valid_ts = v.effective_end_ts + @one_micro() THEN 'ends the version'
    WHEN r.holds_until_ts + @one_micro() = v.effective_start_ts THEN 'ends where the version starts'
    WHEN r.valid_ts < v.effective_start_ts AND r.batch_id = v.batch_id AND r.record = v.record THEN 'holds again in the version'
    WHEN r.valid_ts > v.effective_start_ts AND (v.effective_end_ts IS NULL OR r.valid_ts <= v.effective_end_ts) AND r.material = v.material THEN
      CASE WHEN r.batch_id = v.batch_id AND r.record = v.record THEN 'presents the version' ELSE 'confirms the version' END
    WHEN r.valid_ts >= v.effective_start_ts AND (v.effective_end_ts IS NULL OR r.valid_ts <= v.effective_end_ts)
      THEN 'is overruled inside the version'
    ELSE 'lies outside of the version'
  END AS part,
  r.is_first AND r.role IN ('point', 'portion') AS is_believed,
  r.holds_until_ts AS holds_until_ts,
  r.reason AS reason,
  r.ticket AS ticket,
  r.approver AS approver
FROM ranked r
LEFT JOIN version v ON v.customer_id = r.customer_id
