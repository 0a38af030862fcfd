import type { EventKind } from './event-kind.ts';

const none = `''`;

/** Kinds that come of what gold itself finds: alerts and recommendations of `alerts_now` and `recommendations_now`. */
export const goldKinds: readonly EventKind[] = [
  {
    kind: 'alert_raised',
    from: 'alerts_now t',
    table: 'gold_customer_alert',
    id: 't.alert_id',
    account: none,
    day: 't.opened_on',
    title: `'Alert: ' || t.title`,
  },
  {
    kind: 'alert_cleared',
    from: 'alerts_now t',
    table: 'gold_customer_alert',
    id: 't.alert_id',
    account: none,
    day: 't.resolved_on',
    title: `'Alert over: ' || t.title`,
  },
  {
    kind: 'recommendation_created',
    from: 'recommendations_now t',
    table: 'gold_customer_recommendation',
    id: 't.recommendation_id',
    account: none,
    day: 't.created_on',
    title: `'Recommended: ' || t.action`,
    amount: 't.impact_amount',
  },
];

/** Kinds of a score that went into another band since the run before; of `bands_changed (master_id, score, band_before, band, changed_on)`. */
export const bandKinds: readonly EventKind[] = (
  [
    ['health', 'health_band_changed', 'Health'],
    ['churn_risk', 'churn_band_changed', 'Risk of churn'],
  ] as const
).map(([score, kind, label]) => ({
  kind,
  from: 'bands_changed t',
  table: 'gold_customer_score_history',
  id: `t.master_id || '/' || t.score || '/' || @ymd(t.changed_on)`,
  account: none,
  day: 't.changed_on',
  title: `'${label}: ' || COALESCE(t.band_before, 'unknown') || ' to ' || COALESCE(t.band, 'unknown')`,
  where: `t.score = '${score}'`,
}));
