/* Contacts of a customer that are in force at some instant of an interval.
   reads  contacts              (customer_id, channel, effective_start_ts): curated_customer_contact_info, or as it was known
   writes customer_contact_info (customer_id, channel, effective_start_ts)
   source docs/profile.md, "Contacts" */
SELECT
  customer_id,
  channel,
  effective_start_ts,
  effective_end_ts,
  effective_end_ts IS NULL AS is_current,
  value
FROM contacts
WHERE customer_id = $customer_id
  AND effective_start_ts <= @timestamp($to)
  AND (effective_end_ts IS NULL OR effective_end_ts >= @timestamp($from))
