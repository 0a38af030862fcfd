/* Quarters of the customer profile: what its key figures are ratios of.
   reads  versions         (customer_profile_version_sk): curated_dim_customer_profile
          events           (event_id): curated_fact_customer_profile_audit
          standardized     (batch_id, record): silver_vw_customer_profile_standardized
          batches          (batch_id): ops_profile_batches
   writes profile_quarters (quarter_start_ts)
   source founding document 002, sections 2 and 13; D28, D46; docs/profile.md, "Key figures"

   Quarters are counted through: year * 4 + quarter - 1 on the wall clock of the zone. A version adds to the quarters from its first on
   and takes away from the one after its last on, so that no version is joined to every quarter it is in force in. */
WITH span AS (
  SELECT
    MIN(LEAST(extract_ts, load_ts)) AS first_ts,
    MAX(GREATEST(extract_ts, load_ts)) AS as_of_ts
  FROM batches
),
bounds AS (
  SELECT
    as_of_ts,
    YEAR(first_time) * 4 + QUARTER(first_time) - 1 AS first_quarter,
    YEAR(last_time) * 4 + QUARTER(last_time) - 1 AS last_quarter
  FROM (SELECT as_of_ts, @local_time(first_ts, $zone) AS first_time, @local_time(as_of_ts, $zone) AS last_time FROM span WHERE as_of_ts IS NOT NULL) s
),
digits AS (
  SELECT d FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS v(d)
),
-- as many quarters as the calendar of ISO dates has at most
counted AS (
  SELECT t.d * 10000 + h.d * 1000 + k.d * 100 + m.d * 10 + n.d AS n
  FROM digits n
  CROSS JOIN digits m
  CROSS JOIN digits k
  CROSS JOIN digits h
  CROSS JOIN digits t
),
calendar AS (
  SELECT
    b.as_of_ts AS as_of_ts,
    CAST(b.first_quarter + c.n AS BIGINT) AS quarter_number,
    -- noon of the first day, since a day of the zone may begin at another time than midnight
    @utc_time(CAST(@add_months(DATE '1970-01-01', (b.first_quarter + c.n - 7880) * 3) AS TIMESTAMP) + INTERVAL 12 HOUR, $zone) AS noon
  FROM bounds b
  CROSS JOIN counted c
  WHERE c.n <= b.last_quarter - b.first_quarter
),
quarters AS (
  SELECT
    as_of_ts,
    quarter_number,
    @period_start(quarter, noon, $zone) AS quarter_start_ts,
    @period_end(quarter, noon, $zone) AS quarter_end_ts
  FROM calendar
),
lived AS (
  SELECT
    v.customer_id AS customer_id,
    v.effective_start_ts AS effective_start_ts,
    b.first_quarter AS first_quarter,
    @local_time(v.effective_start_ts, $zone) AS start_time,
    -- the last instant, and the first after it; NULL while in force
    CASE WHEN v.effective_end_ts < b.as_of_ts THEN @local_time(v.effective_end_ts, $zone) END AS end_time,
    CASE WHEN v.effective_end_ts < b.as_of_ts THEN @local_time(v.effective_end_ts + @one_micro(), $zone) END AS gone_time,
    CASE WHEN v.evidence_unique_key IS NULL THEN 0 ELSE 1 END AS has_evidence,
    CASE WHEN v.firstname IS NULL THEN 0 ELSE 1 END AS has_firstname,
    CASE WHEN v.lastname IS NULL THEN 0 ELSE 1 END AS has_lastname,
    CASE WHEN v.birthdate IS NULL THEN 0 ELSE 1 END AS has_birthdate,
    CASE WHEN v.occupation <> 'UNKNOWN' THEN 1 ELSE 0 END AS has_occupation,
    CASE WHEN v.nationality <> 'UNKNOWN' THEN 1 ELSE 0 END AS has_nationality,
    CASE WHEN v.total_asset <> 'UNKNOWN' OR v.monthly_income <> 'UNKNOWN' THEN 1 ELSE 0 END AS has_band,
    CASE
      WHEN @list_join(v.source_of_income, '|') NOT IN ('', 'UNKNOWN') OR @list_join(v.purpose_of_investment, '|') NOT IN ('', 'UNKNOWN') THEN 1
      ELSE 0
    END AS has_set
  FROM versions v
  CROSS JOIN bounds b
  WHERE v.effective_start_ts <= b.as_of_ts
),
placed AS (
  SELECT
    *,
    YEAR(start_time) * 4 + QUARTER(start_time) - 1 AS start_quarter,
    YEAR(end_time) * 4 + QUARTER(end_time) - 1 AS end_quarter,
    YEAR(gone_time) * 4 + QUARTER(gone_time) - 1 AS gone_quarter,
    has_evidence + has_firstname + has_lastname + has_birthdate + has_occupation + has_nationality + has_band + has_set AS items
  FROM lived
),
ordered AS (
  SELECT
    *,
    LAG(end_quarter) OVER (PARTITION BY customer_id ORDER BY effective_start_ts ASC NULLS FIRST) AS end_quarter_before,
    ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY effective_start_ts ASC NULLS FIRST) AS nth
  FROM placed
),
-- a customer is active once in a quarter, however many versions are in force in it
stays AS (
  SELECT
    first_quarter,
    end_quarter,
    GREATEST(start_quarter, COALESCE(end_quarter_before + 1, start_quarter)) AS active_from
  FROM ordered
),
moves AS (
  SELECT
    GREATEST(start_quarter, first_quarter) AS quarter_number, 1 AS in_force, CASE WHEN items = 8 THEN 1 ELSE 0 END AS complete,
    has_evidence, has_firstname, has_lastname, has_birthdate, has_occupation, has_nationality, has_band, has_set, 0 AS active,
    CASE WHEN nth = 1 AND start_quarter >= first_quarter THEN 1 ELSE 0 END AS firsts,
    CASE WHEN nth > 1 AND start_quarter >= first_quarter THEN 1 ELSE 0 END AS changes
  FROM ordered
  UNION ALL
  SELECT
    GREATEST(gone_quarter, first_quarter), -1, CASE WHEN items = 8 THEN -1 ELSE 0 END,
    0 - has_evidence, 0 - has_firstname, 0 - has_lastname, 0 - has_birthdate, 0 - has_occupation, 0 - has_nationality, 0 - has_band, 0 - has_set,
    0, 0, 0
  FROM ordered
  WHERE gone_quarter IS NOT NULL
  UNION ALL
  SELECT GREATEST(active_from, first_quarter), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0
  FROM stays
  WHERE end_quarter IS NULL OR active_from <= end_quarter
  UNION ALL
  SELECT GREATEST(end_quarter + 1, first_quarter), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0
  FROM stays
  WHERE active_from <= end_quarter
),
moved AS (
  SELECT
    quarter_number,
    SUM(in_force) AS in_force,
    SUM(complete) AS complete,
    SUM(has_evidence) AS evidences,
    SUM(has_firstname) AS firstnames,
    SUM(has_lastname) AS lastnames,
    SUM(has_birthdate) AS birthdates,
    SUM(has_occupation) AS occupations,
    SUM(has_nationality) AS nationalities,
    SUM(has_band) AS bands,
    SUM(has_set) AS sets,
    SUM(active) AS active,
    SUM(firsts) AS firsts,
    SUM(changes) AS changes
  FROM moves
  GROUP BY quarter_number
),
recorded AS (
  SELECT
    YEAR(e.recorded_time) * 4 + QUARTER(e.recorded_time) - 1 AS quarter_number,
    CASE WHEN e.change_kind IN ('APPENDED', 'INSERTED', 'REPLACED') AND e.rationale_code <> 'INITIAL_LOAD' AND b.feed IN ('changelog', 'snapshot')
      THEN @epoch_micros(e.recorded_ts) - @epoch_micros(e.event_ts)
    END AS latency_us,
    CASE
      WHEN e.previous_profile_hash IS NOT NULL AND e.new_profile_hash IS NOT NULL
        AND '|' || @list_join(e.attributes_changed, '|') || '|' LIKE '%|evidence_unique_key|%' THEN e.rationale_code
    END AS evidence_rationale
  FROM (SELECT *, @local_time(recorded_ts, $zone) AS recorded_time FROM events) e
  JOIN batches b ON b.batch_id = e.batch_id
),
ranked AS (
  SELECT
    quarter_number,
    latency_us,
    ROW_NUMBER() OVER (PARTITION BY quarter_number ORDER BY latency_us ASC NULLS FIRST) AS nth,
    COUNT(*) OVER (PARTITION BY quarter_number) AS n
  FROM recorded
  WHERE latency_us IS NOT NULL
),
published AS (
  SELECT
    quarter_number,
    COUNT(*) AS versions,
    SUM(CAST(latency_us AS DECIMAL(38, 0))) AS latency_us,
    MIN(CASE WHEN nth * 2 >= n THEN latency_us END) AS median_us,
    MIN(CASE WHEN nth * 100 >= n * 95 THEN latency_us END) AS p95_us
  FROM ranked
  GROUP BY quarter_number
),
evidence AS (
  SELECT
    quarter_number,
    COUNT(CASE WHEN evidence_rationale = 'SOURCE_UPDATE' THEN 1 END) AS updated,
    COUNT(CASE WHEN evidence_rationale = 'CORRECTION' THEN 1 END) AS corrected
  FROM recorded
  GROUP BY quarter_number
),
judged AS (
  SELECT
    YEAR(load_time) * 4 + QUARTER(load_time) - 1 AS quarter_number,
    CAST(0 AS BIGINT) AS refused,
    CAST(1 AS BIGINT) AS stored,
    CASE WHEN @list_len(unmapped) > 0 THEN 1 ELSE 0 END AS unmapped,
    CASE WHEN @list_len(unmapped) = 0 AND @list_len(dq_codes) > 0 THEN 1 ELSE 0 END AS flagged
  FROM (SELECT @local_time(load_ts, $zone) AS load_time, unmapped, dq_codes FROM standardized) s
  UNION ALL
  SELECT
    YEAR(load_time) * 4 + QUARTER(load_time) - 1,
    quarantined,
    CAST(0 AS BIGINT),
    0,
    0
  FROM (SELECT @local_time(load_ts, $zone) AS load_time, quarantined FROM batches) b
),
quality AS (
  SELECT
    quarter_number,
    SUM(refused) AS refused,
    SUM(stored) AS stored,
    SUM(unmapped) AS unmapped,
    SUM(flagged) AS flagged
  FROM judged
  GROUP BY quarter_number
),
running AS (
  SELECT
    q.quarter_number AS quarter_number,
    q.quarter_start_ts AS quarter_start_ts,
    q.quarter_end_ts AS quarter_end_ts,
    q.as_of_ts AS as_of_ts,
    {running_totals},
    COALESCE(m.firsts, 0) AS firsts,
    COALESCE(m.changes, 0) AS changes
  FROM quarters q
  LEFT JOIN moved m ON m.quarter_number = q.quarter_number
)
SELECT
  LPAD(@text(@int_div(r.quarter_number, 4)), 4, '0') || '-Q' || @text(r.quarter_number % 4 + 1) AS quarter,
  r.quarter_start_ts AS quarter_start_ts,
  r.quarter_end_ts AS quarter_end_ts,
  $zone AS zone,
  r.as_of_ts AS as_of_ts,
  LEAST(r.quarter_end_ts - @one_micro(), r.as_of_ts) AS measured_ts,
  CAST(r.in_force AS BIGINT) AS customers_in_force,
  CAST(r.complete AS BIGINT) AS customers_complete,
  CAST(r.evidences AS BIGINT) AS with_evidence_unique_key,
  CAST(r.firstnames AS BIGINT) AS with_firstname,
  CAST(r.lastnames AS BIGINT) AS with_lastname,
  CAST(r.birthdates AS BIGINT) AS with_birthdate,
  CAST(r.occupations AS BIGINT) AS with_occupation,
  CAST(r.nationalities AS BIGINT) AS with_nationality,
  CAST(r.bands AS BIGINT) AS with_asset_or_income,
  CAST(r.sets AS BIGINT) AS with_income_or_purpose,
  CAST(r.active AS BIGINT) AS customers_active,
  CAST(r.firsts AS BIGINT) AS versions_first,
  CAST(r.changes AS BIGINT) AS versions_changed,
  COALESCE(p.versions, 0) AS versions_published,
  CAST(COALESCE(p.latency_us, 0) AS DECIMAL(38, 0)) AS latency_us,
  p.median_us AS latency_median_us,
  p.p95_us AS latency_p95_us,
  CAST(COALESCE(d.refused + d.stored, 0) AS BIGINT) AS records_judged,
  CAST(COALESCE(d.refused, 0) AS BIGINT) AS records_refused,
  CAST(COALESCE(d.unmapped, 0) AS BIGINT) AS records_unmapped,
  CAST(COALESCE(d.flagged, 0) AS BIGINT) AS records_flagged,
  COALESCE(e.updated, 0) AS evidence_updated,
  COALESCE(e.corrected, 0) AS evidence_corrected
FROM running r
LEFT JOIN published p ON p.quarter_number = r.quarter_number
LEFT JOIN quality d ON d.quarter_number = r.quarter_number
LEFT JOIN evidence e ON e.quarter_number = r.quarter_number
