/* Event hashes: which versions each audit event is about, and their hashes.
   reads  events       (event_id): curated_fact_customer_profile_audit
          revisions    (customer_profile_version_sk, system_from_ts): curated_profile_revisions
          identities   (customer_profile_version_sk): ops_id_ledger
   writes event_hashes (event_id)
   source founding document 002, section 16; D44

   The same versions as in audit-events.sql, found from the outside: what was in force before is the version of the same start that
   left belief with that load, else the one in force a microsecond earlier, as believed from that load on. */
WITH placed AS (
  SELECT
    event_id,
    change_kind,
    customer_id,
    customer_profile_version_sk,
    event_ts,
    recorded_ts,
    CASE WHEN change_kind = 'WITHDRAWN' THEN event_ts ELSE event_ts - @one_micro() END AS before_ts
  FROM events
),
in_force AS (
  SELECT e.event_id AS event_id, r.customer_profile_version_sk AS customer_profile_version_sk
  FROM placed e
  JOIN revisions r ON r.customer_id = e.customer_id
  WHERE e.change_kind <> 'CLOSED'
    AND r.system_from_ts <= e.recorded_ts
    AND (r.system_to_ts IS NULL OR r.system_to_ts > e.recorded_ts)
    AND r.effective_start_ts <= e.before_ts
    AND (r.effective_end_ts IS NULL OR r.effective_end_ts >= e.before_ts)
),
replaced AS (
  SELECT e.event_id AS event_id, r.customer_profile_version_sk AS customer_profile_version_sk
  FROM placed e
  JOIN revisions r
    ON r.customer_id = e.customer_id AND r.effective_start_ts = e.event_ts AND r.system_to_ts = e.recorded_ts
  WHERE e.change_kind NOT IN ('WITHDRAWN', 'CLOSED')
),
told AS (
  SELECT
    e.event_id AS event_id,
    CASE
      WHEN e.change_kind IN ('WITHDRAWN', 'CLOSED') THEN e.customer_profile_version_sk
      ELSE COALESCE(r.customer_profile_version_sk, f.customer_profile_version_sk)
    END AS previous_sk,
    CASE
      WHEN e.change_kind = 'WITHDRAWN' THEN f.customer_profile_version_sk
      WHEN e.change_kind <> 'CLOSED' THEN e.customer_profile_version_sk
    END AS new_sk
  FROM placed e
  LEFT JOIN in_force f ON f.event_id = e.event_id
  LEFT JOIN replaced r ON r.event_id = e.event_id
)
SELECT
  t.event_id AS event_id,
  p.profile_hash AS previous_profile_hash,
  n.profile_hash AS new_profile_hash
FROM told t
LEFT JOIN identities p ON p.customer_profile_version_sk = t.previous_sk
LEFT JOIN identities n ON n.customer_profile_version_sk = t.new_sk
