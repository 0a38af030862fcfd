import { qualifiedName, type Table } from '@audit/contract';
import {
  customerContactInfo,
  dimCustomer,
  dimCustomerProfile,
  incomeSourceBridge,
  investmentPurposeBridge,
  profileAuditEvents,
  profileCorrections,
  profileIdentities,
  profileObservations,
  profileRevisions,
  standardizedProfiles,
} from '@audit/contract/profile';
import { countDifferent, type Engine, type Lake, type Manifest, tableScan } from '@audit/warehouse';

/** A table in two lakes. */
export interface ComparedTable {
  readonly table: string;
  /** Rows now. */
  readonly rows: number;
  /** Rows that only one of the lakes has. */
  readonly different: number;
}

/** Tables that follow from bronze alone. */
const derived: readonly Table[] = [
  standardizedProfiles,
  profileObservations,
  profileCorrections,
  dimCustomerProfile,
  incomeSourceBridge,
  investmentPurposeBridge,
  profileRevisions,
  profileIdentities,
  profileAuditEvents,
  dimCustomer,
  customerContactInfo,
];

interface Version {
  readonly lake: Lake;
  readonly manifest: Manifest;
}

/** Compares the tables of the history in two lakes, row by row and as a whole. */
export const compareTables = async (engine: Engine, before: Version, now: Version): Promise<readonly ComparedTable[]> => {
  await using session = await engine.session();
  const compared: ComparedTable[] = [];
  for (const table of derived) {
    const name = qualifiedName(table);
    if (before.manifest.tables[name] === undefined && now.manifest.tables[name] === undefined) continue;
    await session.bindSql('before', tableScan(before.lake, table, before.manifest.tables[name]));
    await session.bindSql('now', tableScan(now.lake, table, now.manifest.tables[name]));
    const different = await countDifferent(session, 'before', 'now', Object.keys(table.columns));
    compared.push({ table: name, rows: now.manifest.tables[name]?.rows ?? 0, different });
  }
  return compared;
};
