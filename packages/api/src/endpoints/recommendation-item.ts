import { createHash } from 'node:crypto';
import { customerRecommendations } from '@audit/contract';
import { z } from 'zod';
import type { ActionRecord } from '../actions/action.ts';
import { columnMembers, jsonColumn, objectSql } from '../snapshot/json-sql.ts';
import { count, day, evidence, instant, optionalNumber, optionalText } from './answer-fields.ts';

/** A recommendation as a line of a list. */
export const recommendation = z.strictObject({
  id: z.string(),
  rule: z.string(),
  episode: count,
  priority: z.string(),
  action: z.string(),
  reason: z.string(),
  expected_outcome: z.string(),
  impact_amount: optionalNumber,
  impact_method: z.string(),
  status: z.string(),
  created_on: day,
  expires_on: day,
  closed_on: day.nullable(),
  evidence,
  execution: z
    .strictObject({
      state: z.enum(['requested', 'running', 'succeeded', 'failed', 'cancelled']),
      attempt: count,
      connector: z.string(),
      requested_at: instant,
      requested_by: z.string().describe('Id of the key; *** for a person, to those who may not see personal data'),
      updated_at: instant,
      due_on: day.nullable(),
      error: optionalText,
    })
    .nullable()
    .describe('What became of it (docs/api.md, "Actions"); null where nobody acted on it'),
  version: z.string().describe('Other than before when it, or what became of it, changed: for If-Match'),
});

const shown = [
  'episode',
  'priority',
  'action',
  'reason',
  'expected_outcome',
  'impact_amount',
  'impact_method',
  'status',
  'created_on',
  'expires_on',
  'closed_on',
];

/** SQL of what the snapshot knows of it, as JSON; of the relation `r`. */
export const recommendationItem = objectSql([
  ['id', 'r.recommendation_id'],
  ['rule', 'r.rule_id'],
  ...columnMembers('r', customerRecommendations, shown, false),
  ['evidence', jsonColumn('r', 'evidence')],
]);

/** Names what is known of a recommendation. @param item as {@link recommendationItem} gives it */
export const recommendationVersion = (item: string, action: ActionRecord | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify([item, action?.attempt ?? 0, action?.state ?? 'proposed']))
    .digest('hex')
    .slice(0, 16);
