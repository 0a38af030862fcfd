/* Customers: records merged by exact id, as CustomerContract.merge does. By default: earliest acquisition, first source system,
   visible if visible anywhere, the later record wins a key of metadata. The least rank survives; ties go to the record seen
   first, for metadata to the one seen last.
   reads  records   (seen): silver_customer_records
   writes customers (customer_id)
   source founding document 000, "Customer Contract"; docs/concepts.md, "Customers"

   A rank and a position are packed into one number ({positions} positions a rank), since numbers are what engines compare and
   spill best. Keys of metadata stand in order of first sight, those of one record by name. The place of a system in a list is the length of what stands before it there; who is not in it comes last. */
WITH ranked AS (
  SELECT
    customer_id,
    seen,
    acquisition_ts,
    source_system,
    is_visible,
    CASE $acquisition_ts
      WHEN 'earliest' THEN @epoch_micros(acquisition_ts)
      WHEN 'latest' THEN 0 - @epoch_micros(acquisition_ts)
      ELSE LENGTH(SPLIT_PART($acquisition_ts_order, {mark} || source_system || {mark}, 1))
    END AS acquisition_rank,
    seen + CASE $source_system
      WHEN 'earliest' THEN 0
      WHEN 'latest' THEN 0 - 2 * seen
      WHEN 'longest' THEN 0 - {positions} * LENGTH(source_system)
      ELSE {positions} * LENGTH(SPLIT_PART($source_system_order, {mark} || source_system || {mark}, 1))
    END AS system_rank,
    seen + CASE $is_visible
      WHEN 'any' THEN CASE WHEN is_visible THEN 0 ELSE {positions} END
      WHEN 'all' THEN CASE WHEN is_visible THEN {positions} ELSE 0 END
      WHEN 'earliest' THEN 0
      WHEN 'latest' THEN 0 - 2 * seen
      ELSE {positions} * LENGTH(SPLIT_PART($is_visible_order, {mark} || source_system || {mark}, 1))
    END AS visible_rank
  FROM records
),
merged AS (
  SELECT
    customer_id,
    MIN(@struct(rank, acquisition_rank, seen, seen, acquired, acquisition_ts)) AS acquisition,
    @min_by(source_system, system_rank) AS source_system,
    @min_by(seen, system_rank) AS source_system_seen,
    @min_by(is_visible, visible_rank) AS is_visible,
    @min_by(seen, visible_rank) AS is_visible_seen,
    COUNT(*) AS record_count,
    MIN(seen) AS first_seen
  FROM ranked
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
    source_system,
    seen,
    @json_members(metadata) AS members
  FROM records
  WHERE metadata <> '{}'
),
facts AS (
  SELECT
    d.customer_id AS customer_id,
    d.source_system AS source_system,
    d.seen AS seen,
    e.member.key AS name,
    COALESCE(@text(e.member.value), 'null') AS value
  FROM described d @explode(d.members, e, member)
),
ranked_facts AS (
  SELECT
    customer_id,
    name,
    value,
    seen,
    CASE $metadata
      WHEN 'latest' THEN 0
      WHEN 'earliest' THEN 2 * seen
      WHEN 'longest' THEN 0 - {positions} * LENGTH(value)
      ELSE {positions} * LENGTH(SPLIT_PART($metadata_order, {mark} || source_system || {mark}, 1))
    END - seen AS fact_rank
  FROM facts
),
kept AS (
  SELECT
    customer_id,
    name,
    @min_by(value, fact_rank) AS value,
    @min_by(seen, fact_rank) AS seen,
    MIN(seen) AS first_seen
  FROM ranked_facts
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
  m.acquisition.acquired AS acquisition_ts,
  m.source_system AS source_system,
  m.is_visible AS is_visible,
  '{' || COALESCE(d.members, '') || '}' AS metadata,
  s.source_systems AS source_systems,
  m.record_count AS record_count,
  m.first_seen AS first_seen,
  m.acquisition.seen AS acquisition_ts_seen,
  m.source_system_seen AS source_system_seen,
  m.is_visible_seen AS is_visible_seen,
  '{' || COALESCE(d.lineage, '') || '}' AS metadata_seen
FROM merged m
JOIN systems s ON s.customer_id = m.customer_id
LEFT JOIN metadata d ON d.customer_id = m.customer_id
