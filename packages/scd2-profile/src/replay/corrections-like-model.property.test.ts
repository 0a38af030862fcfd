import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import {
  differencesOf,
  type Expected,
  expectedOf,
  jsonLine,
  type ProfileCase,
  randomCase,
  rearranged,
  smallestFailing,
  timelessOf,
} from '../proof.ts';
import { verifyHistory } from '../verify/verify-history.ts';
import { answerCase, replayCase } from './replay-case.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const histories = Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 20_000 : 40));
const packed = isDeep ? 500 : 40;
const timeout = isDeep ? 3 * 3_600_000 : 300_000;

const root = mkdtempSync(join(tmpdir(), 'audit-corrections-'));
const engine = duckDbEngine({ tempDirectory: join(root, 'temp'), directories: [root], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

let folders = 0;

/** What the product answers to a case, and the laws its lake breaks. */
const answered = async (one: ProfileCase): Promise<Expected & { readonly broken: readonly string[] }> => {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  const exact = JSON.parse(jsonLine(one), (_: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? context?.source : value,
  ) as unknown;
  const answer = await answerCase(engine, folder, replayCase.parse(exact));
  const { broken } = await verifyHistory(engine, Lake.open(join(folder, 'lake'), { durable: false }));
  rmSync(folder, { recursive: true });
  return { ...(answer as unknown as Expected), broken: broken.map(({ law }) => law) };
};

const told = async (one: ProfileCase): Promise<readonly string[]> => {
  try {
    const { broken, ...answer } = await answered(one);
    return [...differencesOf(expectedOf(one), answer), ...broken];
  } catch (error) {
    return [String(error)];
  }
};
const fails = async (one: ProfileCase): Promise<boolean> => (await told(one)).length > 0;

test(`${histories} random histories with corrections are what the model says, and keep every law (seed ${seed})`, { timeout }, async () => {
  for (let from = 0; from * packed < histories; from++) {
    const feed = (seed + from) % 2 === 0 ? 'snapshot' : 'changelog';
    const customers = Math.min(packed, histories - from * packed);
    const one = randomCase(seed + from, { customers, batches: 3, feed, corrections: 'any' });
    if (!(await fails(one))) continue;
    const smallest = await smallestFailing(one, fails);
    expect.fail([`${one.id}, at its smallest:`, jsonLine(smallest), ...(await told(smallest))].join('\n'));
  }
});

test(`corrections between other batches of the same observations make the same versions (seed ${seed})`, { timeout }, async () => {
  const one = randomCase(seed, { customers: isDeep ? 500 : 12, batches: 1, corrections: 'profiles' });
  const [inOrder, other] = [await answered(one), await answered(rearranged(one, seed))];
  expect(timelessOf(other)).toEqual(timelessOf(inOrder));
  expect(inOrder.versions.length).toBeGreaterThan(5);
});
