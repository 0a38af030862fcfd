/* Fingerprints of delivered records, before anything is made of them: a record that repeats the newest delivery of its customer byte
   for byte can change no history and is passed over.
   reads  delivered        (record): bronze_customer_profile_standardized
   writes raw_fingerprints (customer_id)

   There is none for a customer with several records in the batch (a later delivery of one of them says something about the others),
   nor without last_modified_ts (each delivery then holds from its own extract_ts on). */
SELECT
  customer_id,
  COUNT(*) AS records,
  CASE WHEN COUNT(*) = 1 THEN MIN(raw_fingerprint) END AS raw_fingerprint
FROM (
  SELECT {customer} AS customer_id, {raw_fingerprint} AS raw_fingerprint
  FROM delivered
) d
GROUP BY customer_id
