import { z } from 'zod';
import { ruleSchema } from '../definitions/rule-schema.ts';

const factName = z.string().regex(/^[a-z][a-z0-9_]{0,48}$/, 'a name is made of small letters, digits and _, and begins with a letter');
const share = z.number().min(0).max(1);
const points = z.number().min(0).max(100);
const days = z.int().min(1).max(3650);
const words = z.array(z.string().min(1)).readonly();

const about = {
  label: z.string().min(1),
  description: z.string().min(1),
  /** Name in rules and formulas; that of the sub-score itself by default. */
  as: factName.optional(),
};

/** How promptly invoices are paid: late days graded along anchors, weighted by amount and by how recent they are. */
const paymentHistorySchema = z.strictObject({
  ...about,
  kind: z.literal('payment_history'),
  window_months: z.int().min(1).max(120),
  half_life_days: days,
  /** Pairs of late days and the score they get; between them it is drawn straight. */
  anchors: z.array(z.tuple([z.int().min(0), points])).min(2),
  /** A balance up to this counts as paid. */
  paid_balance: z.number().min(0),
  excluded_statuses: words,
});

/** How well cases go: promises kept, time to solve, satisfaction, and how old the open ones are. */
const supportQualitySchema = z.strictObject({
  ...about,
  kind: z.literal('support_quality'),
  window_days: days,
  weights: z.strictObject({ sla: points, resolution: points, csat: points, backlog: points }),
  resolution_target_hours: z.record(z.string(), z.number().positive()),
  other_target_hours: z.number().positive(),
  csat_least: z.number(),
  csat_most: z.number(),
  /** Mean age of open cases, in days, at which nothing is left of their part. */
  backlog_zero_days: z.number().positive(),
  /** What a customer without a case has: null is no score. */
  no_cases: points.nullable(),
});

/** How much one is in touch: how lately, how often, with how many people. */
const engagementSchema = z.strictObject({
  ...about,
  kind: z.literal('engagement'),
  half_life_days: days,
  window_days: days,
  recency_points: points,
  touches_points: points,
  contacts_points: points,
  touches_target: z.int().min(1),
  contacts_target: z.int().min(1),
  /** Subtypes of tasks that are touches; meetings always are. */
  touch_subtypes: words,
  /** Those of them in which both sides spoke. */
  two_way_subtypes: words,
});

/** A growth as a score: the middle where nothing changes, so many points more for each doubling. */
const trendSchema = z.strictObject({
  ...about,
  kind: z.literal('log_trend'),
  of: factName,
  middle: points,
  per_doubling: z.number().positive(),
});

/** A formula of the rule language over metrics and other sub-scores; cut to 0 and 100. */
const formulaScoreSchema = z.strictObject({ ...about, kind: z.literal('formula'), formula: ruleSchema });

const subScoreSchema = z.discriminatedUnion('kind', [
  paymentHistorySchema,
  supportQualitySchema,
  engagementSchema,
  trendSchema,
  formulaScoreSchema,
]);

const bandSchema = z.strictObject({ name: z.string().min(1), label: z.string().min(1), from: points, to: points });

/** A weighted mean of sub-scores. */
const scoreSchema = z.strictObject({
  label: z.string().min(1),
  description: z.string().min(1),
  as: factName.optional(),
  better: z.enum(['higher', 'lower']),
  weights: z.record(factName, share),
  /** Share of the weights whose sub-scores must be known. */
  least_coverage: share,
  /** Half-open: from is in it, to is in the next; the last one has 100. */
  bands: z.array(bandSchema).min(1),
});

/** What earlier runs, or the activities, tell beside the metrics. */
const furtherFactSchema = z.discriminatedUnion('kind', [
  /** A score so many days before, from a run of that day or of at most `within_days` before it. */
  z.strictObject({
    label: z.string().min(1),
    description: z.string().min(1),
    kind: z.literal('value_ago'),
    of: factName,
    days,
    within_days: z.int().min(0).max(365),
  }),
  /** For how many days, as far as runs remember, a sub-score has had no value. */
  z.strictObject({ label: z.string().min(1), description: z.string().min(1), kind: z.literal('missing_days'), of: factName }),
  /** Whether the mail of the person one was most in touch with began to come back. */
  z.strictObject({
    label: z.string().min(1),
    description: z.string().min(1),
    kind: z.literal('champion_left'),
    touches_least: z.int().min(1),
    touches_window_days: days,
    left_window_days: days,
    touch_subtypes: words,
  }),
]);

/** Section `scores` of the definitions. */
export const scoresSchema = z.strictObject({
  sub_scores: z.record(factName, subScoreSchema).prefault({}),
  scores: z.record(factName, scoreSchema).prefault({}),
  further_facts: z.record(factName, furtherFactSchema).prefault({}),
});

export type ScoresSection = z.output<typeof scoresSchema>;
export type SubScoreSection = z.output<typeof subScoreSchema>;
export type ScoreSection = z.output<typeof scoreSchema>;
export type FurtherFactSection = z.output<typeof furtherFactSchema>;
export type Band = z.output<typeof bandSchema>;
