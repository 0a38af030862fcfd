import { z } from 'zod';
import { executionRate } from '../actions/execution-rate.ts';
import { alertMarks, alertMarksView } from '../alerts/alert-view.ts';
import { endpoint } from '../http/endpoint.ts';
import { anyValue, count, day, instant, optionalNumber, optionalText } from './answer-fields.ts';
import { customerLine } from './customer-line.ts';
import { noFields } from './request-fields.ts';

const band = z.strictObject({ band: optionalText.describe('Null: too little is known for a score'), customers: count });

const summary = z.strictObject({
  business: z.record(z.string(), anyValue).nullable().describe('The newest row of gold_business_metrics; execution_rate as of now'),
  business_before: z.record(z.string(), anyValue).nullable().describe('The row before it: what figures moved from'),
  health: z.array(band),
  churn_risk: z.array(band),
  at_risk: z.array(customerLine).describe('The twenty with the highest risk of churn'),
  new_alerts: z
    .array(
      z.strictObject({
        alert_id: z.string(),
        master_id: z.string(),
        customer: optionalText.describe('Its name; *** for those who may not see personal data'),
        rule_id: z.string(),
        severity: z.string(),
        state: z.string(),
        title: z.string(),
        message: z.string(),
        opened_on: day,
        ...alertMarks,
      }),
    )
    .describe('The twenty newest open ones'),
  data_gaps: z
    .array(
      z.strictObject({
        rule: z.string(),
        customers: count,
        missing: z
          .array(z.strictObject({ fact: z.string(), reason_text: optionalText, customers: count }))
          .describe('Values it lacks, and of how many'),
      }),
    )
    .describe('Rules that cannot be decided for some customers'),
  freshness: z.array(
    z.strictObject({
      layer: z.string(),
      records: count,
      quarantined: count,
      error_rate: optionalNumber,
      seconds: optionalNumber,
      fresh_at: instant.nullable(),
      is_fresh: z.boolean().nullable(),
      as_of: day,
    }),
  ),
  as_of: day,
  version: count,
});

/** What the snapshot has of it. */
interface Summary {
  readonly business: object | null;
  readonly new_alerts: readonly { readonly alert_id: string }[];
}

/** `GET /api/dashboard/summary` */
export const getSummary = endpoint({
  path: '/api/dashboard/summary',
  name: 'getSummary',
  summary: 'The customer base at a glance',
  params: noFields,
  query: noFields,
  answer: summary,
  personal: true,
  byState: true,
  reply: async ({ snapshot, access, service }) => {
    const [row] = await snapshot.rows(`SELECT ${access.unmasked ? 'document' : 'document_masked'} FROM dashboard`);
    const { state } = service.actions;
    const read = JSON.parse(String(row?.[0])) as Summary;
    const rate = await executionRate(snapshot, state);
    const alerts = read.new_alerts.map((alert) => ({
      ...alert,
      ...alertMarksView(state.alerts.get(alert.alert_id), service.now(), access),
    }));
    const business = read.business === null || rate === undefined ? read.business : { ...read.business, execution_rate: rate };
    return { body: JSON.stringify({ ...read, business, new_alerts: alerts }) };
  },
});
