/* Versions in force at a time, by what is believed now.
   reads  versions         (customer_profile_version_sk): curated_dim_customer_profile
   writes profile_versions (customer_id, effective_start_ts)
   source founding document 002, section 3; docs/profile.md, "Valid time and known time" */
SELECT
  {columns}
FROM versions
WHERE effective_start_ts <= @timestamp($at)
  AND (effective_end_ts IS NULL OR effective_end_ts >= @timestamp($at))
  AND ($customer_id IS NULL OR customer_id = $customer_id)
