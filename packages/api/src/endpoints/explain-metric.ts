import { factNamed } from '@audit/metrics';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { ApiProblem } from '../http/problem.ts';
import { mask } from '../snapshot/marked-json.ts';
import { count, day, optionalText } from './answer-fields.ts';
import { unknownCustomer } from './customer-id.ts';
import { ofKnownCustomer } from './of-customer.ts';
import { customerParams } from './request-fields.ts';

/** A value as text, in the unit beside it. */
const value = optionalText;
const explanation = z.strictObject({
  customer: z.string(),
  metric: z.string(),
  label: z.string(),
  unit: z.string(),
  description: z.string(),
  as_of: day,
  definition_version: z.string(),
  value,
  reason: optionalText,
  formula: z.string(),
  band: optionalText,
  coverage: value,
  inputs: z.array(
    z.strictObject({
      name: z.string(),
      label: z.string(),
      unit: z.string(),
      value,
      reason: optionalText,
      weight: z.string().optional(),
      points: value.optional(),
      lost: value.optional(),
      formula: z.string().optional(),
      inputs: z.record(z.string(), value).optional().describe('What a part of a score was computed of'),
    }),
  ),
  source_rows: count,
  rows: z.array(
    z.strictObject({
      source_table: z.string(),
      source_id: z.string(),
      happened_on: day.nullable(),
      amount: value,
      note: optionalText.describe('*** for those who may not see personal data'),
    }),
  ),
});

const rowsShown = 20;
const path = '/api/customer/:id/explain';

/** `GET /api/customer/:id/explain` */
export const explainMetric = endpoint({
  path,
  name: 'explainMetric',
  summary: 'Why a customer has a value: its formula, what goes into it, and the newest source rows',
  params: customerParams,
  query: z.strictObject({
    metric: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/)
      .describe('Metric, sub-score or score of the definitions'),
  }),
  answer: explanation,
  problems: ['NO_SUCH_CUSTOMER', 'NO_SUCH_METRIC'],
  personal: true,
  reply: ofKnownCustomer(path, async ({ params, query, snapshot, access }) => {
    const { definitions } = snapshot.contents.explain;
    // Before the facts of all customers are computed for nothing.
    const asked = factNamed(definitions, query.metric);
    if (asked === undefined)
      throw new ApiProblem('NO_SUCH_METRIC', 'the definitions have no metric of that name; a customer lists those there are');
    const explainer = await snapshot.explainer();
    const told = await explainer.explain(params.id, asked, rowsShown);
    if (told === undefined) throw unknownCustomer();
    const { fact, rows, rowCount, value: own, reason, formula, band, coverage, inputs } = told;
    // A note may be the subject of a call or the name of a deal.
    const shown = rows.map((row) => ({ ...row, note: row.note === null || access.unmasked ? row.note : mask }));
    return {
      body: JSON.stringify({
        customer: params.id,
        metric: fact.name,
        label: fact.label,
        unit: fact.unit,
        description: fact.description,
        as_of: snapshot.asOf,
        definition_version: definitions.version,
        value: own,
        reason,
        formula,
        band,
        coverage,
        inputs,
        source_rows: rowCount,
        rows: shown,
      }),
    };
  }),
});
