import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { qualifiedName, quarantine, quote, type Table } from '@audit/contract';
import * as profile from '@audit/contract/profile';
import { duckDbEngine, Lake, tableScan } from '@audit/warehouse';

const tables: readonly Table[] = [
  profile.customerProfileStandardized,
  profile.deliveredCorrections,
  profile.standardizedProfiles,
  profile.profileObservations,
  profile.profileCorrections,
  profile.dimCustomerProfile,
  profile.incomeSourceBridge,
  profile.investmentPurposeBridge,
  profile.profileRevisions,
  profile.profileAuditEvents,
  profile.dimCustomer,
  profile.profileIdentities,
  profile.profileBatches,
  profile.profileState,
  profile.profileMonitor,
  quarantine,
];

/** Columns in which two lakes with the same content may differ: which run wrote a row. */
const ofTheRun = ['run_id'];

/** What the head of a lake of profiles holds, table by table: rows, distinct rows, and a sum over all that any lost or doubled row moves. */
export const contentsOf = async (root: string): Promise<Readonly<Record<string, string>>> => {
  const lake = Lake.open(root);
  const head = lake.head();
  const strange = Object.keys(head.tables).filter((name) => !tables.some((table) => qualifiedName(table) === name));
  if (strange.length > 0) throw new Error(`the drill does not look into ${strange.join(', ')}`);
  await using engine = duckDbEngine({ tempDirectory: join(root, '..', 'reader-temp'), directories: [root], threads: 1 });
  await using session = await engine.session();
  const contents: Record<string, string> = { version: String(head.version) };
  for (const table of tables) {
    const columns = Object.keys(table.columns).filter((name) => !ofTheRun.includes(name));
    const row = `hash(${columns.map((name) => quote(name)).join(', ')})`;
    const [sums] = await session.evidence(
      `SELECT COUNT(*) AS n, COUNT(DISTINCT row_hash) AS distinct_rows, COALESCE(SUM(CAST(row_hash AS HUGEINT)), 0) AS total
       FROM (SELECT ${row} AS row_hash FROM (${tableScan(lake, table, head.tables[qualifiedName(table)])}) AS kept) AS hashed`,
      1,
    );
    contents[qualifiedName(table)] = `${sums?.['n']} rows, ${sums?.['distinct_rows']} distinct, sum ${sums?.['total']}`;
  }
  return contents;
};

/** Fails unless two lakes hold the same rows in every table, and were written in as many versions. */
export const expectSameContents = async (root: string, undisturbed: Readonly<Record<string, string>>): Promise<void> => {
  const contents = await contentsOf(root);
  if (isDeepStrictEqual(contents, undisturbed)) return;
  const differing = Object.keys(contents).filter((name) => contents[name] !== undisturbed[name]);
  throw new Error(`${root}: ${differing.map((name) => `${name}: ${contents[name]}, undisturbed ${undisturbed[name]}`).join('; ')}`);
};
