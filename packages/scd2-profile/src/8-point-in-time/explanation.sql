/* Which observations made the version in force at a time, as believed now.
   reads  observations         (batch_id, record): curated_profile_observations
          versions             (customer_profile_version_sk): curated_dim_customer_profile
          batches              (batch_id): ops_profile_batches
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
ranked AS (
  SELECT
    o.customer_id AS customer_id,
    o.valid_ts AS valid_ts,
    o.extract_ts AS extract_ts,
    o.load_ts AS load_ts,
    o.batch_id AS batch_id,
    o.record AS record,
    b.path AS source,
    o.kind AS kind,
    o.profile_hash AS profile_hash,
    COALESCE(o.material_key, o.profile_hash) AS material,
    ROW_NUMBER() OVER (
      PARTITION BY o.valid_ts
      ORDER BY o.precedence DESC NULLS LAST, o.extract_ts DESC NULLS LAST, o.load_ts DESC NULLS LAST, o.record DESC NULLS LAST
    ) = 1 AS is_believed
  FROM observations o
  JOIN batches b ON b.batch_id = o.batch_id
  WHERE o.customer_id = $customer_id
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
    WHEN NOT r.is_believed THEN 'is outdone at its instant'
    WHEN r.valid_ts = v.effective_start_ts AND r.material = v.material THEN 'starts the version'
    WHEN r.valid_ts = v.effective_end_ts + @one_micro() THEN 'ends the version'
    WHEN r.valid_ts > v.effective_start_ts AND (v.effective_end_ts IS NULL OR r.valid_ts <= v.effective_end_ts) AND r.material = v.material THEN
      CASE WHEN r.batch_id = v.batch_id AND r.record = v.record THEN 'presents the version' ELSE 'confirms the version' END
    WHEN r.valid_ts >= v.effective_start_ts AND (v.effective_end_ts IS NULL OR r.valid_ts <= v.effective_end_ts)
      THEN 'is contradicted by a later snapshot'
    ELSE 'lies outside of the version'
  END AS part,
  r.is_believed AS is_believed
FROM ranked r
LEFT JOIN version v ON v.customer_id = r.customer_id
