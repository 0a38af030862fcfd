import { type Micros, quarantine, quote, type ReasonCode, reasons, type Row, sourceId } from '@audit/contract';
import {
  type DuckDbEngine,
  type Field,
  fileSource,
  type LandedBlock,
  landFile,
  type Publication,
  type Session,
  textLiteral,
} from '@audit/warehouse';
import { columnList, type DeliveredBatch } from './delivered-batch.ts';
import type { Delivery } from './delivery.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';
import { sqlInstant } from '../load/sql-instant.ts';

const isList = ({ aliases }: Delivery, name: string): boolean => Object.values(aliases).includes(name);

const fieldsOf = (delivery: Delivery): readonly Field[] => [
  ...delivery.names.map((name): Field => ({ name, kind: isList(delivery, name) || delivery.json?.includes(name) ? 'json' : 'text' })),
  ...Object.keys(delivery.aliases).map((name): Field => ({ name, kind: 'json' })),
];

/** A list as one text: of JSON a text or an array of texts, of CSV the cell. */
const listText = (name: string): string => {
  const given = quote(name);
  return `CASE
    WHEN ${given} IS NULL OR ${given} = 'null' THEN NULL
    WHEN STARTS_WITH(${given}, '[') AND JSON_VALID(${given}) THEN ARRAY_TO_STRING(CAST(JSON(${given}) AS VARCHAR[]), '|')
    WHEN STARTS_WITH(${given}, '"') AND JSON_VALID(${given}) THEN JSON(${given}) ->> '$'
    ELSE ${given} END`;
};

/** Text of a delivered column; of a list, its own name counts before the other one. */
export const valueOf = (delivery: Delivery, name: string): string => {
  if (!isList(delivery, name)) return quote(name);
  const other = Object.keys(delivery.aliases).find((alias) => delivery.aliases[alias] === name) ?? name;
  return `CASE WHEN ${quote(name)} IS NOT NULL THEN ${listText(name)} ELSE ${listText(other)} END`;
};

/** The readable records of a landed block in the columns of bronze. */
const bronzeRows = (block: string, batch: PlacedBatch, delivery: Delivery): string => {
  const constants = {
    batch_id: textLiteral(batch.batchId),
    record: 'record',
    extract_ts: `TIMESTAMP '${sqlInstant(batch.extractTs)}'`,
    load_ts: `TIMESTAMP '${sqlInstant(batch.loadTs)}'`,
  } as const;
  const values = Object.keys(delivery.table.columns).map((name) =>
    name in constants ? `${constants[name as keyof typeof constants]} AS ${quote(name)}` : `${valueOf(delivery, name)} AS ${quote(name)}`,
  );
  return `SELECT ${values.join(', ')} FROM ${quote(block)} WHERE fault IS NULL`;
};

/** Who refuses a record, and when. */
export interface Refusal {
  readonly runId: string;
  readonly at: Micros;
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
 * Reads a file of records through the input gate and keeps them in bronze as text.
 *
 * @throws {@link FileRefused} for a file that cannot be read to its end
 */
export const keepRecords = async (
  engine: DuckDbEngine,
  session: Session,
  place: Publication,
  batch: PlacedBatch,
  refusal: Refusal,
  delivery: Delivery,
): Promise<DeliveredBatch> => {
  const parts: string[] = [];
  const unreadable: Row<typeof quarantine>[] = [];
  const landed = await landFile(
    engine,
    fileSource(batch.path, batch.label),
    fieldsOf(delivery),
    { format: batch.format },
    async (block) => {
      const part = `delivered_${parts.length}`;
      await session.materialise(part, bronzeRows(block.table, batch, delivery));
      unreadable.push(...(await unreadableRows(session, block, batch, refusal)));
      parts.push(part);
    },
  );
  const path = place.folder.file('delivered.parquet');
  const columns = columnList(delivery.table);
  const rows =
    parts.length === 0 ? 0 : await session.write(parts.map((part) => `SELECT ${columns} FROM ${part}`).join(' UNION ALL '), path);
  for (const part of parts) await session.drop(part);
  if (unreadable.length > 0) await session.bindRows('unreadable_records', quarantine, unreadable);
  return {
    delivery,
    file: rows === 0 ? null : place.folder.adopt(delivery.table, path, rows),
    received: landed.received,
    unreadable: unreadable.length === 0 ? undefined : { relation: 'unreadable_records', rows: unreadable.length },
    unknownColumns: landed.unknownColumns,
  };
};
