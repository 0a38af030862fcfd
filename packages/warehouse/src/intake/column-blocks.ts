import { quote } from '@audit/contract';
import type { DuckDbSession } from '../engine/duckdb/duckdb-session.ts';
import type { TakeBlock } from './block-writer.ts';
import { isTextInstant, projection, type SourceColumn } from './column-projection.ts';
import type { Field } from './field.ts';
import type { SheetRelation } from './sheet-relation.ts';
import { readTextInstants } from './text-instants.ts';

/** Rows of a typed source handed over at a time: nothing is copied, so blocks are larger than those of text. */
export const COLUMN_BLOCK_ROWS = 1_048_576;

/** A stretch of a typed source: `relation` is the SQL of its rows with their columns, `record` that of the record number within it. */
export interface ColumnBlock {
  readonly relation: string;
  readonly record: string;
  readonly firstRecord: number;
  readonly rows: number;
}

let calls = 0;

/** Hands stretches of a typed source to `take` as landed relations: views over the source itself. */
export class ColumnBlocks implements AsyncDisposable {
  readonly #session: DuckDbSession;
  readonly #fields: readonly Field[];
  readonly #take: TakeBlock;
  readonly #view = `landed_columns_${calls++}`;
  #times: SheetRelation | undefined;

  constructor(session: DuckDbSession, fields: readonly Field[], take: TakeBlock) {
    this.#session = session;
    this.#fields = fields;
    this.#take = take;
  }

  async hand(block: ColumnBlock, columns: readonly SourceColumn[]): Promise<void> {
    const { relation, record, firstRecord, rows } = block;
    const textInstants = this.#fields
      .filter((field) => columns.some((column) => column.name === field.name && isTextInstant(field, column)))
      .map(({ name }) => name);
    const times = `${this.#view}_times`;
    if (textInstants.length > 0) {
      const names = textInstants.map((name) => `s.${quote(name)}`).join(', ');
      await this.#times?.drop();
      this.#times = await readTextInstants(
        this.#session,
        `SELECT CAST(${record} AS BIGINT) AS record, ${names} FROM ${relation} AS s`,
        textInstants,
        times,
      );
    }
    const joined = textInstants.length > 0 ? `JOIN ${quote(times)} AS t ON t.record = ${record}` : '';
    const sql = `SELECT ${projection(this.#fields, columns, record)} FROM ${relation} AS s ${joined}`;
    await this.#session.connection.run(`CREATE OR REPLACE VIEW ${quote(this.#view)} AS ${sql}`);
    await this.#take({ table: this.#view, rows, firstRecord, rawText: () => null, spelled: () => null });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session.connection.run(`DROP VIEW IF EXISTS ${quote(this.#view)}`);
    await this.#times?.drop();
  }
}
