/* Customers: records merged by exact id, as CustomerContract.merge does by default: earliest acquisition, first source system,
   visible if visible anywhere, the later record wins a key of metadata. Ties go to the record seen first.
   reads  records   (seen): silver_customer_records
   writes customers (customer_id)
   source founding document 000, "Customer Contract"; docs/concepts.md, "Customers" */
WITH merged AS (
  SELECT
    customer_id,
    MIN(@struct(acquired, acquisition_ts, seen, seen)) AS earliest,
    @min_by(source_system, seen) AS source_system,
    COUNT(*) AS record_count,
    MIN(seen) AS first_seen,
    MIN(CASE WHEN is_visible THEN seen END) AS visible_seen
  FROM records
  GROUP BY customer_id
),
first_of_system AS (
  SELECT
    customer_id,
    source_system,
    MIN(seen) AS first_seen
  FROM records
  GROUP BY customer_id, source_system
),
systems AS (
  SELECT
    customer_id,
    @ordered_list(source_system, first_seen) AS source_systems
  FROM first_of_system
  GROUP BY customer_id
),
described AS (
  SELECT
    customer_id,
    seen,
    @json_members(metadata) AS members
  FROM records
  WHERE metadata <> '{}'
),
facts AS (
  SELECT
    d.customer_id AS customer_id,
    d.seen AS seen,
    e.member.key AS name,
    COALESCE(@text(e.member.value), 'null') AS value
  FROM described d @explode(d.members, e, member)
),
kept AS (
  SELECT
    customer_id,
    name,
    @max_by(value, seen) AS value,
    MAX(seen) AS seen,
    MIN(seen) AS first_seen
  FROM facts
  GROUP BY customer_id, name
),
metadata AS (
  SELECT
    customer_id,
    @ordered_text(@json_text(name) || ':' || value, ',', first_seen) AS members,
    @ordered_text(@json_text(name) || ':' || @text(seen), ',', first_seen) AS lineage
  FROM kept
  GROUP BY customer_id
)
SELECT
  m.customer_id AS customer_id,
  m.earliest.acquired AS acquisition_ts,
  m.source_system AS source_system,
  m.visible_seen IS NOT NULL AS is_visible,
  '{' || COALESCE(d.members, '') || '}' AS metadata,
  s.source_systems AS source_systems,
  m.record_count AS record_count,
  m.first_seen AS first_seen,
  m.earliest.seen AS acquisition_ts_seen,
  m.first_seen AS source_system_seen,
  COALESCE(m.visible_seen, m.first_seen) AS is_visible_seen,
  '{' || COALESCE(d.lineage, '') || '}' AS metadata_seen
FROM merged m
JOIN systems s ON s.customer_id = m.customer_id
LEFT JOIN metadata d ON d.customer_id = m.customer_id
