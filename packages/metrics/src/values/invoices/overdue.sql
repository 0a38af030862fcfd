/* What each master account owes on the day, and how late it is.
   reads  masters (master_id), in_invoices (invoice_id)
   writes overdue_values (master_id)
   source docs/metrics/values.md, invoices */
WITH standing AS (
  /* An invoice paid after the day was open on it, and all of it. */
  SELECT
    i.master_id,
    COALESCE(i.due_date, i.invoice_date) AS due_on,
    CASE WHEN i.paid_date > CAST($as_of AS DATE) THEN i.total_amount ELSE i.balance END AS own_balance,
    CASE WHEN i.paid_date > CAST($as_of AS DATE) THEN i.total_amount_base ELSE i.balance_base END AS balance
  FROM in_invoices i
  WHERE i.invoice_date <= CAST($as_of AS DATE) AND NOT COALESCE(i.status IN $excluded_statuses, FALSE)
),
by_master AS (
  SELECT
    s.master_id,
    MAX(CASE WHEN s.due_on < CAST($as_of AS DATE) THEN @days_between(s.due_on, CAST($as_of AS DATE)) END) AS days_late,
    SUM(s.balance) AS balance,
    SUM(CASE WHEN s.due_on < CAST($as_of AS DATE) THEN s.balance END) AS overdue,
    COUNT(*) AS invoices,
    COUNT_IF(s.balance IS NULL) AS missing
  FROM standing s
  WHERE s.own_balance > CAST($min_balance AS DECIMAL(18, 4))
  GROUP BY s.master_id
),
judged AS (
  SELECT
    m.master_id, b.days_late, b.balance, b.overdue, b.invoices,
    CASE WHEN NOT $has_source THEN 'no_source' END AS reason,
    CASE WHEN NOT $has_source THEN 'no_source' WHEN b.missing > 0 THEN 'amount_missing' END AS amount_reason
  FROM masters m
  LEFT JOIN by_master b ON b.master_id = m.master_id
)
SELECT
  j.master_id,
  CASE WHEN j.reason IS NULL THEN CAST(COALESCE(j.days_late, 0) AS BIGINT) END AS value,
  j.reason AS value_reason,
  CASE WHEN j.amount_reason IS NULL THEN CAST(COALESCE(j.balance, 0) AS DECIMAL(38, 4)) END AS balance_due,
  j.amount_reason AS balance_due_reason,
  CASE WHEN j.amount_reason IS NULL THEN CAST(COALESCE(j.overdue, 0) AS DECIMAL(38, 4)) END AS overdue_amount,
  j.amount_reason AS overdue_amount_reason,
  CASE WHEN j.reason IS NULL THEN CAST(COALESCE(j.invoices, 0) AS BIGINT) END AS open_invoices,
  j.reason AS open_invoices_reason
FROM judged j
