import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { differencesOf, expectedOf, jsonLine, type ProfileCase, randomCase, smallestFailing } from '../proof.ts';
import { answerCase, replayCase } from './replay-case.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const histories = Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 20_000 : 1000));
const packed = 500;

const root = mkdtempSync(join(tmpdir(), 'audit-repetitions-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 2 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

let folders = 0;

/** Where history differs when records that repeat the newest delivery of their customer are passed over; these have no hash, no findings. */
const differences = async (one: ProfileCase): Promise<readonly string[]> => {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  const exact = JSON.parse(jsonLine(one), (_: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? context?.source : value,
  ) as unknown;
  const answer = await answerCase(engine, folder, replayCase.parse(exact), 0);
  rmSync(folder, { recursive: true });
  const { hashes, dq, ...expected } = expectedOf(one);
  return differencesOf({ hashes, dq, ...expected }, { ...answer, hashes, dq });
};

const fails = async (one: ProfileCase): Promise<boolean> => (await differences(one).catch(String)).length > 0;

test(
  `passing over repetitions changes nothing in ${histories} random histories (seed ${seed})`,
  { timeout: isDeep ? 3 * 3_600_000 : 300_000 },
  async () => {
    for (let from = 0; from * packed < histories; from++) {
      const feed = from % 2 === 0 ? 'snapshot' : 'changelog';
      const one = randomCase(seed + from, { customers: Math.min(packed, histories - from * packed), batches: 6, feed });
      if (await fails(one)) {
        const smallest = await smallestFailing(one, fails);
        expect.fail([`${one.id}, at its smallest:`, jsonLine(smallest), ...(await differences(smallest).catch(String))].join('\n'));
      }
    }
  },
);
