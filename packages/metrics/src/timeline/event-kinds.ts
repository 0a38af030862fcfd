import { contractEnd, isBilled, isOwed, isSigned } from '../sql/record-states.ts';
import { type EventKind, ofTable, startOfDay } from './event-kind.ts';

const account = ofTable('accounts', 'account_id');
const contact = ofTable('contacts', 'contact_id');
const opportunity = ofTable('opportunities', 'opportunity_id');
const stage = ofTable('opportunity_field_history', 'opportunity_field_history_id');
const order = ofTable('sales_orders', 'order_id');
const contract = ofTable('contracts', 'contract_id');
const invoice = ofTable('invoices', 'invoice_id');
const payment = ofTable('payments', 'payment_id');
const credit = ofTable('credit_memos', 'credit_memo_id');
const service = ofTable('cases', 'case_id');
const milestone = ofTable('case_milestones', 'case_milestone_id');
const task = ofTable('tasks', 'task_id');
const meeting = ofTable('events', 'event_id');

const named = (words: string, name: string): string => `'${words}' || COALESCE(': ' || ${name}, '')`;
/** A contract that begins where another of the account ended, up to a month before, goes on with it. */
const contracts = `(SELECT c.*, LAG(c.end_date) OVER (PARTITION BY c.account_id ORDER BY c.start_date ASC NULLS FIRST, c.contract_id ASC NULLS FIRST) AS end_before,
    LEAD(c.start_date) OVER (PARTITION BY c.account_id ORDER BY c.start_date ASC NULLS FIRST, c.contract_id ASC NULLS FIRST) AS start_after
  FROM (SELECT k.master_id, k.account_id, k.contract_id, k.contract_number, k.start_date,
      ${contractEnd('k')} AS end_date
    FROM in_contracts k WHERE ${isSigned('k.status')}) c) t`;
const goesOn = '@days_between(t.end_before, t.start_date) BETWEEN -31 AND 31';
const endsForGood = '(t.start_after IS NULL OR @days_between(t.end_date, t.start_after) > 31)';

/** Sales. */
const sales: readonly EventKind[] = [
  opportunity('opportunity_created', { at: 't.created_date' }, named('Opportunity created', 't.name'), { amount: 't.amount_base' }),
  stage('opportunity_stage', { at: 't.created_date' }, `'Opportunity moved to ' || t.new_value`, {
    from: `(SELECT h.*, o.account_id AS of_account FROM in_opportunity_field_history h JOIN in_opportunities o ON o.opportunity_id = h.opportunity_id) t`,
    account: 't.of_account',
    where: `t.field = 'StageName' AND t.new_value IS NOT NULL`,
  }),
  opportunity('opportunity_won', { day: 't.close_date' }, named('Opportunity won', 't.name'), {
    amount: 't.amount_base',
    where: 't.is_closed AND t.is_won',
  }),
  opportunity('opportunity_lost', { day: 't.close_date' }, named('Opportunity lost', 't.name'), {
    amount: 't.amount_base',
    where: 't.is_closed AND NOT t.is_won',
  }),
  order('order_activated', { day: 't.effective_date' }, named('Order activated', 't.order_number'), {
    amount: 't.total_amount_base',
    where: `t.status = 'Activated'`,
  }),
];

/** Contracts. */
const contractual: readonly EventKind[] = [
  contract('contract_started', { day: 't.start_date' }, named('Contract started', 't.contract_number'), {
    from: contracts,
    where: `COALESCE(${goesOn}, FALSE) = FALSE`,
  }),
  contract('contract_renewed', { day: 't.start_date' }, named('Contract renewed', 't.contract_number'), { from: contracts, where: goesOn }),
  contract('contract_expiring', { day: '@add_days(t.end_date, -90)' }, named('Contract ends in 90 days', 't.contract_number'), {
    from: contracts,
    where: `${endsForGood} AND @add_days(t.end_date, -90) >= t.start_date`,
  }),
  contract('contract_expired', { day: '@add_days(t.end_date, 1)' }, named('Contract expired', 't.contract_number'), {
    from: contracts,
    where: endsForGood,
  }),
];

/** Money. */
const billing: readonly EventKind[] = [
  invoice('invoice_issued', { day: 't.invoice_date' }, named('Invoice issued', 't.invoice_number'), {
    amount: 't.total_amount_base',
    where: isBilled,
  }),
  invoice('invoice_overdue', { day: '@add_days(t.due_date, 1)' }, named('Invoice overdue', 't.invoice_number'), {
    // What was owed: of one that is paid by now, all of it.
    amount: 'CASE WHEN t.paid_date IS NULL THEN t.balance_base ELSE t.total_amount_base END',
    where: `${isBilled} AND (t.paid_date > t.due_date OR (t.paid_date IS NULL AND ${isOwed('t.balance')}))`,
  }),
  invoice('invoice_paid', { day: 't.paid_date' }, named('Invoice paid', 't.invoice_number'), {
    amount: 't.total_amount_base',
    where: isBilled,
  }),
  payment('payment_failed', { day: 't.effective_date' }, named('Payment failed', 't.payment_number'), {
    amount: 't.amount_base',
    where: `t.status = 'Failed'`,
  }),
  credit('credit', { day: 't.credit_date' }, named('Credit granted', 't.credit_memo_number'), {
    amount: 't.total_amount_base',
    where: isBilled,
  }),
];

/** Service. */
const support: readonly EventKind[] = [
  service('case_opened', { at: 't.created_date' }, named('Case opened', 't.subject')),
  // Nothing tells when it was escalated, only that it was.
  service('case_escalated', { at: 't.created_date' }, named('Case escalated', 't.subject'), { where: 't.is_escalated' }),
  service('case_closed', { at: 't.closed_date' }, named('Case closed', 't.subject'), { where: 't.is_closed' }),
  milestone('sla_breached', { at: 't.target_date' }, named('SLA target missed', 't.subject'), {
    from: `(SELECT m.*, c.account_id AS of_account, c.subject FROM in_case_milestones m JOIN in_cases c ON c.case_id = m.case_id) t`,
    account: 't.of_account',
    // As the metric counts them: one completed nobody knows when is none, and what is due on the day may still be kept.
    where: `t.completion_date > t.target_date OR (t.completion_date IS NULL AND NOT COALESCE(t.is_completed, FALSE) AND t.target_date < ${startOfDay})`,
  }),
];

/** People. */
// Contacts are told by what they are: titles are shown to all, and names of people are not.
const contacts: readonly EventKind[] = [
  contact('contact_added', { at: 't.created_date' }, named('Contact added', 't.title')),
  contact('contact_left', { at: 't.email_bounced_date' }, named('Contact cannot be reached any more', 't.title')),
  meeting('meeting', { at: 't.start_date_time' }, named('Meeting', 't.subject')),
  task('call', { at: 't.completed_date_time' }, named('Call', 't.subject'), { where: `t.task_subtype = 'Call' AND t.is_closed` }),
  task('email', { at: 't.completed_date_time' }, named('E-mail', 't.subject'), { where: `t.task_subtype = 'Email' AND t.is_closed` }),
];

/** Usage of a month against the month before; half more or half less is an event of its end. */
const usage = (kind: string, title: string, where: string): EventKind => ({
  kind,
  from: `(SELECT m.*, LAG(m.quantity) OVER (PARTITION BY m.master_id ORDER BY m.month ASC NULLS FIRST) AS quantity_before,
      LAG(m.month) OVER (PARTITION BY m.master_id ORDER BY m.month ASC NULLS FIRST) AS month_before
    FROM (SELECT u.master_id, @trunc_date(month, u.period_date) AS month, SUM(u.quantity) AS quantity
      FROM in_usage u WHERE u.period_date IS NOT NULL GROUP BY u.master_id, @trunc_date(month, u.period_date)) m) t`,
  table: 'silver_usage',
  id: `t.master_id || '/' || @ymd(t.month)`,
  account: `''`,
  day: '@add_days(@next_period(month, t.month), -1)',
  title,
  where: `t.month_before = @add_months(t.month, -1) AND ${where}`,
});

/** Every kind that comes of silver, by the law's list; what scores, alerts and recommendations add is theirs. */
export const eventKinds: readonly EventKind[] = [
  account('account_created', { at: 't.created_date' }, named('Account created', 't.name')),
  {
    kind: 'account_linked',
    from: `(SELECT a.*, i.made_at FROM in_accounts a JOIN master_made i ON i.master_id = a.master_id WHERE i.accounts > 1) t`,
    table: 'silver_account_master_members',
    id: 't.account_id',
    account: 't.account_id',
    at: 'GREATEST(t.made_at, COALESCE(t.created_date, t.made_at))',
    title: named('Account linked to the customer', 't.name'),
  },
  ...contacts,
  ...sales,
  ...contractual,
  ...billing,
  ...support,
  usage(
    'usage_spike',
    `'Usage rose by half or more in a month'`,
    `t.quantity >= CAST('1.5' AS DECIMAL(2, 1)) * t.quantity_before AND t.quantity_before > 0`,
  ),
  usage(
    'usage_drop',
    `'Usage fell by half or more in a month'`,
    `t.quantity <= CAST('0.5' AS DECIMAL(2, 1)) * t.quantity_before AND t.quantity_before > 0`,
  ),
  {
    kind: 'profile_changed',
    from: 'profile_events t',
    table: 'gold_audit_customer_profile_changes',
    id: 't.event_id',
    // One id of another system may be that of several customers.
    record: `t.event_id || '/' || t.master_id`,
    account: `''`,
    at: 't.happened_at',
    title: 't.title',
  },
];
