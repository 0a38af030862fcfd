/* Standardized delivery: standardized records with their hash, and with the contradictions within their batch.
   reads  standardized_records  (batch_id, record)
          contested_records     (batch_id, record)
   writes standardized_delivery (batch_id, record)
   source law, section 8; D7, D9, D17, D36

   Profiles are equal where all parts are. The hash of version 1 tells that except where a text holds what the canonical string puts
   between or for texts; those have a key of their own, which is the hash of version 2. */
WITH joined AS (
  SELECT
    s.*,
    CONCAT_WS(' ', NULLIF(findings, ''), CASE WHEN c.record IS NOT NULL THEN 'CONFLICTING_SAME_TS' END) AS dq_words
  FROM standardized_records s
  LEFT JOIN contested_records c ON c.batch_id = s.batch_id AND c.record = s.record
)
SELECT
  {before_hash},
  CASE WHEN kind = 'profile' THEN {profile_hash} END AS profile_hash,
  CASE
    WHEN findings LIKE '%DELIMITER_OR_NULL_TOKEN_IN_TEXT%' OR @upper(firstname) = '__NULL__' OR @upper(lastname) = '__NULL__'
      THEN {unambiguous_hash}
  END AS material_key,
  last_modified_ts,
  @words(dq_words) AS dq_codes,
  monitors,
  unmapped,
  completeness_present,
  problem
FROM joined
