import { int64, text, timestamp } from '../column.ts';
import { defineTable } from '../define-table.ts';

const delivered = (description: string, pii: 'none' | 'quasi' | 'direct' = 'none') => text({ description, pii, nullable: true });

/** The columns of the upstream view (section 18 of the law), as delivered: text, untrimmed. */
export const deliveredColumns = {
  customer_id: delivered('Customer, as delivered', 'quasi'),
  evidence_unique_key: delivered('National id or passport', 'direct'),
  firstname: delivered('Given name', 'direct'),
  lastname: delivered('Family name', 'direct'),
  firstname_local: delivered('Given name in the local script', 'direct'),
  lastname_local: delivered('Family name in the local script', 'direct'),
  person_title: delivered('Title'),
  person_title_other: delivered('Free text where person_title is OTHER'),
  marital_status: delivered('Marital status'),
  nationality: delivered('Nationality'),
  nationality_other: delivered('Free text where nationality is OTHER'),
  occupation: delivered('Occupation'),
  occupation_other: delivered('Free text where occupation is OTHER'),
  education_level: delivered('Education'),
  education_level_other: delivered('Free text where education_level is OTHER'),
  business_type: delivered('Business'),
  business_type_other: delivered('Free text where business_type is OTHER'),
  birthdate: delivered('Date of birth', 'direct'),
  total_asset: delivered('Band of total assets'),
  monthly_income: delivered('Band of monthly income'),
  income_country: delivered('Country the income comes from'),
  income_country_other: delivered('Free text where income_country is OTHER'),
  source_of_income_list: delivered('Members separated by |'),
  purpose_of_investment_list: delivered('Members separated by |'),
  last_modified_ts: delivered('When the source changed the row, ISO'),
  op: delivered('DELETE for a tombstone, else null'),
  evidence_type: delivered('Kind of evidence; optional'),
} as const;

/** The landing table of the law, section 11: an exact copy of every delivered record, with its lineage. */
export const customerProfileStandardized = defineTable({
  name: 'customer_profile_standardized',
  layer: 'bronze',
  grain: ['batch_id', 'record'],
  description: 'Every record delivered by opdb.vw_customer_profile_standardized, exactly as delivered, with its lineage.',
  columns: {
    ...deliveredColumns,
    batch_id: text({ description: 'Batch the record came with (ops_profile_batches)' }),
    record: int64({ description: 'Position of the record in its batch, from 1' }),
    extract_ts: timestamp({ description: 'When the source was read', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When the batch was loaded: known time', unit: 'us UTC' }),
  },
});
