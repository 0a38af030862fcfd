import { formatInstant, qualifiedName, type Table } from '@audit/contract';
import {
  dimCustomer,
  dimCustomerProfile,
  incomeSourceBridge,
  investmentPurposeBridge,
  profileIdentities,
  profileRevisions,
} from '@audit/contract/profile';
import {
  bindTable,
  keepTable,
  type Manifest,
  modelSql,
  type Publication,
  type Session,
  type TableChange,
  type TableState,
  textLiteral,
} from '@audit/warehouse';
import type { PlacedBatch } from './profile-batch.ts';
import { profileMemberStages } from '../5-bridge/profile-members.stage.ts';
import { sqlInstant } from './sql-instant.ts';
import { dimensionRowsStage } from '../4-history/dimension-rows.stage.ts';
import { revisionRowsStage } from '../4-history/revision-rows.stage.ts';

/** New states by qualified name; a table that is not there and got no rows has none. */
export type States = Record<string, TableState | undefined>;

/** What the history tables of a load are written with. */
interface Place extends Publication {
  readonly parent: Manifest;
  readonly session: Session;
}

const keep = async (place: Place, states: States, table: Table, change: TableChange): Promise<void> => {
  const name = qualifiedName(table);
  states[name] = await keepTable(place.session, place, table, place.parent.tables[name], change);
};

/**
 * Writes dimension, bridges, revisions, identities and customers as `changes` says.
 *
 * @returns versions rewritten in place, with their interval unchanged
 */
export const publishHistory = async (place: Place, states: States, batch: PlacedBatch): Promise<number> => {
  const { session, lake, parent } = place;
  const isFirst = parent.tables[qualifiedName(dimCustomerProfile)] === undefined;
  const dimension = modelSql(dimensionRowsStage, session.engine, {});
  // The first load writes the rows once and keeps none of them in memory.
  const rows = isFirst ? undefined : await session.materialise('dimension_rows', dimension);
  await keep(place, states, dimCustomerProfile, {
    added: rows === undefined ? dimension : { name: 'dimension_rows', rows },
    removed: `SELECT h.* FROM held h SEMI JOIN (
      SELECT customer_profile_version_sk FROM dimension_rows UNION SELECT customer_profile_version_sk FROM changes WHERE change = 'left'
    ) g USING (customer_profile_version_sk)`,
  });
  if (isFirst) await bindTable(session, 'dimension_rows', lake, dimCustomerProfile, states[qualifiedName(dimCustomerProfile)]);
  await keepBridges(place, states);
  await bindTable(session, 'all_revisions', lake, profileRevisions, parent.tables[qualifiedName(profileRevisions)]);
  await session.materialise(
    'open_revisions',
    `SELECT r.* FROM (SELECT * FROM all_revisions WHERE system_to_ts IS NULL) r
     SEMI JOIN (SELECT customer_profile_version_sk FROM changes WHERE change IN ('moved', 'left')) c USING (customer_profile_version_sk)`,
  );
  const loadTs = formatInstant(batch.loadTs);
  await keep(place, states, profileRevisions, {
    added: modelSql(revisionRowsStage, session.engine, { load_ts: loadTs }),
    removed: 'SELECT * FROM open_revisions',
  });
  await keep(place, states, profileIdentities, {
    added: `SELECT customer_profile_version_sk, customer_id, version_num, effective_start_ts, profile_hash, material_key, load_ts
      FROM changes WHERE change = 'entered'`,
  });
  await keep(place, states, dimCustomer, { added: newCustomers(parent.tables[qualifiedName(dimCustomer)]?.rows ?? 0, batch) });
  if (isFirst) return 0;
  const [row] = await session.evidence(
    `SELECT COUNT(*) AS n FROM dimension_rows d JOIN changes c USING (customer_profile_version_sk) WHERE c.change = 'kept'`,
    1,
  );
  return Number(row?.['n']);
};

/** Members come and go with their version; of one that stays they cannot change. */
const keepBridges = async (place: Place, states: States): Promise<void> => {
  const { session } = place;
  const bridges = [
    ['source_of_income', incomeSourceBridge],
    ['purpose_of_investment', investmentPurposeBridge],
  ] as const;
  for (const [column, table] of bridges) {
    await keep(place, states, table, {
      added: modelSql(profileMemberStages[column], session.engine, {}),
      removed: `SELECT h.customer_profile_version_sk, UNNEST(h.${column}) AS member FROM held h
        JOIN changes c USING (customer_profile_version_sk) WHERE c.change = 'left'`,
    });
  }
};

const newCustomers = (before: number, { batchId, loadTs }: PlacedBatch): string => `SELECT customer_id,
  CAST(${before} + ROW_NUMBER() OVER (ORDER BY customer_id ASC NULLS FIRST) AS BIGINT) AS customer_sk, ${textLiteral(batchId)} AS first_batch_id,
  TIMESTAMP '${sqlInstant(loadTs)}' AS first_load_ts
  FROM (SELECT t.customer_id FROM touched t ANTI JOIN states s ON s.customer_id = t.customer_id) n`;
