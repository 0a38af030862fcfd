/* Judged corrections: what each delivered correction means, or why it is refused.
   reads  delivered_corrections (batch_id, record): bronze_customer_profile_corrections of one batch
          known_customers       (customer_id): ops_profile_state before
          logged_observations   (batch_id, record): curated_profile_observations before
          earlier_corrections   (batch_id, record): curated_profile_corrections before
   writes judged_corrections    (batch_id, record)
   source docs/profile.md, "Corrections"

   What can be taken back at an instant is what the newest correction gave there, else what a source said; once it was taken back,
   nothing is left. Records of the batch follow each other. */
WITH given AS (
  SELECT
    @trimmed(customer_id) AS customer_id,
    @trimmed(effective_start_ts) AS start_text,
    @trimmed(effective_end_ts) AS end_text,
    NULLIF(@trimmed(profile), 'null') AS profile,
    NULLIF(@ascii_lower(@trimmed(retract)), 'null') AS retract,
    @trimmed(reason) AS reason,
    @trimmed(ticket) AS ticket,
    @trimmed(approver) AS approver,
    extract_ts,
    load_ts,
    batch_id,
    record
  FROM delivered_corrections
),
parsed AS (
  SELECT
    *,
    @iso_parts(start_text) AS start_parts,
    @iso_parts(end_text) AS end_parts,
    CASE WHEN profile IS NOT NULL THEN @json_object(profile) END AS profile_object,
    CASE WHEN retract = 'true' THEN 'retract' WHEN profile IS NOT NULL THEN 'profile' END AS action
  FROM given
),
timed AS (
  SELECT
    *,
    @iso_instant(start_text, start_parts) AS effective_start_ts,
    @iso_instant(end_text, end_parts) AS effective_end_ts,
    CASE WHEN profile_object IS NOT NULL THEN @json_repeats(profile_object) ELSE FALSE END AS is_doubled
  FROM parsed
),
membered AS (
  SELECT batch_id, record, customer_id, @json_members(profile_object) AS members
  FROM timed
  WHERE profile_object <> '{}' AND NOT is_doubled
),
entries AS (
  SELECT
    m.batch_id AS batch_id,
    m.record AS record,
    m.customer_id AS customer_id,
    e.member.key AS name,
    @text(e.member.value) AS value
  FROM membered m @explode(m.members, e, member)
),
odd AS (
  -- a member that is no column, or no text, number, null or list of these; another customer
  SELECT DISTINCT batch_id, record
  FROM entries
  WHERE name NOT IN ({columns})
    OR SUBSTR(value, 1, 1) IN ('{', 't', 'f')
    OR (SUBSTR(value, 1, 1) = '[' AND (name NOT IN ({lists}) OR @re_has(value, '[{]|[[].*[[]')))
    OR (name = 'customer_id' AND @trimmed(REPLACE(value, '"', '')) <> customer_id)
),
shaped AS (
  SELECT
    t.customer_id AS customer_id,
    t.effective_start_ts AS effective_start_ts,
    t.effective_end_ts AS effective_end_ts,
    t.action AS action,
    t.reason AS reason,
    t.ticket AS ticket,
    t.approver AS approver,
    t.extract_ts AS extract_ts,
    t.load_ts AS load_ts,
    t.batch_id AS batch_id,
    t.record AS record,
    CASE
      WHEN t.customer_id IS NULL THEN 'BLANK_ID customer_id'
      WHEN LENGTH(t.customer_id) > 50 THEN 'ID_TOO_LONG customer_id'
      WHEN t.start_text IS NULL THEN 'MISSING_FIELD effective_start_ts'
      WHEN t.effective_start_ts IS NULL THEN 'BAD_TIMESTAMP effective_start_ts'
      -- the last year is no time but a way to say never, and a microsecond after it there is no calendar
      WHEN t.end_text IS NOT NULL AND (t.effective_end_ts IS NULL OR t.effective_end_ts >= @timestamp('9999-01-01T00:00:00Z')) THEN 'BAD_TIMESTAMP effective_end_ts'
      WHEN t.effective_end_ts < t.effective_start_ts THEN 'ENDS_BEFORE_START effective_end_ts'
      WHEN t.retract NOT IN ('true', 'false') THEN 'BAD_BOOLEAN retract'
      WHEN t.action IS NULL OR (t.action = 'retract' AND (t.profile IS NOT NULL OR t.end_text IS NOT NULL)) THEN 'PROFILE_OR_RETRACT retract'
      WHEN t.action = 'profile' AND (t.profile_object IS NULL OR t.is_doubled OR o.record IS NOT NULL) THEN 'BAD_PROFILE profile'
      WHEN t.reason IS NULL THEN 'MISSING_FIELD reason'
      WHEN t.ticket IS NULL THEN 'MISSING_FIELD ticket'
      WHEN t.approver IS NULL THEN 'MISSING_FIELD approver'
    END AS problem
  FROM timed t
  LEFT JOIN odd o ON o.batch_id = t.batch_id AND o.record = t.record
),
sequenced AS (
  SELECT
    *,
    CASE
      WHEN problem IS NULL THEN LAG(action) OVER (
        PARTITION BY customer_id, effective_start_ts, problem IS NULL ORDER BY record ASC NULLS FIRST
      )
    END AS action_before,
    MIN(CASE WHEN problem IS NULL AND action = 'profile' THEN record END) OVER (PARTITION BY customer_id) AS first_profile
  FROM shaped
),
corrected AS (
  SELECT
    customer_id,
    effective_start_ts,
    action,
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, effective_start_ts ORDER BY load_ts DESC NULLS LAST, record DESC NULLS LAST
    ) AS nth
  FROM earlier_corrections
),
told AS (
  SELECT DISTINCT customer_id, valid_ts
  FROM logged_observations
  WHERE precedence = 0
)
SELECT
  s.customer_id AS customer_id,
  s.effective_start_ts AS effective_start_ts,
  s.effective_end_ts AS effective_end_ts,
  s.action AS action,
  s.reason AS reason,
  s.ticket AS ticket,
  s.approver AS approver,
  s.extract_ts AS extract_ts,
  s.load_ts AS load_ts,
  s.batch_id AS batch_id,
  s.record AS record,
  CASE
    WHEN s.problem IS NOT NULL OR s.action = 'profile' THEN s.problem
    WHEN COALESCE(s.action_before, c.action, CASE WHEN t.customer_id IS NOT NULL THEN 'profile' END) = 'profile' THEN NULL
    WHEN k.customer_id IS NULL AND COALESCE(s.first_profile > s.record, TRUE) THEN 'UNKNOWN_CUSTOMER customer_id'
    ELSE 'NOTHING_TO_RETRACT effective_start_ts'
  END AS problem
FROM sequenced s
LEFT JOIN known_customers k ON k.customer_id = s.customer_id
LEFT JOIN corrected c ON c.customer_id = s.customer_id AND c.effective_start_ts = s.effective_start_ts AND c.nth = 1
LEFT JOIN told t ON t.customer_id = s.customer_id AND t.valid_ts = s.effective_start_ts
