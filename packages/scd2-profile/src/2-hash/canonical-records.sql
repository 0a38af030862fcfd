/* Canonical records: what is hashed of each stored profile.
   reads  standardized      (batch_id, record): silver_vw_customer_profile_standardized
   writes canonical_records (batch_id, record)
   source founding document 002, section 8 */
SELECT
  batch_id,
  record,
  load_ts,
  {canonical_string} AS canonical,
  @sha256_hex({canonical_string}) AS profile_hash
FROM standardized
WHERE kind = 'profile'
