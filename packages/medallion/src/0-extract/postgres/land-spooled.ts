import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { bronzeNames, quote, sourceTable } from '@audit/contract';
import { bindTable, type Session, type TableState, textLiteral } from '@audit/warehouse';
import type { LandedTable } from '../../1-bronze/landed-table.ts';
import { lineageSql } from '../../landing/lineage-sql.ts';
import { schemaHash } from '../../landing/schema-hash.ts';
import type { ExtractPlace } from '../../landing/source.ts';
import type { PartitionOf } from '../../landing/partition-of.ts';
import { writeLanded } from '../../landing/write-landed.ts';
import { sourceColumns } from './operational-object.ts';
import { bindSpooled, type SpooledTable } from './spooled-table.ts';

/** What is the same for all tables of a snapshot. */
export interface SnapshotOf {
  /** Host, port and database. */
  readonly place: string;
  /** When it was taken, ISO. */
  readonly takenAt: string;
  readonly partitionOf: PartitionOf;
}

/**
 * Lands the spooled rows that bronze does not have yet, and of a table with a key those that say who is gone. A table with neither key
 * nor cursor lands whole, unless it is what it was.
 */
export const landSpooled = async (place: ExtractPlace, spooled: SpooledTable, snapshot: SnapshotOf): Promise<LandedTable> => {
  const started = performance.now();
  const session = await place.session();
  const { one, columns } = spooled;
  const was = place.parent.tables[`bronze_${one.table}`];
  const names = bronzeNames(
    columns.map(({ name }) => name),
    was?.shape?.columns.map(([name]) => name),
  );
  const key = (one.configured.key ?? []).map((name) => names[columns.findIndex((column) => column.name === name)] ?? name);
  await bindSpooled(session, 'received', { label: one.object, path: spooled.path, columns: names }, spooled.counted);
  const digest = key.length + (spooled.cursorColumn === undefined ? 0 : 1) === 0 ? await digestOf(session, names) : undefined;
  const isSame = digest !== undefined && sameDigest(place.parent.watermarks[`opdb.${one.object}`], digest);
  const fresh = isSame ? 'SELECT * FROM received WHERE FALSE' : await freshRows(session, place, spooled, { was, names, key });
  const gone = await goneRows(session, spooled, { was, names, key });
  const list = sourceColumns(columns, names);
  const lineage = (isDeleted: string): string =>
    lineageSql({
      clock: place.clock,
      source: 'opdb',
      runId: place.runId,
      api: 'copy',
      orgId: snapshot.place,
      schemaHash: schemaHash(list),
      jobId: textLiteral(snapshot.takenAt),
      page: '1',
      isDeleted,
    });
  const own = names.map((name) => quote(name)).join(', ');
  const sql = [
    `SELECT ${own}, ${lineage('FALSE')} FROM (${fresh}) f`,
    ...(gone === undefined ? [] : [`SELECT ${own}, ${lineage('TRUE')} FROM ${gone.name}`]),
  ];
  const files = await writeLanded(session, place.folder, {
    sql: sql.join(' UNION ALL '),
    name: one.table,
    rows: spooled.counted,
    order: key.length > 0 ? key : names,
    partition: snapshot.partitionOf(names),
  });
  const landed = files.reduce((sum, { rows }) => sum + rows, 0);
  const deleted = gone?.rows ?? 0;
  await session.drop('received');
  for (const path of [spooled.path, spooled.keysPath]) if (path !== undefined) await rm(path, { force: true });
  place.onRows({ table: one.table, rows: landed, total: landed });
  return {
    table: one.table,
    object: one.object,
    source: 'opdb',
    files,
    key,
    columns: list,
    watermark: spooled.cursor ?? (digest === undefined ? null : { digest }),
    metrics: {
      received: spooled.counted + deleted,
      landed,
      deleted,
      duplicates: spooled.counted + deleted - landed,
      quarantined: 0,
      bytes: spooled.bytes,
      apiCalls: spooled.keysPath === undefined ? 1 : 2,
      retries: 0,
      seconds: spooled.seconds + (performance.now() - started) / 1000,
      freshness: spooled.freshness,
      api: 'copy',
    },
  };
};

/** What bronze knows of a table, and how. */
interface Known {
  readonly was: TableState | undefined;
  readonly names: readonly string[];
  readonly key: readonly string[];
}

/**
 * Binds `believed`: the newest row of each key, or without one every row there is; with all columns of the received.
 *
 * @returns false where bronze has nothing
 */
const bindBelieved = async (session: Session, place: ExtractPlace, { one }: SpooledTable, { was, names, key }: Known): Promise<boolean> => {
  if (was?.shape === undefined || was.rows === 0) return false;
  const table = sourceTable(one.table, was.shape);
  await bindTable(session, 'in_bronze', place.lake, table, was);
  const had = new Set(Object.keys(table.columns));
  const columns = names.map((name) => (had.has(name) ? quote(name) : `CAST(NULL AS VARCHAR) AS ${quote(name)}`)).join(', ');
  const rank = `ROW_NUMBER() OVER (PARTITION BY ${key.map((name) => quote(name)).join(', ')} ORDER BY _extracted_at DESC, _run_id DESC, _is_deleted)`;
  const newest = `SELECT *, ${rank} AS "in order" FROM in_bronze WHERE _source_system = 'opdb'`;
  await session.materialise(
    'believed',
    key.length === 0
      ? `SELECT ${columns} FROM in_bronze WHERE _source_system = 'opdb'`
      : `SELECT ${columns} FROM (${newest}) n WHERE "in order" = 1 AND NOT _is_deleted`,
  );
  return true;
};

const same = (left: string, right: string, names: readonly string[]): string =>
  names.map((name) => `${left}.${quote(name)} IS NOT DISTINCT FROM ${right}.${quote(name)}`).join(' AND ');

/** Query for the received rows bronze does not have. */
const freshRows = async (session: Session, place: ExtractPlace, spooled: SpooledTable, known: Known): Promise<string> => {
  const tellsChanges = known.key.length > 0 || spooled.cursorColumn !== undefined;
  if (!tellsChanges || !(await bindBelieved(session, place, spooled, known))) return 'SELECT * FROM received';
  return `SELECT r.* FROM received r ANTI JOIN believed b ON ${same('r', 'b', known.names)}`;
};

/** Rows for the keys that bronze has and the source has not any more, where all of its keys are known; they hold nothing but the key. */
const goneRows = async (
  session: Session,
  spooled: SpooledTable,
  known: Known,
): Promise<{ readonly name: string; readonly rows: number } | undefined> => {
  const { one, since, keysPath, keysCounted } = spooled;
  if (known.key.length === 0 || (since !== undefined && keysPath === undefined)) return undefined;
  if (known.was === undefined || known.was.rows === 0) return undefined;
  if (keysPath !== undefined) {
    const inOrder = known.names.filter((name) => known.key.includes(name));
    await bindSpooled(session, 'keys_there', { label: `keys of ${one.object}`, path: keysPath, columns: inOrder }, keysCounted);
  } else await session.bindSql('keys_there', `SELECT ${known.key.map((name) => quote(name)).join(', ')} FROM received`);
  const values = known.names.map(
    (name) => (known.key.includes(name) ? `b.${quote(name)}` : 'CAST(NULL AS VARCHAR)') + ` AS ${quote(name)}`,
  );
  const rows = await session.materialise(
    'gone',
    `SELECT ${values.join(', ')} FROM believed b ANTI JOIN keys_there k ON ${same('b', 'k', known.key)}`,
  );
  return { name: 'gone', rows };
};

/** SHA-256 of the rows in one order: equal tables have equal digests. */
const digestOf = async (session: Session, names: readonly string[]): Promise<string> => {
  const hash = createHash('sha256');
  const fields = names.map((name) => quote(name)).join(', ');
  const line = `CAST(TO_JSON([${fields}]) AS VARCHAR) || CHR(10)`;
  for await (const bytes of session.bytes(
    `SELECT ${line} FROM received ORDER BY ${names.map((name) => `${quote(name)} NULLS FIRST`).join(', ')}`,
  ))
    hash.update(bytes);
  return hash.digest('hex');
};

const sameDigest = (watermark: unknown, digest: string): boolean =>
  typeof watermark === 'object' && watermark !== null && 'digest' in watermark && watermark.digest === digest;
