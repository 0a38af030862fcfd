import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { anyValue, count, day, instant, optionalNumber, optionalText } from './answer-fields.ts';
import { customerIdentity } from './customer-line.ts';
import { ofCustomer } from './of-customer.ts';
import { customerParams, noFields } from './request-fields.ts';

const why = {
  reason: optionalText.describe('Why there is no value, as a word'),
  reason_text: optionalText.describe('The same in words'),
};

const score = z.strictObject({
  name: z.string(),
  label: z.string(),
  value: optionalNumber,
  shown: optionalNumber.describe('Its whole number as it is shown: cut, not rounded'),
  band: optionalText,
  ...why,
  coverage: optionalNumber.describe('Share of the weights whose inputs are known'),
  parts: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      weight: optionalNumber,
      value: optionalNumber,
      ...why,
      points: optionalNumber.describe('What it gives to the score'),
      lost: optionalNumber.describe('What it takes from it'),
    }),
  ),
});

const customer = z.strictObject({
  ...customerIdentity,
  accounts: z
    .array(z.strictObject({ id: z.string(), confidence: count, rule: optionalText }))
    .describe('Its accounts, and how sure it is that each is one'),
  aliases: z.array(z.string()).describe('Customers that were merged into it'),
  metrics: z.array(z.strictObject({ name: z.string(), label: z.string(), unit: z.string(), value: anyValue, ...why })),
  scores: z.array(score),
  courses: z
    .array(z.strictObject({ metric: z.string(), points: z.array(z.strictObject({ month: day, value: optionalNumber })) }))
    .describe('The last twelve months of metrics that have a course'),
  alerts: z.strictObject({ open: count, worst: optionalText }),
  recommendations: z.strictObject({ open: count, next_action: optionalText, next_action_priority: optionalText }),
  last_event: z.strictObject({ at: instant, title: optionalText }).nullable(),
  data_gaps: z.array(z.strictObject({ rule: z.string(), missing: z.record(z.string(), z.string()) })),
  as_of: day,
  version: count,
  definition_version: z.string(),
});

const path = '/api/customer/:id';

/** `GET /api/customer/:id` */
export const getCustomer = endpoint({
  path,
  name: 'getCustomer',
  summary: 'A customer with everything a page of it shows at once',
  params: customerParams,
  query: noFields,
  answer: customer,
  problems: ['NO_SUCH_CUSTOMER'],
  personal: true,
  reply: ofCustomer(path, async ({ params, snapshot, access }) => {
    const body = await snapshot.document(params.id, access.unmasked);
    return body === undefined ? undefined : { body };
  }),
});
