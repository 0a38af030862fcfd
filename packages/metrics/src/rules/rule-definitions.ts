import type { Rule } from '@audit/contract';
import type { MessagePart } from './message-template.ts';
import type { AlertSection, RecommendationSection } from './rules-schema.ts';

/** A condition that is asked of every customer. */
export interface Condition {
  readonly id: string;
  readonly when: Rule;
}

/** A rule of recommendations, found right. */
export interface RecommendationRule extends Condition {
  readonly section: RecommendationSection;
  readonly reason: readonly MessagePart[];
  /** A formula that gives money. */
  readonly impact: Rule | undefined;
}

/** A rule of alerts, found right. */
export interface AlertRule extends Condition {
  readonly section: AlertSection;
  /** When an open one closes. */
  readonly clearWhen: Rule;
  readonly message: readonly MessagePart[];
}

/** Sections `rules` and `alerts` of the definitions, found right. */
export interface RuleDefinitions {
  readonly rules: readonly RecommendationRule[];
  readonly alerts: readonly AlertRule[];
}
