import { bool, float64, int64 } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables, mastersTable } from '../../inputs/input-tables.ts';
import { valuesTable } from '../values-table.ts';

export const winRateStage = defineStage({
  id: 'metrics/win-rate',
  reads: { masters: { table: mastersTable, by: 'whole' }, in_opportunities: { table: inputTables.opportunities, by: 'whole' } },
  writes: valuesTable('win_rate_values', {
    value: float64({ description: 'Share of closed opportunities that were won', unit: 'fraction', nullable: true }),
    sample: int64({ description: 'Closed opportunities it is of', nullable: true }),
    won: int64({ description: 'Of them won', nullable: true }),
    is_thin: bool({ description: 'Whether they are too few to say much', nullable: true }),
  }),
  params: z.strictObject({
    has_source: z.boolean(),
    as_of: z.string(),
    after: z.string(),
    by: z.enum(['count', 'amount']),
    renewal_types: z.array(z.string()),
    min_sample: z.int(),
  }),
  model: new URL('./win-rate.sql', import.meta.url),
});
