import { defineTable, int64, quote, type ScannedInstant, scanIsoInstant, text } from '@audit/contract';
import type { DuckDbSession } from '../engine/duckdb/duckdb-session.ts';
import { CellSheet } from './cell-sheet.ts';
import { landedColumns } from './field.ts';
import { SheetRelation } from './sheet-relation.ts';

/**
 * Reads the times that a typed source holds as text, by the one parser of times, into the relation `into`
 * (`record`, and `<name>`, `<name>_is` for each column).
 *
 * @param source SQL of `record` and the text columns
 */
export const readTextInstants = async (
  session: DuckDbSession,
  source: string,
  columns: readonly string[],
  into: string,
): Promise<SheetRelation> => {
  const sheet = new CellSheet(landedColumns(columns.map((name) => ({ name, kind: 'instant' as const }))));
  const relation = new SheetRelation(session.connection, sheet);
  const texts = defineTable({
    name: 'instant_texts',
    layer: 'bronze',
    grain: ['record'],
    description: 'Times as written.',
    columns: {
      record: int64({ description: 'Position of the record' }),
      ...Object.fromEntries(columns.map((name) => [name, text({ description: 'Time as written', nullable: true })])),
    },
  });
  const list = ['record', ...columns].map((name) => quote(name)).join(', ');
  const rows = await session.query(`SELECT ${list} FROM (${source})`, texts);
  relation.open(into);
  const out: ScannedInstant = { seconds: 0, micros: 0, naive: false };
  for (const batch of rows.batches) {
    const records = batch.data.children[0]!.values as BigInt64Array;
    for (let row = 0; row < batch.numRows; row++) {
      columns.forEach((_, column) => putInstant(sheet, column, batch.data.children[column + 1]!, row, out));
      sheet.endRow(Number(records[row]), 0, -1, 0, 0, 0);
      if (sheet.full) relation.append();
    }
  }
  relation.append();
  await relation.close(into);
  return relation;
};

/** The parts of an Arrow text column that are read here. */
interface TextData {
  readonly valueOffsets: Int32Array;
  readonly values: Uint8Array;
  getValid(row: number): boolean;
}

const FIRST_SLOT = 5;

const putInstant = (sheet: CellSheet, column: number, data: TextData, row: number, out: ScannedInstant): void => {
  if (!data.getValid(row)) return;
  const slot = FIRST_SLOT + 2 * column;
  const start = data.valueOffsets[row]!;
  const end = data.valueOffsets[row + 1]!;
  if (scanIsoInstant(data.values, start, end, out)) sheet.instant(slot, out.seconds, out.micros, out.naive);
  else sheet.unreadable(slot);
};
