import { bool, type Column, date, decimal, float64, int32, int64, text, timestamp } from './column.ts';
import { defineTable } from './define-table.ts';

/** Columns every row of the customer 360 ends with: what it was computed of, by what, and when. */
export const goldLineage = {
  as_of: date({ description: 'The day it is computed for, the last one it looks at' }),
  run_id: text({ description: 'Run that computed it' }),
  definition_version: text({ description: 'Version of the definitions, and the first digits of their SHA-256' }),
  inputs_hash: text({ description: 'SHA-256 of the silver it was computed from' }),
} as const satisfies Readonly<Record<string, Column>>;

const master = text({ description: 'Master account' });

export const customerAlerts = defineTable({
  name: 'customer_alert',
  layer: 'gold',
  grain: ['alert_id'],
  cluster: ['master_id', 'opened_on', 'alert_id'],
  description:
    'Alerts by the rules of the definitions, a row for each episode: it opens when its condition holds and closes when its other one does.',
  columns: {
    alert_id: text({ description: 'SHA-256 of customer, rule and episode, its first 32 digits' }),
    master_id: master,
    rule_id: text({ description: 'Rule of the definitions' }),
    episode: int32({ description: 'How often it has opened for the customer, from 1' }),
    severity: text({ description: 'critical, high, medium, low or data' }),
    state: text({ description: 'open, or resolved; what people do to it (acknowledged, snoozed) is kept by the service' }),
    title: text({ description: 'What is the matter, in words' }),
    message: text({ description: 'The same with the values of the customer' }),
    evidence: text({ description: 'The values the condition was decided by, and its thresholds, as JSON' }),
    opened_on: date({ description: 'As-of day it opened on' }),
    resolved_on: date({ description: 'As-of day it closed on', nullable: true }),
    ...goldLineage,
  },
  laws: {
    closed_after_it_opened: {
      columns: ['opened_on', 'resolved_on'],
      holds: (c) => `${c.resolved_on} >= ${c.opened_on}`,
    },
  },
});

export const customerRecommendations = defineTable({
  name: 'customer_recommendation',
  layer: 'gold',
  grain: ['recommendation_id'],
  cluster: ['master_id', 'created_on', 'recommendation_id'],
  description: 'Next actions by the rules of the definitions (R001 to R006 of the law and any further one), a row for each episode.',
  columns: {
    recommendation_id: text({ description: 'SHA-256 of customer, rule and episode, its first 32 digits' }),
    master_id: master,
    rule_id: text({ description: 'Rule of the definitions' }),
    episode: int32({ description: 'How often it has fired anew for the customer, from 1' }),
    priority: text({ description: 'HIGH, MEDIUM or LOW' }),
    action: text({ description: 'What to do' }),
    reason: text({ description: 'Why, with the values of the customer' }),
    evidence: text({ description: 'The values the rule was decided by, and its thresholds, as JSON' }),
    expected_outcome: text({ description: 'What it is meant to bring' }),
    impact_amount: decimal(18, 2)({ description: 'What is at stake', unit: 'base currency', nullable: true }),
    impact_method: text({ description: 'How that was reckoned, or why it was not' }),
    status: text({ description: 'open, expired, or withdrawn when its condition ceased to hold' }),
    created_on: date({ description: 'As-of day it fired on' }),
    expires_on: date({ description: 'First day it is not open any more' }),
    closed_on: date({ description: 'As-of day it expired or was withdrawn on', nullable: true }),
    ...goldLineage,
  },
});

/** Rules that could not be decided: a missing input is neither true nor false. */
export const customerDataGaps = defineTable({
  name: 'customer_data_gap',
  layer: 'gold',
  grain: ['master_id', 'rule_id'],
  description: 'Rules and alerts that are undecidable for a customer, with what is missing.',
  columns: {
    master_id: master,
    rule_id: text({ description: 'Rule or alert of the definitions' }),
    missing: text({ description: 'Metrics without a value that leave it open, with their reasons, as JSON' }),
    ...goldLineage,
  },
});

export const customerTimeline = defineTable({
  name: 'customer_timeline',
  layer: 'gold',
  grain: ['event_id'],
  cluster: ['master_id', 'happened_at', 'event_id'],
  description: 'What happened with a customer, all kinds of events in one place.',
  columns: {
    event_id: text({ description: 'SHA-256 of kind, source and record, its first 32 digits: the same fact has the same id' }),
    master_id: master,
    account_id: text({ description: 'Account it happened at; empty where it is of the customer as a whole' }),
    happened_at: timestamp({ description: 'When; midnight of the organisation’s zone where only the day is known', unit: 'us UTC' }),
    kind: text({ description: 'Kind of event' }),
    title: text({ description: 'What happened, in words', pii: 'quasi' }),
    amount: decimal(18, 2)({ description: 'Amount it is about', unit: 'base currency', nullable: true }),
    source_table: text({ description: 'Table it comes from' }),
    source_id: text({ description: 'Record it comes from' }),
    ...goldLineage,
  },
});

/** What people look up of a customer, beside what happened with it. */
export const relatedRecords = defineTable({
  name: 'customer_related_record',
  layer: 'gold',
  grain: ['kind', 'record_id'],
  cluster: ['master_id', 'kind', 'record_id'],
  description: 'Contacts, opportunities, contracts, invoices and cases of a customer, in one shape.',
  columns: {
    master_id: master,
    account_id: text({ description: 'Account it is of' }),
    kind: text({ description: 'contact, opportunity, contract, invoice or case' }),
    record_id: text({ description: 'Its id in its source' }),
    number: text({ description: 'Number it is known by', nullable: true }),
    name: text({ description: 'Name of a contact', pii: 'direct', nullable: true }),
    subject: text({ description: 'What it is about: name of an opportunity, subject of a case', pii: 'quasi', nullable: true }),
    detail: text({
      description: 'Title of a contact, type of an opportunity, term of a contract, priority of a case',
      nullable: true,
    }),
    status: text({ description: 'Its state, as its source calls it; stage of an opportunity', nullable: true }),
    email: text({ description: 'E-mail of a contact', pii: 'direct', nullable: true }),
    phone: text({ description: 'Telephone of a contact, else its mobile one', pii: 'direct', nullable: true }),
    begins_on: date({
      description: 'Contact added, opportunity created, contract begun, invoice issued, case opened, as a day of the organisation',
      nullable: true,
    }),
    ends_on: date({
      description: 'Opportunity closed or to be closed, last day of the contract, invoice due, case closed',
      nullable: true,
    }),
    amount: decimal(18, 2)({ description: 'Amount of an opportunity or invoice', unit: 'base currency', nullable: true }),
    open_amount: decimal(18, 2)({ description: 'What is left to be paid of an invoice', unit: 'base currency', nullable: true }),
    is_current: bool({
      description:
        'A contact that can be reached, an opportunity or case that is open, a contract in force, an invoice with something left to be paid',
    }),
    ...goldLineage,
  },
});

/** Scores as they were on earlier days: what changes of bands and falls are told by. */
export const customerScoreHistory = defineTable({
  name: 'customer_score_history',
  layer: 'gold',
  grain: ['master_id', 'score', 'as_of'],
  description:
    'Scores and sub-scores of earlier days: scores of each of the last 35, or as far back as a fact of the definitions asks; of the time before, and of sub-scores, the days around a change of band (or of being known) and the last of each month.',
  columns: {
    master_id: master,
    score: text({ description: 'Score of the definitions' }),
    value: float64({ description: 'Its value on the day', unit: '0 to 100', nullable: true }),
    band: text({ description: 'Its band on the day', nullable: true }),
    ...goldLineage,
  },
});

export const metricsMonthly = defineTable({
  name: 'metrics_monthly',
  layer: 'gold',
  grain: ['master_id', 'month', 'metric'],
  description: 'Course of a metric by month: of revenue and MRR from the facts, of scores from the last run in the month.',
  columns: {
    master_id: master,
    month: date({ description: 'First day of the month' }),
    metric: text({ description: 'Metric of the definitions' }),
    value: float64({
      description: 'Its value at the end of the month, or at the last run in it; for drawing, not for sums',
      nullable: true,
    }),
    ...goldLineage,
  },
});

export const businessMetrics = defineTable({
  name: 'business_metrics',
  layer: 'gold',
  grain: ['as_of'],
  description: 'The customer base as a whole, a row for each day it was computed for (monitors of the law).',
  columns: {
    customers: int64({ description: 'Master accounts' }),
    high_risk: int64({ description: 'Of them with a high risk of churn' }),
    healthy: int64({ description: 'Of them healthy' }),
    at_risk: int64({ description: 'Of them at risk' }),
    critical: int64({ description: 'Of them critical' }),
    without_health: int64({ description: 'Of them with too few data for a health score' }),
    mean_health: float64({ description: 'Mean of the health scores there are', unit: '0 to 100', nullable: true }),
    mrr: decimal(38, 2)({ description: 'Sum of monthly recurring revenue', unit: 'base currency', nullable: true }),
    open_alerts: int64({ description: 'Alerts that are open' }),
    open_recommendations: int64({ description: 'Recommendations that are open' }),
    execution_rate: float64({
      description:
        'Recommendations that had been carried out when the day was over, by those made so far; NULL until somebody acted on one',
      unit: 'fraction',
      nullable: true,
    }),
    ...goldLineage,
  },
});

export const pipelineHealth = defineTable({
  name: 'pipeline_health',
  layer: 'gold',
  grain: ['as_of', 'layer'],
  description: 'How the pipeline does, a row for each layer and day (monitors of the law).',
  columns: {
    layer: text({ description: 'bronze, silver or gold' }),
    records: int64({ description: 'bronze: records extracted on the day; silver: rows received of bronze; gold: rows written' }),
    quarantined: int64({ description: 'Of them in quarantine' }),
    error_rate: float64({ description: 'quarantined by records; NULL where there are none', unit: 'fraction', nullable: true }),
    seconds: float64({ description: 'Time the layer took in its last run', unit: 's', nullable: true }),
    fresh_at: timestamp({ description: 'Newest stamp of the layer', unit: 'us UTC', nullable: true }),
    is_fresh: bool({ description: 'Whether that is within a day of the as-of day', nullable: true }),
    ...goldLineage,
  },
});
