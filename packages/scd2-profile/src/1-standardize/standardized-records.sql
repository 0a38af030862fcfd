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
    CASE WHEN op = 'DELETE' THEN NULL ELSE evidence_unique_key END AS evidence_text,
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
    @iso_parts(g.modified_text) AS modified_parts,
    CASE
      WHEN @re_is(g.evidence_text, '[0-9A-Z]+') THEN g.evidence_text
      ELSE NULLIF(TRANSLATE(@re_all(@upper(g.evidence_text), {separators}, ''), {digits}, '01234567890123456789'), '')
    END AS evidence_unique_key,
    g.firstname AS firstname,
    g.lastname AS lastname,
    g.firstname_local AS firstname_local,
    g.lastname_local AS lastname_local,
    SUBSTR(g.birthdate_text, 1, 10) AS birthdate_text,
    @upper(g.evidence_type_text) AS evidence_type,
    CASE WHEN title.unmapped IS NULL THEN title.code WHEN g.person_title_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END AS person_title,
    g.person_title_text AS person_title_text,
    title.unmapped AS person_title_unmapped,
    title.finding AS person_title_finding,
    CASE WHEN marital.unmapped IS NULL THEN marital.code ELSE 'UNKNOWN' END AS marital_status,
    marital.unmapped AS marital_status_unmapped,
    marital.finding AS marital_status_finding,
    CASE WHEN nation.unmapped IS NULL THEN nation.code WHEN g.nationality_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END AS nationality,
    g.nationality_text AS nationality_text,
    nation.unmapped AS nationality_unmapped,
    nation.finding AS nationality_finding,
    CASE WHEN work.unmapped IS NULL THEN work.code WHEN g.occupation_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END AS occupation,
    g.occupation_text AS occupation_text,
    work.unmapped AS occupation_unmapped,
    work.finding AS occupation_finding,
    CASE WHEN school.unmapped IS NULL THEN school.code WHEN g.education_level_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END AS education_level,
    g.education_level_text AS education_level_text,
    school.unmapped AS education_level_unmapped,
    school.finding AS education_level_finding,
    CASE WHEN business.unmapped IS NULL THEN business.code WHEN g.business_type_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END AS business_type,
    g.business_type_text AS business_type_text,
    business.unmapped AS business_type_unmapped,
    business.finding AS business_type_finding,
    CASE WHEN asset.unmapped IS NULL THEN asset.code ELSE 'UNKNOWN' END AS total_asset,
    asset.unmapped AS total_asset_unmapped,
    asset.finding AS total_asset_finding,
    CASE WHEN income.unmapped IS NULL THEN income.code ELSE 'UNKNOWN' END AS monthly_income,
    income.unmapped AS monthly_income_unmapped,
    income.finding AS monthly_income_finding,
    CASE WHEN country.unmapped IS NULL THEN country.code WHEN g.income_country_text IS NULL THEN 'UNKNOWN' ELSE 'OTHER' END AS income_country,
    g.income_country_text AS income_country_text,
    country.unmapped AS income_country_unmapped,
    country.finding AS income_country_finding,
    COALESCE(sources.members, @words('')) AS source_of_income,
    COALESCE(sources.set_hash, @sha256_hex('')) AS source_of_income_set_hash,
    sources.unmapped AS source_of_income_unmapped,
    sources.is_known AS source_of_income_known,
    COALESCE(purposes.members, @words('')) AS purpose_of_investment,
    COALESCE(purposes.set_hash, @sha256_hex('')) AS purpose_of_investment_set_hash,
    purposes.unmapped AS purpose_of_investment_unmapped,
    purposes.is_known AS purpose_of_investment_known
  FROM given g
  LEFT JOIN enum_spellings title ON title.attribute = 'person_title' AND title.raw = g.person_title
  LEFT JOIN enum_spellings marital ON marital.attribute = 'marital_status' AND marital.raw = g.marital_status
  LEFT JOIN enum_spellings nation ON nation.attribute = 'nationality' AND nation.raw = g.nationality
  LEFT JOIN enum_spellings work ON work.attribute = 'occupation' AND work.raw = g.occupation
  LEFT JOIN enum_spellings school ON school.attribute = 'education_level' AND school.raw = g.education_level
  LEFT JOIN enum_spellings business ON business.attribute = 'business_type' AND business.raw = g.business_type
  LEFT JOIN enum_spellings asset ON asset.attribute = 'total_asset' AND asset.raw = g.total_asset
  LEFT JOIN enum_spellings income ON income.attribute = 'monthly_income' AND income.raw = g.monthly_income
  LEFT JOIN enum_spellings country ON country.attribute = 'income_country' AND country.raw = g.income_country
  LEFT JOIN set_spellings sources ON sources.attribute = 'source_of_income' AND sources.raw = g.source_of_income_list
  LEFT JOIN set_spellings purposes ON purposes.attribute = 'purpose_of_investment' AND purposes.raw = g.purpose_of_investment_list
),
told AS (
  SELECT
    *,
    @iso_date(birthdate_text) AS birthdate,
    @iso_instant(modified_text, modified_parts) AS last_modified_ts,
    CASE WHEN @re_is(evidence_unique_key, '[0-9]{13}') THEN evidence_unique_key END AS thai_id
  FROM coded
),
dated AS (
  SELECT
    *,
    CONCAT_WS(
      '|', firstname, lastname, firstname_local, lastname_local, person_title_text, nationality_text, occupation_text, education_level_text,
      business_type_text, income_country_text
    ) AS texts,
    CAST(extract_ts AS DATE) AS extract_date,
    -- whole years in front, the rest behind them: 180000 is an eighteenth birthday
    CAST(REPLACE(@ymd(extract_ts), '-', '') AS INTEGER) - CAST(REPLACE(@ymd(birthdate), '-', '') AS INTEGER) AS age
  FROM told
),
judged AS (
  SELECT
    *,
    CONCAT_WS(
      ' ',
      CASE WHEN evidence_unique_key LIKE '%|%' OR evidence_unique_key = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:evidence_unique_key' END,
      CASE WHEN firstname LIKE '%|%' OR firstname = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:firstname' END,
      CASE WHEN lastname LIKE '%|%' OR lastname = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:lastname' END,
      CASE WHEN firstname_local LIKE '%|%' OR firstname_local = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:firstname_local' END,
      CASE WHEN lastname_local LIKE '%|%' OR lastname_local = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:lastname_local' END,
      person_title_finding,
      marital_status_finding,
      nationality_finding,
      occupation_finding,
      education_level_finding,
      business_type_finding,
      CASE WHEN birthdate IS NULL AND birthdate_text IS NOT NULL THEN 'BIRTHDATE_INVALID' END,
      total_asset_finding,
      monthly_income_finding,
      income_country_finding,
      CASE
        WHEN person_title = 'OTHER' THEN CASE WHEN person_title_text IS NULL THEN 'OTHER_WITHOUT_TEXT:person_title' END
        WHEN person_title_text IS NOT NULL THEN 'TEXT_WITHOUT_OTHER:person_title'
      END,
      CASE
        WHEN nationality = 'OTHER' THEN CASE WHEN nationality_text IS NULL THEN 'OTHER_WITHOUT_TEXT:nationality' END
        WHEN nationality_text IS NOT NULL THEN 'TEXT_WITHOUT_OTHER:nationality'
      END,
      CASE
        WHEN occupation = 'OTHER' THEN CASE WHEN occupation_text IS NULL THEN 'OTHER_WITHOUT_TEXT:occupation' END
        WHEN occupation_text IS NOT NULL THEN 'TEXT_WITHOUT_OTHER:occupation'
      END,
      CASE
        WHEN education_level = 'OTHER' THEN CASE WHEN education_level_text IS NULL THEN 'OTHER_WITHOUT_TEXT:education_level' END
        WHEN education_level_text IS NOT NULL THEN 'TEXT_WITHOUT_OTHER:education_level'
      END,
      CASE
        WHEN business_type = 'OTHER' THEN CASE WHEN business_type_text IS NULL THEN 'OTHER_WITHOUT_TEXT:business_type' END
        WHEN business_type_text IS NOT NULL THEN 'TEXT_WITHOUT_OTHER:business_type'
      END,
      CASE
        WHEN income_country = 'OTHER' THEN CASE WHEN income_country_text IS NULL THEN 'OTHER_WITHOUT_TEXT:income_country' END
        WHEN income_country_text IS NOT NULL THEN 'TEXT_WITHOUT_OTHER:income_country'
      END,
      CASE WHEN evidence_unique_key IS NULL AND NOT is_delete THEN 'MANDATORY_MISSING:evidence_unique_key' END,
      CASE WHEN firstname IS NULL AND NOT is_delete THEN 'MANDATORY_MISSING:firstname' END,
      CASE WHEN lastname IS NULL AND NOT is_delete THEN 'MANDATORY_MISSING:lastname' END,
      CASE WHEN birthdate > extract_date THEN 'BIRTHDATE_FUTURE' WHEN age NOT BETWEEN 180000 AND 1209999 THEN 'AGE_OUT_OF_RANGE' END,
      CASE WHEN modified_text IS NULL THEN 'LMT_MISSING' WHEN last_modified_ts IS NULL THEN 'LMT_INVALID' WHEN last_modified_ts > extract_ts THEN 'LMT_FUTURE' END
    ) AS findings,
    CONCAT_WS(
      ' ',
      CASE WHEN @not_nfc(texts) THEN 'NOT_NFC' END,
      CASE
        WHEN (11 - (
            CAST(SUBSTR(thai_id, 1, 1) AS INTEGER) * 13 + CAST(SUBSTR(thai_id, 2, 1) AS INTEGER) * 12 +
            CAST(SUBSTR(thai_id, 3, 1) AS INTEGER) * 11 + CAST(SUBSTR(thai_id, 4, 1) AS INTEGER) * 10 +
            CAST(SUBSTR(thai_id, 5, 1) AS INTEGER) * 9 + CAST(SUBSTR(thai_id, 6, 1) AS INTEGER) * 8 +
            CAST(SUBSTR(thai_id, 7, 1) AS INTEGER) * 7 + CAST(SUBSTR(thai_id, 8, 1) AS INTEGER) * 6 +
            CAST(SUBSTR(thai_id, 9, 1) AS INTEGER) * 5 + CAST(SUBSTR(thai_id, 10, 1) AS INTEGER) * 4 +
            CAST(SUBSTR(thai_id, 11, 1) AS INTEGER) * 3 + CAST(SUBSTR(thai_id, 12, 1) AS INTEGER) * 2
          ) % 11) % 10 <> CAST(SUBSTR(thai_id, 13, 1) AS INTEGER) THEN 'EVIDENCE_CHECKSUM'
      END,
      CASE WHEN birthdate IS NULL AND NOT is_delete THEN 'BIRTHDATE_MISSING' END,
      CASE WHEN birthdate >= DATE '2400-01-01' AND birthdate < DATE '2601-01-01' THEN 'BUDDHIST_ERA_YEAR' END,
      CASE WHEN source_of_income_known IS NULL AND purpose_of_investment_known IS NULL AND NOT is_delete THEN 'BOTH_SETS_EMPTY' END
    ) AS monitor_words,
    CONCAT_WS(
      ' ',
      person_title_unmapped,
      marital_status_unmapped,
      nationality_unmapped,
      occupation_unmapped,
      education_level_unmapped,
      business_type_unmapped,
      total_asset_unmapped,
      monthly_income_unmapped,
      income_country_unmapped,
      source_of_income_unmapped,
      purpose_of_investment_unmapped
    ) AS unmapped_words
  FROM dated
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
  @words(monitor_words) AS monitors,
  @words(unmapped_words) AS unmapped,
  CASE WHEN evidence_unique_key IS NULL THEN 0 ELSE 1 END + CASE WHEN firstname IS NULL THEN 0 ELSE 1 END
    + CASE WHEN lastname IS NULL THEN 0 ELSE 1 END + CASE WHEN birthdate IS NULL THEN 0 ELSE 1 END
    + CASE WHEN occupation <> 'UNKNOWN' THEN 1 ELSE 0 END + CASE WHEN nationality <> 'UNKNOWN' THEN 1 ELSE 0 END
    + CASE WHEN total_asset <> 'UNKNOWN' OR monthly_income <> 'UNKNOWN' THEN 1 ELSE 0 END
    + CASE WHEN source_of_income_known OR purpose_of_investment_known THEN 1 ELSE 0 END AS completeness_present,
  CASE WHEN customer_id IS NULL OR LENGTH(customer_id) > 50 THEN 'QUARANTINED_CUSTOMER_ID' END AS problem,
  findings
FROM judged
