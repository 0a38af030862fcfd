import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { customerPeriods, InputRefused, orders } from '@audit/contract';
import { decodeRows } from '@audit/warehouse/arrow';
import { tableFromArrays } from 'apache-arrow';
import { afterAll, expect, test } from 'vitest';
import { CustomerDataMartBuilder } from './customer-data-mart-builder.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-builder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const temporary = folder;

const lines = [
  { order_id: 'A-1', customer_id: '123', event_ts: new Date('2024-01-04T10:02:00Z'), product_id: 'SKU-1', quantity: 2, unit_price: 30 },
  { order_id: 'A-1', customer_id: '123', event_ts: new Date('2024-01-04T10:05:00Z'), product_id: 'SKU-2', quantity: 1, unit_price: 15 },
];

test('the founding document’s example gives its orders and periods, from records, an Arrow table and a file alike', async () => {
  const builder = new CustomerDataMartBuilder({ tempDirectory: temporary });
  const [granularity] = builder.periodGranularities;
  writeFileSync(join(folder, 'lines.json'), JSON.stringify(lines));
  const table = tableFromArrays(
    Object.fromEntries(
      Object.keys(lines[0] ?? {}).map((name) => [name, lines.map((line) => (line as Record<string, unknown>)[name])]),
    ) as never,
  );
  for (const input of [lines, table, join(folder, 'lines.json')]) {
    const mart = await builder.build(input);
    expect([...decodeRows(mart.orders, orders)]).toMatchObject([
      { order_id: 'A-1', total_spend: '75.0000', total_quantity: '3.000000', distinct_products: 2n },
    ]);
    expect([...decodeRows(mart.periods[granularity ?? 'quarter'], customerPeriods.quarter)]).toMatchObject([
      { customer_id: '123', total_orders: 1n },
    ]);
  }
  expect(readdirSync(temporary)).toEqual(['lines.json']);
});

test('a bad record throws, or is kept aside', async () => {
  const records = [...lines, { order_id: 'A-2', quantity: -1 }];
  await expect(new CustomerDataMartBuilder().build(records)).rejects.toBeInstanceOf(InputRefused);
  const mart = await new CustomerDataMartBuilder({ onError: 'quarantine', granularities: ['day'] }).build(records);
  expect([mart.orders.numRows, mart.periods.day.numRows, mart.quarantined.numRows]).toEqual([1, 1, 1]);
});
