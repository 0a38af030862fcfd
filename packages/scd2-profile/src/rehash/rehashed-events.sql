/* Rehashed events: the same events, naming the same versions by their hashes of now.
   reads  events                      (event_id): curated_fact_customer_profile_audit
          hashes                      (event_id): event_hashes, by rehashed identities
   writes fact_customer_profile_audit (event_id)
   source D9; docs/profile.md, "Versions of the hash" */
SELECT {columns}
FROM events e
JOIN hashes h ON h.event_id = e.event_id
