import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLine, randomCase } from '@audit/scd2-profile/proof';
import { afterAll, expect, test } from 'vitest';
import { auditHere as audit } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-load-again-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);

test(`loading every batch again, one by one or all at once, commits nothing (seed ${seed})`, async () => {
  const { batches, config } = randomCase(seed, { customers: 20, batches: 4 });
  const loads = batches.map(({ batch_id, extract_ts, load_ts, records }, k) => {
    writeFileSync(join(cwd, `${k}.ndjson`), records.map((record) => `${jsonLine(record)}\n`).join(''));
    return [`${k}.ndjson`, '--batch-id', batch_id, '--extract-ts', extract_ts, '--load-ts', load_ts, '--feed', config.feed];
  });
  const load = async (args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await audit(['profile', 'load', ...args, '--json'], { cwd });
    if (code !== 0 && code !== 4) throw new Error(`exit ${code}\n${stderr}`);
    return stdout;
  };
  const head = async (): Promise<string> => (await audit(['history', '--json'], { cwd })).stdout;
  for (const args of loads) await load(args);
  const before = await head();
  expect(before.trim().split('\n')).toHaveLength(new Set(batches.map((batch) => batch.batch_id)).size);
  for (const args of loads) expect(JSON.parse(await load(args))).toMatchObject({ created: 0, corrected: 0, closed: 0, type1_updated: 0 });
  expect(await head()).toBe(before);
});
