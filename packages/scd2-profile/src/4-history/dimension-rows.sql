/* Rows of the dimension that are new, end elsewhere, or are written another way from now on.
   reads  changes              (customer_profile_version_sk): version_changes
          contents             (batch_id, record): profile_contents
          held                 (customer_profile_version_sk): curated_dim_customer_profile before, of the customers touched
   writes dim_customer_profile (customer_profile_version_sk)
   source founding document 002, section 5; docs/profile.md, "Presentation"

   A change that only presents a version differently (JOHN, John; free text) rewrites its row in place. A version presented by another
   observation that says the very same keeps its row. */
SELECT
  c.customer_profile_version_sk AS customer_profile_version_sk,
  c.customer_id AS customer_id,
  p.evidence_unique_key AS evidence_unique_key,
  p.firstname AS firstname,
  p.lastname AS lastname,
  p.firstname_local AS firstname_local,
  p.lastname_local AS lastname_local,
  p.person_title AS person_title,
  p.marital_status AS marital_status,
  p.nationality AS nationality,
  p.occupation AS occupation,
  p.education_level AS education_level,
  p.business_type AS business_type,
  p.birthdate AS birthdate,
  p.total_asset AS total_asset,
  p.monthly_income AS monthly_income,
  p.income_country AS income_country,
  p.person_title_other AS person_title_other,
  p.nationality_other AS nationality_other,
  p.occupation_other AS occupation_other,
  p.education_level_other AS education_level_other,
  p.business_type_other AS business_type_other,
  p.income_country_other AS income_country_other,
  p.evidence_type AS evidence_type,
  p.source_of_income AS source_of_income,
  p.purpose_of_investment AS purpose_of_investment,
  c.profile_hash AS profile_hash,
  CAST($hash_version AS INTEGER) AS hash_algorithm_version,
  c.version_num AS version_num,
  c.effective_start_ts AS effective_start_ts,
  c.effective_end_ts AS effective_end_ts,
  c.effective_end_ts IS NULL AS is_current,
  c.load_ts AS load_ts,
  c.material_key AS material_key,
  c.batch_id AS batch_id,
  c.record AS record
FROM changes c
JOIN contents p ON p.batch_id = c.batch_id AND p.record = c.record
LEFT JOIN held h ON h.customer_profile_version_sk = c.customer_profile_version_sk
WHERE c.change IN ('entered', 'moved')
  OR (c.change = 'kept' AND (c.batch_id <> h.batch_id OR c.record <> h.record) AND (
    p.evidence_unique_key IS DISTINCT FROM h.evidence_unique_key OR
    p.firstname IS DISTINCT FROM h.firstname OR
    p.lastname IS DISTINCT FROM h.lastname OR
    p.firstname_local IS DISTINCT FROM h.firstname_local OR
    p.lastname_local IS DISTINCT FROM h.lastname_local OR
    p.person_title IS DISTINCT FROM h.person_title OR
    p.marital_status IS DISTINCT FROM h.marital_status OR
    p.nationality IS DISTINCT FROM h.nationality OR
    p.occupation IS DISTINCT FROM h.occupation OR
    p.education_level IS DISTINCT FROM h.education_level OR
    p.business_type IS DISTINCT FROM h.business_type OR
    p.total_asset IS DISTINCT FROM h.total_asset OR
    p.monthly_income IS DISTINCT FROM h.monthly_income OR
    p.income_country IS DISTINCT FROM h.income_country OR
    p.person_title_other IS DISTINCT FROM h.person_title_other OR
    p.nationality_other IS DISTINCT FROM h.nationality_other OR
    p.occupation_other IS DISTINCT FROM h.occupation_other OR
    p.education_level_other IS DISTINCT FROM h.education_level_other OR
    p.business_type_other IS DISTINCT FROM h.business_type_other OR
    p.income_country_other IS DISTINCT FROM h.income_country_other OR
    p.evidence_type IS DISTINCT FROM h.evidence_type
  ))
