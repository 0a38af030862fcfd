import {
  accountLinks,
  accountMasterMembers,
  businessMetrics,
  customerAlerts,
  customerDataGaps,
  customerRecommendations,
  customerTimeline,
  customerXref,
  masterIds,
  metricsMonthly,
  pipelineHealth,
  qualifiedName,
  type Table,
} from '@audit/contract';
import { type Definitions, reasonInWords } from '@audit/metrics';
import { type Lake, type Manifest, type SnapshotFill, type SnapshotPlan, tableScan, textLiteral, writeSnapshot } from '@audit/warehouse';
import { customerSql, listsSql } from './document-sql.ts';
import { dashboardSql } from './dashboard-sql.ts';
import { type GoldParts, goldParts } from './gold-parts.ts';
import { searchSql } from '../search/search-sql.ts';

/** Where a snapshot of a version is made. */
export interface SnapshotOrder {
  readonly lake: Lake;
  readonly manifest: Manifest;
  readonly definitions: Definitions;
  /** File to make, in a private folder. */
  readonly path: string;
  readonly tempDirectory: string;
  readonly memoryLimit: string | undefined;
  readonly signal: AbortSignal | undefined;
  /** The only customer that is wanted; all by default. */
  readonly only?: string;
}

/** Tables that are served as they are, and the order their rows are looked for in; none where the lake keeps them in it: events are many. */
const served: readonly (readonly [name: string, table: Table, order: string])[] = [
  ['alert', customerAlerts, 'master_id, opened_on DESC, alert_id'],
  ['recommendation', customerRecommendations, 'master_id, created_on DESC, recommendation_id'],
  ['timeline', customerTimeline, ''],
  ['data_gap', customerDataGaps, 'master_id, rule_id'],
  ['xref', customerXref, 'master_id, source_system, source_id'],
  ['business', businessMetrics, 'as_of'],
  ['pipeline', pipelineHealth, 'as_of, layer'],
];

/** Ids that stand for a customer beside its own: those merged into it, however often, and its accounts. */
const otherIdsSql = (ledger: string): string => `WITH RECURSIVE ledger AS (${ledger}), way AS (
    SELECT l.master_id AS id, l.resolves_to AS master_id FROM ledger l WHERE l.state = 'alias'
    UNION SELECT w.id, l.resolves_to FROM way w JOIN ledger l ON l.master_id = w.master_id AND l.state = 'alias'
  )
  SELECT w.id, w.master_id, 'merged' AS kind FROM way w JOIN gold_customer c ON c.master_id = w.master_id
  UNION SELECT a.account_id, a.master_id, 'account' FROM account_of a WHERE a.account_id <> a.master_id ORDER BY id`;

const accountsSql = (members: string, links: string): string => `WITH linked AS (
    SELECT unnest([l.account_a, l.account_b]) AS account_id, l.rule, l.confidence FROM (${links}) l WHERE l.in_one_master AND l.type = 'same' AND l.status = 'auto'
  ), best AS (SELECT account_id, MAX(confidence) AS confidence, arg_max(rule, confidence) AS rule FROM linked GROUP BY account_id)
  SELECT m.account_id, m.master_id, COALESCE(b.confidence, 100) AS confidence, b.rule
  FROM (${members}) m JOIN gold_customer c ON c.master_id = m.master_id LEFT JOIN best b ON b.account_id = m.account_id ORDER BY m.master_id, m.account_id`;

/** Reasons why there is no value, in words. */
const bindReasons = async (snapshot: SnapshotFill, { customers, scores }: GoldParts): Promise<void> => {
  const columns = [
    ...Object.keys(customers.columns).flatMap((name) => (name.endsWith('_reason') ? [['gold_customer', name] as const] : [])),
    ...scores.flatMap(({ name, table }) =>
      Object.keys(table.columns).flatMap((column) => (column.endsWith('_reason') ? [[`gold_score_${name}`, column] as const] : [])),
    ),
  ];
  const all = columns.map(([relation, column]) => `SELECT DISTINCT "${column}" AS reason FROM ${relation} WHERE "${column}" IS NOT NULL`);
  const found = all.length === 0 ? [] : await snapshot.rows(`SELECT DISTINCT reason FROM (${all.join(' UNION ALL ')}) r ORDER BY reason`);
  const cases = found.map(([reason]) => `WHEN ${textLiteral(reason ?? '')} THEN ${textLiteral(reasonInWords(reason ?? ''))}`);
  await snapshot.run(
    `CREATE MACRO reason_in_words(why) AS ${cases.length === 0 ? 'why' : `CASE CAST(why AS VARCHAR) ${cases.join(' ')} ELSE why END`}`,
  );
};

/** Customers whose documents are made at once. */
const atOnce = 4000;

const inDocument = 'n, master_id, item, item_masked, document, document_masked';
const inList = '* EXCLUDE (item, item_masked, document, document_masked)';

/** Fills `customer` and `document`, both in the order of ids. */
const fillCustomers = async (snapshot: SnapshotFill, parts: GoldParts): Promise<void> => {
  for (const [name, sql] of Object.entries(listsSql)) await snapshot.run(`CREATE TEMP TABLE list_${name} AS ${sql} ORDER BY master_id`);
  const begins = await snapshot.rows(`SELECT master_id FROM number_of WHERE n % ${atOnce} = 0 ORDER BY n`);
  const froms = begins.length === 0 ? [''] : begins.map(([id]) => id ?? '');
  for (const [at, from] of froms.entries()) {
    await snapshot.run(`CREATE OR REPLACE TEMP TABLE made AS ${customerSql(parts, { from, until: froms[at + 1] })}`);
    const into = at === 0 ? (table: string) => `CREATE TABLE ${table} AS` : (table: string) => `INSERT INTO ${table}`;
    await snapshot.run(`${into('document')} SELECT ${inDocument} FROM made ORDER BY n`);
    await snapshot.run(`${into('customer')} SELECT ${inList} FROM made ORDER BY n`);
  }
  for (const name of ['made', ...Object.keys(listsSql).map((list) => `list_${list}`)]) await snapshot.run(`DROP TABLE ${name}`);
};

/** Fills in customers, and what they have: `customer`, `document`, alerts, recommendations, events. */
const fillGold = async (snapshot: SnapshotFill, { lake, manifest, definitions, only }: SnapshotOrder): Promise<void> => {
  const run = async (sql: string): Promise<void> => await snapshot.run(sql);
  const every = (table: Table): string => tableScan(lake, table, manifest.tables[qualifiedName(table)]);
  const scan = (table: Table): string =>
    only === undefined || table.columns['master_id'] === undefined
      ? every(table)
      : `SELECT * FROM (${every(table)}) o WHERE o.master_id = ${textLiteral(only)}`;
  const parts = goldParts(manifest, definitions);
  const view = async (name: string, table: Table): Promise<void> => await run(`CREATE TEMP VIEW ${name} AS ${scan(table)}`);
  await run(`CREATE MACRO served_version() AS CAST(${manifest.version} AS BIGINT)`);
  await view('gold_customer', parts.customers);
  for (const { name, table } of parts.scores) await view(`gold_score_${name}`, table);
  await view('monthly', metricsMonthly);
  for (const [name, table, order] of served)
    await run(`CREATE TABLE ${name} AS SELECT * FROM (${scan(table)}) t ${order === '' ? '' : `ORDER BY ${order}`}`);
  await run(`CREATE TABLE account_of AS ${accountsSql(scan(accountMasterMembers), scan(accountLinks))}`);
  await run(`CREATE TABLE other_id AS ${otherIdsSql(every(masterIds))}`);
  await run(
    'CREATE TEMP TABLE number_of AS SELECT master_id, CAST(row_number() OVER (ORDER BY master_id) - 1 AS INTEGER) AS n FROM gold_customer',
  );
  await bindReasons(snapshot, parts);
  await fillCustomers(snapshot, parts);
};

const fill = async (snapshot: SnapshotFill, order: SnapshotOrder): Promise<void> => {
  const run = async (sql: string): Promise<void> => await snapshot.run(sql);
  await fillGold(snapshot, order);
  await run(`CREATE TABLE dashboard AS ${dashboardSql(goldParts(order.manifest, order.definitions))}`);
  await run(`CREATE TABLE search AS ${searchSql}`);
  await run('CREATE UNIQUE INDEX document_of ON document (master_id)');
  await run('CREATE UNIQUE INDEX document_at ON document (n)');
  await run('CREATE INDEX other_ids ON other_id (id)');
};

const planOf = ({ lake, path, tempDirectory, memoryLimit, signal }: SnapshotOrder): SnapshotPlan => ({
  path,
  directories: [lake.root],
  tempDirectory,
  threads: 1,
  memoryLimit,
  signal,
});

/**
 * The document of one customer of a version, with and without personal data; undefined where the version has no such customer.
 *
 * @throws UsageError where the version has no customer 360; Interrupted, DamagedFile, and what engines throw
 */
export const documentOf = async (order: SnapshotOrder & { readonly only: string }): Promise<CustomerDocument | undefined> => {
  let found: CustomerDocument | undefined;
  await writeSnapshot(planOf(order), async (snapshot) => {
    await fillGold(snapshot, order);
    const [row] = await snapshot.rows('SELECT document, document_masked FROM document');
    if (row !== undefined) found = { unmasked: row[0] ?? '', masked: row[1] ?? '' };
  });
  return found;
};

/** A document as JSON, as those with and without the right to see personal data get it. */
export interface CustomerDocument {
  readonly unmasked: string;
  readonly masked: string;
}

/**
 * Makes the snapshot of a version: documents as they are sent, a search index, and the rows of alerts, recommendations and events in the order they are asked for.
 *
 * @throws UsageError where the version has no customer 360; DamagedFile, and what engines throw
 */
export const buildSnapshot = async (order: SnapshotOrder): Promise<void> => {
  await writeSnapshot(planOf(order), async (snapshot) => await fill(snapshot, order));
};
