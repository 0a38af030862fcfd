/* Changes to tell others of: audit events after a place in their order, of some attributes or of all.
   reads  events          (event_id): curated_fact_customer_profile_audit
          revisions       (customer_profile_version_sk, system_from_ts): curated_profile_revisions
   writes profile_changes (event_id)
   source docs/profile.md, "Telling others"

   The place is an event, or a time: nothing that was recorded up to it. */
WITH last_told AS (
  SELECT event_id, recorded_ts, customer_id, event_ts, change_kind
  FROM events
  WHERE event_id = $event_id
),
pending AS (
  SELECT e.*
  FROM events e
  LEFT JOIN last_told l ON l.recorded_ts = e.recorded_ts
  WHERE e.recorded_ts >= @timestamp($after)
    AND (
      e.recorded_ts > @timestamp($after)
      OR e.customer_id > l.customer_id
      OR (e.customer_id = l.customer_id AND (e.event_ts > l.event_ts OR (e.event_ts = l.event_ts AND e.change_kind > l.change_kind)))
    )
    AND (
      $attributes = ''
      OR @list_len(@texts_except(e.attributes_changed, @words($attributes))) < @list_len(e.attributes_changed)
      OR (
        CONCAT_WS(' ', '', $attributes, '') LIKE '% source_of_income %'
        AND @list_len(e.source_of_income_added) + @list_len(e.source_of_income_removed) > 0
      )
      OR (
        CONCAT_WS(' ', '', $attributes, '') LIKE '% purpose_of_investment %'
        AND @list_len(e.purpose_of_investment_added) + @list_len(e.purpose_of_investment_removed) > 0
      )
    )
)
SELECT
  {columns},
  COALESCE(r.effective_start_ts, e.event_ts) AS effective_start_ts,
  r.effective_end_ts AS effective_end_ts,
  CAST($hash_version AS INTEGER) AS hash_algorithm_version
FROM pending e
LEFT JOIN revisions r
  ON r.customer_profile_version_sk = e.customer_profile_version_sk
  AND CASE WHEN e.change_kind = 'WITHDRAWN' THEN r.system_to_ts ELSE r.system_from_ts END = e.recorded_ts
