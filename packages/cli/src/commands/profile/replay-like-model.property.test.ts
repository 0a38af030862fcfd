import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
} from '@audit/scd2-profile/proof';
import { afterAll, expect, test } from 'vitest';
import { auditHere as audit } from '../../audit-in-process.fixture.ts';
import { isThird } from '../../turn.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-replay-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const histories = Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 50_000 : 1000));
const packed = 1000;
const timeout = isDeep ? 3 * 3_600_000 : 300_000;

type Answer = Expected & { readonly id: string };

const replay = async (cases: readonly ProfileCase[]): Promise<readonly Answer[]> => {
  const file = join(cwd, 'cases.ndjson');
  writeFileSync(file, cases.map((one) => `${jsonLine(one)}\n`).join(''));
  const { code, stdout, stderr } = await audit(['profile', 'replay', file, '--json'], { cwd });
  if (code !== 0) throw new Error(`replay: exit ${code}\n${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
};

const differences = async (one: ProfileCase): Promise<readonly string[]> => {
  const [answer] = await replay([one]);
  return differencesOf(expectedOf(one), { ...answer });
};

const told = (one: ProfileCase): Promise<readonly string[]> => differences(one).catch((error: unknown) => [String(error)]);
const fails = async (one: ProfileCase): Promise<boolean> => (await told(one)).length > 0;

/** The smallest case like it that differs, and how, in one text. */
const explained = async (one: ProfileCase): Promise<string> => {
  const smallest = await smallestFailing(one, fails);
  return [`${one.id}, at its smallest:`, jsonLine(smallest), ...(await told(smallest))].join('\n');
};

test('every known answer comes out of a replay, in every part', { timeout }, async () => {
  const known = new URL('../../../../../fixtures/profile/vectors.json', import.meta.url).pathname;
  const { vectors: all } = JSON.parse(readFileSync(known, 'utf8')) as { vectors: readonly { id: string; expect: Expected }[] };
  const vectors = all.filter((_, at) => isThird(at));
  const file = join(cwd, 'vectors.json');
  writeFileSync(file, JSON.stringify({ vectors }));
  const { code, stdout } = await audit(['profile', 'replay', file, '--json'], { cwd });
  const answers = stdout.trim().split('\n');
  expect(code).toBe(0);
  expect(answers.map((line) => JSON.parse(line) as unknown)).toEqual(vectors.map(({ id, expect: known }) => ({ id, ...known })));
});

test(`a replay of ${histories} random histories is what the model says, in every part (seed ${seed})`, { timeout }, async () => {
  for (let from = 0; from * packed < histories; from++) {
    const feed = (seed + from) % 2 === 0 ? 'snapshot' : 'changelog';
    const one = randomCase(seed + from, { customers: Math.min(packed, histories - from * packed), batches: 5, feed });
    if (await fails(one)) expect.fail(await explained(one));
  }
});

test(`the same observations in other batches, in another order, make the same versions (seed ${seed})`, { timeout }, async () => {
  const one = randomCase(seed, { customers: isDeep ? 1000 : 40, batches: 2 });
  const [inOrder, other] = await replay([one, rearranged(one, seed)]);
  expect(timelessOf(other as Answer)).toEqual(timelessOf(inOrder as Answer));
  expect(inOrder?.versions.length).toBeGreaterThan(30);
});
