/* Upheld observations: what was taken back is gone, of a source for good, of a correction unless it came later.
   reads  observed            (batch_id, record): curated_profile_observations
          corrections         (batch_id, record): curated_profile_corrections of the same customers
   writes upheld_observations (batch_id, record)
   source docs/profile.md, "Corrections" */
WITH retracts AS (
  SELECT
    customer_id,
    effective_start_ts,
    load_ts,
    record,
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, effective_start_ts ORDER BY load_ts DESC NULLS LAST, record DESC NULLS LAST
    ) AS nth
  FROM corrections
  WHERE action = 'retract'
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
LEFT JOIN retracts r ON r.customer_id = o.customer_id AND r.effective_start_ts = o.valid_ts AND r.nth = 1
WHERE o.kind <> 'retract'
  AND (
    r.customer_id IS NULL
    OR (o.precedence > 0 AND (o.load_ts > r.load_ts OR (o.load_ts = r.load_ts AND o.record > r.record)))
  )
