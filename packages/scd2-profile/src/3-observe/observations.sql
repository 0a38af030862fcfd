/* Observations: what a batch says of each customer, and from when on.
   reads  standardized         (batch_id, record): silver_vw_customer_profile_standardized
   writes profile_observations (batch_id, record)
   source docs/profile.md, "Observations" */
SELECT
  customer_id,
  valid_ts,
  extract_ts,
  load_ts,
  batch_id,
  record,
  CASE WHEN $feed = 'correction' THEN CAST(1 AS INTEGER) ELSE CAST(0 AS INTEGER) END AS precedence,
  $feed AS feed,
  kind,
  profile_hash,
  material_key
FROM standardized
