import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table as ArrowTable } from 'apache-arrow/table';
import * as fc from 'fast-check';
import type { Micros } from '@audit/contract';
import { afterAll, describe, expect, test } from 'vitest';
import { duckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import { deepCount } from '../deep-count.fixture.ts';
import { decodeRows } from './decode-rows.ts';
import { encodeRows } from './encode-rows.ts';
import { everyType, type EveryType, manyRows } from './every-type.fixture.ts';

const runs = deepCount(4, 1000);
const directory = mkdtempSync(join(tmpdir(), 'audit-bridge-'));
const engine = duckDbEngine({ tempDirectory: directory, directories: [], threads: 2 });
const session = await engine.session();

afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

/** Pieces of a table, cut anywhere and put together again: its arrays start in the middle of bytes and buffers. */
const inPieces = (rows: ArrowTable, cuts: readonly number[]): ArrowTable => {
  const places = [0, ...cuts.map((cut) => cut % (rows.numRows + 1)).toSorted((a, b) => a - b), rows.numRows];
  const pieces = places.slice(1).map((end, k) => rows.slice(places[k], end));
  return pieces.reduce((all, piece) => all.concat(piece));
};
const throughDuckDb = async (rows: ArrowTable, order = 'i'): Promise<readonly EveryType[]> => {
  await session.bindArrow('rows', everyType, rows);
  return [...decodeRows(await session.query(`SELECT * FROM rows ORDER BY ${order}`, everyType), everyType)];
};

/** What DuckDB itself makes of each value, by its own functions. */
const asText = `SELECT hex(t) AS t, n32, n64, b, strftime(d, '%Y-%m-%d') AS d, epoch_us("at") AS "at", d4, d9, d18, d38, len(l) AS l, hex(l[2]) AS second,
    list_aggregate(ld, 'string_agg', ' ') AS ld, s.lo AS lo, hex(s.t) AS st, s.b AS sb FROM rows ORDER BY i`;
const hex = (value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : Buffer.from(value).toString('hex').toUpperCase();
const plain = (value: string | number | bigint | boolean | null | undefined): string | null => value?.toString() ?? null;
const seenByDuckDb = (row: EveryType) => ({
  ...Object.fromEntries((['n32', 'n64', 'b', 'at', 'd4', 'd9', 'd18', 'd38'] as const).map((name) => [name, plain(row[name])])),
  t: hex(row.t),
  d: row.d?.replace(/^0+(?=\d{4})/, '') ?? null,
  l: plain(row.l?.length),
  second: hex(row.l?.[1]),
  ld: row.ld?.filter((value) => value !== null).join(' ') || null,
  lo: plain(row.s?.lo),
  st: hex(row.s?.t),
  sb: plain(row.s?.b),
});

describe('rows of every type', () => {
  test('are the same after they were encoded and decoded', () => {
    fc.assert(
      fc.property(manyRows(300), (rows) => {
        expect([...decodeRows(encodeRows(rows, everyType), everyType)]).toEqual(rows);
      }),
      { numRuns: runs },
    );
  });

  test('are the same after they went into DuckDB and came back, however they were cut into batches', async () => {
    await fc.assert(
      fc.asyncProperty(manyRows(4500), fc.array(fc.nat(4500), { maxLength: 8 }), async (rows, cuts) => {
        expect(await throughDuckDb(inPieces(encodeRows(rows, everyType), cuts))).toEqual(rows);
      }),
      { numRuns: runs },
    );
  });

  test('read in DuckDB as they were written here', async () => {
    const dates = { min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n };
    await fc.assert(
      fc.asyncProperty(manyRows(30), fc.bigInt(dates), async (rows, at) => {
        await session.bindArrow(
          'rows',
          everyType,
          encodeRows(
            rows.map((row) => ({ ...row, at: at as Micros })),
            everyType,
          ),
        );
        expect(await session.evidence(asText, 100)).toEqual(rows.map((row) => seenByDuckDb({ ...row, at: at as Micros })));
      }),
      { numRuns: runs },
    );
  });

  test('are the same when only a stretch of a larger table is given', async () => {
    await fc.assert(
      fc.asyncProperty(manyRows(3000), fc.nat(3000), fc.nat(3000), async (rows, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(await throughDuckDb(encodeRows(rows, everyType).slice(from, to))).toEqual(rows.slice(from, to));
      }),
      { numRuns: runs },
    );
  });

  test('are the same when DuckDB gives them in another order than they are stored in', async () => {
    await fc.assert(
      fc.asyncProperty(manyRows(4500), async (rows) => {
        const scattered = await throughDuckDb(encodeRows(rows, everyType), 'md5(CAST(i AS VARCHAR)), i');
        expect(scattered.toSorted((a, b) => Number(a.i - b.i))).toEqual(rows);
      }),
      { numRuns: runs },
    );
  });
});
