import { expect, test } from 'vitest';
import { refusals, shippedJson } from './trial-definitions.fixture.ts';

type Json = Record<string, unknown>;

/** What is said of the shipped definitions once a place has another value. */
const told = (place: string, value: unknown): readonly string[] => {
  const json = shippedJson() as unknown as Json;
  const parts = place.split('.');
  let inner = json;
  for (const part of parts.slice(0, -1)) inner = inner[part] as Json;
  inner[parts.at(-1) ?? ''] = value;
  return refusals(json);
};

test('the shipped scores and rules are read', () => {
  expect(told('version', 2)).toEqual([]);
});

test.each<readonly [string, string, unknown, string]>([
  [
    'weights that are not 1',
    'scores.scores.health.weights.engagement',
    0.15,
    'scores.scores.health.weights: they add up to 0.95; change them so that they add up to 1',
  ],
  [
    'a weight of no sub-score',
    'scores.scores.health.weights',
    { payment_histroy: 1 },
    'scores.scores.health.weights.payment_histroy: there is no sub-score "payment_histroy"; did you mean "payment_history"?',
  ],
  [
    'a hole between bands',
    'scores.scores.health.bands.1.from',
    55,
    'scores.scores.health.bands[1].from: no band has 50 to 55; begin with 50',
  ],
  [
    'bands over each other',
    'scores.scores.health.bands.0.from',
    75,
    'scores.scores.health.bands[0].from: 75 to 80 is in two bands; begin with 80',
  ],
  [
    'bands that end too early',
    'scores.scores.health.bands.0.to',
    99,
    'scores.scores.health.bands[0].to: no band has 99 to 100; end with 100',
  ],
  [
    'points that are not 100',
    'scores.sub_scores.engagement.recency_points',
    50,
    'scores.sub_scores.engagement: recency_points, touches_points, contacts_points add up to 110; change them so that they add up to 100',
  ],
  [
    'a sub-score of two scores',
    'scores.scores.churn_risk.weights',
    { engagement: 1 },
    'scores.scores.churn_risk.weights.engagement: "engagement" counts in health already; give this score one of its own, with the formula "engagement"',
  ],
  [
    'a name that ends as columns beside a value do',
    'scores.sub_scores.engagement.as',
    'engagement_points',
    'scores.sub_scores.engagement.as: names that end with "_points" are given to columns beside a value; give it another name',
  ],
  [
    'anchors out of order',
    'scores.sub_scores.payment_history.anchors.1.0',
    20,
    'scores.sub_scores.payment_history.anchors[2][0]: 15 days stand after 20; put the anchors in the order of their days, each day once',
  ],
  [
    'a trend of what is no growth',
    'scores.sub_scores.usage_trends.of',
    'mrr',
    'scores.sub_scores.usage_trends.of: "mrr" is counted in money; name a growth, which is a fraction',
  ],
  [
    'sub-scores in a circle',
    'scores.sub_scores.usage_decline.formula',
    { sub: [100, 'usage_decline'] },
    'scores.sub_scores.usage_decline: usage_decline is computed from itself; compute one of them from metrics alone',
  ],
  [
    'a name that is taken',
    'scores.sub_scores.engagement.as',
    'mrr',
    'scores.sub_scores.engagement: a metric is called "mrr" too; give it another name, or another "as"',
  ],
  [
    'a percent for a fraction',
    'rules.R002.when.all.0.gt.1',
    50,
    'rules.R002.when.all[0].gt[1]: 50 stands beside a fraction; write 0.5 for 50 %',
  ],
  ['a score out of range', 'rules.R006.when.lt.1', 130, 'rules.R006.when.lt[1]: 130 stands beside a score; scores go from 0 to 100'],
  [
    'a rule over an unknown metric',
    'rules.R001.when.all.1.lt.0',
    'days_to_expire',
    'rules.R001.when.all[1].lt[0]: there is no metric "days_to_expire"; did you mean "days_to_expiry"?',
  ],
  [
    'units that do not go together',
    'rules.R003.when',
    { gt: ['days_overdue', 'mrr'] },
    'rules.R003.when.gt: days stands beside money; compare and add what is of one unit',
  ],
  [
    'a number for a condition',
    'rules.R003.when',
    'days_overdue',
    'rules.R003.when: a condition is true or false, and this is a number; compare it with something',
  ],
  [
    'an impact that is no money',
    'rules.R003.impact.amount',
    'days_overdue',
    'rules.R003.impact.amount: it is counted in days; give an amount of money',
  ],
  [
    'a message with an unknown metric',
    'alerts.overdue.message',
    'Late by {days_overdu} days',
    'alerts.overdue.message: there is no metric "days_overdu"; did you mean "days_overdue"?',
  ],
  [
    'a brace that stands alone',
    'alerts.overdue.message',
    'Late {',
    'alerts.overdue.message: a brace stands alone; write {metric} for its value',
  ],
  [
    'a counted word without the one for many',
    'alerts.overdue.message',
    'Late by {days_overdue|day}',
    'alerts.overdue.message: {days_overdue|day} has not one word for one and one for many; write {metric|day|days}, or {metric} alone',
  ],
  [
    'an id with a blank',
    'rules.R 1',
    shippedJson().rules['R001'],
    'rules["R 1"]: "R 1" cannot be a name here; an id is made of letters, digits, _ and -, and begins with a letter',
  ],
  [
    'a score with the table of another',
    'scores.scores.timeline',
    shippedJson().scores.scores['health'],
    'scores.scores.timeline: gold_customer_timeline is another table; give the score another name',
  ],
  [
    'a further fact with a name of the customer',
    'scores.further_facts.owner',
    shippedJson().scores.further_facts['health_30d_ago'],
    'scores.further_facts.owner: "owner" is a column of the customer 360; give it another name',
  ],
  [
    'a metric with the name of a coverage',
    `metrics.${shippedJson().metrics.findIndex(({ name }) => name === 'last_touch_on')}.name`,
    'health_coverage',
    'scores.scores.health: a metric is called "health_coverage" too; give it another name, or another "as"',
  ],
  [
    'an alert with the id of a rule',
    'alerts.R001',
    shippedJson().alerts['overdue'],
    'alerts.R001: a rule is called "R001" too; give it another id',
  ],
])('%s is refused with its place and what to do', (_, place, value, line) => {
  expect(told(place, value)).toContain(line);
});
