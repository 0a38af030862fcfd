import { defineTable, int64, quote } from '@audit/contract';
import type { Engine } from '../../engine/engine.ts';
import { textLiteral } from '../../sql-dialect/literal.ts';
import type { MaskedPositions } from './derive-delta-log.ts';

const deadRows = defineTable({
  name: 'dead_rows',
  layer: 'ops',
  grain: ['position'],
  description: 'Positions of masked rows in one base file; never kept.',
  columns: { position: int64({ description: 'Row of the file, from 0', unit: 'rows' }) },
});

const rowsOf = (path: string): string => `read_parquet(${textLiteral(path)}, hive_partitioning = false, file_row_number = true)`;

/** Finds masked rows with DuckDB; rows of a Parquet file are counted by its reader, in no dialect of SQL. */
export const maskedPositions =
  (engine: Engine): MaskedPositions =>
  async (table, basePath, maskPath) => {
    const sameGrain = table.grain.map((name) => `b.${quote(name)} = m.${quote(name)}`).join(' AND ');
    const dead = `SELECT b.file_row_number AS position FROM ${rowsOf(basePath)} b SEMI JOIN ${rowsOf(maskPath)} m ON ${sameGrain}`;
    await using session = await engine.session();
    const rows = await session.query(`${dead} ORDER BY position ASC NULLS LAST`, deadRows);
    const positions = rows.getChild('position')?.toArray() as BigInt64Array | undefined;
    return Uint32Array.from(positions ?? [], Number);
  };
