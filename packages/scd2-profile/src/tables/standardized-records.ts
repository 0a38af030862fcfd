import { defineTable, text } from '@audit/contract';
import { standardizedDelivery } from './standardized-delivery.ts';

const { profile_hash: _hash, material_key: _key, dq_codes: _codes, ...stored } = standardizedDelivery.columns;

/** Delivered records in their stored form, before they are hashed and compared with each other. */
export const standardizedRecords = defineTable({
  name: 'standardized_records',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'One row per delivered record, in the form it is stored in, with what the quality rules find in it alone.',
  columns: {
    ...stored,
    findings: text({ description: 'Codes of the quality rules, separated by spaces, in the order of the columns' }),
  },
});
