import { createReadStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { customerPeriods, defineTable, granularities, orders, qualifiedName, type Table, text } from '@audit/contract';
import { duckDbEngine, Lake, tableScan } from '@audit/warehouse';
import { arrowFile, contentHash } from '@audit/warehouse/arrow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-one-content-'));
const names = ['order_id', 'customer_id', 'event_ts', 'product_id', 'quantity', 'unit_price', 'line_total', 'currency'] as const;
type Line = Readonly<Partial<Record<(typeof names)[number], string>>>;

/** Ids with quotes, commas, breaks and letters beyond ASCII; sums of half units; digits beyond doubles; offsets and eras. */
const lines: readonly Line[] = [
  { order_id: 'O,"1"', customer_id: 'é\u{1f600}', event_ts: '2025-03-31T23:59:59.999999Z', line_total: '0.005', currency: 'EUR' },
  { order_id: 'O,"1"', customer_id: 'é\u{1f600}', event_ts: '2025-04-01T02:00:00+02:00', line_total: '1.005', currency: 'EUR' },
  { order_id: 'line\nbreak', customer_id: 'Ａ', event_ts: '2024-02-29T12:00:00Z', quantity: '0.333333', unit_price: '3.0000000000000001' },
  { order_id: '007', customer_id: '1e3', event_ts: '1969-12-31T23:59:59.5Z', quantity: '3', unit_price: '99999999999999.99' },
  { order_id: 'null', customer_id: 'true', event_ts: '2025-12-31T23:30:00-00:30', product_id: 'p', line_total: '1e1' },
  { order_id: 'null', customer_id: 'true', event_ts: '2025-12-31T23:30:00Z', product_id: '  p ', line_total: '0.10' },
  ...Array.from({ length: 300 }, (_, at) => ({
    order_id: `B${at % 97}`,
    customer_id: `c${(at % 97) % 13}`,
    event_ts: new Date(Date.UTC(2025, at % 12, 1 + (at % 28), at % 24)).toISOString(),
    product_id: `p${at % 7}`,
    quantity: `${1 + (at % 3)}`,
    unit_price: `${(at * 37) % 1000}.${at % 10}5`,
  })),
];

const csvCell = (text = ''): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const jsonLines = lines.map((line) => JSON.stringify(line));

const given = defineTable({
  name: 'given',
  layer: 'bronze',
  grain: ['order_id'],
  description: 'The lines as text.',
  columns: Object.fromEntries(names.map((name) => [name, text({ description: name, nullable: true })])) as Record<
    (typeof names)[number],
    ReturnType<typeof text>
  >,
});

const parquetAndArrow = async (): Promise<readonly [Uint8Array, Uint8Array]> => {
  const source = join(cwd, 'made.ndjson');
  const path = join(cwd, 'made.parquet');
  writeFileSync(source, jsonLines.join('\n'));
  await using session = await engine.session();
  const columns = names.map((name) => `${name}: 'VARCHAR'`).join(', ');
  const rows = `SELECT * FROM read_json('${source}', format = 'newline_delimited', columns = {${columns}})`;
  await session.write(rows, path);
  return [readFileSync(path), arrowFile(await session.query(rows, given))];
};

const formats = ['json', 'ndjson', 'csv', 'parquet', 'arrow'] as const;
const compressions = { plain: (bytes: Uint8Array) => bytes, gzip: (bytes: Uint8Array) => gzipSync(bytes), zstd: zstdCompressSync } as const;
const inputs = new Map<string, Uint8Array>();
const tables: readonly Table[] = [orders, ...granularities.map((unit) => customerPeriods[unit])];
const engine = duckDbEngine({ tempDirectory: cwd, directories: [cwd] });
afterAll(() => engine[Symbol.asyncDispose]());

beforeAll(async () => {
  inputs.set('json', Buffer.from(`[${jsonLines.join(',\n')}]`));
  inputs.set('ndjson', Buffer.from(`${jsonLines.join('\n')}\n`));
  inputs.set(
    'csv',
    Buffer.from([names.join(','), ...lines.map((line) => names.map((name) => csvCell(line[name])).join(','))].join('\r\n')),
  );
  const [parquet, arrow] = await parquetAndArrow();
  inputs.set('parquet', parquet);
  inputs.set('arrow', arrow);
});

/** Content hashes of the marts a lake holds. */
const hashesOf = async (folder: string): Promise<readonly string[]> => {
  const lake = Lake.open(join(cwd, folder));
  const { tables: kept } = lake.head();
  await using session = await engine.session();
  const hashes: string[] = [];
  for (const table of tables) {
    const rows = await session.query(tableScan(lake, table, kept[qualifiedName(table)]), table);
    hashes.push(`${qualifiedName(table)} ${rows.numRows} ${contentHash(rows, table)}`);
  }
  return hashes;
};

let expected: readonly string[] | undefined;
const all = formats.flatMap((format, row) =>
  (['plain', 'gzip', 'zstd'] as const).flatMap((compression, column) =>
    (['file', 'stdin'] as const).map((way, depth) => ({
      combination: [format, compression, way] as const,
      diagonal: row + column + depth,
    })),
  ),
);
/** Each format twice, each compression and way with each other; all thirty in the deep suite. */
const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const combinations = all.flatMap(({ combination, diagonal }) => (isDeep || diagonal % 3 === 0 ? [combination] : []));

test.each(combinations)('the same lines as %s, %s, from %s give the same orders and periods', async (format, compression, way) => {
  const path = join(cwd, `${format}-${compression}`);
  writeFileSync(path, compressions[compression](inputs.get(format)!));
  const lake = `lake-${format}-${compression}-${way}`;
  const args = ['build-mart', way === 'file' ? path : '-', '--lake', lake, '--granularity', granularities.join(','), '--quiet'];
  const { code, stderr } = await auditHere(args, {
    cwd,
    env: { AUDIT_CLOCK: '2026-02-01T00:00:00Z' },
    ...(way === 'file' ? {} : { stdin: createReadStream(path) }),
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const hashes = await hashesOf(lake);
  expect(hashes[0]).toMatch(/^gold_orders 101 /);
  expect(hashes).toEqual((expected ??= hashes));
});
