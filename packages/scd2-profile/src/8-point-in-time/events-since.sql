/* Audit events after a load.
   reads  events         (event_id): curated_fact_customer_profile_audit
   writes profile_events (event_id) */
SELECT
  {columns}
FROM events
WHERE recorded_ts > @timestamp($after) AND ($customer_id IS NULL OR customer_id = $customer_id)
