/* The rate from each currency to the base currency, on each day on which there is one.
   reads  rates          (source, base, quote, valid_from): ops_fx_rates
   writes fx_conversions (currency, on_date)
   source docs/currency.md; research of the law: last rate before, at most $max_age days old, never a later one, never interpolated

   A leg is how many units of a currency one unit of a hub was on a day. Hubs are the currencies sources quote against; a conversion
   the law fixed is a leg too, of the units of what it goes into times the fixed ones. Two legs of the same source, hub and day are a
   cross rate, divided once. One source and one hub serve all days of a currency, so that no trend comes from a change of source. */
WITH digits AS (
  SELECT d FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) AS v(d)
),
days AS (
  SELECT @add_days(DATE '1990-01-01', a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d) AS day
  FROM digits a CROSS JOIN digits b CROSS JOIN digits c CROSS JOIN digits e CROSS JOIN (SELECT d FROM digits WHERE d < 4) f
),
fixed AS (
  SELECT currency, via, CAST(units AS DECIMAL(18, 6)) AS units, CAST(since AS DATE) AS since
  FROM (VALUES {fixed}) AS v(currency, via, units, since)
),
published AS (
  SELECT r.source, r.base AS hub, r.quote AS currency, r.valid_from AS day, r.valid_from AS rate_date, r.rate AS units, FALSE AS is_span
  FROM rates r
  WHERE r.valid_to IS NULL
  UNION ALL
  SELECT r.source, r.base AS hub, r.quote AS currency, d.day, r.valid_from AS rate_date, r.rate AS units, TRUE AS is_span
  FROM rates r
  JOIN days d ON d.day >= r.valid_from AND d.day < r.valid_to
  WHERE r.valid_to IS NOT NULL AND d.day < CAST($until AS DATE)
),
market AS (
  SELECT p.source, p.hub, p.currency, p.day, p.rate_date, p.units, p.is_span, p.currency || '>' || p.hub AS steps, FALSE AS is_fixed
  FROM published p
  LEFT JOIN fixed f ON f.currency = p.currency
  WHERE f.since IS NULL OR p.day < f.since
  UNION ALL
  SELECT source, hub, hub AS currency, day, day AS rate_date, CAST(1 AS DECIMAL(28, 12)) AS units, CAST(NULL AS BOOLEAN) AS is_span, hub AS steps, FALSE AS is_fixed
  FROM (SELECT DISTINCT source, hub, day FROM published) p
),
legs AS (
  SELECT source, hub, currency, day, rate_date, units, is_span, steps, is_fixed FROM market
  UNION ALL
  SELECT m.source, m.hub, f.currency, m.day, m.rate_date, CAST(CAST(m.units AS DECIMAL(22, 12)) * f.units AS DECIMAL(28, 12)) AS units,
    m.is_span, f.currency || '>' || m.steps AS steps, TRUE AS is_fixed
  FROM market m
  JOIN fixed f ON f.via = m.currency AND m.day >= f.since
),
crosses AS (
  SELECT
    l.source,
    l.hub,
    l.currency,
    l.day,
    LEAST(l.rate_date, t.rate_date) AS rate_date,
    l.units AS from_units,
    t.units AS to_units,
    COALESCE(l.is_span, FALSE) OR COALESCE(t.is_span, FALSE) AS is_span,
    l.is_fixed AS is_fixed,
    l.steps || CASE WHEN t.currency = t.hub THEN '' ELSE '>' || t.currency END AS path
  FROM legs l
  JOIN legs t ON t.source = l.source AND t.hub = l.hub AND t.day = l.day
  WHERE t.currency = $base AND l.currency <> $base AND NOT t.is_fixed
),
ways AS (
  SELECT
    currency,
    source,
    hub,
    ROW_NUMBER() OVER (
      PARTITION BY currency
      ORDER BY
        -- who only knows what the law made of a currency does not stand in for those who published its rates
        is_all_fixed ASC NULLS FIRST,
        CASE WHEN source = 'ecb' THEN 4 WHEN source = 'salesforce_static' THEN 3 WHEN source = 'salesforce' THEN 2 ELSE 1 END ASC NULLS FIRST,
        source ASC NULLS FIRST,
        CASE WHEN hub = currency OR hub = $base THEN 1 WHEN hub = 'EUR' THEN 2 WHEN hub = 'USD' THEN 3 ELSE 4 END ASC NULLS FIRST,
        hub ASC NULLS FIRST
    ) AS choice
  FROM (
    SELECT currency, source, hub, MIN(CASE WHEN is_fixed THEN 1 ELSE 0 END) AS is_all_fixed
    FROM crosses
    GROUP BY currency, source, hub
  ) c
),
chosen AS (
  SELECT
    c.currency, c.day, c.rate_date, c.from_units, c.to_units, c.is_fixed, c.source, c.path,
    @quotient(c.to_units, c.from_units) AS rate,
    LEAST(
      COALESCE(LEAD(c.day) OVER (PARTITION BY c.currency ORDER BY c.day ASC NULLS FIRST), DATE '9999-12-31'),
      CASE WHEN c.is_span THEN @add_days(c.day, 1) ELSE @add_days(c.day, $max_age + 1) END
    ) AS good_until
  FROM crosses c
  JOIN ways w ON w.currency = c.currency AND w.source = c.source AND w.hub = c.hub
  WHERE w.choice = 1
),
filled AS (
  SELECT c.currency, @add_days(c.day, o.n) AS on_date, c.rate, c.rate_date, c.source, c.path, c.from_units, c.to_units, c.is_fixed
  FROM chosen c
  CROSS JOIN (SELECT a.d + 10 * b.d AS n FROM digits a CROSS JOIN digits b WHERE a.d + 10 * b.d <= $max_age) o
  WHERE @add_days(c.day, o.n) < c.good_until
),
lawful AS (
  SELECT f.currency, d.day AS on_date, @quotient(CAST(1 AS DECIMAL(28, 12)), CAST(f.units AS DECIMAL(28, 12))) AS rate, d.day AS rate_date,
    'law' AS source, f.currency || '>' || f.via AS path, CAST(f.units AS DECIMAL(28, 12)) AS from_units, CAST(1 AS DECIMAL(28, 12)) AS to_units,
    TRUE AS is_fixed
  FROM fixed f
  JOIN days d ON d.day >= f.since AND d.day < CAST($until AS DATE)
  WHERE f.via = $base
),
known AS (
  SELECT currency, on_date, rate, rate_date, source, path, from_units, to_units, is_fixed FROM lawful
  UNION ALL
  SELECT f.currency, f.on_date, f.rate, f.rate_date, f.source, f.path, f.from_units, f.to_units, f.is_fixed
  FROM filled f
  ANTI JOIN lawful l ON l.currency = f.currency AND l.on_date = f.on_date
)
SELECT
  currency,
  on_date,
  @text($base) AS base,
  CAST(rate AS DECIMAL(38, 18)) AS rate,
  rate_date,
  CAST(@days_between(rate_date, on_date) AS INTEGER) AS age_days,
  source,
  path,
  from_units,
  to_units,
  is_fixed
FROM known
WHERE rate IS NOT NULL
