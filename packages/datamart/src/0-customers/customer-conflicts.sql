/* Conflicts: one row per customer and field on which its records disagree, with the value kept and the others.
   reads  records   (seen): silver_customer_records
          customers (customer_id): silver_customers, merged from these records
   writes customer_conflicts (customer_id, field)
   source founding document 000, "Customer Contract"; docs/concepts.md, "Customers"

   Values of metadata are compared as JSON text: spacing and escapes do not count, the spelling of a number does (1 and 1.0). What
   records say is grouped by the position of their customer's first record, a shorter key than its id. */
WITH several AS (
  SELECT
    c.first_seen AS customer,
    r.seen AS seen,
    r.acquisition_ts AS acquisition_ts,
    r.is_visible AS is_visible,
    r.metadata AS metadata,
    c.acquisition_ts AS kept_ts,
    c.is_visible AS kept_visible
  FROM records r
  JOIN customers c ON c.customer_id = r.customer_id
  WHERE c.record_count > 1
),
other_times AS (
  SELECT
    customer,
    acquisition_ts,
    MIN(seen) AS first_seen
  FROM several
  WHERE acquisition_ts <> kept_ts
  GROUP BY customer, acquisition_ts
),
times AS (
  SELECT
    customer,
    @ordered_list(REPLACE(@iso_micros(acquisition_ts), '.000000Z', 'Z'), first_seen) AS discarded
  FROM other_times
  GROUP BY customer
),
flags AS (
  SELECT DISTINCT customer
  FROM several
  WHERE is_visible <> kept_visible
),
described AS (
  SELECT
    customer,
    seen,
    @json_members(metadata) AS members
  FROM several
  WHERE metadata <> '{}'
),
facts AS (
  SELECT
    d.customer AS customer,
    e.member.key AS name,
    COALESCE(@text(e.member.value), 'null') AS value,
    MIN(d.seen) AS first_seen
  FROM described d @explode(d.members, e, member)
  GROUP BY d.customer, e.member.key, COALESCE(@text(e.member.value), 'null')
),
disputed AS (
  SELECT
    customer,
    name,
    @ordered_list(value, first_seen) AS given
  FROM facts
  GROUP BY customer, name
  HAVING COUNT(*) > 1
),
merged AS (
  SELECT
    customer_id,
    first_seen AS customer,
    @json_members(metadata) AS members,
    @json_members(metadata_seen) AS lineage
  FROM customers
  WHERE record_count > 1
),
kept_values AS (
  SELECT
    m.customer_id AS customer_id,
    m.customer AS customer,
    e.member.key AS name,
    COALESCE(@text(e.member.value), 'null') AS kept
  FROM merged m @explode(m.members, e, member)
),
kept_lineage AS (
  SELECT
    m.customer AS customer,
    e.member.key AS name,
    CAST(@text(e.member.value) AS BIGINT) AS kept_seen
  FROM merged m @explode(m.lineage, e, member)
)
SELECT
  c.customer_id AS customer_id,
  'acquisition_ts' AS field,
  REPLACE(@iso_micros(c.acquisition_ts), '.000000Z', 'Z') AS kept,
  c.acquisition_ts_seen AS kept_seen,
  t.discarded AS discarded
FROM times t
JOIN customers c ON c.first_seen = t.customer
UNION ALL
SELECT
  c.customer_id AS customer_id,
  'is_visible' AS field,
  CASE WHEN c.is_visible THEN 'true' ELSE 'false' END AS kept,
  c.is_visible_seen AS kept_seen,
  @non_null_texts(CASE WHEN c.is_visible THEN 'false' ELSE 'true' END) AS discarded
FROM flags f
JOIN customers c ON c.first_seen = f.customer
UNION ALL
SELECT
  v.customer_id AS customer_id,
  'metadata.' || d.name AS field,
  v.kept AS kept,
  l.kept_seen AS kept_seen,
  @texts_except(d.given, @non_null_texts(v.kept)) AS discarded
FROM disputed d
JOIN kept_values v ON v.customer = d.customer AND v.name = d.name
JOIN kept_lineage l ON l.customer = d.customer AND l.name = d.name
