import { afterAll, describe, expect, test } from 'vitest';
import { scratchLake } from '../stage/proof/scratch-lake.ts';
import { textLiteral } from './literal.ts';
import { render } from './render.ts';

const scratch = scratchLake();
afterAll(async () => await scratch[Symbol.asyncDispose]());

const valueOf = async (call: string, x: string): Promise<string | null | undefined> => {
  await using session = await scratch.engine.session();
  const text = `SELECT ${call} AS value FROM (SELECT x, @iso_parts(x) AS parts FROM (SELECT ${textLiteral(x)} AS x) t) u`;
  return (await session.evidence(render({ name: 'iso', text, constants: {} }, 'duckdb', {}), 1))[0]?.['value'];
};

describe('a day in ISO text, as Python 3.11 reads it with date.fromisoformat', () => {
  test.each([
    ['1985-03-10', '1985-03-10'],
    ['19850310', '1985-03-10'],
    ['19850310T0', '1985-03-10'],
    ['1985031008', '1985-03-10'],
    ['19850310é', '1985-03-10'],
    ['198503101', null],
    ['2024-W05-1', '2024-01-29'],
    ['2024-W05', '2024-01-29'],
    ['2024W05', '2024-01-29'],
    ['2024W051', '2024-01-29'],
    ['2024W051xx', '2024-01-29'],
    ['2024-W051', null],
    ['2024W05-12', null],
    ['2024-W00-1', null],
    ['2024-W05-8', null],
    ['2020-W53-1', '2020-12-28'],
    ['2021-W53-1', null],
    ['9999-W52-5', '9999-12-31'],
    ['9999-W52-6', null],
    ['0001-W01-1', '0001-01-01'],
    ['0001-01-01', '0001-01-01'],
    ['0000-01-01', null],
    ['9999-12-31', '9999-12-31'],
    ['2000-02-29', '2000-02-29'],
    ['1900-02-29', null],
    ['1985-3-10', null],
    ['1985-0310', null],
    ['１985-03-10', null],
    ['epoch', null],
    ['', null],
  ])('%s is %s', async (x, day) => {
    expect(await valueOf('@iso_date(x)', x)).toBe(day);
  });
});

describe('an instant in ISO text', () => {
  test.each([
    ['2025-12-01T08:00:00Z', '2025-12-01 08:00:00'],
    ['2025-12-01 08:00:00', '2025-12-01 08:00:00'],
    ['2025-12-01T08:00:00.1234569Z', '2025-12-01 08:00:00.123456'],
    ['2025-12-01T23:59:59.999999999', '2025-12-01 23:59:59.999999'],
    ['2025-12-01T08:00:00+07:00', '2025-12-01 01:00:00'],
    ['2025-12-01T08:00:00.5-0330', '2025-12-01 11:30:00.5'],
    ['2025-12-01 08:00:00+07', '2025-12-01 01:00:00'],
    ['2025-01-01T00:30:00+00:30:30', '2024-12-31 23:59:30'],
    ['2025-12-01', '2025-12-01 00:00:00'],
    ['20251201T080910Z', '2025-12-01 08:09:10'],
    ['2025-12-01T08', '2025-12-01 08:00:00'],
    ['2025-12-01x08', '2025-12-01 08:00:00'],
    ['2025-12-01|08|09', null],
    ['2025-12-01T08:09Z', '2025-12-01 08:09:00'],
    ['2025-12-01T08:09:10,25Z', '2025-12-01 08:09:10.25'],
    ['0001-01-01T00:00:00', '0001-01-01 00:00:00'],
    ['0000-12-31T00:00:00', null],
    ['2025-02-29T00:00:00', null],
    ['2025-12-01T24:00:00', null],
    ['2025-12-01T08:60:00', null],
    ['2025-12-01T08:00:00+24:00', null],
    ['2025-12-01T08:00:00z', null],
    ['yesterday', null],
    ['0', null],
  ])('%s is %s', async (x, instant) => {
    expect(await valueOf('@iso_instant(x, parts)', x)).toBe(instant);
  });
});
