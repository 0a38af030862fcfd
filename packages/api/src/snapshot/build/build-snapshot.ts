import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
  quote,
  relatedRecords,
  type Table,
} from '@audit/contract';
import { type Definitions, reasonInWords } from '@audit/metrics';
import { type Lake, type Manifest, type SnapshotFill, type SnapshotPlan, tableScan, textLiteral, writeSnapshot } from '@audit/warehouse';
import { searchArrays, type WordBlock } from '../../search/search-index.ts';
import { searchSql } from '../../search/search-sql.ts';
import { SortedTexts } from '../../search/sorted-texts.ts';
import { dashboardSql, worstSql } from './dashboard-sql.ts';
import { customerSql, documentTexts } from './document-sql.ts';
import { writeArrays } from '../files/array-file.ts';
import { type SnapshotPaths, snapshotPaths } from '../files/snapshot-files.ts';
import { SteadySync } from '../files/steady-sync.ts';
import { TextFileWriter } from '../files/text-file.ts';
import { TextTemplate } from '../text-template.ts';
import { type GoldParts, goldParts } from './gold-parts.ts';

/** Of what documents are made. */
interface GoldOrder {
  readonly lake: Lake;
  readonly manifest: Manifest;
  readonly definitions: Definitions;
  /** The only customer that is wanted; all by default. */
  readonly only?: string;
}

/** Where a snapshot of a version is made. */
export interface SnapshotOrder extends GoldOrder {
  /** Folder to make, in a private one. */
  readonly folder: string;
  readonly memoryLimit: string | undefined;
}

/** Tables that are served as they are, and the order their rows are looked for in; none where the lake keeps them in it: events are many. */
const served: readonly (readonly [name: string, table: Table, order: string])[] = [
  ['alert', customerAlerts, 'master_id, opened_on DESC, alert_id'],
  ['recommendation', customerRecommendations, 'master_id, created_on DESC, recommendation_id'],
  ['timeline', customerTimeline, ''],
  ['record', relatedRecords, ''],
  ['data_gap', customerDataGaps, 'master_id, rule_id'],
  ['xref', customerXref, 'master_id, source_system, source_id'],
  ['business', businessMetrics, 'as_of'],
  ['pipeline', pipelineHealth, 'as_of, layer'],
];

/** Columns of a table without what only runs look at. */
const shown = ({ columns }: Table): string =>
  Object.keys(columns)
    .filter((name) => !['run_id', 'definition_version', 'inputs_hash'].includes(name))
    .map((name) => quote(name))
    .join(', ');

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
const atOnce = 2000;

/** What `customerSql` gives, as lists are filtered and sorted by it; lines and documents stand in files. */
const inList = '* EXCLUDE (line, document)';

/** What documents have alike, and where they and lines begin in their files. */
interface TextArrays {
  readonly template: Uint8Array;
  readonly documentStarts: Float64Array;
  readonly lineStarts: Float64Array;
}

/** Fills `customer`, `worst`, and the files of documents and lines, all in the order of ids. */
const fillCustomers = async (snapshot: SnapshotFill, parts: GoldParts, paths: SnapshotPaths): Promise<TextArrays> => {
  using documents = new TextFileWriter(paths.documents);
  using lines = new TextFileWriter(paths.lines);
  const begins = await snapshot.rows(`SELECT master_id FROM number_of WHERE n % ${atOnce} = 0 ORDER BY n`);
  const froms = begins.length === 0 ? [''] : begins.map(([id]) => id ?? '');
  for (const [at, from] of froms.entries()) {
    await snapshot.run(`CREATE OR REPLACE TEMP TABLE made AS ${customerSql(parts, { from, until: froms[at + 1] })}`);
    const into = (table: string): string => (at === 0 ? `CREATE ${table} AS` : `INSERT INTO ${table.split(' ').at(-1)}`);
    await snapshot.run(`${into('TABLE customer')} SELECT ${inList} FROM made ORDER BY n`);
    await snapshot.run(`${into('TEMP TABLE worst_of_each')} ${worstSql('made')}`);
    const texts = await snapshot.rows('SELECT document, line FROM made ORDER BY n');
    documents.append(texts.map(([document]) => document ?? ''));
    lines.append(texts.map(([, line]) => line ?? ''));
  }
  await snapshot.run(`CREATE TEMP TABLE worst AS ${worstSql('worst_of_each')}`);
  await snapshot.run('DROP TABLE made');
  return { template: TextTemplate.bytes(documentTexts(parts)), documentStarts: documents.starts, lineStarts: lines.starts };
};

/** Blocks of words read at once: texts of a few megabytes. */
const blocksAtOnce = 100;

const searchBlocks = async (snapshot: SnapshotFill): Promise<readonly WordBlock[]> => {
  await snapshot.run(`CREATE TEMP TABLE search AS ${searchSql}`);
  const [[count] = []] = await snapshot.rows('SELECT COUNT(*) FROM search');
  const blocks: WordBlock[] = [];
  for (let from = 0; from < Number(count); from += blocksAtOnce) {
    const rows = await snapshot.rows(
      `SELECT words, customers, kinds FROM search WHERE block >= ${from} AND block < ${from + blocksAtOnce} ORDER BY block`,
    );
    blocks.push(...rows.map(([words, customers, kinds]) => ({ words: words ?? '', customers: customers ?? '', kinds: kinds ?? '' })));
  }
  return blocks;
};

const column = (rows: readonly (readonly (string | null)[])[]): readonly string[] => rows.map(([cell]) => cell ?? '');

/** The file of what is kept in memory: ids, other ids, words, what documents have alike, and where texts begin. */
const writeIndex = async (snapshot: SnapshotFill, path: string, texts: TextArrays): Promise<void> => {
  const ids = column(await snapshot.rows('SELECT master_id FROM number_of ORDER BY n'));
  const others = await snapshot.rows(
    'SELECT o.id, MIN(i.n) FROM other_id o JOIN number_of i ON i.master_id = o.master_id WHERE NOT contains(o.id, chr(10)) GROUP BY o.id ORDER BY o.id',
  );
  const { bytes: idBytes, starts: idStarts } = SortedTexts.arrays(ids, ids.length);
  const { bytes: otherBytes, starts: otherStarts } = SortedTexts.arrays(column(others), others.length);
  const otherOwners = Int32Array.from(others, ([, owner]) => Number(owner));
  writeArrays(path, {
    ...searchArrays(ids.length, await searchBlocks(snapshot)),
    idBytes,
    idStarts,
    otherBytes,
    otherStarts,
    otherOwners,
    ...texts,
  });
};

/** Binds what documents are made of: gold, and the tables that are served beside it. */
const bindGold = async (snapshot: SnapshotFill, { lake, manifest, definitions, only }: GoldOrder): Promise<GoldParts> => {
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
    await run(`CREATE TABLE ${name} AS SELECT ${shown(table)} FROM (${scan(table)}) t ${order === '' ? '' : `ORDER BY ${order}`}`);
  await run(`CREATE TABLE account_of AS ${accountsSql(scan(accountMasterMembers), scan(accountLinks))}`);
  await run(`CREATE TEMP TABLE other_id AS ${otherIdsSql(every(masterIds))}`);
  await run(`CREATE TABLE merged_id AS SELECT id, master_id FROM other_id WHERE kind = 'merged'`);
  await run(
    'CREATE TEMP TABLE number_of AS SELECT master_id, CAST(row_number() OVER (ORDER BY master_id) - 1 AS INTEGER) AS n FROM gold_customer',
  );
  const [[day] = []] = await snapshot.rows('SELECT CAST(MAX(as_of) AS VARCHAR) FROM gold_customer');
  await run(`CREATE MACRO served_day() AS CAST(${day === undefined || day === null ? 'NULL' : textLiteral(day)} AS DATE)`);
  await bindReasons(snapshot, parts);
  return parts;
};

const fill = async (snapshot: SnapshotFill, order: SnapshotOrder, paths: SnapshotPaths): Promise<void> => {
  const run = async (sql: string): Promise<void> => await snapshot.run(sql);
  const parts = await bindGold(snapshot, order);
  const texts = await fillCustomers(snapshot, parts, paths);
  await run(`CREATE TABLE dashboard AS ${dashboardSql(parts)}`);
  await writeIndex(snapshot, paths.index, texts);
};

/** Where the document of one customer is made. */
export interface DocumentOrder extends GoldOrder {
  readonly only: string;
  /** A private folder, with room for a file of the engine. */
  readonly folder: string;
  readonly memoryLimit: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * The document of one customer of a version, with personal values marked; undefined where the version has no such customer.
 *
 * @throws UsageError where the version has no customer 360; Interrupted, DamagedFile, and what engines throw
 */
export const documentOf = async (order: DocumentOrder): Promise<Buffer | undefined> => {
  const { lake, folder, memoryLimit, signal } = order;
  const path = join(folder, `past-${randomUUID()}.duckdb`);
  const plan: SnapshotPlan = { path, directories: [lake.root], tempDirectory: folder, threads: 1, memoryLimit, signal };
  let found: Buffer | undefined;
  try {
    await writeSnapshot(plan, async (snapshot) => {
      const parts = await bindGold(snapshot, order);
      const [row] = await snapshot.rows(`SELECT document FROM (${customerSql(parts, { from: '', until: undefined })}) m`);
      if (row !== undefined) found = new TextTemplate(TextTemplate.bytes(documentTexts(parts))).fill(Buffer.from(row[0] ?? ''));
    });
  } finally {
    for (const name of [path, `${path}.wal`]) rmSync(name, { force: true });
  }
  return found;
};

/**
 * Makes the snapshot of a version: documents as they are sent, an index of ids and words, and the rows of alerts, recommendations and events in the order they are
 * asked for.
 *
 * @throws UsageError where the version has no customer 360; DamagedFile, and what engines throw
 */
export const buildSnapshot = async (order: SnapshotOrder): Promise<void> => {
  const { lake, folder, memoryLimit } = order;
  mkdirSync(folder, { mode: 0o700 });
  const paths = snapshotPaths(folder);
  const plan = { path: paths.tables, directories: [lake.root], tempDirectory: folder, threads: 1, memoryLimit };
  await using _ = new SteadySync(Object.values(paths));
  await writeSnapshot(plan, async (snapshot) => await fill(snapshot, order, paths));
};
