import { trimmedCharacters } from '@audit/contract';
import { deliveredColumns } from '@audit/contract/profile';
import { textLiteral } from '@audit/warehouse';

const delivered = Object.keys(deliveredColumns).join(', ');

/** What is made of a delivered row without a look at what it says: the customer as the tables know it (common ids need no trimming), and the fingerprint of the row. */
export const ofDelivered = {
  customer: `COALESCE(CASE WHEN @re_is(customer_id, '[!-~]+') THEN customer_id ELSE @trim_chars(customer_id, ${textLiteral(trimmedCharacters)}) END, '')`,
  raw_fingerprint: `CASE WHEN last_modified_ts IS NOT NULL THEN @row_fingerprint(${delivered}) END`,
} as const;
