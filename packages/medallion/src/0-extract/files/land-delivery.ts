import { FileUnreadable, quote, sourceId } from '@audit/contract';
import { type Field, type FileLook, landFile, textLiteral } from '@audit/warehouse';
import type { LandedFile } from '../../1-bronze/landed-table.ts';
import { lineageSql } from '../../landing/lineage-sql.ts';
import type { ExtractPlace } from '../../landing/source.ts';
import { type Partition, writeLanded } from '../../landing/write-landed.ts';
import type { Delivery } from './find-deliveries.ts';
import { cell, type RecordColumns, recordKey } from './record-columns.ts';
import { instantSql, problemSql } from './record-problem.ts';
import { RefusedRecords } from './refused-records.ts';
import { findRepeated } from './repeated-records.ts';

/** Files have columns by the dozen: a third of the gate's own rows a block takes half of the memory. */
const BLOCK_ROWS = 40_960;

/** A file that was looked through, with what bronze calls its columns. */
export interface LookedThrough {
  readonly delivery: Delivery;
  readonly look: FileLook;
  /** One for each column of the look. */
  readonly names: readonly string[];
}

/** How the files of an object are landed. */
export interface DeliveryOptions {
  /** Of all that is known of the object: what the file itself lacks may be missed. */
  readonly columns: RecordColumns;
  readonly schemaHash: string;
  readonly maxInput: number | undefined;
  /** Clock of the run, as SQL has it: stamps after it are refused, or told. */
  readonly runClock: string;
  readonly refusesFuture: boolean;
  readonly onFuture: (file: string, rows: number) => void;
  readonly keepsRefused: boolean;
  readonly partition: Partition | undefined;
  /** Clock of the file's rows, ISO: later files of a run have later ones. */
  readonly clock: string;
}

/** A file in bronze's columns, and what of it is not. */
export interface LandedDelivery {
  readonly files: readonly LandedFile[];
  readonly received: number;
  readonly landed: number;
  readonly deleted: number;
  readonly duplicates: number;
  readonly refused: RefusedRecords;
  /** ISO; null without stamps. */
  readonly freshness: string | null;
}

/**
 * Lands a file through the gate as Parquet of text.
 *
 * @throws FileRefused for a fault that ends the file; FileUnreadable where it is not what was looked through
 */
export const landDelivery = async (
  place: ExtractPlace,
  { delivery, look, names }: LookedThrough,
  options: DeliveryOptions,
): Promise<LandedDelivery> => {
  const session = await place.session();
  const of = { sourceId: sourceId(look.sha256), table: delivery.table, label: delivery.source.label, runId: place.runId, at: place.at };
  const refused = new RefusedRecords(session, of, options.keepsRefused);
  const fields = look.columns.map((name, at): Field => ({ name, kind: 'any', as: cell(at) }));
  const problem = problemSql(options.columns, cellOf(names), options.refusesFuture ? options.runClock : undefined);
  const parts: string[] = [];
  let records = 0;
  const gate = { format: look.format, maxInput: options.maxInput, anyColumns: true, blockRows: BLOCK_ROWS };
  const landed = await landFile(place.engine, delivery.source, fields, gate, async (block) => {
    const part = `part_${parts.length}`;
    await session.materialise('checked', `SELECT *, ${problem} AS problem FROM ${quote(block.table)}`);
    await refused.addBlock('checked', names, block);
    await session.materialise(part, `SELECT * EXCLUDE (fault, fault_column, problem) FROM checked WHERE problem IS NULL`);
    parts.push(part);
    place.onRows({ table: delivery.table, rows: (records += block.rows) });
  });
  if (landed.sha256 !== look.sha256) throw new FileUnreadable(delivery.source.label, 'it changed while it was read');
  return await writeRecords(place, { delivery, look, names }, options, { parts, refused, received: landed.received });
};

const cellOf =
  (names: readonly string[]) =>
  (name: string | undefined): string | undefined => {
    const at = name === undefined ? -1 : names.indexOf(name);
    return at < 0 ? undefined : cell(at);
  };

const writeRecords = async (
  place: ExtractPlace,
  { delivery, look, names }: LookedThrough,
  options: DeliveryOptions,
  read: { readonly parts: readonly string[]; readonly refused: RefusedRecords; readonly received: number },
): Promise<LandedDelivery> => {
  const session = await place.session();
  const { parts, refused, received } = read;
  const none = { files: [], received, landed: 0, deleted: 0, duplicates: 0, refused, freshness: null };
  if (parts.length === 0) return none;
  await session.bindSql('records', parts.map((part) => `SELECT * FROM ${part}`).join(' UNION ALL '));
  const key = recordKey(options.columns).filter((name) => names.includes(name));
  const duplicates = await findRepeated(session, 'records', { key, names }, refused);
  const [stamp, deleted] = [options.columns.stamp, options.columns.deleted].map(cellOf(names));
  const isDeleted = deleted === undefined ? 'FALSE' : `COALESCE(LOWER(${deleted}) IN ('true', '1'), FALSE)`;
  const lineage = lineageSql({
    clock: options.clock,
    source: 'files',
    runId: place.runId,
    api: textLiteral('file'),
    orgId: null,
    schemaHash: options.schemaHash,
    jobId: textLiteral(sourceId(look.sha256)),
    page: 'record',
    isDeleted,
  });
  const good = 'records k ANTI JOIN left_out l ON l.record = k.record';
  const sql = `SELECT ${names.map((one, at) => `${cell(at)} AS ${quote(one)}`).join(', ')}, ${lineage} FROM ${good}`;
  const name = `${delivery.table}.${sourceId(look.sha256)}`;
  const files = await writeLanded(session, place.folder, { sql, name, rows: received, order: [], partition: options.partition });
  const instant = stamp === undefined ? 'CAST(NULL AS TIMESTAMP)' : instantSql(stamp);
  const [sums] = await session.evidence(
    `SELECT COUNT(*) FILTER (WHERE ${isDeleted}) AS deleted, STRFTIME(MAX(instant), '%Y-%m-%dT%H:%M:%S.%fZ') AS newest,
       COUNT(*) FILTER (WHERE instant > TIMESTAMP ${textLiteral(options.runClock)}) AS future
     FROM (SELECT k.*, ${instant} AS instant FROM ${good}) t`,
    1,
  );
  if (Number(sums?.['future']) > 0) options.onFuture(delivery.source.label, Number(sums?.['future']));
  for (const part of parts) await session.drop(part);
  const landed = files.reduce((sum, file) => sum + file.rows, 0);
  return { ...none, files, landed, duplicates, deleted: Number(sums?.['deleted']), freshness: sums?.['newest'] ?? null };
};
