/* Key figures by part: what they are made up of. Each thing counted is in one part only.
   reads  quarters          (quarter_start_ts): gold_profile_quarters
   writes profile_kpi_parts (quarter_start_ts, kpi, part)
   source founding document 002, sections 2 and 13; docs/profile.md, "Key figures" */
WITH counted AS (
  {completeness}
  UNION ALL
  SELECT quarter, quarter_start_ts, 'churn_rate' AS kpi, 'first' AS part, versions_first AS numerator, customers_active AS denominator FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'churn_rate', 'changed', versions_changed, customers_active FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'dq_error_rate', 'refused', records_refused, records_judged FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'dq_error_rate', 'unmapped', records_unmapped, records_judged FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'dq_error_rate', 'flagged', records_flagged, records_judged FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'evidence_correction_rate', 'SOURCE_UPDATE', evidence_updated, customers_active FROM quarters
  UNION ALL
  SELECT quarter, quarter_start_ts, 'evidence_correction_rate', 'CORRECTION', evidence_corrected, customers_active FROM quarters
)
SELECT
  quarter,
  quarter_start_ts,
  kpi,
  part,
  CAST(numerator AS DECIMAL(38, 0)) AS numerator,
  denominator,
  @ratio(numerator, denominator) AS value
FROM counted
