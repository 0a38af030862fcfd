/* Version changes: belief now compared with belief before.
   reads  believed        (customer_id, effective_start_ts): believed_versions of the customers the load touches
          held            (customer_profile_version_sk): curated_dim_customer_profile before, of the same customers
          states          (customer_id): ops_profile_state before, of the same customers
   writes version_changes (customer_profile_version_sk)
   source docs/profile.md, "Identity"

   A version is the same one if customer, start and material state are; only then does it keep its key and number. */
WITH matched AS (
  SELECT
    h.customer_profile_version_sk AS held_sk,
    h.version_num AS held_num,
    h.load_ts AS held_load_ts,
    h.effective_end_ts AS held_end_ts,
    b.customer_id IS NOT NULL AS is_believed,
    COALESCE(b.customer_id, h.customer_id) AS customer_id,
    COALESCE(b.effective_start_ts, h.effective_start_ts) AS effective_start_ts,
    CASE WHEN b.customer_id IS NULL THEN h.effective_end_ts ELSE b.effective_end_ts END AS effective_end_ts,
    COALESCE(b.ends_by_delete, FALSE) AS ends_by_delete,
    COALESCE(b.profile_hash, h.profile_hash) AS profile_hash,
    CASE WHEN b.customer_id IS NULL THEN h.material_key ELSE b.material_key END AS material_key,
    COALESCE(b.batch_id, h.batch_id) AS batch_id,
    COALESCE(b.record, h.record) AS record
  FROM believed b
  FULL JOIN held h
    ON h.customer_id = b.customer_id AND h.effective_start_ts = b.effective_start_ts
    AND COALESCE(h.material_key, h.profile_hash) = COALESCE(b.material_key, b.profile_hash)
),
entered AS (
  SELECT
    customer_id,
    effective_start_ts,
    ROW_NUMBER() OVER (ORDER BY customer_id ASC NULLS FIRST, effective_start_ts ASC NULLS FIRST) AS nth,
    ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY effective_start_ts ASC NULLS FIRST) AS nth_of_customer
  FROM matched
  WHERE held_sk IS NULL
)
SELECT
  CASE
    WHEN m.held_sk IS NULL THEN 'entered'
    WHEN NOT m.is_believed THEN 'left'
    WHEN m.held_end_ts IS DISTINCT FROM m.effective_end_ts THEN 'moved'
    ELSE 'kept'
  END AS change,
  m.customer_id AS customer_id,
  COALESCE(m.held_sk, CAST($last_sk AS BIGINT) + e.nth) AS customer_profile_version_sk,
  COALESCE(m.held_num, CAST(COALESCE(s.version_count, 0) + e.nth_of_customer AS INTEGER)) AS version_num,
  m.effective_start_ts AS effective_start_ts,
  m.effective_end_ts AS effective_end_ts,
  m.ends_by_delete AS ends_by_delete,
  COALESCE(m.held_load_ts, @timestamp($load_ts)) AS load_ts,
  m.profile_hash AS profile_hash,
  m.material_key AS material_key,
  m.batch_id AS batch_id,
  m.record AS record
FROM matched m
LEFT JOIN entered e ON m.held_sk IS NULL AND e.customer_id = m.customer_id AND e.effective_start_ts = m.effective_start_ts
LEFT JOIN states s ON s.customer_id = m.customer_id
