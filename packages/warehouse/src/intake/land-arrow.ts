import { ArrowRefused, FileRefused, quote } from '@audit/contract';
import type { RecordBatch } from 'apache-arrow/recordbatch';
import { type ImportedColumn, importBatch, importedColumns } from '../arrow/import-batch.ts';
import { readIpc } from '../arrow/read-ipc.ts';
import type { DuckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import type { DuckDbSession } from '../engine/duckdb/duckdb-session.ts';
import type { TakeBlock } from './block-writer.ts';
import { ColumnBlocks } from './column-blocks.ts';
import type { SourceColumn } from './column-projection.ts';
import type { Field } from './field.ts';
import type { LandedColumnsAccount } from './land-parquet.ts';

/** Rows of a batch or more are handed over together. */
const BATCH_ROWS = 122_880;

let calls = 0;

/** Lands Arrow record batches (of an IPC file, or of a program's tables). */
export const landBatches = async (
  engine: DuckDbEngine,
  label: string,
  batches: AsyncIterable<RecordBatch> | Iterable<RecordBatch>,
  fields: readonly Field[],
  take: TakeBlock,
): Promise<LandedColumnsAccount> => {
  await using session = await engine.session();
  await session.connection.run('SET SESSION preserve_insertion_order = true');
  await using blocks = new ColumnBlocks(session, fields, take);
  const arrival = new Arrival(session, label, fields, blocks);
  try {
    for await (const batch of batches) await arrival.add(batch);
    await arrival.hand();
  } catch (error) {
    if (!(error instanceof ArrowRefused)) throw error;
    throw new FileRefused(label, 'NOT_ARROW', null, error.what, { cause: error, remedy: error.remedy });
  } finally {
    await arrival.drop();
  }
  return { received: arrival.received, unknownColumns: arrival.unknown };
};

/** Lands Arrow IPC bytes, file or stream format. */
export const landIpc = (
  engine: DuckDbEngine,
  label: string,
  bytes: AsyncIterable<Uint8Array>,
  fields: readonly Field[],
  take: TakeBlock,
): Promise<LandedColumnsAccount> => landBatches(engine, label, readIpc(bytes), fields, take);

/** Gathers batches in a DuckDB table of the known columns, in order, and hands it over. */
class Arrival {
  received = 0;
  unknown: readonly string[] = [];
  readonly #session: DuckDbSession;
  readonly #label: string;
  readonly #fields: readonly Field[];
  readonly #blocks: ColumnBlocks;
  readonly #table = `arrived_${calls++}`;
  #columns: readonly ImportedColumn[] | undefined;
  #rows = 0;

  constructor(session: DuckDbSession, label: string, fields: readonly Field[], blocks: ColumnBlocks) {
    this.#session = session;
    this.#label = label;
    this.#fields = fields;
    this.#blocks = blocks;
  }

  async add(batch: RecordBatch): Promise<void> {
    this.#columns ??= this.#known(importedColumns(batch.schema));
    if (batch.numRows === 0) return;
    if (this.#rows === 0) await this.#create(this.#columns);
    if (this.#columns.length > 0) await importBatch(this.#session.connection, batch, this.#columns, this.#table);
    this.#rows += batch.numRows;
    if (this.#rows >= BATCH_ROWS) await this.hand();
  }

  /** Hands over what has been gathered. */
  async hand(): Promise<void> {
    if (this.#rows === 0 || this.#columns === undefined) return;
    const columns: readonly SourceColumn[] = this.#columns.map(({ name, sqlType, zoned }) => ({ name, type: sqlType!, zoned }));
    // The table was filled in order, so its row ids are positions.
    const block = {
      relation: quote(this.#table),
      record: `s.rowid + ${this.received + 1}`,
      firstRecord: this.received + 1,
      rows: this.#rows,
    };
    await this.#blocks.hand(block, columns);
    this.received += this.#rows;
    this.#rows = 0;
  }

  async drop(): Promise<void> {
    await this.#session.connection.run(`DROP TABLE IF EXISTS ${quote(this.#table)} CASCADE`);
  }

  async #create(columns: readonly ImportedColumn[]): Promise<void> {
    const list = columns.map(({ name, sqlType }) => `${quote(name)} ${sqlType}`);
    await this.#session.connection.run(`CREATE OR REPLACE TABLE ${quote(this.#table)} (${list.join(', ')})`);
  }

  #known(all: readonly ImportedColumn[]): readonly ImportedColumn[] {
    const known = all.filter(({ name }) => this.#fields.some((field) => field.name === name));
    const refused = known.find(({ sqlType }) => sqlType === undefined);
    if (refused !== undefined)
      throw new FileRefused(this.#label, 'NOT_ARROW', null, `column ${refused.name} is ${refused.arrowType}, which cannot be read`, {
        remedy: 'write the column as text, a number, a boolean, a date or a timestamp',
      });
    if (known.length === 0)
      throw new FileRefused(this.#label, 'NOT_ARROW', null, 'no column of it is known', {
        remedy: 'name its columns as the data dictionary does',
      });
    this.unknown = all.filter((column) => !known.includes(column)).map(({ name }) => name);
    return known;
  }
}
