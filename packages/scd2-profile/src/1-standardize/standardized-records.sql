/* Standardized records: each delivered record in the form it is stored in, with what the quality rules find in it alone.
   reads  delivered            (batch_id, record): customer_profile_standardized
          enum_spellings       (attribute, raw)
          set_spellings        (attribute, raw)
   writes standardized_records (batch_id, record)
   source law, sections 5, 8, 12, 13; D1, D10 to D15, D19, D24 to D32; docs/profile.md

   A delete has no profile: its columns are null, its sets empty. A last_modified_ts that cannot be read counts as missing, with
   LMT_INVALID instead of LMT_MISSING. */
WITH given AS (
  SELECT
    batch_id,
    record,
    extract_ts,
    load_ts,
    @trimmed(customer_id) AS customer_id,
    COALESCE(op = 'DELETE', FALSE) AS is_delete,
    @trimmed(last_modified_ts) AS modified_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(evidence_unique_key) END AS evidence_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(firstname) END AS firstname,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(lastname) END AS lastname,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(firstname_local) END AS firstname_local,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(lastname_local) END AS lastname_local,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(birthdate) END AS birthdate_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(evidence_type) END AS evidence_type_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(person_title_other) END AS person_title_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(nationality_other) END AS nationality_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(occupation_other) END AS occupation_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(education_level_other) END AS education_level_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(business_type_other) END AS business_type_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE @trimmed(income_country_other) END AS income_country_text,
    CASE WHEN op = 'DELETE' THEN NULL ELSE person_title END AS person_title,
    CASE WHEN op = 'DELETE' THEN NULL ELSE marital_status END AS marital_status,
    CASE WHEN op = 'DELETE' THEN NULL ELSE nationality END AS nationality,
    CASE WHEN op = 'DELETE' THEN NULL ELSE occupation END AS occupation,
    CASE WHEN op = 'DELETE' THEN NULL ELSE education_level END AS education_level,
    CASE WHEN op = 'DELETE' THEN NULL ELSE business_type END AS business_type,
    CASE WHEN op = 'DELETE' THEN NULL ELSE total_asset END AS total_asset,
    CASE WHEN op = 'DELETE' THEN NULL ELSE monthly_income END AS monthly_income,
    CASE WHEN op = 'DELETE' THEN NULL ELSE income_country END AS income_country,
    CASE WHEN op = 'DELETE' THEN NULL ELSE source_of_income_list END AS source_of_income_list,
    CASE WHEN op = 'DELETE' THEN NULL ELSE purpose_of_investment_list END AS purpose_of_investment_list
  FROM delivered
),
coded AS (
  SELECT
    g.batch_id AS batch_id,
    g.record AS record,
    g.extract_ts AS extract_ts,
    g.load_ts AS load_ts,
    g.customer_id AS customer_id,
    g.is_delete AS is_delete,
    g.modified_text AS modified_text,
    @iso_instant(g.modified_text) AS last_modified_ts,
    CASE
      WHEN @re_is(g.evidence_text, '[0-9A-Z]*') THEN g.evidence_text
      ELSE NULLIF(TRANSLATE(@re_all(@upper(g.evidence_text), {separators}, ''), {digits}, '01234567890123456789'), '')
    END AS evidence_unique_key,
    g.firstname AS firstname,
    g.lastname AS lastname,
    g.firstname_local AS firstname_local,
    g.lastname_local AS lastname_local,
    g.birthdate_text AS birthdate_text,
    @iso_date(SUBSTR(g.birthdate_text, 1, 10)) AS birthdate,
    @upper(g.evidence_type_text) AS evidence_type,
    CASE WHEN s_person_title.is_unmapped THEN CASE WHEN g.person_title_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END ELSE s_person_title.code END AS person_title,
    g.person_title_text AS person_title_text,
    s_person_title.is_unmapped AS person_title_unmapped,
    s_person_title.is_ambiguous AS person_title_ambiguous,
    CASE WHEN s_marital_status.is_unmapped THEN 'UNKNOWN' ELSE s_marital_status.code END AS marital_status,
    s_marital_status.is_unmapped AS marital_status_unmapped,
    s_marital_status.is_ambiguous AS marital_status_ambiguous,
    CASE WHEN s_nationality.is_unmapped THEN CASE WHEN g.nationality_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END ELSE s_nationality.code END AS nationality,
    g.nationality_text AS nationality_text,
    s_nationality.is_unmapped AS nationality_unmapped,
    s_nationality.is_ambiguous AS nationality_ambiguous,
    CASE WHEN s_occupation.is_unmapped THEN CASE WHEN g.occupation_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END ELSE s_occupation.code END AS occupation,
    g.occupation_text AS occupation_text,
    s_occupation.is_unmapped AS occupation_unmapped,
    s_occupation.is_ambiguous AS occupation_ambiguous,
    CASE WHEN s_education_level.is_unmapped THEN CASE WHEN g.education_level_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END ELSE s_education_level.code END AS education_level,
    g.education_level_text AS education_level_text,
    s_education_level.is_unmapped AS education_level_unmapped,
    s_education_level.is_ambiguous AS education_level_ambiguous,
    CASE WHEN s_business_type.is_unmapped THEN CASE WHEN g.business_type_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END ELSE s_business_type.code END AS business_type,
    g.business_type_text AS business_type_text,
    s_business_type.is_unmapped AS business_type_unmapped,
    s_business_type.is_ambiguous AS business_type_ambiguous,
    CASE WHEN s_total_asset.is_unmapped THEN 'UNKNOWN' ELSE s_total_asset.code END AS total_asset,
    s_total_asset.is_unmapped AS total_asset_unmapped,
    s_total_asset.is_ambiguous AS total_asset_ambiguous,
    CASE WHEN s_monthly_income.is_unmapped THEN 'UNKNOWN' ELSE s_monthly_income.code END AS monthly_income,
    s_monthly_income.is_unmapped AS monthly_income_unmapped,
    s_monthly_income.is_ambiguous AS monthly_income_ambiguous,
    CASE WHEN s_income_country.is_unmapped THEN CASE WHEN g.income_country_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END ELSE s_income_country.code END AS income_country,
    g.income_country_text AS income_country_text,
    s_income_country.is_unmapped AS income_country_unmapped,
    s_income_country.is_ambiguous AS income_country_ambiguous,
    COALESCE(soi.members, @words('')) AS source_of_income,
    COALESCE(soi.set_hash, @sha256_hex('')) AS source_of_income_set_hash,
    soi.is_unmapped AS source_of_income_unmapped,
    soi.is_known AS source_of_income_known,
    COALESCE(poi.members, @words('')) AS purpose_of_investment,
    COALESCE(poi.set_hash, @sha256_hex('')) AS purpose_of_investment_set_hash,
    poi.is_unmapped AS purpose_of_investment_unmapped,
    poi.is_known AS purpose_of_investment_known
  FROM given g
  LEFT JOIN enum_spellings s_person_title ON s_person_title.attribute = 'person_title' AND s_person_title.raw = g.person_title
  LEFT JOIN enum_spellings s_marital_status ON s_marital_status.attribute = 'marital_status' AND s_marital_status.raw = g.marital_status
  LEFT JOIN enum_spellings s_nationality ON s_nationality.attribute = 'nationality' AND s_nationality.raw = g.nationality
  LEFT JOIN enum_spellings s_occupation ON s_occupation.attribute = 'occupation' AND s_occupation.raw = g.occupation
  LEFT JOIN enum_spellings s_education_level ON s_education_level.attribute = 'education_level' AND s_education_level.raw = g.education_level
  LEFT JOIN enum_spellings s_business_type ON s_business_type.attribute = 'business_type' AND s_business_type.raw = g.business_type
  LEFT JOIN enum_spellings s_total_asset ON s_total_asset.attribute = 'total_asset' AND s_total_asset.raw = g.total_asset
  LEFT JOIN enum_spellings s_monthly_income ON s_monthly_income.attribute = 'monthly_income' AND s_monthly_income.raw = g.monthly_income
  LEFT JOIN enum_spellings s_income_country ON s_income_country.attribute = 'income_country' AND s_income_country.raw = g.income_country
  LEFT JOIN set_spellings soi ON soi.attribute = 'source_of_income' AND soi.raw = g.source_of_income_list
  LEFT JOIN set_spellings poi ON poi.attribute = 'purpose_of_investment' AND poi.raw = g.purpose_of_investment_list
),
dated AS (
  SELECT
    *,
    CAST(extract_ts AS DATE) AS extract_date,
    YEAR(extract_ts) - YEAR(birthdate)
      - CASE WHEN MONTH(extract_ts) * 100 + DAY(extract_ts) < MONTH(birthdate) * 100 + DAY(birthdate) THEN 1 ELSE 0 END AS age_years
  FROM coded
)
SELECT
  batch_id,
  record,
  customer_id,
  CASE WHEN is_delete THEN 'delete' ELSE 'profile' END AS kind,
  CASE WHEN last_modified_ts <= extract_ts THEN last_modified_ts ELSE extract_ts END AS valid_ts,
  extract_ts,
  load_ts,
  evidence_unique_key,
  firstname,
  lastname,
  firstname_local,
  lastname_local,
  person_title,
  marital_status,
  nationality,
  occupation,
  education_level,
  business_type,
  birthdate,
  total_asset,
  monthly_income,
  income_country,
  CASE WHEN person_title = 'OTHER' THEN person_title_text END AS person_title_other,
  CASE WHEN nationality = 'OTHER' THEN nationality_text END AS nationality_other,
  CASE WHEN occupation = 'OTHER' THEN occupation_text END AS occupation_other,
  CASE WHEN education_level = 'OTHER' THEN education_level_text END AS education_level_other,
  CASE WHEN business_type = 'OTHER' THEN business_type_text END AS business_type_other,
  CASE WHEN income_country = 'OTHER' THEN income_country_text END AS income_country_other,
  evidence_type,
  source_of_income,
  purpose_of_investment,
  source_of_income_set_hash,
  purpose_of_investment_set_hash,
  last_modified_ts,
  @words(
    CONCAT_WS(
      ' ',
      CASE WHEN @re_is(evidence_unique_key, '[0-9]{13}') AND (11 - (CAST(SUBSTR(evidence_unique_key, 1, 1) AS INTEGER) * 13 + CAST(SUBSTR(evidence_unique_key, 2, 1) AS INTEGER) * 12 + CAST(SUBSTR(evidence_unique_key, 3, 1) AS INTEGER) * 11 + CAST(SUBSTR(evidence_unique_key, 4, 1) AS INTEGER) * 10 + CAST(SUBSTR(evidence_unique_key, 5, 1) AS INTEGER) * 9 + CAST(SUBSTR(evidence_unique_key, 6, 1) AS INTEGER) * 8 + CAST(SUBSTR(evidence_unique_key, 7, 1) AS INTEGER) * 7 + CAST(SUBSTR(evidence_unique_key, 8, 1) AS INTEGER) * 6 + CAST(SUBSTR(evidence_unique_key, 9, 1) AS INTEGER) * 5 + CAST(SUBSTR(evidence_unique_key, 10, 1) AS INTEGER) * 4 + CAST(SUBSTR(evidence_unique_key, 11, 1) AS INTEGER) * 3 + CAST(SUBSTR(evidence_unique_key, 12, 1) AS INTEGER) * 2) % 11) % 10 <> CAST(SUBSTR(evidence_unique_key, 13, 1) AS INTEGER) THEN 'EVIDENCE_CHECKSUM' END,
      CASE WHEN birthdate IS NULL AND NOT is_delete THEN 'BIRTHDATE_MISSING' END,
      CASE WHEN YEAR(birthdate) BETWEEN 2400 AND 2600 THEN 'BUDDHIST_ERA_YEAR' END,
      CASE WHEN source_of_income_known IS NULL AND purpose_of_investment_known IS NULL AND NOT is_delete THEN 'BOTH_SETS_EMPTY' END
    )
  ) AS monitors,
  @words(
    CONCAT_WS(
      ' ',
      CASE WHEN person_title_unmapped THEN 'person_title' END,
      CASE WHEN marital_status_unmapped THEN 'marital_status' END,
      CASE WHEN nationality_unmapped THEN 'nationality' END,
      CASE WHEN occupation_unmapped THEN 'occupation' END,
      CASE WHEN education_level_unmapped THEN 'education_level' END,
      CASE WHEN business_type_unmapped THEN 'business_type' END,
      CASE WHEN total_asset_unmapped THEN 'total_asset' END,
      CASE WHEN monthly_income_unmapped THEN 'monthly_income' END,
      CASE WHEN income_country_unmapped THEN 'income_country' END,
      CASE WHEN source_of_income_unmapped THEN 'source_of_income' END,
      CASE WHEN purpose_of_investment_unmapped THEN 'purpose_of_investment' END
    )
  ) AS unmapped,
  CASE WHEN evidence_unique_key IS NULL THEN 0 ELSE 1 END + CASE WHEN firstname IS NULL THEN 0 ELSE 1 END
    + CASE WHEN lastname IS NULL THEN 0 ELSE 1 END + CASE WHEN birthdate IS NULL THEN 0 ELSE 1 END
    + CASE WHEN occupation <> 'UNKNOWN' THEN 1 ELSE 0 END + CASE WHEN nationality <> 'UNKNOWN' THEN 1 ELSE 0 END
    + CASE WHEN total_asset <> 'UNKNOWN' OR monthly_income <> 'UNKNOWN' THEN 1 ELSE 0 END
    + CASE WHEN source_of_income_known OR purpose_of_investment_known THEN 1 ELSE 0 END AS completeness_present,
  CASE WHEN customer_id IS NULL OR LENGTH(customer_id) > 50 THEN 'QUARANTINED_CUSTOMER_ID' END AS problem,
  CONCAT_WS(
    ' ',
    CASE WHEN evidence_unique_key LIKE '%|%' OR evidence_unique_key = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:evidence_unique_key' END,
    CASE WHEN firstname LIKE '%|%' OR firstname = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:firstname' END,
    CASE WHEN lastname LIKE '%|%' OR lastname = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:lastname' END,
    CASE WHEN firstname_local LIKE '%|%' OR firstname_local = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:firstname_local' END,
    CASE WHEN lastname_local LIKE '%|%' OR lastname_local = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:lastname_local' END,
    CASE WHEN person_title_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:person_title' END,
    CASE WHEN marital_status_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:marital_status' END,
    CASE WHEN nationality_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:nationality' END,
    CASE WHEN occupation_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:occupation' END,
    CASE WHEN education_level_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:education_level' END,
    CASE WHEN business_type_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:business_type' END,
    CASE WHEN birthdate IS NULL AND birthdate_text IS NOT NULL THEN 'BIRTHDATE_INVALID' END,
    CASE WHEN total_asset_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:total_asset' END,
    CASE WHEN monthly_income_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:monthly_income' END,
    CASE WHEN income_country_ambiguous THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:income_country' END,
    CASE WHEN person_title = 'OTHER' AND person_title_text IS NULL THEN 'OTHER_WITHOUT_TEXT:person_title' END,
    CASE WHEN person_title_text IS NOT NULL AND COALESCE(person_title <> 'OTHER', TRUE) THEN 'TEXT_WITHOUT_OTHER:person_title' END,
    CASE WHEN nationality = 'OTHER' AND nationality_text IS NULL THEN 'OTHER_WITHOUT_TEXT:nationality' END,
    CASE WHEN nationality_text IS NOT NULL AND COALESCE(nationality <> 'OTHER', TRUE) THEN 'TEXT_WITHOUT_OTHER:nationality' END,
    CASE WHEN occupation = 'OTHER' AND occupation_text IS NULL THEN 'OTHER_WITHOUT_TEXT:occupation' END,
    CASE WHEN occupation_text IS NOT NULL AND COALESCE(occupation <> 'OTHER', TRUE) THEN 'TEXT_WITHOUT_OTHER:occupation' END,
    CASE WHEN education_level = 'OTHER' AND education_level_text IS NULL THEN 'OTHER_WITHOUT_TEXT:education_level' END,
    CASE WHEN education_level_text IS NOT NULL AND COALESCE(education_level <> 'OTHER', TRUE) THEN 'TEXT_WITHOUT_OTHER:education_level' END,
    CASE WHEN business_type = 'OTHER' AND business_type_text IS NULL THEN 'OTHER_WITHOUT_TEXT:business_type' END,
    CASE WHEN business_type_text IS NOT NULL AND COALESCE(business_type <> 'OTHER', TRUE) THEN 'TEXT_WITHOUT_OTHER:business_type' END,
    CASE WHEN income_country = 'OTHER' AND income_country_text IS NULL THEN 'OTHER_WITHOUT_TEXT:income_country' END,
    CASE WHEN income_country_text IS NOT NULL AND COALESCE(income_country <> 'OTHER', TRUE) THEN 'TEXT_WITHOUT_OTHER:income_country' END,
    CASE WHEN evidence_unique_key IS NULL AND NOT is_delete THEN 'MANDATORY_MISSING:evidence_unique_key' END,
    CASE WHEN firstname IS NULL AND NOT is_delete THEN 'MANDATORY_MISSING:firstname' END,
    CASE WHEN lastname IS NULL AND NOT is_delete THEN 'MANDATORY_MISSING:lastname' END,
    CASE WHEN birthdate > extract_date THEN 'BIRTHDATE_FUTURE' WHEN age_years NOT BETWEEN 18 AND 120 THEN 'AGE_OUT_OF_RANGE' END,
    CASE WHEN modified_text IS NULL THEN 'LMT_MISSING' WHEN last_modified_ts IS NULL THEN 'LMT_INVALID' WHEN last_modified_ts > extract_ts THEN 'LMT_FUTURE' END
  ) AS findings
FROM dated
