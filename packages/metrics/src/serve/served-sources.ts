/** Where the columns of a customer come from that are no facts: who it is, and what is going on. */
const servedFrom: Readonly<Record<string, readonly string[]>> = {
  master_id: ['silver_account_master_members.master_id'],
  ...Object.fromEntries(
    ['name', 'country', 'region', 'website', 'linkage_confidence'].map((name) => [name, [`silver_account_masters.${name}`]]),
  ),
  accounts: ['silver_account_master_members.account_id'],
  industry: ['silver_accounts.industry'],
  segment: ['silver_accounts.segment'],
  owner: ['silver_accounts.owner_id', 'silver_users.name'],
  open_alerts: ['gold_customer_alert.state'],
  worst_alert: ['gold_customer_alert.severity'],
  open_recommendations: ['gold_customer_recommendation.status'],
  next_action: ['gold_customer_recommendation.action', 'gold_customer_recommendation.priority'],
  next_action_priority: ['gold_customer_recommendation.priority'],
  data_gaps: ['gold_customer_data_gap.rule_id'],
  last_event_at: ['gold_customer_timeline.happened_at'],
  last_event: ['gold_customer_timeline.title'],
  last_event_on: ['gold_customer_timeline.happened_at'],
};

/** What a column of `gold_customer_360` that is no fact is made of, as `table.column`; undefined for a fact. */
export const servedSources = (column: string): readonly string[] | undefined => servedFrom[column];
