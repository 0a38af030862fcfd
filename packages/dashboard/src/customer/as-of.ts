import type { Alert, Recommendation } from '../api/customer360.ts';

interface Span {
  readonly from: string;
  readonly until: string | null;
}

const isThen = ({ from, until }: Span, day: string): boolean => from <= day && (until === null || until > day);

/** Alerts that were open at the end of a day, without what was said of them since. */
export const alertsThen = (alerts: readonly Alert[], day: string): readonly Alert[] =>
  alerts
    .filter(({ opened_on, resolved_on }) => isThen({ from: opened_on, until: resolved_on }, day))
    .map((alert) => ({ ...alert, state: 'open', resolved_on: null, ack: null, snoozed_until: null }));

/** Recommendations that were open at the end of a day, without what became of them since. */
export const recommendationsThen = (recommendations: readonly Recommendation[], day: string): readonly Recommendation[] =>
  recommendations
    .filter(({ created_on, closed_on }) => isThen({ from: created_on, until: closed_on }, day))
    .map((one) => ({ ...one, status: 'open', closed_on: null, execution: null }));
