/* Versions in force at a time, by what was believed at another time: what did we know then?
   reads  revisions        (customer_profile_version_sk, system_from_ts): curated_profile_revisions
          identities       (customer_profile_version_sk): ops_id_ledger
          standardized     (batch_id, record): silver_vw_customer_profile_standardized
   writes profile_versions (customer_id, effective_start_ts)
   source docs/profile.md, "Valid time and known time" */
SELECT
  {columns}
FROM revisions r
JOIN identities i ON i.customer_profile_version_sk = r.customer_profile_version_sk
JOIN standardized s ON s.batch_id = r.batch_id AND s.record = r.record
WHERE r.system_from_ts <= @timestamp($known_at)
  AND (r.system_to_ts IS NULL OR r.system_to_ts > @timestamp($known_at))
  AND r.effective_start_ts <= @timestamp($at)
  AND (r.effective_end_ts IS NULL OR r.effective_end_ts >= @timestamp($at))
  AND ($customer_id IS NULL OR (r.customer_id = $customer_id AND i.customer_id = $customer_id AND s.customer_id = $customer_id))
