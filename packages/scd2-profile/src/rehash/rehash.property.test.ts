import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine } from '@audit/warehouse';
import { seededRandom } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import type { ProfileCase } from '../proof/profile-case.ts';
import { randomCase } from '../proof/random-case.ts';
import { verifyHistory } from '../verify/verify-history.ts';
import { type CaseLake, openCaseLake } from './case-lake.fixture.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const cases = Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 200 : 1));

const root = mkdtempSync(join(tmpdir(), 'audit-rehash-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

/** Loads a case, and hashes by version 2 before the batch of this number; none is never. */
const loaded = async (name: string, { batches, config }: ProfileCase, turnBefore: number): Promise<CaseLake> => {
  const lake = openCaseLake(engine, join(root, name));
  for (const [at, batch] of batches.entries()) {
    if (at === turnBefore) await lake.rehash(2);
    await lake.load(batch, config.feed);
  }
  if (turnBefore === batches.length) await lake.rehash(2);
  return lake;
};

test(
  `a history that is rehashed on the way is the one that is not, but for its hashes, and the one that began so (seed ${seed})`,
  { timeout: isDeep ? 3 * 3_600_000 : 240_000 },
  async () => {
    const random = seededRandom(seed);
    for (let k = 0; k < cases; k++) {
      const one = randomCase(seed + k, { customers: isDeep ? 100 : 40, batches: isDeep ? 3 : 2 });
      const at = 1 + random.below(one.batches.length);
      const where = `${one.id}, rehashed before batch ${at} of ${one.batches.length}`;
      const never = await loaded(`${k}-never`, one, -1);
      const early = await loaded(`${k}-early`, one, 0);
      const turned = await loaded(`${k}-turned`, one, at);
      const told = (contents: object): object => ({ where, ...contents });
      expect(told(await turned.contents('but hashes'))).toEqual(told(await never.contents('but hashes')));
      expect(told(await turned.contents('all'))).toEqual(told(await early.contents('all')));
      expect(told(await verifyHistory(engine, turned.lake))).toMatchObject(told({ ok: true, broken: [] }));
      await turned.rehash(1);
      expect(told(await turned.contents('all'))).toEqual(told(await never.contents('all')));
    }
  },
);
