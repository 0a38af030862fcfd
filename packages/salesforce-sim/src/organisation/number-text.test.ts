import { expect, test } from 'vitest';
import { Organisation } from './organisation.ts';

test('numbers are written as Java writes a double', async () => {
  await using organisation = new Organisation({ seed: 1, accounts: 1, clock: '2026-06-01T12:00:00Z', threads: 1 });
  await organisation.open();
  // The third and the last two from https://github.com/forcedotcom/dataloader/issues/1204
  const cases = { '0.00': '0.0', '-12.30': '-12.3', '99213206.00': '9.9213206E7', '115056052.00': '1.15056052E8', '90000000.00': '9.0E7' };
  const values = Object.keys(cases).map((value) => `(CAST('${value}' AS DECIMAL(18, 2)))`);
  const rows = await organisation.writer.evidence(`SELECT sf_number(v) AS text FROM (VALUES ${values.join(', ')}) AS made(v)`, 99);
  expect(rows.map((row) => row['text'])).toEqual(Object.values(cases));
  const [whole] = await organisation.writer.evidence(
    `SELECT sf_number(CAST(5 AS DECIMAL(18, 0))) AS small, sf_number(CAST(16147805824397 AS DECIMAL(18, 0))) AS large, sf_number(CAST(NULL AS DECIMAL(18, 2))) AS none`,
    1,
  );
  // The large one from https://github.com/forcedotcom/cli/issues/3367
  expect(whole).toEqual({ small: '5.0', large: '1.6147805824397E13', none: null });
});
