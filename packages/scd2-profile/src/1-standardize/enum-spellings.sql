/* Spellings of enumerations: trimmed, in capitals, and, where mapping is on, replaced by the code the catalog has for them.
   reads  delivered      (batch_id, record): customer_profile_standardized
          codes          (catalog, raw): catalog_codes
   writes enum_spellings (attribute, raw)
   source law, sections 5 and 8; D6, D11, D12

   Another spelling than the catalog knows has no code here: whether it is OTHER or UNKNOWN is up to the free text beside it. */
WITH spellings AS (
  SELECT 'person_title' AS attribute, 'customer_person_title' AS catalog, person_title AS raw FROM delivered GROUP BY person_title
  UNION ALL
  SELECT 'marital_status', 'customer_marital_status', marital_status FROM delivered GROUP BY marital_status
  UNION ALL
  SELECT 'nationality', 'customer_nationality', nationality FROM delivered GROUP BY nationality
  UNION ALL
  SELECT 'occupation', 'customer_occupation', occupation FROM delivered GROUP BY occupation
  UNION ALL
  SELECT 'education_level', 'customer_education_level', education_level FROM delivered GROUP BY education_level
  UNION ALL
  SELECT 'business_type', 'customer_business_type', business_type FROM delivered GROUP BY business_type
  UNION ALL
  SELECT 'total_asset', 'customer_total_asset_bands', total_asset FROM delivered GROUP BY total_asset
  UNION ALL
  SELECT 'monthly_income', 'customer_monthly_income_bands', monthly_income FROM delivered GROUP BY monthly_income
  UNION ALL
  SELECT 'income_country', 'customer_income_country', income_country FROM delivered GROUP BY income_country
),
folded AS (
  SELECT
    attribute,
    catalog,
    raw,
    @upper(@trimmed(raw)) AS folded
  FROM spellings
  WHERE raw IS NOT NULL
),
known AS (
  SELECT
    catalog,
    raw,
    code
  FROM codes
  WHERE $mapping
),
coded AS (
  SELECT
    f.attribute AS attribute,
    f.raw AS raw,
    CASE WHEN $mapping THEN k.code ELSE f.folded END AS code,
    CASE WHEN $mapping AND f.folded IS NOT NULL AND k.code IS NULL THEN f.attribute END AS unmapped
  FROM folded f
  LEFT JOIN known k ON k.catalog = f.catalog AND k.raw = f.folded
)
SELECT
  attribute,
  raw,
  code,
  unmapped,
  CASE WHEN code LIKE '%|%' OR code = '__NULL__' THEN 'DELIMITER_OR_NULL_TOKEN_IN_TEXT:' || attribute END AS finding
FROM coded
