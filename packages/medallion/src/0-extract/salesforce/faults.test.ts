import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '@audit/salesforce-sim';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExtractionSettings } from './extraction-settings.ts';
import type { LandedObject } from './extract-table.ts';
import { failure, openTrial } from './salesforce-trial.fixture.ts';

const trial = await openTrial({ accounts: 350 });
afterAll(() => trial[Symbol.asyncDispose]());
const { sim } = trial;
const object = 'Contact';

let truth: readonly (string | null | undefined)[] = [];
beforeAll(async () => {
  truth = (await sim.org.truth(object, ['Id'])).map((row) => row['Id']);
});

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
type Api = 'bulk2' | 'rest';
const settings = (api: Api): Partial<ExtractionSettings> => ({ api, pageRows: 200, restPageRows: 200 });
/** The second page and those after it. */
const later = { bulk2: /\/results\?.*locator=/, rest: /\/queryAll\/01g/ } as const;
const once = (api: Api, fault: Omit<Fault, 'on'>): Fault => ({ ...fault, on: { path: later[api], nth: 1 } });
const always = (api: Api, fault: Omit<Fault, 'on'>): Fault => ({ ...fault, on: { path: later[api], nth: 1, times: 1e6 } });

const idsOf = async (landed: readonly LandedObject[]): Promise<readonly (string | null | undefined)[]> => {
  await using session = await trial.engine.session();
  const paths = landed.flatMap(({ files }) => files.map(({ path }) => `'${path}'`));
  return (await session.evidence(`SELECT "Id" FROM read_parquet([${paths.join(', ')}]) ORDER BY 1`, 1_000_000)).map((row) => row['Id']);
};
const attempt = (api: Api, more: Partial<ExtractionSettings> = {}) => trial.attempt([object], { settings: { ...settings(api), ...more } });
/** Pages that were sent whole, by path: each once, whatever went wrong. */
const sentWhole = (since: number): readonly string[] =>
  sim.requests
    .slice(since)
    .flatMap(({ path, status, fault }) => (status === 200 && fault === null && /\/results\?|\/01g/.test(path) ? [path] : []));
/** The run's folder goes, as after a commit. */
const done = async (landed: readonly LandedObject[]): Promise<void> => {
  expect(await idsOf(landed)).toEqual(truth);
  trial.publish([]);
  sim.clearFaults();
};

const passing: readonly (readonly [string, Omit<Fault, 'on'>])[] = [
  ['503 with HTML', { kind: 'status', status: 503 }],
  ['429 with Retry-After', { kind: 'status', status: 429, errorCode: 'TOO_MANY_REQUESTS', headers: { 'retry-after': '30' } }],
  ['420', { kind: 'status', status: 420 }],
  ['500', { kind: 'status', status: 500 }],
  ['a timed out query', { kind: 'status', status: 400, errorCode: 'QUERY_TIMEOUT' }],
  ['a late answer', { kind: 'delay', millis: 50 }],
  ['a cut connection', { kind: 'cut' }],
  ['a body that ends early', { kind: 'short-body' }],
  ['a page that came before', { kind: 'duplicate-page' }],
  ['missing headers', { kind: 'stripped-headers' }],
  ['an expired session', { kind: 'expired-session' }],
  ['a query that is gone', { kind: 'status', status: 400, errorCode: 'INVALID_QUERY_LOCATOR' }],
];

describe.each(['bulk2', 'rest'] as const)('over %s', (api) => {
  test('every fault that passes, one after the other in one run: nothing lost, nothing twice', async () => {
    const before = sim.requests.length;
    sim.addFaults(passing.map(([, fault], at) => ({ ...fault, on: { path: later[api], nth: 2 * at + 1 } })));
    const landed = await trial.attempt(['InvoiceLine'], { settings: settings(api) });
    expect(sim.requests.slice(before).flatMap(({ fault }) => fault ?? [])).toEqual(passing.map(([, { kind }]) => kind));
    const lines = (await sim.org.truth('InvoiceLine', ['Id'])).map((row) => row['Id']);
    expect(await idsOf(landed)).toEqual(lines);
    trial.publish([]);
    sim.clearFaults();
  });

  // On a busy machine answers that are only slow are given up too: that must do no harm either.
  test('silence in the middle of a page: it is asked for again', async () => {
    sim.addFaults([once(api, { kind: 'stall' })]);
    await done(await trial.attempt([object], { settings: settings(api), client: { silenceMillis: 400 } }));
  });

  // Each by itself tells which one it is; in the long form of the tests.
  if (isDeep)
    test.each(passing)('%s once: nothing lost, nothing twice', async (_, fault) => {
      sim.addFaults([once(api, fault)]);
      const landed = await attempt(api);
      expect(sim.requests.filter((request) => request.fault === fault.kind).length).toBeGreaterThan(0);
      await done(landed);
    });

  const lasting: readonly (readonly [string, Omit<Fault, 'on'>, string])[] = [
    ['503', { kind: 'status', status: 503 }, 'SOURCE_UNAVAILABLE 6'],
    ['429', { kind: 'status', status: 429 }, 'SOURCE_QUOTA 75'],
    ['a cut connection', { kind: 'cut' }, 'SOURCE_UNAVAILABLE 6'],
    ['a used up quota', { kind: 'quota' }, 'SOURCE_QUOTA 75'],
    ['an expired session', { kind: 'expired-session' }, 'SOURCE_AUTHENTICATION 5'],
    ['a page that came before', { kind: 'duplicate-page' }, 'SOURCE_INCOMPLETE 6'],
    ['a body that ends early', { kind: 'short-body' }, api === 'bulk2' ? 'SOURCE_INCOMPLETE 6' : 'SOURCE_UNAVAILABLE 6'],
  ];
  test.each(lasting)('%s for good: refused, and the next run goes on from there', async (_, fault, told) => {
    const before = sim.requests.length;
    sim.addFaults([always(api, fault)]);
    const refused = await failure(attempt(api));
    expect(`${refused.code} ${refused.exitCode}`).toBe(told);
    sim.clearFaults();
    const landed = await attempt(api);
    const pages = sentWhole(before);
    expect(pages.length).toBe(new Set(pages).size);
    await done(landed);
  });
});

test('a refusal tells what was promised and what came', async () => {
  sim.addFaults([always('bulk2', { kind: 'short-body' })]);
  expect((await failure(attempt('bulk2'))).message).toMatch(
    /Contact, page 2 of job 750\w+ is not whole: (?:it ends within row \d+|200 rows promised, \d+ came); asked again: .*; nothing was published/,
  );
  sim.clearFaults();
  await done(await attempt('bulk2'));
});

test('headers that are always missing cost more jobs and no row', async () => {
  sim.addFaults([{ kind: 'stripped-headers', on: { nth: 1, times: 1e6 } }]);
  await done(await attempt('bulk2'));
});

test.each(['aborted-job', 'failed-job'] as const)('of an %s REST reads the rest, where it may', async (kind) => {
  const job: Fault = { kind, on: { path: /\/jobs\/query\/750\w+$/, method: 'GET', nth: 1 } };
  sim.addFaults([job]);
  const refused = await failure(attempt('bulk2', { restFallback: false }));
  expect(`${refused.code} ${refused.exitCode}`).toBe('SOURCE_UNAVAILABLE 6');
  sim.addFaults([{ kind, on: { path: /\/jobs\/query\/750\w+$/, method: 'GET', nth: 1 } }]);
  const landed = await attempt('bulk2');
  expect(landed[0]?.metrics.api).toBe('rest');
  await done(landed);
});

test('an object Bulk refuses is read over REST', async () => {
  const landed = await trial.attempt(['CaseStatus'], { settings: { api: 'bulk2' } });
  expect([landed[0]?.metrics.api, landed[0]?.metrics.landed]).toEqual(['rest', 4]);
  trial.publish([]);
});

test('pages of an attempt that were damaged on disk are read again', async () => {
  sim.addFaults([always('bulk2', { kind: 'quota' })]);
  await failure(attempt('bulk2'));
  sim.clearFaults();
  const folder = readdirSync(trial.stage, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('rows-000001.csv'));
  expect(folder).toBeDefined();
  writeFileSync(join(trial.stage, folder ?? ''), 'Id\n');
  await done(await attempt('bulk2'));
});
