/* Standing observations: a snapshot says that nothing changed between its last_modified_ts and its extract, so what was believed to
   start in between, from an earlier extract, is withdrawn.
   reads  observed              (batch_id, record): upheld_observations
   writes standing_observations (batch_id, record)
   source docs/profile.md, "Feeds"

   valid_ts is never after extract_ts, so whatever an earlier extract told starts before the end of a later one's assertion: it is
   enough to compare starts. Corrections, whose precedence is higher, are not contradicted, and assert
   nothing; nor is who was missing from an extract, or in it again. One row a customer and batch first, for records of one batch do not contradict each other. */
WITH asserted AS (
  SELECT
    customer_id,
    precedence,
    extract_ts,
    load_ts,
    batch_id,
    MIN(CASE WHEN feed = 'snapshot' THEN valid_ts END) AS asserted_from
  FROM observed
  GROUP BY customer_id, precedence, extract_ts, load_ts, batch_id
),
contradicted AS (
  SELECT
    customer_id,
    batch_id,
    precedence,
    MIN(asserted_from) OVER (
      PARTITION BY customer_id
      ORDER BY precedence DESC NULLS LAST, extract_ts DESC NULLS LAST, load_ts DESC NULLS LAST, batch_id DESC NULLS LAST
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS contradicted_after
  FROM asserted
)
SELECT
  o.customer_id AS customer_id,
  o.valid_ts AS valid_ts,
  o.extract_ts AS extract_ts,
  o.load_ts AS load_ts,
  o.batch_id AS batch_id,
  o.record AS record,
  o.precedence AS precedence,
  o.feed AS feed,
  o.kind AS kind,
  o.profile_hash AS profile_hash,
  o.material_key AS material_key
FROM observed o
JOIN contradicted c ON c.customer_id = o.customer_id AND c.batch_id = o.batch_id AND c.precedence = o.precedence
WHERE c.contradicted_after IS NULL OR o.valid_ts <= c.contradicted_after OR o.feed = 'presence'
