import type { Customer, Metric } from '../api/customer360.ts';
import { lastTwo, monthly, type Point } from '../components/sparkline-shape.ts';

/** Metrics a page leads with, in this order, and what is told beside each; those that have a course of their own follow by themselves. */
const leading: Readonly<Record<string, readonly string[]>> = {
  clv: ['clv_method'],
  mrr: ['mrr_start'],
  annual_revenue: ['prior_revenue'],
  yoy_growth: [],
  active_services: ['usage_growth'],
  win_rate: ['win_rate_sample'],
};

/** The course of a metric as it is drawn. */
export interface Course {
  readonly points: readonly Point[];
  /** A level goes up and down and has a change; else it is what came in each month. */
  readonly isLevel: boolean;
}

/** A metric that stands out, with its course and what belongs to it. */
export interface Tile {
  readonly metric: Metric;
  readonly course: Course | undefined;
  /** Told where no change is. */
  readonly beside: readonly Metric[];
}

const near = (left: number, right: number): boolean => Math.abs(left - right) <= 1e-6 * Math.max(1, Math.abs(left), Math.abs(right));

/** The last twelve months of a value; undefined where fewer than two of them are known. */
export const courseOf = ({ courses, as_of }: Customer, name: string, value: Metric['value']): Course | undefined => {
  const own = courses.find(({ metric }) => metric === name);
  if (own === undefined) return undefined;
  const points = monthly(own.points, as_of);
  const two = lastTwo(points);
  if (two === undefined) return undefined;
  return { points, isLevel: typeof value === 'number' && near(two[1].value ?? Number.NaN, value) };
};

/** Metrics that stand out. */
export const tilesOf = (customer: Customer): readonly Tile[] => {
  const byName = new Map(customer.metrics.map((metric) => [metric.name, metric]));
  const scores = new Set(customer.scores.map(({ name }) => name));
  const drawn = customer.courses.map(({ metric }) => metric).filter((name) => !(name in leading) && !scores.has(name));
  return [...Object.keys(leading), ...drawn].flatMap((name) => {
    const metric = byName.get(name);
    if (metric === undefined) return [];
    const beside = (leading[name] ?? []).flatMap((other) => byName.get(other) ?? []);
    return [{ metric, course: courseOf(customer, name, metric.value), beside }];
  });
};
