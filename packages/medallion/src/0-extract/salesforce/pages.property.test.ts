import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine } from '@audit/warehouse';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { PageEntry } from './checkpoint.ts';
import { CsvScan } from './csv-scan.ts';
import { jsonPage } from './json-page.ts';
import { pagesSql } from './pages-sql.ts';
import { spoolPage } from './spool-page.ts';

const home = mkdtempSync(join(tmpdir(), 'audit-pages-'));
const engine = duckDbEngine({ tempDirectory: home, directories: [home] });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(home, { recursive: true, force: true });
});

type Cell = string | null;

const cell = fc.option(
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'ß', '😀', '\u0000', '\uFEFF', 'x'), maxLength: 8 }),
  ),
);
const rows = fc.array(fc.tuple(cell, cell), { maxLength: 12 });
const idOf = (at: number): string => `001${String(at).padStart(12, '0')}AAA`;
const quoted = (value: Cell): string => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);
const csvOf = (cells: readonly (readonly Cell[])[]): string =>
  [['Id', 'A', 'B'].join(','), ...cells.map((row, at) => [idOf(at), ...row].map(quoted).join(','))].map((line) => `${line}\n`).join('');

/** The bytes in pieces, cut anywhere, within a character too. */
const piecesOf = (bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] => {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
};

const scanned = (pieces: readonly Uint8Array[]) => {
  const scan = new CsvScan();
  for (const piece of pieces) scan.feed(piece);
  return scan.figures();
};

test('a page tells its rows and Ids however its bytes are cut into pieces', () => {
  fc.assert(
    fc.property(rows, fc.array(fc.nat(), { maxLength: 6 }), (cells, cuts) => {
      const bytes = Buffer.from(csvOf(cells));
      const { rows: count, firstId, lastId, fault, header } = scanned(piecesOf(bytes, cuts));
      expect({ count, fault, header }).toEqual({ count: cells.length, fault: null, header: ['Id', 'A', 'B'] });
      expect([firstId, lastId]).toEqual(cells.length === 0 ? [null, null] : [idOf(0), idOf(cells.length - 1)]);
    }),
  );
});

test('a page cut anywhere has fewer rows or a fault', () => {
  fc.assert(
    fc.property(rows, fc.nat(), (cells, cut) => {
      const bytes = Buffer.from(csvOf(cells));
      const { rows: count, fault } = scanned([bytes.subarray(0, cut % bytes.length)]);
      expect(count < cells.length || fault !== null).toBe(true);
    }),
  );
});

test('rows that came before, out of order, or with a cell too many are a fault', () => {
  const figures = (text: string) => scanned([Buffer.from(text)]).fault;
  expect(figures(`Id,A\n${idOf(1)},x\n${idOf(1)},x\n`)).toMatch(/row 2 has an Id not above/);
  expect(figures(`Id,A\n${idOf(2)},x\n${idOf(1)},x\n`)).toMatch(/row 2 has an Id not above/);
  expect(figures(`A,Id\nx,"${idOf(2)}"\nx,"${idOf(3)}"\n`)).toBeNull();
  expect(figures(`Id,A\n${idOf(1)},x,y\n`)).toMatch(/row 1 has 3 cells, not 2/);
  expect(figures('')).toMatch(/no header/);
});

const entryOf = (page: Awaited<ReturnType<typeof spoolPage>>, api: PageEntry['api'], file: string): PageEntry => ({
  kind: 'page',
  task: 'rows',
  job: api === 'rest' ? null : '750',
  page: 1,
  promised: null,
  received: 0,
  next: null,
  ...page,
  api,
  file,
});

// Hex, since the engine's client takes a byte order mark off the front of texts.
const readBack = async (
  page: Awaited<ReturnType<typeof spoolPage>>,
  api: PageEntry['api'],
  path: string,
): Promise<readonly (readonly Cell[])[]> => {
  await using session = await engine.session();
  const sql = pagesSql([entryOf(page, api, path)], ['Id', 'A', 'B'], ({ file }) => file);
  const found = await session.evidence(`SELECT HEX(ENCODE("A")) AS a, HEX(ENCODE("B")) AS b FROM (${sql}) ORDER BY "Id"`, 1000);
  return found.map(({ a, b }) => [a, b].map((hex) => (hex === null || hex === undefined ? null : Buffer.from(hex, 'hex').toString())));
};

test('what Bulk sends is read back to the byte, the empty text as null', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.array(fc.nat(), { maxLength: 4 }), async (cells, cuts) => {
      const path = join(home, 'bulk.csv');
      const pieces = piecesOf(Buffer.from(csvOf(cells)), cuts);
      const page = await spoolPage(asStream(pieces), path);
      expect(await readBack(page, 'bulk2', path)).toEqual(cells.map((row) => row.map((value) => (value === '' ? null : value))));
    }),
    { numRuns: 60 },
  );
});

test('what REST sends is read back to the byte, numbers with all their digits, null and the empty text apart', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.bigInt({ min: 0n, max: 10n ** 24n }), async (cells, digits) => {
      const path = join(home, 'rest.csv');
      const records = cells.map(([a], at) => `{"attributes":{"type":"T"},"B":${digits}.50,"A":${JSON.stringify(a)},"Id":"${idOf(at)}"}`);
      const { csv } = jsonPage(`{"totalSize":${cells.length},"done":true,"records":[${records.join(',')}]}`, ['Id', 'A', 'B'], new Set());
      const page = await spoolPage(asStream([csv]), path);
      expect(await readBack(page, 'rest', path)).toEqual(cells.map(([a]) => [a, `${digits}.50`]));
    }),
    { numRuns: 60 },
  );
});

test('times of REST are spelt as those of Bulk, texts that look like one stay as they are', () => {
  const time = '2026-03-01T10:00:00.000+0000';
  const { csv } = jsonPage(
    JSON.stringify({ totalSize: 1, done: true, records: [{ Id: 'x', A: time, B: time }] }),
    ['Id', 'A', 'B'],
    new Set(['A']),
  );
  expect(Buffer.from(csv).toString()).toBe(`Id,A,B\n"x","2026-03-01T10:00:00.000Z","${time}"\n`);
});

async function* asStream(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
