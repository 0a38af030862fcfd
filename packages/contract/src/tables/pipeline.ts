import { date, float64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** How the gates of a pipeline stood in each run that published something. */
export const gateResults = defineTable({
  name: 'gate_results',
  layer: 'ops',
  grain: ['run_id', 'gate'],
  cluster: ['judged_at', 'gate'],
  description:
    'Gates of pipelines, a row for each gate of a run that published something. A run that a gate stopped publishes nothing, not even this.',
  columns: {
    run_id: text({ description: 'Run' }),
    pipeline: text({ description: 'Pipeline' }),
    as_of: date({ description: 'Day the run was for' }),
    gate: text({ description: 'Gate, as the pipeline names it' }),
    table_name: text({ description: 'Table it is about, with its layer' }),
    measure: text({ description: 'What is measured: rows, null_share, duplicates, age_hours, quarantine_share, violations' }),
    value: float64({ description: 'What was measured', nullable: true }),
    bound: text({ description: 'What is asked for, in words' }),
    outcome: text({ description: 'passed, warned, or skipped where the lake has no such table' }),
    judged_at: timestamp({ description: 'Clock of the run', unit: 'us UTC' }),
  },
});
