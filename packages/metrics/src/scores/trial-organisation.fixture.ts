import type { Session } from '@audit/warehouse';
import { textLiteral } from '@audit/warehouse';

/** Rows of silver that scores read, as plain values: days and instants as ISO text, amounts as decimal text; null is missing. */
export interface TrialInvoice {
  readonly due: string | null;
  readonly paid: string | null;
  readonly amount: string | null;
  readonly balance: string | null;
  readonly status: string | null;
}
export interface TrialCase {
  readonly opened: string | null;
  readonly closed: string | null;
  readonly isClosed: boolean | null;
  readonly priority: string | null;
  readonly csat: number | null;
}
export interface TrialPromise {
  readonly target: string | null;
  readonly completed: string | null;
  readonly isCompleted: boolean | null;
}
export interface TrialTask {
  readonly who: string | null;
  readonly subtype: string | null;
  readonly completed: string | null;
  readonly day: string | null;
  readonly isClosed: boolean | null;
}
export interface TrialEvent {
  readonly who: string | null;
  readonly start: string | null;
}
export interface TrialContact {
  readonly id: string;
  readonly bounced: string | null;
}
export interface TrialCustomer {
  readonly id: string;
  readonly invoices?: readonly TrialInvoice[];
  readonly cases?: readonly TrialCase[];
  readonly promises?: readonly TrialPromise[];
  readonly tasks?: readonly TrialTask[];
  readonly events?: readonly TrialEvent[];
  readonly contacts?: readonly TrialContact[];
  /** Values of metrics, by name; one that is not named is missing. */
  readonly metrics?: Readonly<Record<string, string | number | null>>;
  /** What earlier runs published: day, name, value. */
  readonly before?: readonly (readonly [string, string, number | null])[];
}

/** Types of the metrics that the shipped rules and formulas name. */
const trialMetrics = {
  annual_revenue: 'DECIMAL(18, 2)',
  yoy_growth: 'DOUBLE',
  mrr: 'DECIMAL(18, 2)',
  active_services: 'BIGINT',
  days_to_expiry: 'BIGINT',
  days_overdue: 'BIGINT',
  overdue_amount: 'DECIMAL(18, 2)',
  sla_breaches: 'BIGINT',
  usage_growth: 'DOUBLE',
  open_renewals: 'BIGINT',
  last_touch_days: 'BIGINT',
} as const;

type Cell = string | number | boolean | null;
const cell = (value: Cell, type: string): string => {
  if (value === null) return `CAST(NULL AS ${type})`;
  return `CAST(${typeof value === 'string' ? textLiteral(value.replace('T', ' ').replace('Z', '')) : String(value)} AS ${type})`;
};

/** A relation of rows of typed columns, empty where there are none. */
export const relation = async (
  session: Session,
  name: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly (readonly Cell[])[],
): Promise<void> => {
  const types = Object.values(columns);
  const list = Object.keys(columns).join(', ');
  const typed = rows.map((row) => `(${row.map((value, at) => cell(value, types[at] ?? 'VARCHAR')).join(', ')})`);
  const empty = `(${types.map((type) => `CAST(NULL AS ${type})`).join(', ')})`;
  await session.materialise(
    name,
    `SELECT * FROM (VALUES ${typed.length === 0 ? empty : typed.join(', ')}) v(${list}) WHERE ${typed.length > 0}`,
  );
};

const id = { master_id: 'VARCHAR' } as const;

/** Binds customers as the relations that scores read. */
export const bindCustomers = async (session: Session, customers: readonly TrialCustomer[]): Promise<void> => {
  const of = <T>(
    pick: (customer: TrialCustomer) => readonly T[] | undefined,
    row: (one: T) => readonly Cell[],
  ): readonly (readonly Cell[])[] =>
    customers.flatMap((customer) => (pick(customer) ?? []).map((one, at) => [customer.id, `${customer.id}-${at}`, ...row(one)]));
  await relation(
    session,
    'masters',
    id,
    customers.map((one) => [one.id]),
  );
  await relation(
    session,
    'in_invoices',
    {
      ...id,
      invoice_id: 'VARCHAR',
      due_date: 'DATE',
      paid_date: 'DATE',
      total_amount_base: 'DECIMAL(38, 4)',
      balance_base: 'DECIMAL(38, 4)',
      status: 'VARCHAR',
    },
    of(
      (one) => one.invoices,
      (one) => [one.due, one.paid, one.amount, one.balance, one.status],
    ),
  );
  await relation(
    session,
    'in_cases',
    {
      ...id,
      case_id: 'VARCHAR',
      created_date: 'TIMESTAMP',
      closed_date: 'TIMESTAMP',
      is_closed: 'BOOLEAN',
      priority: 'VARCHAR',
      csat: 'BIGINT',
    },
    of(
      (one) => one.cases,
      (one) => [one.opened, one.closed, one.isClosed, one.priority, one.csat],
    ),
  );
  await relation(
    session,
    'in_case_milestones',
    { ...id, case_milestone_id: 'VARCHAR', target_date: 'TIMESTAMP', completion_date: 'TIMESTAMP', is_completed: 'BOOLEAN' },
    of(
      (one) => one.promises,
      (one) => [one.target, one.completed, one.isCompleted],
    ),
  );
  await relation(
    session,
    'in_tasks',
    {
      ...id,
      task_id: 'VARCHAR',
      who_id: 'VARCHAR',
      task_subtype: 'VARCHAR',
      completed_date_time: 'TIMESTAMP',
      activity_date: 'DATE',
      is_closed: 'BOOLEAN',
    },
    of(
      (one) => one.tasks,
      (one) => [one.who, one.subtype, one.completed, one.day, one.isClosed],
    ),
  );
  await relation(
    session,
    'in_events',
    { ...id, event_id: 'VARCHAR', who_id: 'VARCHAR', start_date_time: 'TIMESTAMP', activity_date: 'DATE' },
    of(
      (one) => one.events,
      (one) => [one.who, one.start, null],
    ),
  );
  await relation(
    session,
    'in_contacts',
    { ...id, row_id: 'VARCHAR', contact_id: 'VARCHAR', email_bounced_date: 'TIMESTAMP' },
    of(
      (one) => one.contacts,
      (one) => [one.id, one.bounced],
    ),
  );
  await bindKnown(session, customers);
};

/** Binds what metrics and earlier runs say of customers. */
const bindKnown = async (session: Session, customers: readonly TrialCustomer[]): Promise<void> => {
  const names = Object.keys(trialMetrics) as readonly (keyof typeof trialMetrics)[];
  await relation(
    session,
    'metric_values',
    Object.fromEntries([
      ['master_id', 'VARCHAR'],
      ...names.flatMap((name) => [
        [name, trialMetrics[name]],
        [`${name}_reason`, 'VARCHAR'],
      ]),
    ]) as Record<string, string>,
    customers.map((one) => [
      one.id,
      ...names.flatMap((name) => [
        one.metrics?.[name] ?? null,
        one.metrics?.[name] === undefined || one.metrics[name] === null ? 'no_source' : null,
      ]),
    ]),
  );
  await relation(
    session,
    'scores_before',
    { ...id, as_of: 'DATE', name: 'VARCHAR', value: 'DOUBLE' },
    customers.flatMap((one) => (one.before ?? []).map((row) => [one.id, ...row])),
  );
};

/** A lake that has every silver table. */
export const allSources = { has: () => true } as const;
