/* Contact observations: what a batch says of each contact, and from when on.
   reads  delivered            (batch_id, record): bronze_customer_contacts
   writes contact_observations (batch_id, record)
   source founding document 002, section 4; docs/profile.md, "Contacts"

   What is refused here stands in quarantine with its reason. A last_modified_ts that is missing or cannot be read, or lies after the
   extract, holds from the extract on, as in a profile. */
WITH given AS (
  SELECT
    batch_id,
    record,
    extract_ts,
    load_ts,
    COALESCE(op = 'DELETE', FALSE) AS is_delete,
    @trimmed(customer_id) AS customer_id,
    @upper(@trimmed(channel)) AS channel,
    @trimmed(value) AS value_text,
    @trimmed(last_modified_ts) AS modified_text
  FROM delivered
),
parted AS (
  SELECT
    *,
    @iso_parts(modified_text) AS modified_parts
  FROM given
),
dated AS (
  SELECT
    *,
    @iso_instant(modified_text, modified_parts) AS last_modified_ts
  FROM parted
)
SELECT
  customer_id,
  channel,
  CASE WHEN NOT is_delete THEN value_text END AS value,
  CASE WHEN last_modified_ts <= extract_ts THEN last_modified_ts ELSE extract_ts END AS valid_ts,
  extract_ts,
  load_ts,
  batch_id,
  record
FROM dated
WHERE customer_id IS NOT NULL AND LENGTH(customer_id) <= 50
  AND channel IS NOT NULL AND LENGTH(channel) <= {channel_limit}
  AND (is_delete OR (value_text IS NOT NULL AND LENGTH(value_text) <= {value_limit}))
