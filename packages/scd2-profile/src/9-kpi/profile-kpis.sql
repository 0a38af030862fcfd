/* Key figures of the customer profile by quarter.
   reads  quarters     (quarter_start_ts): gold_profile_quarters
   writes profile_kpis (quarter_start_ts, kpi)
   source founding document 002, sections 2 and 13; docs/profile.md, "Key figures" */
WITH counted AS (
  SELECT
    quarter,
    quarter_start_ts,
    'completeness_score' AS kpi,
    CAST(
      with_evidence_unique_key + with_firstname + with_lastname + with_birthdate + with_occupation + with_nationality + with_asset_or_income
        + with_income_or_purpose AS DECIMAL(38, 0)
    ) AS numerator,
    8 * customers_in_force AS denominator,
    CAST(NULL AS BIGINT) AS measured
  FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'completeness_rate', CAST(customers_complete AS DECIMAL(38, 0)), customers_in_force, NULL
  FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'churn_rate', CAST(versions_first + versions_changed AS DECIMAL(38, 0)), customers_active, NULL
  FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'latency_mean_us', latency_us, versions_published, NULL
  FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'latency_median_us', NULL, versions_published, latency_median_us
  FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'latency_p95_us', NULL, versions_published, latency_p95_us
  FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'dq_error_rate', CAST(records_refused + records_unmapped + records_flagged AS DECIMAL(38, 0)), records_judged, NULL
  FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'evidence_correction_rate', CAST(evidence_updated + evidence_corrected AS DECIMAL(38, 0)), customers_active, NULL
  FROM quarters
)
SELECT
  quarter,
  quarter_start_ts,
  kpi,
  numerator,
  denominator,
  COALESCE(CAST(measured AS DOUBLE), @ratio(numerator, denominator)) AS value
FROM counted
