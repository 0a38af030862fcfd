import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { document } from './described-answers.fixture.ts';
import { makeKeys } from './made-keys.fixture.ts';
import { openServedLake, type ServedLake } from './served-lake.fixture.ts';

/** Made by tools/oracle-venv.mjs; `npm run test:deep` says where. */
const repository = fileURLToPath(new URL('../../../../../', import.meta.url));
const python = process.env['AUDIT_ORACLE_PYTHON'] ?? join(repository, '.venv-oracle', 'bin', 'python');
const examples = process.env['AUDIT_TEST_N'] ?? '1000';
const seed = process.env['AUDIT_TEST_SEED'] ?? '1';

let served: ServedLake;
let keys: Awaited<ReturnType<typeof makeKeys>>;
beforeAll(async () => {
  served = await openServedLake({ serve: { requests_at_once: 100_000, requests_per_second: 100_000 } });
  keys = await makeKeys(served);
  // The server looks for keys once a second.
  await new Promise((resolve) => setTimeout(resolve, 1100));
});
afterAll(() => served[Symbol.asyncDispose]());

/** What schemathesis (github.com/schemathesis/schemathesis) finds in a server by its description. */
const found = async (key: string, ...more: readonly string[]): Promise<readonly [code: number, told: string]> => {
  const path = join(served.cwd, 'described.json');
  writeFileSync(path, JSON.stringify(document));
  const flags = [
    '--url',
    served.url,
    '--checks',
    'all',
    '-n',
    examples,
    '--seed',
    seed,
    '-H',
    `X-API-Key: ${key}`,
    '--continue-on-failure',
  ];
  const child = spawn(join(dirname(python), 'schemathesis'), ['run', path, ...flags, ...more], {
    cwd: served.cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (told += part));
  const [code] = (await once(child, 'close')) as [number];
  return [code, code === 0 ? '' : told];
};

test('requests made of the description get what it says, and none is a failure of ours', async () => {
  expect(await found(keys.reader)).toEqual([0, '']);
});

// What is well formed is refused here all the same where its Idempotency-Key was used for something else, or its day is over.
test('so do requests of whoever may act', async () => {
  expect(await found(keys.admin, '--include-method', 'POST', '--exclude-checks', 'positive_data_acceptance')).toEqual([0, '']);
});
