import { expect, test } from 'vitest';
import { render } from '../sql-dialect/render.ts';
import { partCounts, partNames, partOf } from './key-parts.ts';
import { scratchLake } from './proof/scratch-lake.ts';

test('every key is in a named part, parts are about equal, and those of a greater number lie within those of a smaller', async () => {
  await using scratch = scratchLake();
  await using session = await scratch.engine.session();
  await session.bindSql('keys', `SELECT 'K' || i AS a, i % 7 AS b FROM range(20000) r(i)`);
  const columns = partCounts.map((count) => `${partOf(['a', 'b'], count)} AS p${count}`).join(', ');
  const sql = `SELECT p4, p16, p64, COUNT(*) AS n FROM (SELECT ${columns} FROM keys) k GROUP BY p4, p16, p64 ORDER BY p64 ASC NULLS FIRST`;
  const rows = await session.evidence(render({ name: 'parts', text: sql, constants: {} }, 'duckdb', {}), 100);
  expect(rows.map((row) => row['p64'])).toEqual(partNames(64));
  for (const count of [4, 16] as const) {
    const places = rows.map((row) => partNames(count).indexOf(row[`p${count}`] ?? ''));
    expect(places).toEqual(rows.map((_, at) => Math.floor((at * count) / 64)));
  }
  for (const { n } of rows) expect(Math.abs(Number(n) - 20_000 / 64)).toBeLessThan(100);
});
