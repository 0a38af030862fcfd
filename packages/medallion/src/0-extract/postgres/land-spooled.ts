import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { bronzeNames, quote } from '@audit/contract';
import { type Session, textLiteral } from '@audit/warehouse';
import type { ExtractionMetrics, LandedTable } from '../../1-bronze/landed-table.ts';
import { objectKey } from '../../landing/object-key.ts';
import { lineageSql } from '../../landing/lineage-sql.ts';
import { schemaHash } from '../../landing/schema-hash.ts';
import type { ExtractPlace } from '../../landing/source.ts';
import type { PartitionOf } from '../../landing/partition-of.ts';
import { writeLanded } from '../../landing/write-landed.ts';
import { bindGone, bindInBronze, freshRows, type Known } from './compare-bronze.ts';
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
  const { one, columns, path, keysPath } = spooled;
  const known = knownOf(place, spooled);
  const { names, key } = known;
  await bindSpooled(session, 'received', { label: one.object, path, columns: names }, spooled.counted);
  const { fresh, deleted, digest } = await newsOf(session, place, spooled, known);
  const described = sourceColumns(columns, names);
  const lineage = lineageOf(place, snapshot, schemaHash(described));
  const own = names.map((name) => quote(name)).join(', ');
  const gone = deleted === 0 ? [] : [`SELECT ${own}, ${lineage('TRUE')} FROM gone`];
  const files = await writeLanded(session, place.folder, {
    sql: [`SELECT ${own}, ${lineage('FALSE')} FROM (${fresh}) f`, ...gone].join(' UNION ALL '),
    name: one.table,
    rows: spooled.counted,
    order: key.length > 0 ? key : names,
    partition: snapshot.partitionOf(names),
  });
  await session.drop('received');
  for (const spool of [path, keysPath]) if (spool !== undefined) await rm(spool, { force: true });
  const landed = files.reduce((sum, { rows }) => sum + rows, 0);
  const watermark = spooled.cursor ?? (digest === undefined ? null : { digest });
  const seconds = spooled.seconds + (performance.now() - started) / 1000;
  const metrics = metricsOf(spooled, { landed, deleted, seconds });
  return { table: one.table, object: one.object, source: 'opdb', files, key, columns: described, watermark, metrics };
};

/** What bronze calls the columns, and what it has. */
const knownOf = (place: ExtractPlace, { one, columns }: SpooledTable): Known => {
  const was = place.parent.tables[`bronze_${one.table}`];
  const had = was?.shape?.columns.map(([name]) => name);
  const names = bronzeNames(
    columns.map(({ name }) => name),
    had,
  );
  const key = (one.configured.key ?? []).map((name) => names[columns.findIndex((column) => column.name === name)] ?? name);
  return { was, names, key };
};

/** What is new to bronze. */
interface News {
  /** Query for the received rows that land. */
  readonly fresh: string;
  /** Rows of the relation `gone`. */
  readonly deleted: number;
  /** Of all rows, of a table that has nothing else to tell changes by. */
  readonly digest: string | undefined;
}

const newsOf = async (session: Session, place: ExtractPlace, spooled: SpooledTable, known: Known): Promise<News> => {
  const { one, cursorColumn, since, keysPath } = spooled;
  const everything = 'SELECT * FROM received';
  if (known.key.length === 0 && cursorColumn === undefined) {
    const digest = await digestOf(session, known.names);
    const isSame = sameDigest(place.parent.watermarks[objectKey({ source: 'opdb', object: one.object })], digest);
    return { fresh: isSame ? `${everything} WHERE FALSE` : everything, deleted: 0, digest };
  }
  if (!(await bindInBronze(session, place, spooled, known))) return { fresh: everything, deleted: 0, digest: undefined };
  const knowsAllKeys = known.key.length > 0 && (since === undefined || keysPath !== undefined);
  const fresh = await freshRows(session, known);
  return { fresh, deleted: knowsAllKeys ? await bindGone(session, spooled, known) : 0, digest: undefined };
};

/** @returns the lineage as a select list, given whether the rows say that they are gone */
const lineageOf =
  (place: ExtractPlace, snapshot: SnapshotOf, hash: string) =>
  (isDeleted: string): string =>
    lineageSql({
      clock: place.clock,
      source: 'opdb',
      runId: place.runId,
      api: textLiteral('copy'),
      orgId: snapshot.place,
      schemaHash: hash,
      jobId: textLiteral(snapshot.takenAt),
      page: '1',
      isDeleted,
    });

const metricsOf = (
  { counted, bytes, keysPath, freshness }: SpooledTable,
  { landed, deleted, seconds }: { readonly landed: number; readonly deleted: number; readonly seconds: number },
): ExtractionMetrics => ({
  // A key that is found gone counts as received: the source said so by not having it.
  received: counted + deleted,
  landed,
  deleted,
  duplicates: counted + deleted - landed,
  quarantined: 0,
  bytes,
  apiCalls: keysPath === undefined ? 1 : 2,
  retries: 0,
  seconds,
  freshness,
  api: 'copy',
});

/** Of the rows in whatever order they came, and of the names of their columns: sums of both halves of each row's MD5. */
const digestOf = async (session: Session, names: readonly string[]): Promise<string> => {
  const text = `CAST(TO_JSON([${names.map((name) => quote(name)).join(', ')}]) AS VARCHAR)`;
  const sums = ['lower', 'upper'].map((half) => `SUM(CAST(MD5_NUMBER_${half}(${text}) AS HUGEINT)) AS ${half}_sum`);
  const [row] = await session.evidence(`SELECT COUNT(*) AS n, ${sums.join(', ')} FROM received`, 1);
  return createHash('sha256')
    .update(JSON.stringify([names, row]))
    .digest('hex');
};

const sameDigest = (watermark: unknown, digest: string): boolean =>
  typeof watermark === 'object' && watermark !== null && 'digest' in watermark && watermark.digest === digest;
