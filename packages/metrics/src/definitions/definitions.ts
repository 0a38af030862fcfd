import type { RuleDefinitions } from '../rules/rule-definitions.ts';
import type { ScoreDefinitions } from '../scores/score-definitions.ts';
import type { MonthlySettings } from '../history/monthly-schema.ts';
import type { TimelineSettings } from '../timeline/timeline-schema.ts';
import type { Metric } from '../values/metrics-schema.ts';
import type { Fact } from './unit.ts';

/** Definitions that were found right. */
export interface Definitions {
  /** Named in messages. */
  readonly origin: string;
  /** `1-0f3a…`: the version they give themselves, and the first digits of the SHA-256 of what they say. */
  readonly version: string;
  readonly metrics: readonly Metric[];
  /** What rules may name of the metrics, in the order of the definitions. */
  readonly metricFacts: readonly Fact[];
  readonly scores: ScoreDefinitions;
  readonly rules: RuleDefinitions;
  /** All that rules may name: metrics, sub-scores, scores and what is known beside them. */
  readonly facts: readonly Fact[];
  readonly timeline: TimelineSettings;
  readonly monthly: MonthlySettings;
}
