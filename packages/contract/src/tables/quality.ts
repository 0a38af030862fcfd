import { bool, decimal, float64, int64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** What each column of a silver table looked like after a run that changed the table. */
export const qualityProfile = defineTable({
  name: 'quality_profile',
  layer: 'ops',
  grain: ['run_id', 'table_name', 'column_name'],
  cluster: ['profiled_at', 'table_name', 'column_name'],
  description: 'Columns of silver tables, a row for each column of a table that a run changed: how full, how varied, how much was refused.',
  columns: {
    run_id: text({ description: 'Run that changed the table' }),
    table_name: text({ description: 'Table, with its layer' }),
    column_name: text({ description: 'Column' }),
    rows: int64({ description: 'Rows of the table' }),
    nulls: int64({ description: 'Rows without a value' }),
    null_share: float64({ description: 'nulls by rows; 0 of an empty table', unit: 'fraction' }),
    distinct_count: int64({ description: 'Distinct values: exact up to 100,000 rows, beyond that estimated to some per cent' }),
    min_value: text({ description: 'Least value; never of a personal column', nullable: true }),
    max_value: text({ description: 'Greatest value, likewise', nullable: true }),
    is_carried: bool({
      description:
        'Whether distinct_count is that of a profile before, and the ends are those, widened by what came: few rows of many changed',
    }),
    rejected: int64({ description: 'Records in quarantine with this column at fault' }),
    flagged: int64({ description: 'Rows whose value was taken out and noted in _flags' }),
    null_share_before: float64({ description: 'Mean null_share of the last runs', unit: 'fraction', nullable: true }),
    distinct_before: float64({ description: 'Mean distinct_count of the last runs', nullable: true }),
    is_drift: bool({ description: 'Whether it differs from them by more than the mapping allows' }),
    profiled_at: timestamp({ description: 'Clock of the run', unit: 'us UTC' }),
  },
});

/** Where the rows of bronze went, for each table and run that changed it. */
export const transformMetrics = defineTable({
  name: 'transform_metrics',
  layer: 'ops',
  grain: ['run_id', 'table_name'],
  cluster: ['transformed_at', 'table_name'],
  description:
    'Bronze to silver, with the account of the rows: received = superseded + deleted + filtered + landed + quarantined. Counts are of all bronze, not of what the run read.',
  columns: {
    run_id: text({ description: 'Run that changed the table' }),
    source_table: text({ description: 'Bronze table' }),
    table_name: text({ description: 'Silver table' }),
    received: int64({ description: 'Rows of the bronze table' }),
    superseded: int64({ description: 'Rows of which a newer one of their record is there' }),
    deleted: int64({ description: 'Records that are gone at their source' }),
    filtered: int64({ description: 'Records the filter of the mapping leaves out' }),
    landed: int64({ description: 'Rows of the silver table' }),
    quarantined: int64({ description: 'Records refused, as they stand now' }),
    refused_anew: int64({ description: 'Those of them that this run refused' }),
    flagged: int64({ description: 'Rows of the silver table with values taken out' }),
    seconds: decimal(12, 3)({ description: 'Time the table took', unit: 's' }),
    transformed_at: timestamp({ description: 'Clock of the run', unit: 'us UTC' }),
  },
  laws: {
    rows_add_up: {
      columns: ['received', 'superseded', 'deleted', 'filtered', 'landed', 'quarantined'],
      holds: (c) => `${c.received} = ${c.superseded} + ${c.deleted} + ${c.filtered} + ${c.landed} + ${c.quarantined}`,
    },
  },
});
