import { quote } from '@audit/contract';
import type { DuckDBConnection } from '@duckdb/node-api';
import { chunksSql, provideChunks, withdrawChunks } from '../engine/duckdb/chunk-source.ts';
import type { CellSheet } from './cell-sheet.ts';
import { PackedSheets } from './packed-sheets.ts';

/**
 * Sheets as relations of DuckDB: a view over the memory they are packed in. Columns without a value are constants of the
 * view, so that they cost nothing.
 */
export class SheetRelation {
  readonly #connection: DuckDBConnection;
  readonly #sheet: CellSheet;
  readonly #packed = new Map<string, PackedSheets>();
  readonly #views = new Map<string, string>();
  #current: PackedSheets;

  constructor(connection: DuckDBConnection, sheet: CellSheet) {
    this.#connection = connection;
    this.#sheet = sheet;
    this.#current = new PackedSheets(sheet.columns);
  }

  /** Starts the relation `name` anew, without rows. */
  open(name: string): void {
    const packed = this.#packed.get(name) ?? new PackedSheets(this.#sheet.columns);
    packed.clear();
    this.#packed.set(name, packed);
    this.#current = packed;
  }

  /** Takes the sheet's rows and empties it. */
  append(): void {
    if (this.#sheet.row > 0) this.#current.add(this.#sheet);
    this.#sheet.reset();
  }

  /** Makes the rows visible to all connections, as the view `name`. */
  async close(name: string): Promise<void> {
    const packed = this.#current;
    provideChunks(name, packed);
    const select = packed.columns.map((column, index) => {
      const absent = packed.has(index) ? '' : `${this.#sheet.columns[index]!.whenAbsent} AS `;
      return `${absent}${quote(column.name)}`;
    });
    const sql = `SELECT ${select.join(', ')} FROM ${chunksSql(name)}`;
    if (this.#views.get(name) === sql) return;
    await this.#connection.run(`CREATE OR REPLACE VIEW ${quote(name)} AS ${sql}`);
    this.#views.set(name, sql);
  }

  /** Drops what was made. */
  async drop(): Promise<void> {
    for (const name of this.#packed.keys()) withdrawChunks(name);
    for (const name of this.#views.keys()) await this.#connection.run(`DROP VIEW IF EXISTS ${quote(name)}`);
    this.#packed.clear();
    this.#views.clear();
  }
}
