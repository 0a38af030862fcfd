/**
 * Gold of an organisation of any size, to serve: that of a few thousand customers, computed as every night does, and then as many times over as it takes by SQL, each
 * time with other ids and names. Values repeat; rows, documents and words are as many and as long as those of so many customers.
 */
import { readFileSync } from 'node:fs';
import {
  accountMasterMembers,
  customerAlerts,
  customerDataGaps,
  customerRecommendations,
  customerTimeline,
  declaredTable,
  metricsMonthly,
  qualifiedName,
  relatedRecords,
  type Table,
} from '@audit/contract';
import { aggregateGold, readDefinitions, shippedDefinitions, silverOf } from '@audit/metrics';
import { bindTable, type DuckDbEngine, keepTable, type Lake, type Manifest, openWorkplace } from '@audit/warehouse';
import { fillSilver } from './gold-data.ts';

const day = '2025-12-31';
const seedCustomers = 5000;
const clock = `${day}T02:00:00.000000Z`;

const shifted = (text: string, from: number, digits: number): string =>
  `LPAD(CAST(CAST(SUBSTR(${text}, ${from}, ${digits}) AS BIGINT) + r.copy * ${seedCustomers} AS VARCHAR), ${digits}, '0')`;

/** SQL of a column in the copy `r.copy` of the rows `t`; as it is where the same stands in each. */
const copied: Readonly<Record<string, string>> = {
  master_id: `CONCAT('M', ${shifted('t.master_id', 2, 12)})`,
  account_id: `CASE WHEN t.account_id = '' THEN '' ELSE CONCAT('001', ${shifted('t.account_id', 4, 12)}, 'AAA') END`,
  name: `CONCAT('Company ', CAST(SUBSTR(t.name, 9) AS BIGINT) + r.copy * ${seedCustomers})`,
  record_id: `CONCAT(t.record_id, '-', r.copy)`,
  ...Object.fromEntries(
    ['alert_id', 'recommendation_id', 'event_id'].map((id) => [id, `CONCAT(LEFT(t.${id}, 26), LPAD(CAST(r.copy AS VARCHAR), 6, '0'))`]),
  ),
};

const copiesSql = (table: Table, customers: number): string => {
  const copies = Math.ceil(customers / seedCustomers);
  const columns = Object.keys(table.columns).map((name) => `${copied[name] ?? `t."${name}"`} AS "${name}"`);
  return `SELECT ${columns.join(', ')} FROM seed t CROSS JOIN (SELECT range AS copy FROM range(${copies})) r`;
};

const known = [
  customerAlerts,
  customerRecommendations,
  customerTimeline,
  relatedRecords,
  customerDataGaps,
  metricsMonthly,
  accountMasterMembers,
];

/** The tables of a version that have rows of customers and are served. */
const servedTables = ({ tables }: Manifest): readonly Table[] => {
  const declared = Object.entries(tables).flatMap(([name, { declaration }]) =>
    declaration !== undefined && name.startsWith('gold_customer') ? [declaredTable('gold', name.slice('gold_'.length), declaration)] : [],
  );
  return [...declared, ...known].filter(
    (table) => table.columns['master_id'] !== undefined && (tables[qualifiedName(table)]?.rows ?? 0) > 0,
  );
};

/** Fills an empty lake with gold of so many customers (a multiple of five thousand, where there are more). @returns events in the timeline */
export const fillServedGold = async (engine: DuckDbEngine, lake: Lake, customers: number): Promise<number> => {
  await fillSilver(engine, lake, Math.min(customers, seedCustomers), day);
  const definitions = readDefinitions(readFileSync(shippedDefinitions, 'utf8'), shippedDefinitions, silverOf(lake.head()));
  await using lock = await lake.lock({ runId: 'gold', command: 'bench' });
  await aggregateGold(engine, lake, lock, definitions, { asOf: day, zone: 'UTC', runId: 'gold', clock });
  const head = lake.head();
  if (customers > seedCustomers) {
    const folder = lake.stage(lock, 'copies', clock);
    await using place = openWorkplace(engine, { lake, folder, version: head.version + 1 });
    const session = await place.session();
    const tables = { ...head.tables };
    for (const table of servedTables(head)) {
      const name = qualifiedName(table);
      const state = head.tables[name]!;
      await bindTable(session, 'seed', lake, table, state);
      const kept = await keepTable(session, place, table, undefined, { added: copiesSql(table, customers) });
      tables[name] = { ...state, ...kept, made: state.made };
    }
    lake.commit(lock, head, { ...head, job: 'bench', runId: 'copies', runKey: 'copies', accounts: [], tables });
  }
  return lake.head().tables['gold_customer_timeline']?.rows ?? 0;
};
