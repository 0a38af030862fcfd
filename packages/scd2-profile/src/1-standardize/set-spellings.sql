/* Spellings of sets: split at |, each member trimmed, in capitals and, where mapping is on, a code; distinct, in byte order, hashed.
   reads  delivered     (batch_id, record): customer_profile_standardized
          codes         (catalog, raw): catalog_codes
   writes set_spellings (attribute, raw)
   source law, section 5 (what does not match and has no free text is UNKNOWN) and section 8, "Set hash rules"; D5, D6, D14 to D16

   A set has no free text beside it, so a member the catalog does not know is UNKNOWN; OTHER is what the source says itself. */
WITH spellings AS (
  SELECT 'source_of_income' AS attribute, source_of_income_list AS raw FROM delivered GROUP BY source_of_income_list
  UNION ALL
  SELECT 'purpose_of_investment', purpose_of_investment_list FROM delivered GROUP BY purpose_of_investment_list
),
parts AS (
  SELECT
    attribute,
    raw,
    @split(raw, '|') AS parts
  FROM spellings
  WHERE raw IS NOT NULL
),
folded AS (
  SELECT
    p.attribute AS attribute,
    p.raw AS raw,
    @upper(@trimmed(e.part)) AS folded
  FROM parts p @explode(p.parts, e, part)
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
    CASE WHEN $mapping THEN COALESCE(k.code, 'UNKNOWN') ELSE f.folded END AS member,
    $mapping AND k.code IS NULL AS is_unmapped
  FROM folded f
  LEFT JOIN known k ON k.catalog = 'customer_' || f.attribute AND k.raw = f.folded
  WHERE f.folded IS NOT NULL
),
members AS (
  SELECT
    attribute,
    raw,
    member,
    BOOL_OR(is_unmapped) AS is_unmapped
  FROM coded
  GROUP BY attribute, raw, member
),
sets AS (
  SELECT
    attribute,
    raw,
    @ordered_list(member, member) AS members,
    BOOL_OR(is_unmapped) AS is_unmapped,
    BOOL_OR(member <> 'UNKNOWN') AS is_known
  FROM members
  GROUP BY attribute, raw
)
SELECT
  attribute,
  raw,
  members,
  @sha256_hex(@list_join(members, '|')) AS set_hash,
  CASE WHEN is_unmapped THEN attribute END AS unmapped,
  is_known
FROM sets
