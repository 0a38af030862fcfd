/* Days since someone last spoke with each master account.
   reads  masters (master_id), in_tasks (task_id), in_events (event_id)
   writes last_touch_values (master_id)
   source docs/metrics/values.md, touches */
WITH touches AS (
  SELECT t.master_id, COALESCE(@trunc_date(day, @local_time(t.completed_date_time, $zone)), t.activity_date) AS happened_on
  FROM in_tasks t
  WHERE t.status IN $task_statuses AND t.task_subtype IN $task_subtypes
  UNION ALL
  SELECT e.master_id, COALESCE(@trunc_date(day, @local_time(e.start_date_time, $zone)), e.activity_date) AS happened_on
  FROM in_events e
),
by_master AS (
  SELECT h.master_id, MAX(h.happened_on) AS last_on
  FROM touches h
  WHERE h.happened_on <= CAST($as_of AS DATE)
  GROUP BY h.master_id
),
judged AS (
  SELECT m.master_id, b.last_on, CASE WHEN NOT $has_source THEN 'no_source' WHEN b.last_on IS NULL THEN 'no_touch' END AS reason
  FROM masters m
  LEFT JOIN by_master b ON b.master_id = m.master_id
)
SELECT
  j.master_id,
  @days_between(j.last_on, CAST($as_of AS DATE)) AS value,
  j.reason AS value_reason,
  j.last_on AS last_on,
  j.reason AS last_on_reason
FROM judged j
