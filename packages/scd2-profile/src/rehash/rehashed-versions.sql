/* Rehashed versions: each with the hash of the record that presents it.
   reads  versions             (customer_profile_version_sk): curated_dim_customer_profile
          rehashed             (batch_id, record): silver_vw_customer_profile_standardized, rehashed
   writes dim_customer_profile (customer_profile_version_sk)
   source D9; docs/profile.md, "Versions of the hash" */
SELECT {columns}
FROM versions v
JOIN rehashed s ON s.batch_id = v.batch_id AND s.record = v.record AND s.kind = 'profile'
