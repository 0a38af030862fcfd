/* Repeated records: those of customers with more than one record in the batch.
   reads  delivered        (batch_id, record): customer_profile_standardized
   writes repeated_records (batch_id, record)
   source D36 */
WITH owned AS (
  SELECT
    batch_id,
    record,
    @trimmed(customer_id) AS customer_id
  FROM delivered
),
repeated AS (
  SELECT
    batch_id,
    customer_id
  FROM owned
  GROUP BY batch_id, customer_id
  HAVING COUNT(*) > 1
)
SELECT
  o.batch_id AS batch_id,
  o.record AS record
FROM owned o
JOIN repeated r ON r.batch_id = o.batch_id AND r.customer_id = o.customer_id
