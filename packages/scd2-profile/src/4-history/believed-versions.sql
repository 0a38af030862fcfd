/* Believed versions: the fold of observations to maximal intervals of one material state.
   reads  standing          (customer_id, valid_ts, batch_id, record): corrected_observations
   writes believed_versions (customer_id, effective_start_ts)
   source founding document 002, section 7; docs/profile.md, "The fold"

   At each instant the observation of the highest precedence counts. A state lasts until one that differs, or a delete; what repeats it
   says how it is written from then on, and starts nothing. */
WITH believed AS (
  SELECT
    *,
    COALESCE(material_key, profile_hash) AS material,
    -- NULL where it is the last of its instant: another instant follows, or none
    CASE
      WHEN LEAD(valid_ts) OVER (
        PARTITION BY customer_id
        ORDER BY valid_ts ASC NULLS FIRST, precedence ASC NULLS FIRST, extract_ts ASC NULLS FIRST, load_ts ASC NULLS FIRST,
          record ASC NULLS FIRST
      ) = valid_ts THEN 1
    END AS outdone
  FROM standing
),
chained AS (
  SELECT
    customer_id,
    valid_ts,
    batch_id,
    record,
    profile_hash,
    material_key,
    material,
    LAG(material) OVER (PARTITION BY customer_id ORDER BY valid_ts ASC NULLS FIRST) AS material_before,
    LEAD(material) OVER (PARTITION BY customer_id ORDER BY valid_ts ASC NULLS FIRST) AS material_after,
    LEAD(valid_ts) OVER (PARTITION BY customer_id ORDER BY valid_ts ASC NULLS FIRST) AS valid_after
  FROM believed
  WHERE outdone IS NULL
),
started AS (
  SELECT
    *,
    MAX(CASE WHEN material IS NOT NULL AND (material_before IS NULL OR material_before <> material) THEN valid_ts END) OVER (
      PARTITION BY customer_id
      ORDER BY valid_ts ASC NULLS FIRST
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS started_ts
  FROM chained
)
SELECT
  customer_id,
  started_ts AS effective_start_ts,
  valid_after - @one_micro() AS effective_end_ts,
  valid_after IS NOT NULL AND material_after IS NULL AS ends_by_delete,
  profile_hash,
  material_key,
  batch_id,
  record
FROM started
WHERE material IS NOT NULL AND (valid_after IS NULL OR material_after IS NULL OR material_after <> material)
