/* Lines: one landed record becomes one typed line, or the first reason why it cannot.
   reads  landed_transactions (record)
   writes checked_lines       (record)
   source docs/concepts.md, "Transactions"

   Most numbers are plain and short (9 + 8 digits) and are multiplied as such, because casts to wide decimals are a hundred
   times dearer; the others take the wide way (20 + 16 digits; a 17th fraction digit is cut, after an exponent rounded).
   Factors are widened before they are multiplied, since DuckDB keeps a product of two narrow decimals narrow and overflows.
   Products are exact, then cut, not rounded, at 16 digits: a cut can never lift a line over half a cent.
   A discount is taken off what follows from a price or unit margin, never off a total or margin that was given. */
WITH spelled AS (
  SELECT
    record,
    fault,
    fault_column,
    CASE WHEN @re_is(order_id, '[!-~]+') THEN order_id ELSE @trim_chars(order_id, {blanks}) END AS order_id,
    CASE WHEN @re_is(customer_id, '[!-~]+') THEN customer_id ELSE @trim_chars(customer_id, {blanks}) END AS customer_id,
    CASE WHEN @re_is(product_id, '[!-~]+') THEN product_id ELSE NULLIF(@trim_chars(product_id, {blanks}), '') END AS product_id,
    CASE WHEN line_id IS NOT NULL THEN NULLIF(@trim_chars(line_id, {blanks}), '') END AS line_id,
    CASE WHEN currency IS NOT NULL THEN NULLIF(@ascii_upper(@trim_chars(currency, {blanks})), '') END AS currency,
    status,
    channel,
    CASE WHEN event_ts_is <> 0 THEN event_ts_is ELSE order_ts_is END AS time_is,
    CASE WHEN event_ts_is <> 0 THEN event_ts ELSE order_ts END AS given_ts,
    CASE WHEN event_ts_is = 0 AND order_ts_is <> 0 THEN 'order_ts' ELSE 'event_ts' END AS time_column,
    quantity AS quantity_text,
    unit_price AS price_text,
    line_total AS total_text,
    line_margin AS margin_text,
    unit_margin AS unit_margin_text,
    unit_cost AS cost_text,
    discount AS discount_text,
    CASE
      WHEN quantity IS NULL THEN CAST(1 AS DECIMAL(18, 6))
      WHEN @re_is(quantity, '-?[0-9]{1,12}([.][0-9]{1,6})?') THEN @try_decimal(quantity, 18, 6)
      WHEN @number(quantity) = @try_decimal(quantity, 18, 6) THEN @try_decimal(quantity, 18, 6)
    END AS quantity,
    @short_number(unit_price) AS price_short,
    @short_number(unit_cost) AS cost_short,
    @number(line_total) AS given_total,
    @number(line_margin) AS given_margin
  FROM landed
),
told AS (
  SELECT
    *,
    COALESCE(
      discount_text IS NULL AND unit_margin_text IS NULL AND price_short IS NOT NULL AND (cost_text IS NULL OR cost_short IS NOT NULL),
      FALSE
    ) AS is_short,
    CASE time_is WHEN 1 THEN given_ts WHEN 2 THEN @utc_time(given_ts, $input_tz) END AS event_ts
  FROM spelled
),
widened AS (
  SELECT
    *,
    CASE WHEN is_short THEN NULL ELSE @wide_number(price_short, price_text) END AS price,
    CASE WHEN is_short THEN NULL ELSE @wide_number(cost_short, cost_text) END AS cost,
    CASE WHEN is_short THEN NULL ELSE @number(unit_margin_text) END AS unit_margin,
    CASE WHEN is_short THEN NULL WHEN discount_text IS NULL THEN 0 ELSE @number(discount_text) END AS discount
  FROM told
),
factors AS (
  SELECT
    *,
    CASE WHEN is_short THEN NULL WHEN unit_margin_text IS NOT NULL THEN unit_margin WHEN price_text IS NOT NULL THEN price - cost ELSE 0 - cost END AS margin_factor,
    CASE WHEN is_short THEN NULL WHEN unit_margin_text IS NOT NULL OR price_text IS NOT NULL THEN 0 - discount ELSE given_total END AS margin_addend
  FROM widened
),
amounts AS (
  SELECT
    *,
    CASE
      WHEN total_text IS NOT NULL THEN given_total
      WHEN is_short THEN @money(price_short, 20, 10) * quantity
      WHEN price_text IS NOT NULL THEN @multiply_add(price, quantity, 0 - discount)
    END AS line_total,
    CASE
      WHEN margin_text IS NOT NULL THEN given_margin
      WHEN unit_margin_text IS NULL AND cost_text IS NULL THEN NULL
      WHEN is_short THEN (@money(price_short, 20, 10) - cost_short) * quantity
      ELSE @multiply_add(margin_factor, quantity, margin_addend)
    END AS line_margin
  FROM factors
),
judged AS (
  SELECT
    *,
    -- Almost every row is seen to be fine here; only the others go through the list of reasons.
    COALESCE(
      fault IS NULL AND is_short AND order_id <> '' AND customer_id <> '' AND event_ts >= @timestamp('0002-01-01T00:00:00Z')
        AND event_ts <= @timestamp($clock) AND quantity >= 0 AND line_total >= 0 AND line_total < {too_large}
        AND price_short >= 0 AND cost_short >= 0 AND line_margin > 0 - {too_large} AND total_text IS NULL AND margin_text IS NULL,
      FALSE
    ) AS is_fine
  FROM amounts
),
numbers AS (
  SELECT
    *,
    CASE
      WHEN is_fine THEN NULL
      WHEN quantity IS NULL THEN 'quantity'
      WHEN price_text IS NOT NULL AND COALESCE(price, price_short) IS NULL THEN 'unit_price'
      WHEN total_text IS NOT NULL AND given_total IS NULL THEN 'line_total'
      WHEN margin_text IS NOT NULL AND given_margin IS NULL THEN 'line_margin'
      WHEN unit_margin_text IS NOT NULL AND unit_margin IS NULL THEN 'unit_margin'
      WHEN cost_text IS NOT NULL AND COALESCE(cost, cost_short) IS NULL THEN 'unit_cost'
      WHEN discount_text IS NOT NULL AND discount IS NULL THEN 'discount'
    END AS unread
  FROM judged
),
spelling AS (
  SELECT
    *,
    CASE unread
      WHEN 'quantity' THEN quantity_text
      WHEN 'unit_price' THEN price_text
      WHEN 'line_total' THEN total_text
      WHEN 'line_margin' THEN margin_text
      WHEN 'unit_margin' THEN unit_margin_text
      WHEN 'unit_cost' THEN cost_text
      WHEN 'discount' THEN discount_text
    END AS unread_text
  FROM numbers
)
SELECT
  record,
  CASE
    WHEN is_fine THEN NULL
    WHEN fault IS NOT NULL THEN fault || ' ' || COALESCE(fault_column, '')
    WHEN order_id IS NULL THEN 'MISSING_FIELD order_id'
    WHEN order_id = '' THEN 'BLANK_ID order_id'
    WHEN customer_id IS NULL THEN 'MISSING_FIELD customer_id'
    WHEN customer_id = '' THEN 'BLANK_ID customer_id'
    WHEN time_is = 0 THEN 'MISSING_FIELD event_ts'
    WHEN time_is = 3 OR event_ts < @timestamp('0002-01-01T00:00:00Z') OR event_ts >= @timestamp('9999-01-01T00:00:00Z')
      THEN 'BAD_TIMESTAMP ' || time_column
    WHEN event_ts > @timestamp($clock) AND $future = 'refuse' THEN 'FUTURE_TIMESTAMP ' || time_column
    WHEN @is_number(unread_text) THEN 'NUMBER_OUT_OF_RANGE ' || unread
    WHEN @ascii_lower(unread_text) IN ('nan', 'inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity') THEN 'NON_FINITE ' || unread
    WHEN unread IS NOT NULL THEN 'BAD_NUMBER ' || unread
    WHEN price_text IS NULL AND total_text IS NULL THEN 'MISSING_FIELD unit_price'
    WHEN quantity < 0 AND $returns = 'reject' THEN 'NEGATIVE_QUANTITY quantity'
    WHEN COALESCE(price, price_short) < 0 THEN 'NEGATIVE_PRICE unit_price'
    WHEN margin_text IS NULL AND unit_margin_text IS NULL AND COALESCE(cost, cost_short) < 0 THEN 'NEGATIVE_COST unit_cost'
    WHEN line_total IS NULL OR ABS(line_total) >= {too_large} THEN 'NUMBER_OUT_OF_RANGE line_total'
    WHEN ABS(line_margin) >= {too_large} OR (line_margin IS NULL AND COALESCE(margin_text, unit_margin_text, cost_text) IS NOT NULL)
      THEN 'NUMBER_OUT_OF_RANGE line_margin'
    WHEN line_total < 0 AND $returns = 'reject' THEN 'NEGATIVE_TOTAL line_total'
  END AS problem,
  order_id,
  line_id,
  customer_id,
  event_ts,
  product_id,
  quantity,
  @money(line_total, 38, 16) AS line_total,
  @money(line_margin, 38, 16) AS line_margin,
  currency,
  status,
  channel,
  quantity < 0 OR line_total < 0 AS is_return
FROM spelling
