/* Customers whose profile differs between two points in time.
   reads  before              (customer_id, effective_start_ts): profile_versions
          after               (customer_id, effective_start_ts): profile_versions
   writes profile_differences (customer_id) */
SELECT
  COALESCE(b.customer_id, a.customer_id) AS customer_id,
  b.version_num AS before_version_num,
  b.effective_start_ts AS before_start_ts,
  a.version_num AS after_version_num,
  a.effective_start_ts AS after_start_ts,
  {attributes_changed} AS attributes_changed,
  @texts_except(a.source_of_income, b.source_of_income) AS source_of_income_added,
  @texts_except(b.source_of_income, a.source_of_income) AS source_of_income_removed,
  @texts_except(a.purpose_of_investment, b.purpose_of_investment) AS purpose_of_investment_added,
  @texts_except(b.purpose_of_investment, a.purpose_of_investment) AS purpose_of_investment_removed
FROM before b
FULL JOIN after a ON a.customer_id = b.customer_id
WHERE b.customer_profile_version_sk IS DISTINCT FROM a.customer_profile_version_sk
