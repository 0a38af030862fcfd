import { addDays } from '@audit/contract';
import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import { addMonths } from '../../inputs/calendar.ts';
import { defineKind, valuesOf } from '../kind.ts';
import { dayLiteral, listLiteral } from '../literals.ts';
import { about, days, words } from '../metric-fields.ts';
import { sourceRowsSql } from '../source-rows.ts';
import { usageStage } from './usage.stage.ts';

const schema = z.strictObject({
  ...about,
  kind: z.literal('usage_growth'),
  window_days: days('Length of the two windows that are compared', 30),
  compare: z.enum(['previous', 'last_year']).default('previous').describe('With the window before, or with the same one a year before'),
  usage_metrics: words('Metrics of usage that count, added up; all of them where none is named').default([]),
  min_volume: z.number().min(0).max(1e9).default(1).describe('Usage in the earlier window below which growth says nothing'),
  max_delay_days: z.int().min(0).max(31).default(3).describe('How many days usage may be behind the day, in days'),
});
type Usage = z.output<typeof schema>;

/** Nothing up to this day is in a window, however late usage is. */
const readAfter = ({ window_days, compare, max_delay_days }: Usage, asOf: string): string => {
  const oldest = addDays(asOf, -max_delay_days);
  return compare === 'previous' ? addDays(oldest, -3 * window_days) : addDays(addMonths(oldest, -12), -2 * window_days);
};

/** Growth of usage from a window to the next. */
export const usageKind = defineKind({
  schema,
  unitOf: () => 'fraction',
  parts: { current_quantity: 'quantity', prior_quantity: 'quantity' },
  compute: async (metric, { session, run, sources }) => {
    const params = {
      has_source: sources.has('usage'),
      as_of: run.asOf,
      read_after: readAfter(metric, run.asOf),
      window_days: metric.window_days,
      last_year: metric.compare === 'last_year',
      max_delay_days: metric.max_delay_days,
      min_volume: metric.min_volume.toFixed(4),
      all_metrics: metric.usage_metrics.length === 0,
      usage_metrics: metric.usage_metrics,
    };
    await session.materialise(valuesOf(metric.name), modelSql(usageStage, session.engine, params));
  },
  rowsOf: (metric, { run }, part) => {
    const { window_days: days, compare } = metric;
    const named = metric.usage_metrics.length === 0 ? '' : ` AND r.metric IN ${listLiteral(metric.usage_metrics)}`;
    const until = `(SELECT MAX(r.period_date) FROM in_usage r WHERE r.period_date <= ${dayLiteral(run.asOf)}${named})`;
    const priorUntil = compare === 'previous' ? `(${until} - ${days})` : `CAST(${until} - INTERVAL 12 MONTH AS DATE)`;
    const now = `(r.period_date > ${until} - ${days} AND r.period_date <= ${until})`;
    const before = `(r.period_date > ${priorUntil} - ${days} AND r.period_date <= ${priorUntil})`;
    return sourceRowsSql([
      {
        table: 'usage',
        id: 'usage_id',
        from: 'in_usage',
        on: 'r.period_date',
        amount: 'r.quantity',
        note: `COALESCE(r.metric, 'usage') || CASE WHEN ${now} THEN ', now' ELSE ', before' END`,
        where: `${part === 'current_quantity' ? now : part === 'prior_quantity' ? before : `(${now} OR ${before})`}${named}`,
      },
    ]);
  },
  formulaOf: ({ window_days, compare, min_volume, max_delay_days, usage_metrics }) =>
    `(U1 − U0) ÷ U0, U1 the usage${usage_metrics.length === 0 ? '' : ` (${usage_metrics.join(', ')})`} of the last ${window_days} days there is usage of (at most ${max_delay_days} days ago), U0 that of ${compare === 'previous' ? `the ${window_days} days before` : 'the same days a year before'}, of at least ${min_volume}`,
});
