import {
  accountMasters,
  businessMetrics,
  customerAlerts,
  customerRecommendations,
  customerScoreHistory,
  customerXref,
  extractionMetrics,
  masterIds,
  pipelineHealth,
  qualifiedName,
  type Table,
  transformMetrics,
} from '@audit/contract';
import { profileAuditEvents } from '@audit/contract/profile';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import { modelText } from './model-text.ts';

/** Tables beside silver that gold reads, by the names it knows them under: what earlier runs left, and what others keep of customers. */
const ledgers: Readonly<Record<string, Table>> = {
  masters_linked: accountMasters,
  master_ids: masterIds,
  customer_xref: customerXref,
  profile_audit: profileAuditEvents,
  extraction_metrics: extractionMetrics,
  transform_metrics: transformMetrics,
  alerts_before: customerAlerts,
  recommendations_before: customerRecommendations,
  score_history_before: customerScoreHistory,
  business_before: businessMetrics,
  pipeline_before: pipelineHealth,
};

/** Tables of ours whose change makes gold stale, beside silver. Its own tables are not among them: a day computed again gives the same. */
export const ledgerInputs: readonly string[] = [accountMasters, masterIds, customerXref, profileAuditEvents].map(qualifiedName);

const madeSql = `SELECT m.master_id, m.accounts, i.made_at FROM masters_linked m JOIN master_ids i ON i.master_id = m.master_id`;

/** Events of the profile history of a customer, by the ids its accounts have in other systems. */
const profileSql = `SELECT x.master_id, p.event_id, p.event_ts AS happened_at,
    CASE p.event_type WHEN 'PROFILE_VERSION_CORRECTION' THEN 'Profile corrected' WHEN 'PROFILE_VERSION_CLOSE' THEN 'Profile closed'
      ELSE CASE p.rationale_code WHEN 'INITIAL_LOAD' THEN 'Profile opened' ELSE 'Profile changed' END END AS title
  FROM profile_audit p JOIN (SELECT DISTINCT c.master_id, c.source_id FROM customer_xref c) x ON x.source_id = p.customer_id`;

/** Binds the ledgers, `master_made`, `profile_events` and `scores_before`. */
export const bindLedgers = async (session: Session, lake: Lake, manifest: Manifest, asOf: string): Promise<void> => {
  for (const [name, table] of Object.entries(ledgers)) await bindTable(session, name, lake, table, manifest.tables[qualifiedName(table)]);
  await session.materialise('master_made', modelText(session, 'master accounts made', madeSql, {}));
  await session.materialise('profile_events', modelText(session, 'events of profiles', profileSql, {}));
  const scores = `SELECT h.as_of, h.master_id, h.score AS name, h.value FROM score_history_before h WHERE h.as_of < CAST($as_of AS DATE)`;
  await session.bindSql('scores_before', modelText(session, 'scores before', scores, { as_of: asOf }));
};
