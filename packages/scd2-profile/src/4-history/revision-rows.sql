/* Revisions that a load opens and closes: from its load_ts on, another interval is believed.
   reads  changes           (customer_profile_version_sk): version_changes
          open_revisions    (customer_profile_version_sk): curated_profile_revisions that are believed, of the versions that moved or left
   writes profile_revisions (customer_profile_version_sk, system_from_ts)
   source docs/profile.md, "Valid time and known time" */
SELECT
  customer_profile_version_sk,
  version_num,
  customer_id,
  effective_start_ts,
  effective_end_ts,
  @timestamp($load_ts) AS system_from_ts,
  -- null of the same type in every engine
  CASE WHEN FALSE THEN effective_end_ts END AS system_to_ts,
  batch_id,
  record
FROM changes
WHERE change IN ('entered', 'moved')
UNION ALL
SELECT
  customer_profile_version_sk,
  version_num,
  customer_id,
  effective_start_ts,
  effective_end_ts,
  system_from_ts,
  @timestamp($load_ts) AS system_to_ts,
  batch_id,
  record
FROM open_revisions
