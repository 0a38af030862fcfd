/* Conflicts: one row per customer and field on which its records disagree, with the value kept and the others.
   reads  records   (seen): silver_customer_records
          customers (customer_id): silver_customers, merged from these records
   writes customer_conflicts (customer_id, field)
   source founding document 000, "Customer Contract"; docs/concepts.md, "Customers"

   Values of metadata are compared as JSON text: spacing and escapes do not count, the spelling of a number does (1 and 1.0). */
WITH several AS (
  SELECT
    r.customer_id AS customer_id,
    r.seen AS seen,
    r.acquisition_ts AS acquisition_ts,
    r.is_visible AS is_visible,
    r.metadata AS metadata,
    c.acquisition_ts AS kept_ts,
    c.acquisition_ts_seen AS kept_ts_seen,
    c.is_visible AS kept_visible,
    c.is_visible_seen AS kept_visible_seen
  FROM records r
  JOIN customers c ON c.customer_id = r.customer_id
  WHERE c.record_count > 1
),
described AS (
  SELECT
    customer_id,
    seen,
    @json_members(metadata) AS members
  FROM several
  WHERE metadata <> '{}'
),
facts AS (
  SELECT
    d.customer_id AS customer_id,
    e.member.key AS name,
    COALESCE(@text(e.member.value), 'null') AS value,
    MIN(d.seen) AS seen
  FROM described d @explode(d.members, e, member)
  GROUP BY d.customer_id, e.member.key, COALESCE(@text(e.member.value), 'null')
),
disputed AS (
  SELECT
    customer_id,
    name
  FROM facts
  GROUP BY customer_id, name
  HAVING COUNT(*) > 1
),
merged AS (
  SELECT
    c.customer_id AS customer_id,
    @json_members(c.metadata) AS members,
    @json_members(c.metadata_seen) AS lineage
  FROM customers c
  JOIN (SELECT DISTINCT customer_id FROM disputed) d ON d.customer_id = c.customer_id
),
kept_values AS (
  SELECT
    m.customer_id AS customer_id,
    e.member.key AS name,
    COALESCE(@text(e.member.value), 'null') AS kept
  FROM merged m @explode(m.members, e, member)
),
kept_lineage AS (
  SELECT
    m.customer_id AS customer_id,
    e.member.key AS name,
    CAST(@text(e.member.value) AS BIGINT) AS kept_seen
  FROM merged m @explode(m.lineage, e, member)
),
others AS (
  SELECT
    customer_id,
    'acquisition_ts' AS field,
    REPLACE(@iso_micros(kept_ts), '.000000Z', 'Z') AS kept,
    kept_ts_seen AS kept_seen,
    REPLACE(@iso_micros(acquisition_ts), '.000000Z', 'Z') AS value,
    seen
  FROM several
  WHERE acquisition_ts <> kept_ts
  UNION ALL
  SELECT
    customer_id,
    'is_visible' AS field,
    CASE WHEN kept_visible THEN 'true' ELSE 'false' END AS kept,
    kept_visible_seen AS kept_seen,
    CASE WHEN is_visible THEN 'true' ELSE 'false' END AS value,
    seen
  FROM several
  WHERE is_visible <> kept_visible
  UNION ALL
  SELECT
    f.customer_id AS customer_id,
    'metadata.' || f.name AS field,
    v.kept AS kept,
    l.kept_seen AS kept_seen,
    f.value AS value,
    f.seen AS seen
  FROM disputed d
  JOIN facts f ON f.customer_id = d.customer_id AND f.name = d.name
  JOIN kept_values v ON v.customer_id = d.customer_id AND v.name = d.name
  JOIN kept_lineage l ON l.customer_id = d.customer_id AND l.name = d.name
  WHERE f.value <> v.kept
),
distinct_others AS (
  SELECT
    customer_id,
    field,
    value,
    MIN(kept) AS kept,
    MIN(kept_seen) AS kept_seen,
    MIN(seen) AS first_seen
  FROM others
  GROUP BY customer_id, field, value
)
SELECT
  customer_id,
  field,
  MIN(kept) AS kept,
  MIN(kept_seen) AS kept_seen,
  @ordered_list(value, first_seen) AS discarded
FROM distinct_others
GROUP BY customer_id, field
