import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import type { Sources } from '../../inputs/sources.ts';
import { defineKind, valuesOf } from '../kind.ts';
import { dayLiteral, listLiteral } from '../literals.ts';
import { about, words } from '../metric-fields.ts';
import { sourceRowsSql } from '../source-rows.ts';
import { zonedDay } from '../zoned-day.ts';
import { lastTouchStage } from './last-touch.stage.ts';

const schema = z.strictObject({
  ...about,
  kind: z.literal('last_touch'),
  task_statuses: words('Statuses of tasks that were done').default(['Completed']),
  task_subtypes: words('Subtypes of tasks in which both sides take part; list e-mails are none').default(['Call', 'Email']),
});

const hasSource = (sources: Sources): boolean => sources.has('tasks') || sources.has('events');

/** Days since someone last spoke with the customer. */
export const lastTouchKind = defineKind({
  schema,
  unitOf: () => 'days',
  parts: { last_on: 'date' },
  compute: async ({ name, task_statuses, task_subtypes }, { session, run, sources }) => {
    const params = { has_source: hasSource(sources), zone: run.zone, as_of: run.asOf, task_statuses, task_subtypes };
    await session.materialise(valuesOf(name), modelSql(lastTouchStage, session.engine, params));
  },
  rowsOf: ({ task_statuses, task_subtypes }, { run }) => {
    const task = `COALESCE(${zonedDay('r.completed_date_time', run.zone)}, r.activity_date)`;
    const event = `COALESCE(${zonedDay('r.start_date_time', run.zone)}, r.activity_date)`;
    const day = dayLiteral(run.asOf);
    return sourceRowsSql([
      {
        table: 'tasks',
        id: 'task_id',
        from: 'in_tasks',
        on: task,
        note: `COALESCE(r.task_subtype, 'task') || COALESCE(': ' || r.subject, '')`,
        where: `${task} <= ${day} AND r.status IN ${listLiteral(task_statuses)} AND r.task_subtype IN ${listLiteral(task_subtypes)}`,
      },
      {
        table: 'events',
        id: 'event_id',
        from: 'in_events',
        on: event,
        note: `'meeting' || COALESCE(': ' || r.subject, '')`,
        where: `${event} <= ${day}`,
      },
    ]);
  },
  formulaOf: ({ task_statuses, task_subtypes }) =>
    `days since the last meeting, or task (${task_subtypes.join(', ')}) that is ${task_statuses.join(', ')}`,
});
