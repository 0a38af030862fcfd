/* Rehashed observations: each with the hash of the record it stands for.
   reads  observations         (batch_id, record): curated_profile_observations
          rehashed             (batch_id, record): silver_vw_customer_profile_standardized, rehashed
   writes profile_observations (batch_id, record)
   source D9; docs/profile.md, "Versions of the hash" */
SELECT {columns}
FROM observations o
JOIN rehashed s ON s.batch_id = o.batch_id AND s.record = o.record
