/* Customers: records merged by exact id, as CustomerContract.merge does. By default: earliest acquisition, first source system,
   visible if visible anywhere, the later record wins a key of metadata. The least rank survives; ties go to the record seen
   first, for metadata to the one seen last.
   reads  records   (seen): silver_customer_records
   writes customers (customer_id)
   source founding document 000, "Customer Contract"; docs/concepts.md, "Customers"

   A rank and a position are packed into one number ({positions} positions a rank), since numbers are what engines compare and
   spill best, and read off it again. Facts are grouped by the position of their customer's first record, a shorter key than its
   id. Keys of metadata stand in order of first sight, those of one record by name. The place of a system in a list is the length
   of what stands before it there; who is not in it comes last. */
WITH ranked AS (
  SELECT
    customer_id,
    seen,
    acquisition_ts,
    source_system,
    CASE $acquisition_ts
      WHEN 'earliest' THEN @epoch_micros(acquisition_ts)
      WHEN 'latest' THEN 0 - @epoch_micros(acquisition_ts)
      ELSE LENGTH(SPLIT_PART($acquisition_ts_order, {mark} || source_system || {mark}, 1))
    END AS acquisition_rank,
    CASE $source_system
      WHEN 'earliest' THEN seen
      WHEN 'latest' THEN {positions} - seen
      WHEN 'longest' THEN {positions} * ({letters} - LENGTH(source_system)) + seen
      ELSE {positions} * LENGTH(SPLIT_PART($source_system_order, {mark} || source_system || {mark}, 1)) + seen
    END AS system_rank,
    CASE WHEN is_visible THEN 1 ELSE 0 END + 2 * CASE $is_visible
      WHEN 'any' THEN CASE WHEN is_visible THEN seen ELSE {positions} + seen END
      WHEN 'all' THEN CASE WHEN is_visible THEN {positions} + seen ELSE seen END
      WHEN 'earliest' THEN seen
      WHEN 'latest' THEN {positions} - seen
      ELSE {positions} * LENGTH(SPLIT_PART($is_visible_order, {mark} || source_system || {mark}, 1)) + seen
    END AS visible_rank
  FROM records
),
by_system AS (
  SELECT
    customer_id,
    source_system,
    MIN(@struct(rank, acquisition_rank, seen, seen, acquired, acquisition_ts)) AS acquisition,
    MIN(system_rank) AS system_rank,
    MIN(visible_rank) AS visible_rank,
    COUNT(*) AS records,
    MIN(seen) AS first_seen
  FROM ranked
  GROUP BY customer_id, source_system
),
merged AS (
  SELECT
    customer_id,
    MIN(acquisition) AS acquisition,
    @min_by(source_system, system_rank) AS source_system,
    MIN(system_rank) AS system_rank,
    MIN(visible_rank) AS visible_rank,
    @ordered_list(source_system, first_seen) AS source_systems,
    CAST(SUM(records) AS BIGINT) AS record_count,
    MIN(first_seen) AS first_seen
  FROM by_system
  GROUP BY customer_id
),
described AS (
  SELECT
    m.first_seen AS customer,
    r.source_system AS source_system,
    r.seen AS seen,
    @json_members(r.metadata) AS members
  FROM records r
  JOIN merged m ON m.customer_id = r.customer_id
  WHERE r.metadata <> '{}'
),
facts AS (
  SELECT
    d.customer AS customer,
    d.source_system AS source_system,
    d.seen AS seen,
    e.member.key AS name,
    COALESCE(@text(e.member.value), 'null') AS value
  FROM described d @explode(d.members, e, member)
),
ranked_facts AS (
  SELECT
    customer,
    name,
    value,
    seen,
    CASE $metadata
      WHEN 'latest' THEN {positions} - seen
      WHEN 'earliest' THEN seen
      WHEN 'longest' THEN {positions} * ({letters} - LENGTH(value)) + {positions} - seen
      ELSE {positions} * LENGTH(SPLIT_PART($metadata_order, {mark} || source_system || {mark}, 1)) + {positions} - seen
    END AS fact_rank
  FROM facts
),
kept AS (
  SELECT
    customer,
    name,
    @min_by(value, fact_rank) AS value,
    MIN(fact_rank) AS fact_rank,
    MIN(seen) AS first_seen
  FROM ranked_facts
  GROUP BY customer, name
),
members AS (
  SELECT
    customer,
    first_seen,
    @json_text(name) || ':' || value AS member,
    @json_text(name) || ':' || @text(
      CASE $metadata WHEN 'earliest' THEN fact_rank ELSE {positions} - fact_rank % {positions} END
    ) AS lineage
  FROM kept
),
metadata AS (
  SELECT
    customer,
    @ordered_list(@struct(member, member, lineage, lineage), first_seen) AS members
  FROM members
  GROUP BY customer
)
SELECT
  m.customer_id AS customer_id,
  m.acquisition.acquired AS acquisition_ts,
  m.source_system AS source_system,
  m.visible_rank % 2 = 1 AS is_visible,
  '{' || COALESCE(@list_join(@list_field(d.members, member), ','), '') || '}' AS metadata,
  m.source_systems AS source_systems,
  m.record_count AS record_count,
  m.first_seen AS first_seen,
  m.acquisition.seen AS acquisition_ts_seen,
  CASE $source_system WHEN 'latest' THEN {positions} - m.system_rank ELSE m.system_rank % {positions} END AS source_system_seen,
  CASE $is_visible
    WHEN 'latest' THEN {positions} - @int_div(m.visible_rank, 2)
    ELSE @int_div(m.visible_rank, 2) % {positions}
  END AS is_visible_seen,
  '{' || COALESCE(@list_join(@list_field(d.members, lineage), ','), '') || '}' AS metadata_seen
FROM merged m
LEFT JOIN metadata d ON d.customer = m.first_seen
