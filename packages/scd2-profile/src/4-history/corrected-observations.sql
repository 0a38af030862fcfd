/* Corrected observations: standing observations with the corrections among them put in force.
   reads  standing               (batch_id, record): standing_observations
          corrections            (batch_id, record): curated_profile_corrections of the same customers
   writes corrected_observations (customer_id, valid_ts, batch_id, record)
   source docs/profile.md, "Corrections"; SQL:2011, FOR PORTION OF

   A correction without an end is a point: what counts at its instant, until the next. One with an end is a portion of time. The starts
   of portions, and the instants after their ends, cut time into segments. Each segment is ruled by the portion loaded last of those that
   cover it, or by none. In a ruled segment only corrections count that were loaded after the portion and start in it; in the others
   every point. What counts at the start of a segment is said there anew: that is how what would be in force without a portion is
   restored at its end. */
WITH corrected AS (
  SELECT DISTINCT customer_id
  FROM standing
  WHERE precedence > 0
),
concerned AS (
  SELECT
    s.customer_id AS customer_id,
    s.valid_ts AS valid_ts,
    s.extract_ts AS extract_ts,
    s.load_ts AS load_ts,
    s.batch_id AS batch_id,
    s.record AS record,
    s.precedence AS precedence,
    s.feed AS feed,
    s.kind AS kind,
    s.profile_hash AS profile_hash,
    s.material_key AS material_key,
    c.effective_end_ts AS until_ts
  FROM standing s
  JOIN corrected k ON k.customer_id = s.customer_id
  LEFT JOIN corrections c ON c.batch_id = s.batch_id AND c.record = s.record
),
ranked AS (
  SELECT
    *,
    -- of corrections the one loaded last counts, whenever it was drawn up
    ROW_NUMBER() OVER (
      PARTITION BY customer_id, valid_ts
      ORDER BY precedence DESC NULLS LAST, CASE WHEN precedence = 0 THEN extract_ts END DESC NULLS LAST, load_ts DESC NULLS LAST,
        record DESC NULLS LAST
    ) AS nth
  FROM concerned
  WHERE until_ts IS NULL
),
points AS (
  SELECT * FROM ranked WHERE nth = 1
),
portions AS (
  SELECT * FROM concerned WHERE until_ts IS NOT NULL
),
bounds AS (
  SELECT customer_id, valid_ts AS from_ts FROM portions
  UNION
  SELECT customer_id, until_ts + @one_micro() AS from_ts FROM portions
),
segments AS (
  SELECT
    customer_id,
    from_ts,
    LEAD(from_ts) OVER (PARTITION BY customer_id ORDER BY from_ts ASC NULLS FIRST) AS next_ts,
    MIN(from_ts) OVER (PARTITION BY customer_id) AS first_ts
  FROM bounds
),
ruling AS (
  SELECT
    s.customer_id AS customer_id,
    s.from_ts AS from_ts,
    s.next_ts AS next_ts,
    p.valid_ts AS portion_ts,
    p.load_ts AS portion_load_ts,
    p.batch_id AS batch_id,
    p.record AS record,
    ROW_NUMBER() OVER (
      PARTITION BY s.customer_id, s.from_ts ORDER BY p.load_ts DESC NULLS LAST, p.record DESC NULLS LAST
    ) AS nth
  FROM segments s
  LEFT JOIN portions p ON p.customer_id = s.customer_id AND p.valid_ts <= s.from_ts AND p.until_ts >= s.from_ts
),
ruled AS (
  SELECT * FROM ruling WHERE nth = 1
),
heard AS (
  SELECT
    r.from_ts AS from_ts,
    GREATEST(p.valid_ts, r.from_ts) AS said_ts,
    p.customer_id AS customer_id,
    p.extract_ts AS extract_ts,
    p.load_ts AS load_ts,
    p.batch_id AS batch_id,
    p.record AS record,
    p.precedence AS precedence,
    p.feed AS feed,
    p.kind AS kind,
    p.profile_hash AS profile_hash,
    p.material_key AS material_key,
    ROW_NUMBER() OVER (
      PARTITION BY r.customer_id, r.from_ts, GREATEST(p.valid_ts, r.from_ts) ORDER BY p.valid_ts DESC NULLS LAST
    ) AS nearness
  FROM ruled r
  JOIN points p ON p.customer_id = r.customer_id
  WHERE (r.next_ts IS NULL OR p.valid_ts < r.next_ts)
    AND (
      r.batch_id IS NULL
      OR (
        p.precedence > 0 AND p.valid_ts >= r.portion_ts
        AND (p.load_ts > r.portion_load_ts OR (p.load_ts = r.portion_load_ts AND p.record > r.record))
      )
    )
),
said AS (
  SELECT * FROM heard WHERE nearness = 1
),
silent AS (
  -- segments at whose start nothing else counts: there the portion itself is said, or, without one, that there is nobody
  SELECT r.*
  FROM ruled r
  ANTI JOIN said a ON a.customer_id = r.customer_id AND a.said_ts = r.from_ts
)
SELECT
  s.customer_id AS customer_id,
  s.valid_ts AS valid_ts,
  s.extract_ts AS extract_ts,
  s.load_ts AS load_ts,
  s.batch_id AS batch_id,
  s.record AS record,
  s.precedence AS precedence,
  s.feed AS feed,
  s.kind AS kind,
  s.profile_hash AS profile_hash,
  s.material_key AS material_key
FROM standing s
ANTI JOIN corrected k ON k.customer_id = s.customer_id
UNION ALL
SELECT
  p.customer_id,
  p.valid_ts,
  p.extract_ts,
  p.load_ts,
  p.batch_id,
  p.record,
  p.precedence,
  p.feed,
  p.kind,
  p.profile_hash,
  p.material_key
FROM points p
ANTI JOIN segments g ON g.customer_id = p.customer_id AND g.from_ts = g.first_ts AND g.from_ts <= p.valid_ts
UNION ALL
SELECT
  a.customer_id,
  a.said_ts,
  a.extract_ts,
  a.load_ts,
  a.batch_id,
  a.record,
  a.precedence,
  a.feed,
  a.kind,
  a.profile_hash,
  a.material_key
FROM said a
UNION ALL
SELECT
  r.customer_id,
  r.from_ts,
  COALESCE(p.extract_ts, r.from_ts),
  COALESCE(p.load_ts, r.from_ts),
  COALESCE(p.batch_id, ''),
  COALESCE(p.record, CAST(0 AS BIGINT)),
  COALESCE(p.precedence, CAST(1 AS INTEGER)),
  'correction',
  CASE WHEN p.batch_id IS NULL THEN 'delete' ELSE 'profile' END,
  p.profile_hash,
  p.material_key
FROM silent r
LEFT JOIN portions p ON p.batch_id = r.batch_id AND p.record = r.record
