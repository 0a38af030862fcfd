import { type Micros, quarantine, quote, type ReasonCode, reasons, type Row, sourceId, type Table } from '@audit/contract';
import { type DuckDbEngine, type Field, fileSource, type LandedBlock, landFile, type Publication, type Session } from '@audit/warehouse';
import { columnList, type DeliveredBatch } from './delivered-batch.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';

/** Who refuses a record, and when. */
export interface Refusal {
  readonly runId: string;
  readonly at: Micros;
}

/** What a file is read as, and where its records are kept. */
interface Landing {
  readonly fields: readonly Field[];
  readonly table: Table;
  /** Query for the readable records of a landed block, in the columns of the table. */
  readonly rowsOf: (block: string) => string;
}

const unreadableRows = async (
  session: Session,
  block: LandedBlock,
  batch: PlacedBatch,
  { runId, at }: Refusal,
): Promise<readonly Row<typeof quarantine>[]> => {
  const rows = await session.evidence(
    `SELECT record, line, "at" AS byte_position, fault, fault_column FROM ${quote(block.table)} WHERE fault IS NOT NULL ORDER BY record`,
    block.rows,
  );
  return rows.map((row) => ({
    source_id: sourceId(batch.digest),
    source: batch.label,
    record: BigInt(row['record'] ?? 0),
    line: row['line'] === null || row['line'] === undefined ? null : BigInt(row['line']),
    byte_position: row['byte_position'] === null || row['byte_position'] === undefined ? null : BigInt(row['byte_position']),
    column_name: row['fault_column'] ?? null,
    code: row['fault'] ?? '',
    reason: reasons[(row['fault'] ?? '') as ReasonCode].meaning,
    raw: block.rawText(Number(row['record'])),
    order_id: null,
    line_id: null,
    customer_id: null,
    run_id: runId,
    refused_at: at,
  }));
};

/**
 * Reads a file through the input gate and keeps its records as text.
 *
 * @throws {@link FileRefused} for a file that cannot be read to its end
 */
export const landRecords = async (
  engine: DuckDbEngine,
  session: Session,
  place: Publication,
  batch: PlacedBatch,
  refusal: Refusal,
  { fields, table, rowsOf }: Landing,
): Promise<DeliveredBatch> => {
  const parts: string[] = [];
  const unreadable: Row<typeof quarantine>[] = [];
  const landed = await landFile(engine, fileSource(batch.path, batch.label), fields, { format: batch.format }, async (block) => {
    const part = `delivered_${parts.length}`;
    await session.materialise(part, rowsOf(block.table));
    unreadable.push(...(await unreadableRows(session, block, batch, refusal)));
    parts.push(part);
  });
  const path = place.folder.file('delivered.parquet');
  const columns = columnList(table);
  const rows =
    parts.length === 0 ? 0 : await session.write(parts.map((part) => `SELECT ${columns} FROM ${part}`).join(' UNION ALL '), path);
  for (const part of parts) await session.drop(part);
  if (unreadable.length > 0) await session.bindRows('unreadable_records', quarantine, unreadable);
  return {
    file: rows === 0 ? null : place.folder.adopt(table, path, rows),
    received: landed.received,
    unreadable: unreadable.length === 0 ? undefined : { relation: 'unreadable_records', rows: unreadable.length },
    unknownColumns: landed.unknownColumns,
  };
};
