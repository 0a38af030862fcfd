import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Table } from '@audit/contract';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { runQueriesBothWays } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import { allStages } from './all-stages.ts';
import { madeUpRows } from './made-up-rows.ts';
import { sampleParams } from './sample-params.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-both-ways-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

/** What a stage is promised of its inputs besides their grain. */
const oneOfEach: Readonly<Record<string, readonly string[]>> = { 'scd2-profile/differences': ['customer_id'] };

const stages = await allStages();

test.each(stages.map((stage) => [stage.id, stage] as const))(
  '%s gives the same rows over Arrow tables in memory and through a lake',
  async (id, stage) => {
    const rowsOf = (name: string, table: Table): string => madeUpRows(table, oneOfEach[id], name === 'after' ? 'DESC' : 'ASC');
    const queries = Object.fromEntries(Object.entries(stage.reads).map(([name, { table }]) => [name, rowsOf(name, table)]));
    const lake = Lake.open(join(root, id.replaceAll('/', '-')), { durable: false });
    const both = await runQueriesBothWays(engine, lake, stage, queries, stage.params.parse(sampleParams(stage)));
    expect(both.different).toBe(0);
    expect(both.rows).toBeGreaterThan(0);
  },
);
