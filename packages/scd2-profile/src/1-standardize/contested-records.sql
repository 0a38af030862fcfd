/* Contested records: an earlier record of the batch has the same customer and valid time, and another stored form.
   reads  standardized_records (batch_id, record)
   writes contested_records    (batch_id, record)
   source D36: CONFLICTING_SAME_TS

   A delete differs from every profile. */
WITH forms AS (
  SELECT
    batch_id,
    record,
    customer_id,
    valid_ts,
    CASE WHEN kind = 'delete' THEN 'delete' ELSE @sha256_hex({stored_form}) END AS form
  FROM standardized_records
  WHERE problem IS NULL
),
compared AS (
  SELECT
    batch_id,
    record,
    form,
    MIN(form) OVER (
      PARTITION BY batch_id, customer_id, valid_ts ORDER BY record NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS least_form,
    MAX(form) OVER (
      PARTITION BY batch_id, customer_id, valid_ts ORDER BY record NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS greatest_form
  FROM forms
)
SELECT
  batch_id,
  record
FROM compared
WHERE least_form <> greatest_form
