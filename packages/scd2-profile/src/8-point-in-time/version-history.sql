/* The believed versions, all or of one customer.
   reads  versions         (customer_profile_version_sk): curated_dim_customer_profile
   writes profile_versions (customer_id, effective_start_ts) */
SELECT
  {columns}
FROM versions
WHERE $customer_id IS NULL OR customer_id = $customer_id
