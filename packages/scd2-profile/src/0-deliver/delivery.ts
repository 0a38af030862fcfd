import type { Table } from '@audit/contract';
import {
  contactLimits,
  correctionColumns,
  customerProfileStandardized,
  deliveredColumns,
  deliveredContactColumns,
  deliveredContacts,
  deliveredCorrections,
} from '@audit/contract/profile';
import { blankText, longText, type RefusalRule, unlessDelete } from './refusal-rule.ts';

/** What is delivered, where it is kept, and what of it is refused. */
export interface Delivery {
  /** Of bronze: the columns a source delivers, and batch_id, record, extract_ts and load_ts. */
  readonly table: Table;
  /** Names of the columns a source delivers. */
  readonly names: readonly string[];
  /** Other names under which lists may come, with their own. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Columns whose JSON is kept as it is; none by default. */
  readonly json?: readonly string[];
  /** A record goes into quarantine for the first of them that it breaks. */
  readonly rules: readonly RefusalRule[];
}

/** A record that names no customer is of no use, whatever else it says. */
const customerRules: readonly RefusalRule[] = [blankText('customer_id', 'BLANK_ID'), longText('customer_id', 50, 'ID_TOO_LONG')];

/** Everything but a record without a customer is loaded, however odd. */
export const profileDelivery: Delivery = {
  table: customerProfileStandardized,
  names: Object.keys(deliveredColumns),
  aliases: { source_of_income: 'source_of_income_list', purpose_of_investment: 'purpose_of_investment_list' },
  rules: customerRules,
};

/** What is wrong with a correction depends on what is known: it is judged later. */
export const correctionDelivery: Delivery = {
  table: deliveredCorrections,
  names: Object.keys(correctionColumns),
  aliases: {},
  json: ['profile', 'retract'],
  rules: [],
};

export const contactDelivery: Delivery = {
  table: deliveredContacts,
  names: Object.keys(deliveredContactColumns),
  aliases: {},
  rules: [
    ...customerRules,
    blankText('channel', 'MISSING_FIELD'),
    longText('channel', contactLimits.channel, 'TEXT_TOO_LONG'),
    unlessDelete(blankText('value', 'MISSING_FIELD')),
    unlessDelete(longText('value', contactLimits.value, 'TEXT_TOO_LONG')),
  ],
};
