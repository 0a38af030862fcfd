/* Rehashed identities: each with the hash of the records that ever presented its version, which are materially equal.
   reads  identities (customer_profile_version_sk): ops_id_ledger
          revisions  (customer_profile_version_sk, system_from_ts): curated_profile_revisions
          rehashed   (batch_id, record): silver_vw_customer_profile_standardized, rehashed
   writes id_ledger  (customer_profile_version_sk)
   source D9; docs/profile.md, "Versions of the hash" */
WITH presented AS (
  SELECT r.customer_profile_version_sk AS customer_profile_version_sk, MIN(s.profile_hash) AS profile_hash
  FROM revisions r
  JOIN rehashed s ON s.batch_id = r.batch_id AND s.record = r.record AND s.kind = 'profile'
  GROUP BY r.customer_profile_version_sk
)
SELECT {columns}
FROM identities i
JOIN presented p ON p.customer_profile_version_sk = i.customer_profile_version_sk
