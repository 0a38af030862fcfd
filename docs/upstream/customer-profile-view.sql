-- opdb.vw_customer_profile_standardized for PostgreSQL 12 or newer, in a database in UTF-8.
-- Generated from the table contract by `npm run docs`; do not edit. The rules: customer_profile_requirements.md.
--
-- Yours to write before it: opdb.customer_profile_mapped, one row a customer, with the columns named below as m.<column>: texts as they
-- are, codes already those of the catalogs (OTHER with a text, UNKNOWN without), birthdate a date, last_modified_ts a time in UTC, and
-- both lists text[] in any order.

-- Without white space at the ends, that of Unicode included; null where nothing is left.
CREATE OR REPLACE FUNCTION opdb.trimmed(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT nullif(btrim(value, U&'\0009\000A\000B\000C\000D\0020\0085\00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\200B\2028\2029\202F\205F\3000\FEFF'), '')
$$;

-- Codes in one text: upper case, each once, by bytes; null where there are none.
CREATE OR REPLACE FUNCTION opdb.sorted_list(members text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(code, '|' ORDER BY code COLLATE "C")
  FROM (SELECT DISTINCT upper(opdb.trimmed(member)) AS code FROM unnest(members) AS given (member)) AS codes
  WHERE code IS NOT NULL
$$;

-- Text is varchar without a length: a cast to a length would cut longer values without a word.
CREATE OR REPLACE VIEW opdb.vw_customer_profile_standardized AS
SELECT
  opdb.trimmed(m.customer_id)::varchar AS customer_id, -- VARCHAR(50)
  upper(opdb.trimmed(m.evidence_unique_key))::varchar AS evidence_unique_key, -- VARCHAR(100)
  opdb.trimmed(m.firstname)::varchar AS firstname, -- VARCHAR(200)
  opdb.trimmed(m.lastname)::varchar AS lastname, -- VARCHAR(200)
  opdb.trimmed(m.firstname_local)::varchar AS firstname_local, -- VARCHAR(200)
  opdb.trimmed(m.lastname_local)::varchar AS lastname_local, -- VARCHAR(200)
  upper(opdb.trimmed(m.person_title))::varchar AS person_title, -- VARCHAR(50)
  CASE WHEN upper(opdb.trimmed(m.person_title)) = 'OTHER' THEN opdb.trimmed(m.person_title_other) END::varchar AS person_title_other, -- VARCHAR(200)
  upper(opdb.trimmed(m.marital_status))::varchar AS marital_status, -- VARCHAR(50)
  upper(opdb.trimmed(m.nationality))::varchar AS nationality, -- VARCHAR(7)
  CASE WHEN upper(opdb.trimmed(m.nationality)) = 'OTHER' THEN opdb.trimmed(m.nationality_other) END::varchar AS nationality_other, -- VARCHAR(200)
  upper(opdb.trimmed(m.occupation))::varchar AS occupation, -- VARCHAR(100)
  CASE WHEN upper(opdb.trimmed(m.occupation)) = 'OTHER' THEN opdb.trimmed(m.occupation_other) END::varchar AS occupation_other, -- VARCHAR(200)
  upper(opdb.trimmed(m.education_level))::varchar AS education_level, -- VARCHAR(100)
  CASE WHEN upper(opdb.trimmed(m.education_level)) = 'OTHER' THEN opdb.trimmed(m.education_level_other) END::varchar AS education_level_other, -- VARCHAR(200)
  upper(opdb.trimmed(m.business_type))::varchar AS business_type, -- VARCHAR(100)
  CASE WHEN upper(opdb.trimmed(m.business_type)) = 'OTHER' THEN opdb.trimmed(m.business_type_other) END::varchar AS business_type_other, -- VARCHAR(200)
  m.birthdate::date AS birthdate, -- DATE
  upper(opdb.trimmed(m.total_asset))::varchar AS total_asset, -- VARCHAR(50)
  upper(opdb.trimmed(m.monthly_income))::varchar AS monthly_income, -- VARCHAR(50)
  upper(opdb.trimmed(m.income_country))::varchar AS income_country, -- VARCHAR(7)
  CASE WHEN upper(opdb.trimmed(m.income_country)) = 'OTHER' THEN opdb.trimmed(m.income_country_other) END::varchar AS income_country_other, -- VARCHAR(200)
  opdb.sorted_list(m.source_of_income_list) AS source_of_income_list, -- TEXT
  opdb.sorted_list(m.purpose_of_investment_list) AS purpose_of_investment_list, -- TEXT
  m.last_modified_ts::timestamp AS last_modified_ts -- TIMESTAMP
FROM opdb.customer_profile_mapped AS m;
