import { declaredTable, int64, text } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables, mastersTable } from '../../inputs/input-tables.ts';
import { valuesTable } from '../values-table.ts';

/** Hours a case of a priority may take, where silver has no milestones. */
export const priorityTargets = declaredTable('gold', 'priority_targets', {
  grain: ['priority'],
  description: 'Time to solve a case, by priority.',
  columns: { priority: text({ description: 'Priority of cases' }), hours: int64({ description: 'Hours from its creation', unit: 'h' }) },
});

export const slaStage = defineStage({
  id: 'metrics/sla',
  reads: {
    masters: { table: mastersTable, by: 'whole' },
    in_case_milestones: { table: inputTables.case_milestones, by: 'whole' },
    in_cases: { table: inputTables.cases, by: 'whole' },
    priority_targets: { table: priorityTargets, by: 'whole' },
  },
  writes: valuesTable('sla_values', {
    value: int64({ description: 'Promises of service that were broken', nullable: true }),
    promises: int64({ description: 'Promises that fell due', nullable: true }),
  }),
  params: z.strictObject({ source: z.enum(['case_milestones', 'cases', 'none']), zone: z.string(), as_of: z.string(), after: z.string() }),
  model: new URL('./sla.sql', import.meta.url),
});
