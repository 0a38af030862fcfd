/* Rehashed records: stored profiles with their hash by other rules.
   reads  standardized                     (batch_id, record): silver_vw_customer_profile_standardized
   writes vw_customer_profile_standardized (batch_id, record)
   source D9; docs/profile.md, "Versions of the hash" */
SELECT {columns}
FROM standardized s
