import { date, int64 } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables, mastersTable } from '../../inputs/input-tables.ts';
import { valuesTable } from '../values-table.ts';

export const lastTouchStage = defineStage({
  id: 'metrics/last-touch',
  reads: {
    masters: { table: mastersTable, by: 'whole' },
    in_tasks: { table: inputTables.tasks, by: 'whole' },
    in_events: { table: inputTables.events, by: 'whole' },
  },
  writes: valuesTable('last_touch_values', {
    value: int64({ description: 'Days since the last touch', unit: 'days', nullable: true }),
    last_on: date({ description: 'Day of the last touch', nullable: true }),
  }),
  params: z.strictObject({
    has_source: z.boolean(),
    zone: z.string(),
    as_of: z.string(),
    task_statuses: z.array(z.string()),
    task_subtypes: z.array(z.string()),
  }),
  model: new URL('./last-touch.sql', import.meta.url),
});
