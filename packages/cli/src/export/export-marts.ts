import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { rowCsv, rowJson } from '../output/cell-sql.ts';
import type { FolderFormat } from './output-target.ts';
import { type TextSink, writeTextFile } from './write-text.ts';

/** A table to export. */
export interface Mart {
  /** Its name in exports: `orders`, `periods_quarter`. */
  readonly name: string;
  readonly table: Table;
  /** Its rows, as a query. */
  readonly rows: string;
  /** ORDER BY clause. */
  readonly order: string;
}

/** Rows sorted first and turned to text after: text is many times as wide. */
const textQuery = ({ rows, order }: Mart, line: string): string =>
  `SELECT ${line} FROM (SELECT * FROM (${rows}) AS kept ${order}) AS sorted`;

const query = ({ rows, order }: Mart): string => `SELECT * FROM (${rows}) AS kept ${order}`;

/** A mart as NDJSON. */
export const writeLines = async (session: Session, mart: Mart, sink: TextSink): Promise<void> => {
  for await (const rows of session.bytes(textQuery(mart, rowJson(mart.table, true, ['', '\n'])))) await sink(rows);
};

const writeCsv = async (session: Session, mart: Mart, sink: TextSink): Promise<void> => {
  await sink(`${Object.keys(mart.table.columns).join(',')}\n`);
  for await (const rows of session.bytes(textQuery(mart, rowCsv(mart.table, true)))) await sink(rows);
};

const writers: Readonly<Record<FolderFormat, (session: Session, mart: Mart, path: string) => Promise<void>>> = {
  ndjson: (session, mart, path) => writeTextFile(path, (sink) => writeLines(session, mart, sink)),
  csv: (session, mart, path) => writeTextFile(path, (sink) => writeCsv(session, mart, sink)),
  parquet: async (session, mart, path) => {
    await session.write(query(mart), path);
  },
  arrow: async (session, mart, path) => {
    const { arrowFile } = await import('@audit/warehouse/arrow');
    await writeFile(path, arrowFile(await session.query(query(mart), mart.table)));
  },
};

/** A folder with one file a mart. */
export const writeFolder = async (session: Session, marts: readonly Mart[], format: FolderFormat, folder: string): Promise<void> => {
  mkdirSync(folder);
  for (const mart of marts) await writers[format](session, mart, join(folder, `${mart.name}.${format}`));
};
