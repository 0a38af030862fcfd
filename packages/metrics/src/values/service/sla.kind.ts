import { addDays } from '@audit/contract';
import { modelSql, textLiteral } from '@audit/warehouse';
import { z } from 'zod';
import { hasRows } from '../has-rows.ts';
import { defineKind, type ValueContext, valuesOf } from '../kind.ts';
import { dayLiteral } from '../literals.ts';
import { about, days } from '../metric-fields.ts';
import { sourceRowsSql } from '../source-rows.ts';
import { zonedDay } from '../zoned-day.ts';
import { priorityTargets, slaStage } from './sla.stage.ts';

const schema = z.strictObject({
  ...about,
  kind: z.literal('sla_breaches'),
  window_days: days('How far back targets are looked at', 90),
  priority_targets_hours: z
    .record(z.string(), z.int().min(1).max(100_000))
    .default({})
    .describe('Hours a case of each priority may take, where silver has no milestones'),
});
type Sla = z.output<typeof schema>;

/** Milestones where there are any, else targets by priority where they are given. */
const sourceOf = async (metric: Sla, { session, sources }: ValueContext): Promise<'case_milestones' | 'cases' | 'none'> => {
  const byPriority = sources.has('cases') && Object.keys(metric.priority_targets_hours).length > 0;
  if (!sources.has('case_milestones')) return byPriority ? 'cases' : 'none';
  if (!byPriority) return 'case_milestones';
  return (await hasRows(session, 'SELECT case_milestone_id FROM in_case_milestones')) ? 'case_milestones' : 'cases';
};

/** Promises of service that were broken. */
export const slaKind = defineKind({
  schema,
  unitOf: () => 'count',
  parts: { promises: 'count' },
  compute: async (metric, context) => {
    const { session, run } = context;
    const targets = Object.entries(metric.priority_targets_hours).map(([priority, hours]) => ({ priority, hours: BigInt(hours) }));
    await session.bindRows('priority_targets', priorityTargets, targets as never);
    const params = {
      source: await sourceOf(metric, context),
      zone: run.zone,
      as_of: run.asOf,
      after: addDays(run.asOf, -metric.window_days),
    };
    await session.materialise(valuesOf(metric.name), modelSql(slaStage, session.engine, params));
  },
  rowsOf: (metric, { run }, part) => {
    const due = zonedDay('r.target_at', run.zone);
    const within = `${due} > ${dayLiteral(addDays(run.asOf, -metric.window_days))} AND ${due} <= ${dayLiteral(run.asOf)}`;
    const isBroken = `NOT r.is_undated AND COALESCE(r.kept_at > r.target_at, ${due} < ${dayLiteral(run.asOf)})`;
    const broken = part === 'promises' ? 'TRUE' : isBroken;
    const note = `CASE WHEN r.kept_at IS NULL AND NOT r.is_undated THEN 'open, was due ' WHEN ${isBroken} THEN 'kept late, was due ' ELSE 'kept, was due ' END || CAST(r.target_at AS VARCHAR)`;
    const milestones = {
      table: 'case_milestones',
      id: 'case_milestone_id',
      from: `(SELECT case_milestone_id, master_id, target_date AS target_at, completion_date AS kept_at, COALESCE(is_completed, FALSE) AND completion_date IS NULL AS is_undated FROM in_case_milestones)`,
      on: due,
      note,
      where: `${within} AND ${broken}`,
    };
    const hours = Object.entries(metric.priority_targets_hours);
    if (hours.length === 0) return sourceRowsSql([milestones]);
    const target = `CASE priority ${hours.map(([priority, h]) => `WHEN ${textLiteral(priority)} THEN created_date + INTERVAL ${h} HOUR`).join(' ')} END`;
    const byPriority = {
      table: 'cases',
      id: 'case_id',
      from: `(SELECT case_id, master_id, ${target} AS target_at, closed_date AS kept_at, COALESCE(is_closed, FALSE) AND closed_date IS NULL AS is_undated FROM in_cases)`,
      on: due,
      note,
      where: `${within} AND ${broken} AND NOT EXISTS (SELECT 1 FROM in_case_milestones)`,
    };
    return sourceRowsSql([milestones, byPriority]);
  },
  formulaOf: ({ window_days, priority_targets_hours: targets }) => {
    const named = Object.entries(targets).map(([priority, hours]) => `${priority} ${hours} h`);
    const cases = named.length === 0 ? '' : `; where there are no milestones, cases by priority (${named.join(', ')})`;
    return `milestones of cases whose target lies in the last ${window_days} days, and that were completed after it or are open the day after it${cases}`;
  },
});
