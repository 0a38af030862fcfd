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
numbered AS (
  SELECT
    'entered' AS change,
    customer_id,
    CAST($last_sk AS BIGINT) + ROW_NUMBER() OVER (ORDER BY customer_id ASC NULLS FIRST, effective_start_ts ASC NULLS FIRST)
      AS customer_profile_version_sk,
    CAST(NULL AS INTEGER) AS version_num,
    ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY effective_start_ts ASC NULLS FIRST) AS nth_of_customer,
    effective_start_ts,
    effective_end_ts,
    ends_by_delete,
    @timestamp($load_ts) AS load_ts,
    profile_hash,
    material_key,
    batch_id,
    record
  FROM matched
  WHERE held_sk IS NULL
  UNION ALL
  SELECT
    CASE
      WHEN NOT is_believed THEN 'left'
      WHEN held_end_ts IS DISTINCT FROM effective_end_ts THEN 'moved'
      ELSE 'kept'
    END AS change,
    customer_id,
    held_sk AS customer_profile_version_sk,
    held_num AS version_num,
    CAST(0 AS BIGINT) AS nth_of_customer,
    effective_start_ts,
    effective_end_ts,
    ends_by_delete,
    held_load_ts AS load_ts,
    profile_hash,
    material_key,
    batch_id,
    record
  FROM matched
  WHERE held_sk IS NOT NULL
)
SELECT
  n.change AS change,
  n.customer_id AS customer_id,
  n.customer_profile_version_sk AS customer_profile_version_sk,
  COALESCE(n.version_num, CAST(COALESCE(s.version_count, 0) + n.nth_of_customer AS INTEGER)) AS version_num,
  n.effective_start_ts AS effective_start_ts,
  n.effective_end_ts AS effective_end_ts,
  n.ends_by_delete AS ends_by_delete,
  n.load_ts AS load_ts,
  n.profile_hash AS profile_hash,
  n.material_key AS material_key,
  n.batch_id AS batch_id,
  n.record AS record
FROM numbered n
LEFT JOIN states s ON s.customer_id = n.customer_id
