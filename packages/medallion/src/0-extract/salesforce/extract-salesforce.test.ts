import { type Micros, parseInstant } from '@audit/contract';
import { afterAll, expect, test } from 'vitest';
import { estimateSalesforce } from './extract-salesforce.ts';
import { failure, openTrial } from './salesforce-trial.fixture.ts';

const trial = await openTrial();
afterAll(() => trial[Symbol.asyncDispose]());
const { sim } = trial;
/** Their values move with the clock, without a stamp. */
const calculated = ['Days_As_Customer__c'];

test('everything comes at first, then only what changed, and what was deleted is said to be', async () => {
  const [first] = await trial.extract(['Account']);
  expect(first?.metrics).toMatchObject({ received: 30, landed: 30, duplicates: 0, api: 'rest' });
  expect(await trial.differences('Account')).toEqual([]);
  await sim.org.advance(3600);
  await sim.org.change({ object: 'Account', insert: 2, update: 3, softDelete: 1, hardDelete: 2 });
  await sim.org.advance(3600);
  const [second] = await trial.extract(['Account']);
  expect(second?.metrics).toMatchObject({ received: 8, landed: 8, deleted: 3, duplicates: 0 });
  expect(second?.files.map(({ rows }) => rows)).toEqual([6, 2]);
  expect(await trial.differences('Account', calculated)).toEqual([]);
  await sim.org.advance(3600);
  const [third] = await trial.extract(['Account']);
  expect(third?.files).toEqual([]);
});

test('what is stamped within the settling time waits, what is read again because of the look-back is left out', async () => {
  await sim.org.change({ object: 'Contact', update: 5 });
  await sim.org.advance(60);
  const [early] = await trial.extract(['Contact']);
  await sim.org.advance(120);
  const [later] = await trial.extract(['Contact']);
  expect([early?.metrics.landed, later?.metrics.landed]).toEqual([55, 5]);
  await sim.org.advance(120);
  const [again] = await trial.extract(['Contact']);
  expect(again?.metrics).toMatchObject({ received: 5, landed: 0, duplicates: 5 });
  expect(await trial.differences('Contact')).toEqual([]);
});

test('rows of a page are told apart by where they came from', async () => {
  const settings = { api: 'bulk2', sliceRows: 4000, pageRows: 1000 } as const;
  const [landed] = await trial.extract(['Usage__c'], { settings });
  const rows = await trial.versions('Usage__c');
  expect(landed?.metrics.landed).toBe(rows.length);
  const { _api: api, _source_system: system, _org_id: org, _schema_hash: hash, _run_id: run, _is_deleted: deleted } = rows[0] ?? {};
  expect([api, system, org, hash?.length, run, deleted]).toEqual([
    'bulk2',
    'salesforce',
    expect.stringMatching(/^00D\w{15}$/),
    16,
    expect.stringMatching(/^run-/),
    'false',
  ]);
  expect(new Set(rows.map((row) => row['_job_id'])).size).toBe(Math.floor(rows.length / 4000) + 1);
  expect(new Set(rows.map((row) => row['_page'])).size).toBe(9);
  expect(await trial.differences('Usage__c')).toEqual([]);
});

test('calculated fields are read anew when that is due, and only rows that differ come of it', async () => {
  const settings = { refreshSeconds: 86_400 };
  await trial.extract(['Contract'], { settings });
  await sim.org.advance(2 * 86_400);
  expect((await trial.differences('Contract')).every((line) => line.includes('Days_To_Expiry__c'))).toBe(true);
  const before = sim.requests.length;
  const [refreshed] = await trial.extract(['Contract'], { settings });
  const queries = sim.requests.slice(before).map(({ path }) => decodeURIComponent(path));
  expect(
    queries
      .filter((path) => path.includes('IsDeleted = false') && !path.includes('COUNT()'))
      .map((path) => /q=SELECT (.*) FROM/.exec(path)?.[1]),
  ).toEqual(['Id, SystemModstamp, Days_To_Expiry__c']);
  expect(refreshed?.metrics.landed).toBeGreaterThan(0);
  expect(await trial.differences('Contract')).toEqual([]);
  const [none] = await trial.extract(['Contract'], { settings });
  expect(none?.metrics.landed).toBe(0);
});

test('a field that came lands, one that went is null from then on', async () => {
  await sim.org.addField('Contact', { name: 'Nick__c', type: 'string' });
  await sim.org.removeField('Contact', 'Title');
  await sim.org.change({ object: 'Contact', update: 4 });
  await sim.org.advance(3600);
  const [landed] = await trial.extract(['Contact']);
  expect(landed?.columns.map(({ name }) => name)).toEqual(expect.arrayContaining(['Nick__c']));
  expect(landed?.columns.map(({ name }) => name)).not.toContain('Title');
  expect(landed?.metrics.landed).toBe(4);
});

test('an object whose fields do not fit into one address is read in parts, joined again', async () => {
  for (let at = 0; at < 260; at++)
    await sim.org.addField('Case', { name: `A_Field_With_A_Name_Of_Forty_Letters_${at}__c`, type: 'string' });
  const before = sim.requests.length;
  const [landed] = await trial.extract(['Case'], { settings: { api: 'rest' } });
  const queries = sim.requests.slice(before).filter(({ path }) => path.includes('queryAll') && !path.includes('COUNT'));
  expect(queries.length).toBe(2);
  expect(Math.max(...queries.map(({ path }) => path.length))).toBeLessThan(13_000);
  expect(landed?.metrics).toMatchObject({ received: 60, landed: 60 });
  expect(await trial.differences('Case')).toEqual([]);
  sim.addFaults([{ kind: 'failed-job', on: { path: /\/jobs\/query\/750\w+$/, nth: 1 } }]);
  const [anew] = await trial.extract(['Case'], { settings: { api: 'bulk2' }, watermarks: {} });
  expect(anew?.metrics).toMatchObject({ received: 60, duplicates: 60, api: 'rest' });
});

test('a table without a cursor that bronze has is read anew, and what went meanwhile is found', async () => {
  await trial.extract(['Event']);
  await sim.org.change({ object: 'Event', hardDelete: 2, update: 3 });
  await sim.org.advance(3600);
  const [landed] = await trial.extract(['Event'], { watermarks: {} });
  expect(landed?.metrics).toMatchObject({ duplicates: 25, landed: 5, deleted: 2 });
  expect(landed?.reconciliation).toMatchObject({ missing: 0, gone: 2, different: 0 });
  expect(await trial.differences('Event')).toEqual([]);
});

test('what is asked for from a time on leaves the cursor where it would pass something by', async () => {
  await sim.org.change({ object: 'Event', update: 1 });
  await sim.org.advance(86_400);
  await sim.org.change({ object: 'Event', update: 2 });
  await sim.org.advance(3600);
  const since = ((parseInstant(sim.org.clock)?.micros ?? 0n) - 7_200_000_000n) as Micros;
  const [recent] = await trial.extract(['Event'], { since });
  expect([recent?.metrics.landed, recent?.watermark]).toEqual([2, null]);
  const [rest] = await trial.extract(['Event']);
  expect(rest?.metrics).toMatchObject({ landed: 1, duplicates: 2 });
  expect(await trial.differences('Event')).toEqual([]);
});

test('a dry run tells rows and requests, and reads none', async () => {
  const before = sim.requests.length;
  const estimates = await estimateSalesforce(trial.client(), { objects: ['Task', 'Usage__c'], watermarks: {} });
  expect(estimates.map(({ object, api, rows, since }) => [object, api, rows, since])).toEqual([
    ['Task', 'rest', 120, null],
    ['Usage__c', 'bulk2', 8100, null],
  ]);
  expect(sim.requests.slice(before).filter(({ path }) => !/describe|COUNT|token/.test(path))).toEqual([]);
});

test('packed answers are unpacked as they come, and one that ends early is asked for again', async () => {
  sim.addFaults([{ kind: 'cut', on: { path: /\/results\?.*locator/, nth: 1 } }]);
  const [landed] = await trial.extract(['InvoiceLine'], { settings: { api: 'bulk2', pageRows: 200 }, client: { packed: true } });
  expect(landed?.metrics).toMatchObject({ landed: 360, retries: 1 });
  expect(landed?.metrics.bytes).toBeLessThan(360 * 60);
  expect(await trial.differences('InvoiceLine')).toEqual([]);
});

test('a transaction that ends after a run, within the look-back, is found by the next one', async () => {
  await trial.extract(['Asset']);
  await sim.org.change({ object: 'Asset', insert: 2, lateSeconds: 500 });
  await sim.org.advance(350);
  const [before] = await trial.extract(['Asset']);
  await sim.org.advance(300);
  const [after] = await trial.extract(['Asset']);
  expect([before?.metrics.landed, after?.metrics.landed]).toEqual([0, 2]);
  expect(await trial.differences('Asset')).toEqual([]);
});

test('another organisation than that of the cursor is refused', async () => {
  const [landed] = await trial.extract(['Order']);
  const watermarks = { 'salesforce.Order': { ...(landed?.watermark as object), org: '00D000000000000AAA' } };
  const refused = await failure(trial.attempt(['Order'], { watermarks }));
  expect([refused.exitCode, refused.message]).toEqual([
    2,
    expect.stringMatching(/read from the organisation 00D000000000000AAA, and this is 00D5g/),
  ]);
});
