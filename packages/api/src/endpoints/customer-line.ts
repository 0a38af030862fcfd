import { z } from 'zod';
import { anyValue, count, day, optionalNumber, optionalText } from './answer-fields.ts';

export const customerIdentity = {
  id: z.string(),
  name: optionalText.describe('*** for those who may not see personal data'),
  country: optionalText,
  region: optionalText,
  industry: optionalText,
  segment: optionalText,
  website: optionalText,
  owner: optionalText.describe('*** for those who may not see personal data'),
  linkage_confidence: count,
};

/** A customer as a line of a list. */
export const customerLine = z.strictObject({
  ...customerIdentity,
  scores: z.record(z.string(), anyValue).describe('Value and band of each score'),
  mrr: optionalNumber.optional(),
  clv: optionalNumber.optional(),
  annual_revenue: optionalNumber.optional(),
  open_alerts: count,
  worst_alert: optionalText,
  next_action: optionalText,
  as_of: day,
});
