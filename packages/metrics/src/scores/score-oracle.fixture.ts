import type { TrialCustomer } from './trial-organisation.fixture.ts';

/** The scores of one customer by the words of docs/metrics/scores.md, in plain TypeScript and with the numbers written out: what the SQL is compared with. */
export interface OracleScores {
  readonly payment_history: number | null;
  readonly support_quality: number | null;
  readonly usage_trends: number | null;
  readonly engagement: number | null;
  readonly usage_decline: number | null;
  readonly payment_issues: number | null;
  readonly support_problems: number | null;
  readonly low_engagement: number | null;
  readonly health: number | null;
  readonly health_band: string | null;
  readonly health_coverage: number;
  readonly churn_risk: number | null;
  readonly churn_risk_band: string | null;
  readonly champion_left: boolean | null;
}

const dayNumber = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000;
const localDay = (instant: string, zone: string): number => {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
  return dayNumber(parts);
};
const clamp = (x: number): number => Math.max(0, Math.min(100, x));

const payment = (one: TrialCustomer, asOf: string): number | null => {
  const today = dayNumber(asOf);
  const from = dayNumber(`${Number(asOf.slice(0, 4)) - 1}${asOf.slice(4)}`);
  let [sum, weights] = [0, 0];
  for (const { due, paid, amount, balance, status } of one.invoices ?? []) {
    if (due === null || amount === null || Number(amount) <= 0) continue;
    const dueDay = dayNumber(due);
    if (dueDay <= from || dueDay > today) continue;
    if (['Draft', 'Void', 'Voided', 'Canceled', 'Cancelled', 'Written Off', 'Disputed'].includes(status ?? '')) continue;
    let until: number;
    if (paid !== null) until = Math.min(today, dayNumber(paid));
    else if (balance !== null && Number(balance) > 0.005) until = today;
    else continue;
    const late = Math.max(0, until - dueDay);
    const lines = [[0, 100], [7, 90], [15, 75], [30, 50], [60, 20], [90, 0]] as const; // prettier-ignore
    let grade = 0;
    for (let at = 1; at < lines.length; at++) {
      const [[d0, s0], [d1, s1]] = [lines[at - 1]!, lines[at]!];
      if (late >= d0 && late <= d1) grade = s0 + ((s1 - s0) * (late - d0)) / (d1 - d0);
    }
    const weight = Number(amount) * 0.5 ** ((today - dueDay) / 180);
    sum += weight * grade;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
};

const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length);

const support = (one: TrialCustomer, asOf: string, zone: string): number | null => {
  const today = dayNumber(asOf);
  const recent = (day: number): boolean => day > today - 180 && day <= today;
  const cases = (one.cases ?? []).map((each) => {
    const closedDay = each.closed === null ? null : localDay(each.closed, zone);
    const isOpen = closedDay === null ? each.isClosed !== true : closedDay > today;
    return {
      ...each,
      openedDay: each.opened === null ? null : localDay(each.opened, zone),
      isOpen,
      closedIn: !isOpen && closedDay !== null && recent(closedDay),
    };
  });
  const counted = cases.filter(
    (each) =>
      (each.openedDay === null || each.openedDay <= today) &&
      (each.isOpen || each.closedIn || (each.openedDay !== null && recent(each.openedDay))),
  );
  if (counted.length === 0) return null;
  const targets: Readonly<Record<string, number>> = { Critical: 8, High: 24, Medium: 72, Low: 120 };
  const speeds = counted.flatMap((each) => {
    if (!each.closedIn || each.opened === null || each.closed === null) return [];
    const hours = (Date.parse(each.closed) - Date.parse(each.opened)) / 3_600_000;
    const target = targets[each.priority ?? ''] ?? 72;
    return [hours <= target ? 100 : (100 * target) / hours];
  });
  const marks = counted.flatMap((each) => (each.closedIn && each.csat !== null ? [clamp(((each.csat - 1) / 4) * 100)] : []));
  const open = counted.filter((each) => each.isOpen);
  const age = mean(open.flatMap((each) => (each.openedDay === null ? [] : [today - each.openedDay])));
  const kept = (one.promises ?? []).flatMap((promise) => {
    if (promise.target === null) return [];
    const due = localDay(promise.target, zone);
    if (!recent(due)) return [];
    if (promise.completed !== null && localDay(promise.completed, zone) <= today)
      return [Date.parse(promise.completed) <= Date.parse(promise.target) ? 1 : 0];
    if (promise.completed === null && promise.isCompleted === true) return [];
    return [0];
  });
  const share = mean(kept);
  const parts: readonly (readonly [number, number | null])[] = [
    [40, share === null ? null : share * 100],
    [25, mean(speeds)],
    [20, mean(marks)],
    [15, open.length === 0 ? 100 : age === null ? null : 100 * Math.max(0, 1 - age / 30)],
  ];
  const known = parts.flatMap(([weight, value]) => (value === null ? [] : [[weight, value] as const]));
  const total = known.reduce((sum, [weight]) => sum + weight, 0);
  return total === 0 ? null : known.reduce((sum, [weight, value]) => sum + weight * value, 0) / total;
};

interface Touch {
  readonly day: number;
  readonly who: string | null;
  readonly twoWay: boolean;
}

const touchesOf = (one: TrialCustomer, asOf: string, zone: string): readonly Touch[] => {
  const meetings = (one.events ?? []).flatMap(({ who, start }) =>
    start === null ? [] : [{ day: localDay(start, zone), who, twoWay: true }],
  );
  const tasks = (one.tasks ?? []).flatMap(({ who, subtype, completed, day, isClosed }) => {
    if (!['Call', 'Email'].includes(subtype ?? '') || (isClosed !== true && completed === null)) return [];
    const on = completed !== null ? localDay(completed, zone) : day !== null ? dayNumber(day) : null;
    return on === null ? [] : [{ day: on, who, twoWay: subtype === 'Call' }];
  });
  return [...meetings, ...tasks].filter(({ day }) => day <= dayNumber(asOf));
};

const engagement = (touches: readonly Touch[], asOf: string): number => {
  const today = dayNumber(asOf);
  const last = Math.max(...touches.filter(({ twoWay }) => twoWay).map(({ day }) => day));
  const recent = touches.filter(({ day }) => day > today - 90);
  const people = new Set(recent.flatMap(({ who }) => who ?? []));
  return (
    40 * (Number.isFinite(last) ? 0.5 ** ((today - last) / 30) : 0) +
    40 * Math.min(1, recent.length / 6) +
    20 * Math.min(1, people.size / 3)
  );
};

const champion = (one: TrialCustomer, touches: readonly Touch[], asOf: string, zone: string): boolean | null => {
  const today = dayNumber(asOf);
  const counts = new Map<string, number>();
  for (const { who, day } of touches) if (who !== null && day > today - 365) counts.set(who, (counts.get(who) ?? 0) + 1);
  const most = Math.max(...counts.values());
  if (counts.size === 0 || most < 3) return null;
  const champions = (one.contacts ?? []).filter(({ id }) => counts.get(id) === most);
  if (champions.length === 0) return null;
  return champions.some(({ bounced }) => {
    if (bounced === null) return false;
    const day = localDay(bounced, zone);
    return day > today - 90 && day <= today;
  });
};

const weighted = (parts: readonly (readonly [number, number | null])[]): { readonly score: number | null; readonly coverage: number } => {
  const known = parts.flatMap(([weight, value]) => (value === null ? [] : [[weight, value] as const]));
  // In hundredths: 0.3 + 0.2 is not below 0.5.
  const hundredths = known.reduce((sum, [weight]) => sum + weight, 0);
  const score = hundredths < 50 ? null : known.reduce((sum, [weight, value]) => sum + weight * value, 0) / hundredths;
  return { score: score === null ? null : Math.round(score * 1e9) / 1e9, coverage: hundredths / 100 };
};

const greatest = (...values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};

/** @param asOf not 29 February */
export const oracleScores = (one: TrialCustomer, asOf: string, zone: string): OracleScores => {
  const metric = (name: string): number | null => {
    const value = one.metrics?.[name];
    return value === undefined || value === null ? null : Number(value);
  };
  const [growth, overdue, breaches] = [metric('usage_growth'), metric('days_overdue'), metric('sla_breaches')];
  const touches = touchesOf(one, asOf, zone);
  const pays = payment(one, asOf);
  const helps = support(one, asOf, zone);
  const trend = growth === null ? null : growth <= -1 ? 0 : clamp(50 + 50 * Math.log2(1 + growth));
  const near = engagement(touches, asOf);
  const decline = growth === null ? null : clamp((-growth / 0.5) * 100);
  const issues = greatest(pays === null ? null : 100 - pays, overdue === null ? null : Math.min(100, (overdue / 90) * 100));
  const problems = greatest(helps === null ? null : 100 - helps, breaches === null ? null : Math.min(100, 25 * breaches));
  const health = weighted([[30, pays], [25, helps], [25, trend], [20, near]]); // prettier-ignore
  const churn = weighted([[30, decline], [30, issues === null ? null : clamp(issues)], [25, problems], [15, 100 - near]]); // prettier-ignore
  const band = (
    score: number | null,
    [low, high]: readonly [number, number],
    [bottom, middle, top]: readonly [string, string, string],
  ): string | null => (score === null ? null : score < low ? bottom : score < high ? middle : top);
  return {
    payment_history: pays,
    support_quality: helps,
    usage_trends: trend,
    engagement: near,
    usage_decline: decline,
    payment_issues: issues === null ? null : clamp(issues),
    support_problems: problems,
    low_engagement: 100 - near,
    health: health.score,
    health_band: band(health.score, [50, 80], ['critical', 'at_risk', 'healthy']),
    health_coverage: health.coverage,
    churn_risk: churn.score,
    churn_risk_band: band(churn.score, [40, 70], ['LOW', 'MEDIUM', 'HIGH']),
    champion_left: champion(one, touches, asOf, zone),
  };
};
