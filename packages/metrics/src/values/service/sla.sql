/* Promises of service to each master account that were broken.
   reads  masters (master_id), in_case_milestones (case_milestone_id), in_cases (case_id), priority_targets (priority)
   writes sla_values (master_id)
   source docs/metrics/values.md, service */
WITH promises AS (
  SELECT
    s.master_id, s.target_date AS target_at, s.completion_date AS kept_at,
    COALESCE(s.is_completed, FALSE) AND s.completion_date IS NULL AS is_undated
  FROM in_case_milestones s
  WHERE $source = 'case_milestones'
  UNION ALL
  SELECT
    c.master_id, c.created_date + INTERVAL 1 HOUR * t.hours AS target_at, c.closed_date AS kept_at,
    COALESCE(c.is_closed, FALSE) AND c.closed_date IS NULL AS is_undated
  FROM in_cases c
  JOIN priority_targets t ON t.priority = c.priority
  WHERE $source = 'cases'
),
due AS (
  SELECT p.master_id, p.target_at, p.kept_at, p.is_undated, @trunc_date(day, @local_time(p.target_at, $zone)) AS due_on
  FROM promises p
),
by_master AS (
  SELECT
    d.master_id,
    COUNT(*) AS promises,
    /* The day itself is not over when it is computed at night: what is open and due on it may still be kept. */
    COUNT(CASE WHEN NOT d.is_undated AND COALESCE(d.kept_at > d.target_at, d.due_on < CAST($as_of AS DATE)) THEN 1 END) AS breaches
  FROM due d
  WHERE d.due_on > CAST($after AS DATE) AND d.due_on <= CAST($as_of AS DATE)
  GROUP BY d.master_id
)
SELECT
  m.master_id,
  CASE WHEN $source <> 'none' THEN CAST(COALESCE(b.breaches, 0) AS BIGINT) END AS value,
  CASE WHEN $source = 'none' THEN 'no_source' END AS value_reason,
  CASE WHEN $source <> 'none' THEN CAST(COALESCE(b.promises, 0) AS BIGINT) END AS promises,
  CASE WHEN $source = 'none' THEN 'no_source' END AS promises_reason
FROM masters m
LEFT JOIN by_master b ON b.master_id = m.master_id
