import type { TrialRow } from '../../trial-inputs.fixture.ts';
import { dayNumber, dayText, monthsBefore, zonedDayNumber } from './plain-calendar.fixture.ts';
import { centsText, money, rounded, units } from './plain-money.fixture.ts';
import { plainRecurring } from './plain-recurring.fixture.ts';

/** What the lake of an organisation has, and its day. */
export interface PlainLake {
  readonly asOf: string;
  readonly zone: string;
  readonly hasAssets: boolean;
  readonly hasInvoices: boolean;
  /** Newest day of usage of any customer. */
  readonly usageUntil: string | undefined;
}

type Rows = Readonly<Record<string, readonly TrialRow[]>>;
type Values = Readonly<Record<string, string>>;
type Event = { readonly day: number; readonly amount: bigint | undefined };

const none = new Set(['Draft', 'Void', 'Voided', 'Canceled', 'Cancelled']);
const base = (row: TrialRow, amount: string): bigint | undefined => {
  const value = row[`${amount}_base`] === undefined ? row[amount] : row[`${amount}_base`];
  return value === null || value === undefined ? undefined : units(String(value));
};
const day = (row: TrialRow, column: string): number | undefined => (typeof row[column] === 'string' ? dayNumber(row[column]) : undefined);

/** A sum, or that an amount is missing. */
const total = (events: readonly Event[]): bigint | undefined =>
  events.reduce<bigint | undefined>((sum, { amount }) => (sum === undefined || amount === undefined ? undefined : sum + amount), 0n);

const revenueOf = (rows: Rows, { hasInvoices }: PlainLake): readonly Event[] => {
  const events = (table: string, at: string, sign: bigint, counts: (row: TrialRow) => boolean): readonly Event[] =>
    (rows[table] ?? []).filter(counts).flatMap((row) => {
      const happened = day(row, at);
      const amount = base(row, 'total_amount');
      return happened === undefined ? [] : [{ day: happened, amount: amount === undefined ? undefined : sign * amount }];
    });
  const isValid = (row: TrialRow): boolean => !none.has(String(row['status']));
  if (!hasInvoices) return events('sales_orders', 'effective_date', 1n, (row) => row['status'] === 'Activated');
  return [...events('invoices', 'invoice_date', 1n, isValid), ...events('credit_memos', 'credit_date', -1n, isValid)];
};

const revenue = (rows: Rows, lake: PlainLake): Values => {
  const today = dayNumber(lake.asOf);
  const events = revenueOf(rows, lake).filter((event) => event.day <= today);
  const [year, two] = [monthsBefore(today, 12), monthsBefore(today, 24)];
  const all = total(events);
  const now = total(events.filter((event) => event.day > year));
  const prior = total(events.filter((event) => event.day > two && event.day <= year));
  const first = Math.min(...events.map((event) => event.day));
  const growth = (): string => {
    if (events.length === 0) return '?no_history';
    if (first > two) return '?insufficient_history';
    if (now === undefined || prior === undefined) return '?amount_missing';
    return prior <= 0n ? '?no_prior_revenue' : String(Number(now - prior) / 1e4 / (Number(prior) / 1e4));
  };
  const shown = (sum: bigint | undefined): string => (sum === undefined ? '?amount_missing' : money(sum));
  return { annual_revenue: shown(now), prior_revenue: shown(prior), lifetime_revenue: shown(all), yoy_growth: growth() };
};

/** Contracts of a customer that pays by the month, else what it has paid. */
const lifetime = (mrr: string, revenueToDate: string): Values => {
  if (!mrr.startsWith('?') && !mrr.startsWith('-') && Number(mrr) > 0) {
    let factor = 0;
    for (let month = 1; month <= 36; month++) factor += (0.98 / 1.01) ** month;
    return {
      clv: centsText(rounded((units(mrr) / 100n) * BigInt(factor.toFixed(12).replace('.', '')), 10n ** 12n)),
      clv_method: 'contractual',
    };
  }
  return revenueToDate.startsWith('?') ? { clv: revenueToDate, clv_method: revenueToDate } : { clv: revenueToDate, clv_method: 'historic' };
};

const contracts = (rows: Rows, { asOf }: PlainLake): Values => {
  const today = dayNumber(asOf);
  const ends = (rows['contracts'] ?? [])
    .filter((row) => ['Activated', 'Expired'].includes(String(row['status'])) && (day(row, 'start_date') ?? 0) <= today)
    .map((row) => day(row, 'end_date'));
  const dated = ends.flatMap((end) => (end === undefined ? [] : [end])).toSorted((a, b) => a - b);
  const shown = (end: number, expired: boolean): Values => ({
    days_to_expiry: String(end - today),
    is_expired: String(expired),
    next_expiry_on: dayText(end),
  });
  const open = (reason: string, expired: string): Values => ({ days_to_expiry: reason, is_expired: expired, next_expiry_on: reason });
  const [next, last] = [dated.find((end) => end >= today), dated.findLast((end) => end < today)];
  if (ends.length === 0) return open('?no_contract', '?no_contract');
  if (next !== undefined) return shown(next, false);
  if (ends.length > dated.length) return open('?evergreen', 'false');
  return last !== undefined && last >= today - 30 ? shown(last, true) : open('?expired_long_ago', 'true');
};

const overdue = (rows: Rows, { asOf, hasInvoices }: PlainLake): Values => {
  const names = ['days_overdue', 'balance_due', 'overdue_amount'];
  if (!hasInvoices) return Object.fromEntries(names.map((name) => [name, '?no_source']));
  const today = dayNumber(asOf);
  const open = (rows['invoices'] ?? []).flatMap((row) => {
    const [issued, due] = [day(row, 'invoice_date'), day(row, 'due_date')];
    const column = (day(row, 'paid_date') ?? 0) > today ? 'total_amount' : 'balance';
    const isOpen =
      units(String(row[column])) > 50n && !none.has(String(row['status'])) && !['Written Off', 'Disputed'].includes(String(row['status']));
    return issued === undefined || issued > today || !isOpen ? [] : [{ day: due ?? issued, amount: base(row, column) }];
  });
  const late = open.filter((one) => one.day < today);
  const missing = open.some(({ amount }) => amount === undefined);
  return {
    days_overdue: String(Math.max(0, ...late.map((one) => today - one.day))),
    balance_due: missing ? '?amount_missing' : money(total(open) ?? 0n),
    overdue_amount: missing ? '?amount_missing' : money(total(late) ?? 0n),
  };
};

const service = (rows: Rows, { asOf, zone }: PlainLake): Values => {
  const today = dayNumber(asOf);
  const due = (rows['case_milestones'] ?? []).filter((row) => {
    const on = zonedDayNumber(String(row['target_date']), zone);
    return on > today - 90 && on <= today;
  });
  const isBroken = (row: TrialRow): boolean =>
    typeof row['completion_date'] === 'string'
      ? Date.parse(row['completion_date']) > Date.parse(String(row['target_date']))
      : row['is_completed'] !== true;
  return { sla_breaches: String(due.filter(isBroken).length), sla_promises: String(due.length) };
};

const usage = (rows: Rows, { asOf, usageUntil }: PlainLake): Values => {
  const today = dayNumber(asOf);
  const until = usageUntil === undefined ? undefined : dayNumber(usageUntil);
  if (until === undefined || until < today - 3) return { usage_growth: '?partial_window', usage_30_days: '?partial_window' };
  const own = (rows['usage'] ?? [])
    .map((row) => ({ day: dayNumber(String(row['period_date'])), quantity: units(String(row['quantity'])) }))
    .filter((one) => one.day <= today);
  const within = (after: number, to: number): bigint =>
    own.reduce((sum, one) => (one.day > after && one.day <= to ? sum + one.quantity : sum), 0n);
  const [now, prior] = [within(until - 30, until), within(until - 60, until - 30)];
  const first = Math.min(...own.filter((one) => one.day > until - 90).map((one) => one.day));
  const growth = (): string => {
    if (first === Number.POSITIVE_INFINITY) return '?no_usage';
    if (prior < 10_000n && now > 0n && first > until - 30) return '?new_usage';
    if (first > until - 59) return '?partial_window';
    if (prior < 10_000n) return now > 0n ? '?new_usage' : '?no_usage';
    return String(Number(now - prior) / 1e4 / (Number(prior) / 1e4));
  };
  const quantity = `${now / 10_000n}.${String(now % 10_000n).padStart(4, '0')}`;
  return { usage_growth: growth(), usage_30_days: quantity };
};

const sales = (rows: Rows, { asOf }: PlainLake): Values => {
  const today = dayNumber(asOf);
  const all = rows['opportunities'] ?? [];
  const closed = all.filter(
    (row) =>
      row['is_closed'] === true &&
      dayNumber(String(row['close_date'])) > today - 365 &&
      dayNumber(String(row['close_date'])) <= today &&
      row['type'] !== 'Renewal',
  );
  const won = closed.filter((row) => row['is_won'] === true).length;
  const open = all.filter((row) => row['is_closed'] !== true);
  return {
    win_rate: closed.length === 0 ? '?none_closed' : String(won / closed.length),
    win_rate_sample: String(closed.length),
    win_rate_is_thin: String(closed.length < 3),
    open_opportunities: String(open.length),
    pipeline_amount: money(open.reduce((sum, row) => sum + (base(row, 'amount') ?? 0n), 0n)),
  };
};

const touches = (rows: Rows, { asOf, zone }: PlainLake): Values => {
  const today = dayNumber(asOf);
  const tasks = (rows['tasks'] ?? [])
    .filter((row) => row['status'] === 'Completed' && ['Call', 'Email'].includes(String(row['task_subtype'])))
    .map((row) =>
      typeof row['completed_date_time'] === 'string'
        ? zonedDayNumber(row['completed_date_time'], zone)
        : dayNumber(String(row['activity_date'])),
    );
  const events = (rows['events'] ?? []).map((row) => zonedDayNumber(String(row['start_date_time']), zone));
  const last = Math.max(...[...tasks, ...events].filter((on) => on <= today));
  if (last === Number.NEGATIVE_INFINITY) return { last_touch_days: '?no_touch', last_touch_on: '?no_touch' };
  return { last_touch_days: String(today - last), last_touch_on: dayText(last) };
};

/** A metric that is derived from two others. */
const share = (part: string, whole: string): string => {
  if (part.startsWith('?')) return '?missing:overdue_amount';
  if (whole.startsWith('?')) return '?missing:annual_revenue';
  return Number(whole) === 0 ? '?undefined' : String(Number(part) / Number(whole));
};

/** All shipped metrics of one customer, computed from its rows by loops and whole numbers: an independent reading of docs/metrics. */
export const plainValues = (rows: Rows, lake: PlainLake): Values => {
  const recurring = plainRecurring(rows, lake.hasAssets, dayNumber(lake.asOf));
  const revenues = revenue(rows, lake);
  const due = overdue(rows, lake);
  return {
    ...revenues,
    ...recurring,
    ...lifetime(String(recurring['mrr']), String(revenues['lifetime_revenue'])),
    ...contracts(rows, lake),
    ...due,
    ...service(rows, lake),
    ...usage(rows, lake),
    ...sales(rows, lake),
    ...touches(rows, lake),
    overdue_share: share(String(due['overdue_amount']), String(revenues['annual_revenue'])),
    open_cases: String((rows['cases'] ?? []).filter((row) => row['is_closed'] !== true).length),
  };
};
