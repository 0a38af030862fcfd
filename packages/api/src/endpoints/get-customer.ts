import { z } from 'zod';
import { withCounters } from '../actions/customer-counters.ts';
import { endpoint } from '../http/endpoint.ts';
import { pastCustomer } from '../past/past-customer.ts';
import { anyValue, count, day, instant, optionalNumber, optionalText } from './answer-fields.ts';
import { customerIdentity } from './customer-line.ts';
import { ofCustomer } from './of-customer.ts';
import { customerParams } from './request-fields.ts';

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
  records: z
    .array(z.strictObject({ kind: z.string(), total: count, current: count }))
    .describe('How many contacts, contracts and so on it has, and how many of them are current'),
  alerts: z.strictObject({
    open: count,
    worst: optionalText,
    acknowledged: count.nullable().describe('Of the open ones; null for an earlier day'),
    snoozed: count.nullable().describe('Of the open ones; null for an earlier day'),
  }),
  recommendations: z.strictObject({
    open: count,
    acted_on: count.nullable().describe('Of the open ones, asked for and neither failed nor taken back; null for an earlier day'),
    next_action: optionalText.describe('The most urgent one nobody acted on'),
    next_action_priority: optionalText,
  }),
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
  query: z.strictObject({ as_of: day.optional().describe('An earlier day the lake still keeps gold of; the newest by default') }),
  answer: customer,
  problems: ['NO_SUCH_CUSTOMER', 'NO_SUCH_DAY', 'BUSY', 'TOO_SLOW'],
  personal: true,
  byState: true,
  reply: ofCustomer(path, async ({ params, query, snapshot, access, service }) => {
    if (query.as_of !== undefined && query.as_of !== snapshot.asOf)
      return await pastCustomer(snapshot, service.keeper.options, { id: params.id, day: query.as_of, unmasked: access.unmasked });
    const found = await snapshot.document(params.id, access.unmasked);
    if (found === undefined) return undefined;
    const { state } = service.actions;
    return { body: await withCounters(found, { snapshot, state, customer: params.id, now: service.now() }) };
  }),
});
