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
    order_id,
    customer_id,
    NULLIF(product_id, '') AS product_id,
    NULLIF(line_id, '') AS line_id,
    CASE WHEN currency IS NOT NULL THEN NULLIF(@ascii_upper(currency), '') END AS currency,
    status,
    channel,
    CASE WHEN event_ts_is <> 0 THEN event_ts_is ELSE order_ts_is END AS time_is,
    CASE WHEN event_ts_is <> 0 THEN event_ts ELSE order_ts END AS given_ts,
    CASE WHEN event_ts_is = 0 AND order_ts_is <> 0 THEN 'order_ts' ELSE 'event_ts' END AS time_column,
    quantity_text,
    unit_price_text AS price_text,
    line_total_text AS total_text,
    line_margin_text AS margin_text,
    unit_margin_text,
    unit_cost_text AS cost_text,
    discount_text,
    unit_price IS NOT NULL OR unit_price_text IS NOT NULL AS has_price,
    line_total IS NOT NULL OR line_total_text IS NOT NULL AS has_total,
    line_margin IS NOT NULL OR line_margin_text IS NOT NULL AS has_margin,
    unit_margin IS NOT NULL OR unit_margin_text IS NOT NULL AS has_unit_margin,
    unit_cost IS NOT NULL OR unit_cost_text IS NOT NULL AS has_cost,
    discount IS NOT NULL OR discount_text IS NOT NULL AS has_discount,
    CASE
      WHEN quantity_text IS NULL THEN COALESCE(quantity, CAST(1 AS DECIMAL(18, 6)))
      WHEN @re_is(quantity_text, '-?[0-9]{1,12}([.][0-9]{1,6})?') THEN @try_decimal(quantity_text, 18, 6)
      WHEN @number(quantity_text) = @try_decimal(quantity_text, 18, 6) THEN @try_decimal(quantity_text, 18, 6)
    END AS quantity,
    unit_price AS price_short,
    unit_cost AS cost_short,
    unit_margin AS unit_margin_short,
    discount AS discount_short,
    @wide_number(line_total, line_total_text) AS given_total,
    @wide_number(line_margin, line_margin_text) AS given_margin
  FROM landed
),
told AS (
  SELECT
    *,
    price_short IS NOT NULL AND cost_text IS NULL AND NOT has_discount AND NOT has_unit_margin AS is_short,
    CASE time_is WHEN 1 THEN given_ts WHEN 2 THEN @utc_time(given_ts, $input_tz) END AS event_ts
  FROM spelled
),
widened AS (
  SELECT
    *,
    CASE WHEN is_short THEN NULL ELSE @wide_number(price_short, price_text) END AS price,
    CASE WHEN is_short THEN NULL ELSE @wide_number(cost_short, cost_text) END AS cost,
    CASE WHEN is_short THEN NULL ELSE @wide_number(unit_margin_short, unit_margin_text) END AS unit_margin,
    CASE WHEN is_short THEN NULL WHEN NOT has_discount THEN 0 ELSE @wide_number(discount_short, discount_text) END AS discount
  FROM told
),
factors AS (
  SELECT
    *,
    CASE WHEN is_short THEN NULL WHEN has_unit_margin THEN unit_margin WHEN has_price THEN price - cost ELSE 0 - cost END AS margin_factor,
    CASE WHEN is_short THEN NULL WHEN has_unit_margin OR has_price THEN 0 - discount ELSE given_total END AS margin_addend
  FROM widened
),
amounts AS (
  SELECT
    *,
    CASE
      WHEN has_total THEN given_total
      WHEN is_short THEN @money(price_short, 20, 10) * quantity
      WHEN has_price THEN @multiply_add(price, quantity, 0 - discount)
    END AS line_total,
    CASE
      WHEN has_margin THEN given_margin
      WHEN NOT has_unit_margin AND NOT has_cost THEN NULL
      WHEN is_short THEN (@money(price_short, 20, 10) - cost_short) * quantity
      ELSE @multiply_add(margin_factor, quantity, margin_addend)
    END AS line_margin
  FROM factors
),
judged AS (
  SELECT
    *,
    -- Almost every row is seen to be fine here, by its short factors; only the others go through the list of reasons.
    COALESCE(
      is_short AND fault IS NULL AND order_id <> '' AND customer_id <> '' AND event_ts >= @timestamp('0002-01-01T00:00:00Z')
        AND event_ts <= @timestamp($clock) AND quantity >= 0 AND quantity <= 1000000000 AND price_short >= 0
        AND COALESCE(cost_short, 0) >= 0 AND NOT has_total AND NOT has_margin,
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
      WHEN has_price AND COALESCE(price, price_short) IS NULL THEN 'unit_price'
      WHEN has_total AND given_total IS NULL THEN 'line_total'
      WHEN has_margin AND given_margin IS NULL THEN 'line_margin'
      WHEN has_unit_margin AND unit_margin IS NULL THEN 'unit_margin'
      WHEN has_cost AND COALESCE(cost, cost_short) IS NULL THEN 'unit_cost'
      WHEN has_discount AND discount IS NULL THEN 'discount'
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
    WHEN @re_is(@ascii_lower(unread_text), 'nan|[+-]?inf(inity)?') THEN 'NON_FINITE ' || unread
    WHEN unread IS NOT NULL THEN 'BAD_NUMBER ' || unread
    WHEN NOT has_price AND NOT has_total THEN 'MISSING_FIELD unit_price'
    WHEN quantity < 0 AND $returns = 'reject' THEN 'NEGATIVE_QUANTITY quantity'
    WHEN COALESCE(price, price_short) < 0 THEN 'NEGATIVE_PRICE unit_price'
    WHEN NOT has_margin AND NOT has_unit_margin AND COALESCE(cost, cost_short) < 0 THEN 'NEGATIVE_COST unit_cost'
    WHEN line_total IS NULL OR ABS(line_total) >= {too_large} THEN 'NUMBER_OUT_OF_RANGE line_total'
    WHEN ABS(line_margin) >= {too_large} OR (line_margin IS NULL AND (has_margin OR has_unit_margin OR has_cost))
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
  CASE WHEN is_fine THEN FALSE ELSE quantity < 0 OR line_total < 0 END AS is_return
FROM spelling
