/* What is paid for by the month, each item with the days it counts on and its price a month.
   An item a renewal takes the place of ends the day before: an overlap counts once.
   reads  in_assets (asset_id), in_sales_orders (order_id), in_sales_order_items (order_item_id), in_products (product_id)
   writes recurring_items (source_table, item_id)
   source docs/metrics/values.md, monthly recurring revenue */
WITH asset_items AS (
  SELECT
    'assets' AS source_table, a.asset_id AS item_id, a.master_id, a.account_id, a.product_id,
    COALESCE(a.currency_iso_code, '') AS currency,
    COALESCE(a.install_date, @trunc_date(day, @local_time(a.created_date, $zone))) AS starts_on,
    a.usage_end_date AS ends_on,
    FALSE AS renews,
    CAST(a.current_mrr AS DECIMAL(38, 2)) AS own_amount,
    CAST(a.current_mrr_base AS DECIMAL(38, 2)) AS amount
  FROM in_assets a
  WHERE $source = 'assets'
    AND a.current_mrr IS NOT NULL
    AND NOT COALESCE(a.status IN $asset_excluded_statuses, FALSE)
    AND (a.usage_end_date IS NOT NULL OR NOT COALESCE(a.status IN $asset_ended_statuses, FALSE))
),
order_lines AS (
  SELECT
    i.order_item_id AS item_id, i.master_id, o.account_id, i.product_id,
    COALESCE(i.currency_iso_code, o.currency_iso_code, '') AS currency,
    COALESCE(i.service_date, o.effective_date) AS starts_on,
    COALESCE(i.end_date, o.end_date) AS ends_on,
    COALESCE(o.type IN $renewal_types, FALSE) AS renews,
    CASE
      WHEN i.billing_frequency IN $week_frequencies THEN 'week'
      WHEN i.billing_frequency IN $month_frequencies THEN 'month'
      WHEN i.billing_frequency IN $quarter_frequencies THEN 'quarter'
      WHEN i.billing_frequency IN $year_frequencies THEN 'year'
      WHEN i.billing_frequency IN $once_frequencies THEN 'once'
      WHEN COALESCE(i.end_date, o.end_date) IS NULL THEN 'once'
      ELSE 'term'
    END AS frequency,
    i.total_price, i.total_price_base
  FROM in_sales_order_items i
  JOIN in_sales_orders o ON o.order_id = i.order_id
  WHERE $source = 'sales_order_items' AND o.status IN $order_statuses AND NOT COALESCE(o.type IN $trial_types, FALSE)
),
months AS (
  /* How many months a price is for: 30.4375 days are one. */
  SELECT
    l.*,
    CASE l.frequency
      WHEN 'week' THEN 12e0
      WHEN 'quarter' THEN 3e0
      WHEN 'year' THEN 12e0
      WHEN 'term' THEN CAST(@days_between(l.starts_on, l.ends_on) + 1 AS DOUBLE)
      ELSE 1e0
    END AS parts,
    CASE l.frequency WHEN 'week' THEN 52e0 WHEN 'term' THEN 30.4375e0 ELSE 1e0 END AS times
  FROM order_lines l
  WHERE l.frequency <> 'once' AND l.starts_on IS NOT NULL AND (l.ends_on IS NULL OR l.ends_on >= l.starts_on)
),
items AS (
  /* A price is rounded once, half a cent away from zero: eight digits keep a double from deciding which half it is. */
  SELECT a.source_table, a.item_id, a.master_id, a.account_id, a.product_id, a.currency, a.starts_on, a.ends_on, a.renews, a.own_amount, a.amount
  FROM asset_items a
  UNION ALL
  SELECT
    'sales_order_items' AS source_table, m.item_id, m.master_id, m.account_id, m.product_id, m.currency, m.starts_on, m.ends_on, m.renews,
    CAST(TRY_CAST(@ratio(CAST(m.total_price AS DOUBLE) * m.times, m.parts) AS DECIMAL(38, 8)) AS DECIMAL(38, 2)) AS own_amount,
    CAST(TRY_CAST(@ratio(CAST(m.total_price_base AS DOUBLE) * m.times, m.parts) AS DECIMAL(38, 8)) AS DECIMAL(38, 2)) AS amount
  FROM months m
),
followed AS (
  SELECT
    i.*, p.family,
    MIN(CASE WHEN i.renews THEN i.starts_on END) OVER (
      PARTITION BY i.account_id, i.product_id ORDER BY i.starts_on ASC NULLS FIRST, i.renews ASC NULLS FIRST, i.item_id ASC NULLS FIRST
      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
    ) AS renewed_on,
    LEAD(i.starts_on) OVER (
      PARTITION BY i.account_id, i.product_id ORDER BY i.starts_on ASC NULLS FIRST, i.renews ASC NULLS FIRST, i.item_id ASC NULLS FIRST
    ) AS next_on,
    LEAD(i.ends_on) OVER (
      PARTITION BY i.account_id, i.product_id ORDER BY i.starts_on ASC NULLS FIRST, i.renews ASC NULLS FIRST, i.item_id ASC NULLS FIRST
    ) AS next_ends_on
  FROM items i
  LEFT JOIN in_products p ON p.product_id = i.product_id
  WHERE i.starts_on IS NOT NULL AND NOT COALESCE(p.family IN $excluded_families, FALSE)
),
cut AS (
  SELECT
    f.*,
    CASE WHEN f.product_id IS NULL THEN NULL ELSE f.renewed_on END AS cut_on,
    CASE
      WHEN f.product_id IS NOT NULL AND f.next_on > f.starts_on AND f.next_on <= f.ends_on
        AND f.next_on > @add_days(f.ends_on, -$renewal_overlap_days) AND COALESCE(f.next_ends_on > f.ends_on, TRUE)
      THEN f.next_on
    END AS overlapped_on
  FROM followed f
)
SELECT
  c.source_table, c.item_id, c.master_id, c.product_id, c.family, c.currency, c.starts_on,
  CASE
    WHEN c.cut_on IS NULL AND c.overlapped_on IS NULL THEN c.ends_on
    ELSE LEAST(
      COALESCE(c.ends_on, CAST('9999-12-31' AS DATE)),
      @add_days(COALESCE(c.cut_on, CAST('9999-12-31' AS DATE)), -1),
      @add_days(COALESCE(c.overlapped_on, CAST('9999-12-31' AS DATE)), -1)
    )
  END AS ends_on,
  c.own_amount, c.amount
FROM cut c
