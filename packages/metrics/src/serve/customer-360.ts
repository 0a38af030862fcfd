import { type Columns, date, declaredTable, goldLineage, int64, type Table, text, timestamp } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';

const optional = (description: string) => text({ description, nullable: true });

/** Who the customer is. */
const identity = {
  name: text({ description: 'Name of the master account', pii: 'quasi', nullable: true }),
  country: optional('Its country'),
  region: optional('Its region'),
  industry: optional('Industry of the account its name comes from'),
  segment: optional('Segment of that account'),
  website: optional('Its website'),
  owner: text({ description: 'Who looks after that account', pii: 'direct', nullable: true }),
  accounts: int64({ description: 'How many accounts it has' }),
  linkage_confidence: int64({ description: 'How sure it is that they are one customer', unit: '0 to 100' }),
} as const;

/** What is going on. */
const state = {
  open_alerts: int64({ description: 'Alerts that are open' }),
  worst_alert: optional('Severity of the worst of them'),
  open_recommendations: int64({ description: 'Recommendations that are open' }),
  next_action: optional('Action of the most urgent of them'),
  next_action_priority: optional('Its priority'),
  data_gaps: int64({ description: 'Rules that cannot be decided for want of data' }),
  last_event_at: timestamp({ description: 'Newest event of the timeline', unit: 'us UTC', nullable: true }),
  last_event: text({ description: 'What it was; of several at once, the one of the least id', pii: 'quasi', nullable: true }),
  last_event_on: date({ description: 'Its day in the zone of the organisation', nullable: true }),
} as const;

/** Columns a customer has beside its facts: no fact may take their names. */
export const customerColumns: readonly string[] = [
  'master_id',
  ...Object.keys(identity),
  ...Object.keys(state),
  ...Object.keys(goldLineage),
];

/** One row a customer, with all that a page of it shows at once. @param facts columns of `facts` after `master_id` */
export const customer360Table = (facts: Columns): Table =>
  declaredTable('gold', 'customer_360', {
    grain: ['master_id'],
    description: 'A customer at a glance: who it is, every metric and score, what is open and what to do next. One row to serve.',
    columns: { master_id: text({ description: 'Master account' }), ...identity, ...facts, ...state, ...goldLineage },
  });

const severities = ['critical', 'high', 'medium', 'low', 'data'];
const priorities = ['HIGH', 'MEDIUM', 'LOW'];
const rank = (column: string, order: readonly string[]): string =>
  `CASE ${column} ${order.map((one, at) => `WHEN '${one}' THEN ${at}`).join(' ')} ELSE ${order.length} END`;

const sql = (facts: readonly string[], coverages: readonly string[]): string => `WITH alerts AS (
    SELECT a.master_id, COUNT(*) AS open_alerts, @min_by(a.severity, ${rank('a.severity', severities)}) AS worst_alert
    FROM alerts_now a WHERE a.state = 'open' GROUP BY a.master_id
  ), ordered AS (
    SELECT r.master_id, r.action, r.priority,
      ROW_NUMBER() OVER (PARTITION BY r.master_id ORDER BY ${rank('r.priority', priorities)} ASC NULLS LAST, r.impact_amount DESC NULLS LAST, r.rule_id ASC NULLS LAST) AS place,
      COUNT(*) OVER (PARTITION BY r.master_id) AS open_recommendations
    FROM recommendations_now r WHERE r.status = 'open'
  ), gaps AS (SELECT g.master_id, COUNT(*) AS data_gaps FROM gaps_now g GROUP BY g.master_id
  ), newest AS (SELECT e.master_id, MAX(e.happened_at) AS happened_at FROM timeline_now e GROUP BY e.master_id
  ), last AS (
    SELECT n.master_id, n.happened_at AS last_event_at, @min_by(e.title, e.event_id) AS last_event
    FROM newest n JOIN timeline_now e ON e.master_id = n.master_id AND e.happened_at = n.happened_at GROUP BY n.master_id, n.happened_at
  )
  SELECT f.master_id, p.name, p.country, p.region, p.industry, p.segment, p.website, p.owner, p.accounts, p.linkage_confidence,
    ${[...facts.map((name) => `f.${name}`), ...coverages.map((name) => `c.${name}`)].join(', ')},
    COALESCE(a.open_alerts, 0) AS open_alerts, a.worst_alert, COALESCE(r.open_recommendations, 0) AS open_recommendations,
    r.action AS next_action, r.priority AS next_action_priority, COALESCE(g.data_gaps, 0) AS data_gaps, l.last_event_at, l.last_event,
    CAST(@local_time(l.last_event_at, $zone) AS DATE) AS last_event_on
  FROM facts f JOIN score_values c ON c.master_id = f.master_id LEFT JOIN master_profiles p ON p.master_id = f.master_id LEFT JOIN alerts a ON a.master_id = f.master_id
    LEFT JOIN ordered r ON r.master_id = f.master_id AND r.place = 1 LEFT JOIN gaps g ON g.master_id = f.master_id
    LEFT JOIN last l ON l.master_id = f.master_id`;

/** Makes `customer_360_now`, of `facts`, `score_values`, `master_profiles`, `alerts_now`, `recommendations_now`, `gaps_now` and `timeline_now`. */
export const serveCustomers = async (
  session: Session,
  facts: readonly string[],
  coverages: readonly string[],
  { zone }: GoldRun,
): Promise<number> => await session.materialise('customer_360_now', modelText(session, 'customer 360', sql(facts, coverages), { zone }));
