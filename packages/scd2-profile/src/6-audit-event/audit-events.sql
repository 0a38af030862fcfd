/* Audit events: one per version that entered or left belief, and one per version that a delete ended.
   reads  changes                     (customer_profile_version_sk): version_changes
          believed                    (customer_id, effective_start_ts): believed_versions
          held                        (customer_profile_version_sk): curated_dim_customer_profile before, of the customers touched
          contents                    (batch_id, record): profile_contents
          new_corrections             (batch_id, record): curated_profile_corrections of the batch; none of a source
   writes fact_customer_profile_audit (event_id)
   source founding document 002, section 16; docs/profile.md, "Events"

   What was in force before is the version that had the same start, else the one in force a microsecond earlier. Names of attributes and
   members of sets only: no value of a personal column. */
WITH timeline AS (
  SELECT customer_id, effective_start_ts, FALSE AS is_left
  FROM believed
  UNION ALL
  SELECT l.customer_id, l.effective_start_ts, TRUE AS is_left
  FROM changes l
  ANTI JOIN believed b ON b.customer_id = l.customer_id AND b.effective_start_ts = l.effective_start_ts
  WHERE l.change = 'left'
),
placed AS (
  SELECT
    customer_id,
    effective_start_ts,
    is_left,
    @last_non_null(CASE WHEN NOT is_left THEN effective_start_ts END) OVER (
      PARTITION BY customer_id ORDER BY effective_start_ts ASC NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS start_before
  FROM timeline
),
reached AS (
  -- whether the version before still holds a microsecond earlier, or, where one left, at that very instant
  SELECT
    t.customer_id AS customer_id,
    t.effective_start_ts AS effective_start_ts,
    t.is_left AS is_left,
    COALESCE(b.effective_end_ts >= CASE WHEN t.is_left THEN t.effective_start_ts ELSE t.effective_start_ts - @one_micro() END, TRUE)
      AS holds_before,
    b.profile_hash AS hash_before,
    b.batch_id AS batch_before,
    b.record AS record_before
  FROM placed t
  LEFT JOIN believed b ON b.customer_id = t.customer_id AND b.effective_start_ts = t.start_before
),
starts AS (
  SELECT
    customer_id,
    effective_start_ts,
    is_left,
    CASE WHEN holds_before THEN hash_before END AS hash_before,
    CASE WHEN holds_before THEN batch_before END AS batch_before,
    CASE WHEN holds_before THEN record_before END AS record_before
  FROM reached
),
last_held AS (
  SELECT customer_id, MAX(effective_start_ts) AS last_start_ts
  FROM held
  GROUP BY customer_id
),
entered AS (
  SELECT
    CASE WHEN l.last_start_ts IS NULL OR c.effective_start_ts > l.last_start_ts THEN 'PROFILE_VERSION_CREATE' ELSE 'PROFILE_VERSION_CORRECTION' END
      AS event_type,
    CASE
      WHEN l.last_start_ts IS NULL OR c.effective_start_ts > l.last_start_ts THEN 'APPENDED'
      WHEN h.customer_id IS NOT NULL THEN 'REPLACED'
      ELSE 'INSERTED'
    END AS change_kind,
    CASE
      WHEN l.last_start_ts IS NOT NULL AND c.effective_start_ts <= l.last_start_ts THEN 'CORRECTION'
      WHEN c.version_num = 1 THEN 'INITIAL_LOAD'
      ELSE 'SOURCE_UPDATE'
    END AS rationale_code,
    c.customer_id AS customer_id,
    c.effective_start_ts AS event_ts,
    c.customer_profile_version_sk AS customer_profile_version_sk,
    c.version_num AS version_num,
    CASE WHEN h.customer_id IS NOT NULL THEN h.profile_hash ELSE s.hash_before END AS previous_profile_hash,
    CASE WHEN h.customer_id IS NOT NULL THEN h.batch_id ELSE s.batch_before END AS previous_batch_id,
    CASE WHEN h.customer_id IS NOT NULL THEN h.record ELSE s.record_before END AS previous_record,
    c.profile_hash AS new_profile_hash,
    c.batch_id AS new_batch_id,
    c.record AS new_record
  FROM changes c
  JOIN starts s ON s.customer_id = c.customer_id AND s.effective_start_ts = c.effective_start_ts
  LEFT JOIN last_held l ON l.customer_id = c.customer_id
  LEFT JOIN held h ON h.customer_id = c.customer_id AND h.effective_start_ts = c.effective_start_ts
  WHERE c.change = 'entered'
),
withdrawn AS (
  SELECT
    'PROFILE_VERSION_CORRECTION' AS event_type,
    'WITHDRAWN' AS change_kind,
    'CORRECTION' AS rationale_code,
    c.customer_id AS customer_id,
    c.effective_start_ts AS event_ts,
    c.customer_profile_version_sk AS customer_profile_version_sk,
    c.version_num AS version_num,
    c.profile_hash AS previous_profile_hash,
    c.batch_id AS previous_batch_id,
    c.record AS previous_record,
    s.hash_before AS new_profile_hash,
    s.batch_before AS new_batch_id,
    s.record_before AS new_record
  FROM changes c
  JOIN starts s ON s.customer_id = c.customer_id AND s.effective_start_ts = c.effective_start_ts
  WHERE c.change = 'left' AND s.is_left
),
closed AS (
  SELECT
    'PROFILE_VERSION_CLOSE' AS event_type,
    'CLOSED' AS change_kind,
    'SOURCE_UPDATE' AS rationale_code,
    c.customer_id AS customer_id,
    c.effective_end_ts + @one_micro() AS event_ts,
    c.customer_profile_version_sk AS customer_profile_version_sk,
    c.version_num AS version_num,
    c.profile_hash AS previous_profile_hash,
    c.batch_id AS previous_batch_id,
    c.record AS previous_record,
    CAST(NULL AS STRING) AS new_profile_hash,
    CAST(NULL AS STRING) AS new_batch_id,
    CAST(NULL AS BIGINT) AS new_record
  FROM changes c
  WHERE c.ends_by_delete AND c.change IN ('entered', 'moved')
),
happened AS (
  SELECT * FROM entered
  UNION ALL
  SELECT * FROM withdrawn
  UNION ALL
  SELECT * FROM closed
),
causes AS (
  -- of the corrections that start no later the one it shows, or that starts or ends there, or the nearest
  SELECT
    e.customer_id AS customer_id,
    e.event_ts AS event_ts,
    e.change_kind AS change_kind,
    k.reason AS reason,
    k.ticket AS ticket,
    k.approver AS approver,
    ROW_NUMBER() OVER (
      PARTITION BY e.customer_id, e.event_ts, e.change_kind
      ORDER BY
        CASE
          WHEN e.change_kind <> 'WITHDRAWN' AND k.batch_id = e.new_batch_id AND k.record = e.new_record THEN 0
          WHEN k.effective_start_ts = e.event_ts THEN 1
          WHEN k.effective_end_ts + @one_micro() = e.event_ts THEN 2
          ELSE 3
        END ASC NULLS FIRST,
        k.effective_start_ts DESC NULLS LAST,
        k.record DESC NULLS LAST
    ) AS nth
  FROM happened e
  JOIN new_corrections k ON k.customer_id = e.customer_id
  WHERE k.effective_start_ts <= e.event_ts
),
earlier_contents AS (
  -- a first load has no earlier state: then nothing is held for it
  SELECT p.*
  FROM contents p
  SEMI JOIN happened e ON e.previous_batch_id = p.batch_id AND e.previous_record = p.record
)
SELECT
  SUBSTR(@sha256_hex(CONCAT_WS(' ', $load_ts, e.change_kind, @iso_micros(e.event_ts), e.customer_id)), 1, 32) AS event_id,
  e.event_type AS event_type,
  e.change_kind AS change_kind,
  CASE WHEN k.customer_id IS NULL THEN e.rationale_code ELSE 'CORRECTION' END AS rationale_code,
  e.customer_id AS customer_id,
  e.event_ts AS event_ts,
  @timestamp($load_ts) AS recorded_ts,
  e.customer_profile_version_sk AS customer_profile_version_sk,
  e.version_num AS version_num,
  e.previous_profile_hash AS previous_profile_hash,
  e.new_profile_hash AS new_profile_hash,
  {attributes_changed} AS attributes_changed,
  @texts_except(n.source_of_income, p.source_of_income) AS source_of_income_added,
  @texts_except(p.source_of_income, n.source_of_income) AS source_of_income_removed,
  @texts_except(n.purpose_of_investment, p.purpose_of_investment) AS purpose_of_investment_added,
  @texts_except(p.purpose_of_investment, n.purpose_of_investment) AS purpose_of_investment_removed,
  $batch_id AS batch_id,
  k.reason AS reason,
  k.ticket AS ticket,
  k.approver AS approver
FROM happened e
LEFT JOIN causes k ON k.customer_id = e.customer_id AND k.event_ts = e.event_ts AND k.change_kind = e.change_kind AND k.nth = 1
LEFT JOIN earlier_contents p ON p.batch_id = e.previous_batch_id AND p.record = e.previous_record
LEFT JOIN contents n ON n.batch_id = e.new_batch_id AND n.record = e.new_record
