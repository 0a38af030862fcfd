/**
 * Bronze to silver by a mapping: a million rows of 30 columns, cleaned, typed and judged, and then one row in a hundred changed. Beside it the
 * same statement as written by hand in the duckdb package: bronze files in, one Parquet file out, in the same order.
 *
 *   node bench/silver-mapping.ts [--rows 1000000] [--rounds 3]
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { type lineageColumns, qualifiedName, sourceTable } from '@audit/contract';
import { mappedJob, type ReadMapping, readMapping, shownStatement, transformBronze, type Transformation } from '@audit/medallion';
import { appendSource, defineJob, duckDbEngine, filesOf, Lake, openWorkplace, runJob } from '@audit/warehouse';
import { median, printClaim } from './measure.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } } });
const [rows, rounds] = [Number(values.rows), Number(values.rounds)];
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-mapping-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Columns of the source: SQL of a value of row `i` in its version `v`. */
const made: readonly (readonly [string, string, object])[] = [
  ['Id', `CONCAT('0015g', LPAD(CAST(i AS VARCHAR), 10, '0'), 'AAA')`, { target: 'id' }],
  [
    'SystemModstamp',
    `STRFTIME(TIMESTAMP '2026-01-01' + TO_SECONDS(CAST(v * 100000 + hash(i, v) % 90000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.000Z')`,
    { type: 'timestamp' },
  ],
  ['Name', `CONCAT('  Company ', hash(i, v, 1) % 100000)`, { null: { policy: 'reject' } }],
  [
    'Country',
    `(['Germany', 'France', 'US', 'JPN', 'Brasil', NULL])[1 + CAST(hash(i, v, 2) % 6 AS INTEGER)]`,
    { country: true, on_error: 'null' },
  ],
  ['Phone', `CONCAT('+49 (0)', 100000000 + hash(i, v, 3) % 900000000)`, { phone: { country: 'country' }, on_error: 'null' }],
  ['Email', `CONCAT('User', hash(i, v, 4) % 500000, '@Example.com')`, { email: true, on_error: 'null' }],
  ['Website', `CONCAT('https://www.', hash(i, v, 5) % 50000, '.example/')`, { url: 'domain', on_error: 'null' }],
  [
    'Rating',
    `(['Hot', 'Warm', 'Cold', 'N/A'])[1 + CAST(hash(i, v, 6) % 4 AS INTEGER)]`,
    { null: { values: ['N/A'] }, map: { values: { Hot: 'hot', Warm: 'warm', Cold: 'cold' }, unmatched: 'reject' } },
  ],
  ['IsActive', `CASE WHEN hash(i, v, 7) % 2 = 0 THEN 'true' ELSE 'false' END`, { type: 'bool' }],
  ['Employees', `CAST(hash(i, v, 8) % 20000 AS VARCHAR)`, { type: 'int64', validate: { range: { min: 0 } } }],
  ...Array.from(
    { length: 5 },
    (_, at) =>
      [
        `Amount${at}`,
        `CAST(CAST(hash(i, v, ${20 + at}) % 100000000 AS DECIMAL(18, 2)) / 100 AS VARCHAR)`,
        { type: 'decimal(18,2)', ...(at === 0 ? { validate: { not_negative: 'total' } } : {}) },
      ] as const,
  ),
  ...Array.from(
    { length: 3 },
    (_, at) =>
      [`Day${at}`, `CAST(DATE '2020-01-01' + CAST(hash(i, v, ${30 + at}) % 2000 AS INTEGER) AS VARCHAR)`, { type: 'date' }] as const,
  ),
  ...Array.from(
    { length: 2 },
    (_, at) =>
      [
        `Time${at}`,
        `STRFTIME(TIMESTAMP '2020-01-01' + TO_SECONDS(CAST(hash(i, v, ${40 + at}) % 190000000 AS BIGINT)), '%Y-%m-%dT%H:%M:%S.000Z')`,
        { type: 'timestamp' },
      ] as const,
  ),
  ...Array.from(
    { length: 10 },
    (_, at) =>
      [
        `Text${at}`,
        `CASE WHEN hash(i, v, ${50 + at}) % 9 > 0 THEN CONCAT('value ', hash(i, v, ${50 + at}) % ${10 ** (1 + (at % 5))}) END`,
        {},
      ] as const,
  ),
];
const targetOf = (source: string): string => source.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
const mapping = {
  version: 1,
  tables: {
    account: {
      target: 'accounts',
      key: ['Id'],
      columns: made.map(([source, , options]) => ({ source, target: targetOf(source), ...options })),
    },
  },
};
const read: ReadMapping = readMapping(JSON.stringify(mapping), 'bench');

const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2 });
const lake = Lake.open(join(folder, 'lake'));
const shape = { key: ['Id', 'SystemModstamp'], columns: made.map(([name]) => [name, 'string'] as const) };
const bronze = sourceTable('account', shape);
const nothing = defineJob('extract', () => undefined);

/** Lands versions of rows in bronze as an extraction would. */
const land = async (version: number, which: string): Promise<void> => {
  const clock = `2026-02-0${version}T00:00:00.000000Z`;
  await using lock = await lake.lock({ runId: `land-${version}`, command: 'bench' });
  const stage = lake.stage(lock, `land-${version}`, clock);
  await using place = openWorkplace(engine, { lake, folder: stage, version: lake.head().version + 1 });
  const session = await place.session();
  const lineage: Readonly<Record<keyof typeof lineageColumns, string>> = {
    _extracted_at: `TIMESTAMP '2026-02-0${version}'`,
    _source_system: `'salesforce'`,
    _run_id: `'run-${version}'`,
    _api: `'bulk2'`,
    _job_id: `'job'`,
    _page: 'CAST(1 AS BIGINT)',
    _org_id: `'org'`,
    _schema_hash: `'schema'`,
    _is_deleted: 'FALSE',
  };
  const columns = [
    ...made.map(([name, sql]) => `${sql} AS "${name}"`),
    ...Object.entries(lineage).map(([name, sql]) => `${sql} AS "${name}"`),
  ];
  const path = stage.file('landed.parquet');
  const landed = await session.write(
    `SELECT ${columns.join(', ')} FROM (SELECT i, ${version} AS v FROM range(${rows}) r(i) WHERE ${which}) r`,
    path,
  );
  const state = await appendSource(session, place, bronze, lake.head().tables[qualifiedName(bronze)], {
    added: [stage.adopt(bronze, path, landed)],
  });
  if (state === undefined) throw new Error('nothing landed');
  await runJob(engine, lake, lock, nothing, {
    runId: `land-${version}`,
    clock,
    runKey: `land-${version}`,
    place,
    sources: { bronze_account: state },
  });
};

interface Cost {
  readonly seconds: number;
  readonly cpu: number;
}
const timed = async (work: () => Promise<unknown>): Promise<Cost> => {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
};
const show = (name: string, costs: readonly Cost[]): void =>
  console.log(
    `${name.padEnd(46)} ${median(costs.map(({ seconds }) => seconds)).toFixed(2)} s wall, ${median(costs.map(({ cpu }) => cpu)).toFixed(2)} s CPU`,
  );

const transform = async (of: Lake, run: number): Promise<Transformation> => {
  await using lock = await of.lock({ runId: `run-${run}`, command: 'bench' });
  return await transformBronze(engine, of, lock, read, {
    runId: `run-${run}`,
    clock: `2026-03-01T00:00:${String(run).padStart(2, '0')}.000000Z`,
    base: undefined,
  });
};

/** The statement `audit transform --show-sql account` prints, run by hand. */
const byHand = async (): Promise<void> => {
  const db = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection = await db.connect();
  const state = lake.head().tables['bronze_account'];
  const files = state === undefined ? [] : filesOf(state).map((file) => `'${lake.path(file)}'`);
  const [stages] = mappedJob(read, lake.head(), { base: undefined }).tables;
  const sql = stages === undefined ? '' : shownStatement(stages);
  const statements = sql.split(/;\n/).filter((part) => part.trim() !== '');
  await connection.run('SET preserve_insertion_order = false');
  await connection.run(`CREATE VIEW bronze_account AS SELECT * FROM read_parquet([${files.join(', ')}])`);
  for (const statement of statements.slice(0, -1)) await connection.run(statement);
  await connection.run(
    `COPY (SELECT * FROM (${statements.at(-1)}) s ORDER BY id) TO '${join(folder, 'by-hand.parquet')}' (FORMAT parquet, COMPRESSION snappy)`,
  );
  connection.closeSync();
  db.closeSync();
};

await land(1, 'TRUE');
const full: Cost[] = [];
const hand: Cost[] = [];
for (let round = 0; round <= rounds; round++) {
  const first = await timed(byHand);
  // A lake of its own each time: its bronze is that of the first one.
  const fresh = Lake.open(join(folder, `lake-${round}`));
  cpSync(lake.root, fresh.root, { recursive: true });
  const second = await timed(async () => await transform(fresh, round));
  if (round > 0) {
    hand.push(first);
    full.push(second);
  }
  if (round < rounds) rmSync(fresh.root, { recursive: true });
}
show(`${rows} rows x ${made.length} columns, by hand`, hand);
show('audit transform, with profile and account', full);
await transform(lake, 50);
const changed: Cost[] = [];
for (let version = 2; version < 2 + rounds; version++) {
  await land(version, `hash(i, ${version}, 'changed') % 100 = 0`);
  changed.push(await timed(async () => await transform(lake, 50 + version)));
}
show('one row in a hundred changed', changed);
/** By both clocks: beside other work the wall clock tells little. */
for (const clock of ['seconds', 'cpu'] as const) {
  const name = clock === 'cpu' ? 'CPU' : 'wall clock';
  const ratios = full.map((cost, at) => cost[clock] / (hand[at]?.[clock] ?? Number.NaN));
  printClaim(`ratio to the statement by hand, ${name}`, median(ratios), 1.3);
  printClaim(
    `one row in a hundred changed / the whole, ${name}`,
    median(changed.map((cost) => cost[clock])) / median(full.map((cost) => cost[clock])),
    0.2,
  );
}
console.log(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
await engine[Symbol.asyncDispose]();
