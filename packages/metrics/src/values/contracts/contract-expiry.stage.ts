import { bool, date, int64 } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables, mastersTable } from '../../inputs/input-tables.ts';
import { valuesTable } from '../values-table.ts';

export const contractExpiryStage = defineStage({
  id: 'metrics/contract-expiry',
  reads: { masters: { table: mastersTable, by: 'whole' }, in_contracts: { table: inputTables.contracts, by: 'whole' } },
  writes: valuesTable('contract_expiry_values', {
    value: int64({
      description: 'Days until the next contract ends; negative where it ended within the grace',
      unit: 'days',
      nullable: true,
    }),
    is_expired: bool({ description: 'Whether all its contracts have ended', nullable: true }),
    ends_on: date({ description: 'Day the next contract ends, or ended within the grace', nullable: true }),
  }),
  params: z.strictObject({ has_source: z.boolean(), as_of: z.string(), statuses: z.array(z.string()), grace_days: z.int() }),
  model: new URL('./contract-expiry.sql', import.meta.url),
});
