import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineTable, formatInstant, granularities, type Micros, parseInstant, timestamp } from '@audit/contract';
import { periodBounds } from '@audit/contract/period';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { decodeRows } from '../arrow/decode-rows.ts';
import { duckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import { render } from './render.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-period-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true });
});

const periods = defineTable({
  name: 'periods',
  layer: 'gold',
  grain: ['ts'],
  description: 'Instants and the periods they lie in.',
  columns: {
    ts: timestamp({ description: 'Instant' }),
    period_start: timestamp({ description: 'Start' }),
    period_end: timestamp({ description: 'End' }),
  },
});
const at = (text: string): Micros => parseInstant(text)?.micros as Micros;
// Clocks of these go over midnight in one direction or the other, skip a day, or stand at odd minutes.
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Atlantic/Azores',
  'America/Havana',
  'Africa/Cairo',
  'Pacific/Apia',
  'Asia/Kathmandu',
];
const hardest = [
  '2024-10-27T00:30:00Z',
  '2024-10-26T23:59:59.999999Z',
  '2024-11-03T04:30:00Z',
  '2018-11-04T03:00:00Z',
  '2011-12-30T10:00:00Z',
].map(at);
const model = (unit: string) => ({
  name: 'periods',
  text: 'SELECT ts, @period_start({unit}, ts, $zone) AS period_start, @period_end({unit}, ts, $zone) AS period_end FROM instants',
  constants: { unit },
});

test('the periods of SQL are those of the calendar, in every zone and granularity', async () => {
  const instants = fc.uniqueArray(fc.bigInt({ min: at('1990-01-01'), max: at('2036-01-01') }), { minLength: 20, maxLength: 60 });
  const property = fc.asyncProperty(instants, fc.constantFrom(...zones), fc.constantFrom(...granularities), async (some, zone, unit) => {
    await using session = await engine.session();
    const values = [...new Set([...some, ...hardest])].map((micros) => `(make_timestamp(${micros}))`);
    await session.materialise('instants', `SELECT ts FROM (VALUES ${values.join(', ')}) v(ts)`);
    const rows = decodeRows(await session.query(render(model(unit), 'duckdb', { zone }), periods), periods);
    for (const row of rows) {
      const { start, end } = periodBounds(unit, row.ts, zone);
      expect([row.ts, row.period_start, row.period_end].map(formatInstant)).toEqual([row.ts, start, end].map(formatInstant));
    }
  });
  await fc.assert(property, { numRuns: 60 });
});
