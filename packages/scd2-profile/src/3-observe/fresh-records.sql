/* Fresh records: those that do not repeat the newest delivery of their customer byte for byte.
   reads  delivered     (batch_id, record): bronze_customer_profile_standardized
          known_states  (customer_id): ops_profile_state
   writes fresh_records (batch_id, record)
   source docs/profile.md, "Repetitions"

   A record without last_modified_ts has no fingerprint, for each delivery of it holds from its own extract_ts on. */
SELECT
  {columns}
FROM (SELECT *, {customer} AS known_as, {raw_fingerprint} AS raw_fingerprint FROM delivered) d
ANTI JOIN known_states s ON s.customer_id = d.known_as AND s.raw_fingerprint = d.raw_fingerprint
