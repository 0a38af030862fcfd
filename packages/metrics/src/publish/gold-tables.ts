import {
  businessMetrics,
  customerAlerts,
  customerDataGaps,
  customerRecommendations,
  relatedRecords,
  customerScoreHistory,
  customerTimeline,
  declaredTable,
  goldLineage,
  metricsMonthly,
  pipelineHealth,
  type Table,
  text,
} from '@audit/contract';
import type { Definitions } from '../definitions/definitions.ts';
import { customer360Table } from '../serve/customer-360.ts';
import { coverageColumns, factColumns } from '../serve/fact-columns.ts';
import { scoreTable, scoreTableRows } from '../serve/score-table.ts';
import { metricColumns } from '../values/compute-values.ts';
import type { GoldTable } from './publish-gold.ts';

/** `gold_customer_metrics`: a column for each metric of the definitions. */
const metricsTable = (definitions: Definitions): Table =>
  declaredTable('gold', 'customer_metrics', {
    grain: ['master_id'],
    description: 'Every metric of the definitions for every customer, with the reason where it has no value.',
    columns: { master_id: text({ description: 'Master account' }), ...metricColumns(definitions), ...goldLineage },
  });

/** A monitor has a row for each day it was computed for: those of other days stay. */
const withOtherDays = (rows: string, before: string): string =>
  `(SELECT n.* FROM ${rows} n UNION ALL BY NAME SELECT b.* EXCLUDE (run_id, definition_version, inputs_hash) FROM ${before} b
    WHERE b.as_of NOT IN (SELECT as_of FROM ${rows}))`;

/** All tables of gold of a customer 360, with the relations of a session their rows are in. */
export const goldTables = (definitions: Definitions): readonly GoldTable[] => [
  { table: metricsTable(definitions), rows: 'metric_values', by: 'whole' },
  ...definitions.scores.scores.map((score): GoldTable => ({ table: scoreTable(score), rows: scoreTableRows(score), by: 'whole' })),
  { table: customerAlerts, rows: 'alerts_now', by: 'whole' },
  { table: customerRecommendations, rows: 'recommendations_now', by: 'whole' },
  { table: customerDataGaps, rows: 'gaps_now', by: 'whole' },
  { table: customerScoreHistory, rows: 'score_history_now', by: 'differences' },
  { table: customerTimeline, rows: 'timeline_now', by: 'differences' },
  { table: relatedRecords, rows: 'records_now', by: 'differences' },
  { table: metricsMonthly, rows: 'monthly_now', by: 'differences' },
  { table: customer360Table({ ...factColumns(definitions), ...coverageColumns(definitions) }), rows: 'customer_360_now', by: 'whole' },
  { table: businessMetrics, rows: withOtherDays('business_now', 'business_before'), by: 'differences' },
  { table: pipelineHealth, rows: withOtherDays('pipeline_now', 'pipeline_before'), by: 'differences' },
];
