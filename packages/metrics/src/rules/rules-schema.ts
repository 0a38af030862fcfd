import { z } from 'zod';
import { ruleSchema } from '../definitions/rule-schema.ts';

/** Ids stand in keys of gold and in hashes: plain characters only. */
const ruleId = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,48}$/, 'an id is made of letters, digits, _ and -, and begins with a letter');

const sentence = z.string().min(1);

const recommendationRuleSchema = z.strictObject({
  title: sentence,
  priority: z.enum(['HIGH', 'MEDIUM', 'LOW']),
  /** Condition in the rule language over facts. */
  when: ruleSchema,
  action: sentence,
  /** Why, with `{facts}` of the customer. */
  reason: sentence,
  expected_outcome: sentence,
  /** What is at stake, in the base currency: how it is reckoned, in words and as a formula. */
  impact: z.strictObject({ method: sentence, amount: ruleSchema }).optional(),
  expires_after_days: z.int().min(1).max(3650),
});

/** Section `rules`: recommendations, by the id of their rule. */
export const rulesSchema = z.record(ruleId, recommendationRuleSchema);

const alertRuleSchema = z.strictObject({
  title: sentence,
  severity: z.enum(['critical', 'high', 'medium', 'low', 'data']),
  when: ruleSchema,
  /** When an open one closes; by default when it does not hold any more. */
  clear_when: ruleSchema.optional(),
  /** Days after it closed in which it does not open again. */
  cooldown_days: z.int().min(0).max(3650),
  message: sentence,
});

/** Section `alerts`, by the id of the alert. */
export const alertsSchema = z.record(ruleId, alertRuleSchema);

export type RecommendationSection = z.output<typeof recommendationRuleSchema>;
export type AlertSection = z.output<typeof alertRuleSchema>;
export type RulesSection = z.output<typeof rulesSchema>;
export type AlertsSection = z.output<typeof alertsSchema>;
