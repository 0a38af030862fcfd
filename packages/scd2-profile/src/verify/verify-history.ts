import { qualifiedName, type Table } from '@audit/contract';
import {
  contactBatches,
  contactObservations,
  customerContactInfo,
  dimCustomerProfile,
  incomeSourceBridge,
  investmentPurposeBridge,
  profileAuditEvents,
  profileBatches,
  profileCorrections,
  profileIdentities,
  profileObservations,
  profileRevisions,
  profileState,
  standardizedProfiles,
} from '@audit/contract/profile';
import { bindTable, type Engine, type Lake, type Manifest, modelSql, type Session } from '@audit/warehouse';
import { believedVersionsStage } from '../4-history/believed-versions.stage.ts';
import { eventHashesStage } from '../6-audit-event/event-hashes.stage.ts';
import { hashVersionOf } from '../canonical/hash-version.ts';
import { bindStanding } from '../load/bind-standing.ts';
import { contactVersionsStage } from '../contact/contact-versions.stage.ts';
import { historyLaws } from './history-laws.ts';
import { neighboursSql } from '../7-quality/neighbours-sql.ts';
import { recomputedHashesStage } from '../7-quality/recomputed-hashes.stage.ts';

/** A law that does not hold, with the first rows against it. */
export interface BrokenLaw {
  readonly law: string;
  readonly rows: readonly Readonly<Record<string, string | null>>[];
}

export interface HistoryReport {
  readonly ok: boolean;
  /** Laws that were looked at. */
  readonly checked: number;
  readonly broken: readonly BrokenLaw[];
}

const evidenceRows = 20;

const tables: Readonly<Record<string, Table>> = {
  versions: dimCustomerProfile,
  incomes: incomeSourceBridge,
  purposes: investmentPurposeBridge,
  revisions: profileRevisions,
  identities: profileIdentities,
  events: profileAuditEvents,
  observations: profileObservations,
  standardized: standardizedProfiles,
  batches: profileBatches,
  states: profileState,
  corrections: profileCorrections,
  contacts: customerContactInfo,
  contact_observations: contactObservations,
  contact_batches: contactBatches,
};

const bindAll = async (session: Session, lake: Lake, manifest: Manifest): Promise<void> => {
  for (const [name, table] of Object.entries(tables)) await bindTable(session, name, lake, table, manifest.tables[qualifiedName(table)]);
  await session.bindSql('standing', 'SELECT * FROM contact_observations');
  await session.materialise('believed_contacts', modelSql(contactVersionsStage, session.engine, {}));
  await session.bindSql('observed', 'SELECT * FROM observations');
  await bindStanding(session, { snapshots: true, corrections: manifest.tables[qualifiedName(profileCorrections)] !== undefined });
  await session.materialise('believed', modelSql(believedVersionsStage, session.engine, {}));
  await session.bindSql('recomputed', modelSql(recomputedHashesStage, session.engine, {}));
  await session.bindSql('event_hashes', modelSql(eventHashesStage, session.engine, {}));
  await session.bindSql('rules', `SELECT ${hashVersionOf(manifest)} AS hash_version`);
  await session.bindSql('neighbours', neighboursSql('versions'));
  for (const [name, bridge] of [
    ['income_lists', 'incomes'],
    ['purpose_lists', 'purposes'],
  ] as const) {
    await session.bindSql(
      name,
      `SELECT customer_profile_version_sk, COUNT(*) AS n, LIST_SORT(LIST(member)) AS l FROM ${bridge} GROUP BY customer_profile_version_sk`,
    );
  }
};

/** Checks every law of the history over all customers; the history is folded anew from its observations. */
export const verifyHistory = async (engine: Engine, lake: Lake, manifest: Manifest = lake.head()): Promise<HistoryReport> => {
  await using session = await engine.session();
  await bindAll(session, lake, manifest);
  const broken: BrokenLaw[] = [];
  for (const [law, sql] of Object.entries(historyLaws)) {
    const rows = await session.evidence(sql, evidenceRows);
    if (rows.length > 0) broken.push({ law, rows });
  }
  return { ok: broken.length === 0, checked: Object.keys(historyLaws).length, broken };
};
