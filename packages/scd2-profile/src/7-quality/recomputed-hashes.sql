/* Recomputed hashes: the hash by the rules each row names, over the stored row and the bridges alone.
   reads  versions          (customer_profile_version_sk): curated_dim_customer_profile
          incomes           (customer_profile_version_sk, member): curated_dim_customer_income_source_version
          purposes          (customer_profile_version_sk, member): curated_dim_customer_investment_purpose_version
   writes recomputed_hashes (customer_profile_version_sk)
   source founding document 002, sections 8 and 12 */
WITH income_sets AS (
  SELECT customer_profile_version_sk, @sha256_hex(@ordered_text(member, '|', member)) AS set_hash
  FROM incomes
  GROUP BY customer_profile_version_sk
),
purpose_sets AS (
  SELECT customer_profile_version_sk, @sha256_hex(@ordered_text(member, '|', member)) AS set_hash
  FROM purposes
  GROUP BY customer_profile_version_sk
),
stored AS (
  SELECT
    v.*,
    COALESCE(i.set_hash, @sha256_hex('')) AS source_of_income_set_hash,
    COALESCE(p.set_hash, @sha256_hex('')) AS purpose_of_investment_set_hash
  FROM versions v
  LEFT JOIN income_sets i ON i.customer_profile_version_sk = v.customer_profile_version_sk
  LEFT JOIN purpose_sets p ON p.customer_profile_version_sk = v.customer_profile_version_sk
)
SELECT
  customer_profile_version_sk,
  customer_id,
  profile_hash,
  {profile_hash} AS recomputed_hash
FROM stored
