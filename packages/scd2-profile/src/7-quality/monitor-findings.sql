/* Findings of the monitors, counted for one batch: what is only watched, and loaded all the same.
   reads  standardized    (batch_id, record): silver_vw_customer_profile_standardized
   writes profile_monitor (batch_id, code, subject)
   source founding document 002, sections 11 and 12; docs/profile.md, "Quality" */
WITH looked_at AS (
  SELECT batch_id, load_ts, COUNT(*) AS records
  FROM standardized
  WHERE batch_id = $batch_id
  GROUP BY batch_id, load_ts
),
findings AS (
  SELECT s.batch_id AS batch_id, e.code AS code, '' AS subject
  FROM standardized s @explode(s.monitors, e, code)
  WHERE s.batch_id = $batch_id
  UNION ALL
  SELECT s.batch_id AS batch_id, 'ENUM_UNMAPPED' AS code, e.subject AS subject
  FROM standardized s @explode(s.unmapped, e, subject)
  WHERE s.batch_id = $batch_id
)
SELECT
  f.batch_id AS batch_id,
  l.load_ts AS load_ts,
  f.code AS code,
  f.subject AS subject,
  COUNT(*) AS findings,
  MIN(l.records) AS of
FROM findings f
JOIN looked_at l ON l.batch_id = f.batch_id
GROUP BY f.batch_id, l.load_ts, f.code, f.subject
