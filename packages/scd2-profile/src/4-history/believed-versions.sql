/* The fold of observations to maximal intervals of one material state: of a customer's profile, or of a contact.
   reads  standing          (batch_id, record): corrected_observations, or curated_contact_observations
   writes believed_versions (customer_id, effective_start_ts), or curated_customer_contact_info (customer_id, channel, effective_start_ts)
   source founding document 002, section 7; docs/profile.md, "The fold"

   At each instant the observation of the highest precedence counts. A state lasts until one that differs, or a delete; what repeats it
   says how it is written from then on, and starts nothing. */
WITH believed AS (
  SELECT
    *,
    {material} AS material,
    -- NULL where it is the last of its instant: another instant follows, or none
    CASE
      WHEN LEAD(valid_ts) OVER (
        PARTITION BY {key}
        ORDER BY valid_ts ASC NULLS FIRST, {precedence} extract_ts ASC NULLS FIRST, load_ts ASC NULLS FIRST,
          record ASC NULLS FIRST
      ) = valid_ts THEN 1
    END AS outdone
  FROM standing
),
chained AS (
  SELECT
    {key},
    {shown},
    valid_ts,
    material,
    LAG(material) OVER (PARTITION BY {key} ORDER BY valid_ts ASC NULLS FIRST) AS material_before,
    LEAD(material) OVER (PARTITION BY {key} ORDER BY valid_ts ASC NULLS FIRST) AS material_after,
    LEAD(valid_ts) OVER (PARTITION BY {key} ORDER BY valid_ts ASC NULLS FIRST) AS valid_after
  FROM believed
  WHERE outdone IS NULL
),
started AS (
  SELECT
    *,
    MAX(CASE WHEN material IS NOT NULL AND (material_before IS NULL OR material_before <> material) THEN valid_ts END) OVER (
      PARTITION BY {key}
      ORDER BY valid_ts ASC NULLS FIRST
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS started_ts
  FROM chained
)
SELECT
  {key},
  started_ts AS effective_start_ts,
  valid_after - @one_micro() AS effective_end_ts,
  {content}
FROM started
WHERE material IS NOT NULL AND (valid_after IS NULL OR material_after IS NULL OR material_after <> material)
