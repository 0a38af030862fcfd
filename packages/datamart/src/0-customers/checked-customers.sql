/* Checked customers: one landed record by the customer contract, or the first reason against it, in the order of the contract's
   fields, as CustomerContract.inspectRecords finds it. Metadata of records that are left out is not looked at.
   reads  landed            (record): landed_customers
   writes checked_customers (record)
   source founding document 000, "Customer Contract"; docs/concepts.md, "Customers"

   Beyond the record functions: a key that stands twice in metadata is refused (JavaScript would drop the first). The number 0 as
   customer_id, which the record functions take for an unset key, comes out of a file as the text 0 and is a customer. */
WITH spelled AS (
  SELECT
    record,
    fault,
    fault_column,
    CASE WHEN @re_is(customer_id, '[!-~]+') THEN customer_id ELSE @trim_chars(customer_id, {blanks}) END AS customer_id,
    acquisition_ts_is AS time_is,
    CASE acquisition_ts_is WHEN 1 THEN acquisition_ts WHEN 2 THEN @utc_time(acquisition_ts, $input_tz) END AS acquisition_ts,
    COALESCE(NULLIF(@trim_chars(source_system, {blanks}), ''), NULLIF($source_system, '')) AS source_system,
    is_visible_is AS flag_is,
    COALESCE(is_visible, TRUE) AS is_visible,
    CASE WHEN metadata IS NULL OR metadata IN ('{}', 'null') THEN '{}' ELSE @json_object(metadata) END AS metadata
  FROM landed
),
judged AS (
  SELECT
    *,
    $enforce_visibility AND NOT is_visible AS is_unwanted
  FROM spelled
),
found AS (
  SELECT
    *,
    CASE
      WHEN fault IS NOT NULL THEN fault || ' ' || COALESCE(fault_column, '')
      WHEN customer_id IS NULL THEN 'MISSING_FIELD customer_id'
      WHEN customer_id = '' THEN 'BLANK_ID customer_id'
      WHEN time_is = 0 THEN 'MISSING_FIELD acquisition_ts'
      WHEN time_is = 3 OR acquisition_ts < @timestamp('1970-01-01T00:00:00Z') THEN 'BAD_TIMESTAMP acquisition_ts'
      WHEN acquisition_ts > @timestamp($clock) THEN 'FUTURE_TIMESTAMP acquisition_ts'
      WHEN source_system IS NULL THEN 'MISSING_FIELD source_system'
      WHEN flag_is = 3 THEN 'BAD_BOOLEAN is_visible'
      WHEN is_unwanted THEN NULL
      WHEN metadata IS NULL THEN 'BAD_METADATA metadata'
      WHEN metadata <> '{}' AND @json_repeats(metadata) THEN 'DUPLICATE_KEY metadata'
    END AS problem
  FROM judged
)
SELECT
  record,
  problem,
  is_unwanted AND problem IS NULL AS is_hidden,
  customer_id,
  acquisition_ts,
  source_system,
  is_visible,
  metadata
FROM found
