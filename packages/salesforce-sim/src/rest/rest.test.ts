import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, logIn, type Page } from '../client.fixture.ts';
import { type Simulator, startSimulator } from '../index.ts';

let sim: Simulator;
let client: Client;
beforeAll(async () => {
  sim = await startSimulator({ seed: 5, accounts: 60, threads: 1 });
  client = await logIn(sim);
});
afterAll(() => sim.close());

const refusalOf = (soql: string): Promise<readonly [number, string | undefined]> => client.refusal(`/query?q=${encodeURIComponent(soql)}`);

test('every answer tells the time of the organisation and the requests that are used up', async () => {
  const [first, second] = [await client.ask('/limits'), await client.ask('/limits')];
  expect(first.headers.get('date')).toBe('Mon, 01 Jun 2026 12:00:00 GMT');
  const used = (answer: typeof first): number =>
    Number(/^api-usage=(\d+)\/100000$/.exec(answer.headers.get('sforce-limit-info') ?? '')?.[1]);
  expect(used(second)).toBe(used(first) + 1);
  const { DailyApiRequests } = JSON.parse(second.text) as { readonly DailyApiRequests: { readonly Remaining: number } };
  expect(DailyApiRequests.Remaining).toBe(100_000 - used(second));
});

test('versions are listed without a session; one that is not served is not found', async () => {
  const versions = (await (await fetch(`${sim.url}/services/data`)).json()) as readonly {
    readonly version: string;
    readonly url: string;
  }[];
  expect(versions).toContainEqual({ label: "Spring '24", url: '/services/data/v60.0', version: '60.0' });
  expect(await client.refusal('/services/data/v12.0/limits')).toEqual([404, 'NOT_FOUND']);
  expect(await client.refusal('/nothing/here')).toEqual([404, 'NOT_FOUND']);
  expect(await client.refusal('/limits', { method: 'DELETE' })).toEqual([405, 'METHOD_NOT_ALLOWED']);
});

test('a describe is answered once and then by 304, until a field comes', async () => {
  const first = await client.ask('/sobjects/Product2/describe');
  const etag = first.headers.get('etag') ?? '';
  const modified = first.headers.get('last-modified') ?? '';
  const known = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await client.ask('/sobjects/Product2/describe', { headers })).status;
  expect([await known({ 'if-none-match': etag }), await known({ 'if-modified-since': modified })]).toEqual([304, 304]);
  await sim.org.advance(60);
  client = await logIn(sim);
  await sim.org.addField('Product2', { name: 'Colour__c', type: 'string' });
  expect([await known({ 'if-none-match': etag }), await known({ 'if-modified-since': modified })]).toEqual([200, 200]);
  const { fields } = await client.json<{ readonly fields: readonly { readonly name: string; readonly custom: boolean }[] }>(
    '/sobjects/Product2/describe',
  );
  expect(fields.at(-1)).toMatchObject({ name: 'Colour__c', type: 'string', custom: true });
  expect(await client.refusal('/sobjects/Nothing/describe')).toEqual([404, 'NOT_FOUND']);
});

test('a query comes in pages of 2,000, or as many as asked for, and each row once', async () => {
  const soql = 'SELECT Id FROM Usage__c';
  const expected = (await sim.org.truth('Usage__c', ['Id', 'IsDeleted'])).filter((row) => row['IsDeleted'] === 'false');
  const path = `/query?q=${encodeURIComponent(soql)}`;
  const ids: unknown[] = [];
  let pages = 0;
  for (let next: string | undefined = path; next !== undefined && pages < 3; pages++) {
    const page: Page = await client.json(next);
    expect([page.totalSize, page.done, page.records.length]).toEqual([expected.length, false, 2000]);
    expect(page.nextRecordsUrl).toMatch(/^\/services\/data\/v60\.0\/query\/01g\w{15}-\d+$/);
    ids.push(...page.records.map((record) => record['Id']));
    next = page.nextRecordsUrl;
  }
  expect(ids).toEqual(expected.slice(0, 6000).map((row) => row['Id']));
  const short = await client.json<Page>(path, { headers: { 'sforce-query-options': 'batchSize=250' } });
  expect(short.records.length).toBe(250);
  expect(short.nextRecordsUrl).toMatch(/-250$/);
});

test('a cursor gives way to the tenth after it; a locator of nothing is refused', async () => {
  const path = `/query?q=${encodeURIComponent('SELECT Id FROM Task')}`;
  const asked = { headers: { 'sforce-query-options': 'batchSize=200' } };
  const { nextRecordsUrl: next = '' } = await client.json<Page>(path, asked);
  expect((await client.ask(next)).status).toBe(200);
  for (let i = 0; i < 10; i++) await client.ask(path, asked);
  expect(await client.refusal(next)).toEqual([400, 'INVALID_QUERY_LOCATOR']);
  expect(await client.refusal('/query/01g5g00000zzzzzAAA-200')).toEqual([400, 'INVALID_QUERY_LOCATOR']);
});

test('a record is written as REST writes it: dates with +0000, numbers as Java, addresses whole, files as an address', async () => {
  const { records } = await client.query(
    `SELECT Id, Name, AnnualRevenue, BillingAddress, BillingStreet, CreatedDate, Owner.Name, Parent.Name FROM Account WHERE ParentId != null ORDER BY Id LIMIT 1`,
  );
  const [record] = records;
  const truth = (await sim.org.truth('Account')).find((row) => row['Id'] === record?.['Id']);
  expect(record).toMatchObject({
    attributes: { type: 'Account', url: `/services/data/v60.0/sobjects/Account/${truth?.['Id']}` },
    Name: truth?.['Name'],
    BillingAddress: { street: truth?.['BillingStreet'], country: truth?.['BillingCountry'], latitude: null },
    CreatedDate: truth?.['CreatedDate']?.replace('Z', '+0000'),
    Owner: { attributes: { type: 'User' } },
    Parent: { attributes: { type: 'Account' } },
  });
  const { records: files } = await client.query('SELECT Id, Body FROM Attachment LIMIT 1');
  expect((await client.ask(String(files[0]?.['Body']))).text).toMatch(/^Contract \d+$/);
  const { records: large } = await client.query('SELECT AnnualRevenue FROM Account WHERE AnnualRevenue >= 10000000 LIMIT 1');
  expect(large.length).toBe(1);
  const raw = await client.ask(
    `/query?q=${encodeURIComponent('SELECT AnnualRevenue FROM Account WHERE AnnualRevenue >= 10000000 LIMIT 1')}`,
  );
  expect(raw.text).toMatch(/"AnnualRevenue":\d\.\d+E7/);
});

test('who takes only deeper fields of a relationship gets them, and null where the way ends', async () => {
  const { records } = await client.query('SELECT Id, Parent.Owner.Name, Parent.Parent.Owner.Name FROM Account');
  const parents = new Map((await sim.org.truth('Account', ['Id', 'ParentId'])).map((row) => [row['Id'], row['ParentId'] ?? null]));
  const owner = { attributes: { type: 'User' }, Name: expect.any(String) as string };
  const related = (id: string | null | undefined, deeper: object): object | null => (id === null || id === undefined ? null : deeper);
  for (const { Id, Parent } of records) {
    const parent = parents.get(String(Id));
    const grandparent = related(parent === null ? null : parents.get(parent ?? ''), { Owner: owner });
    if (parent === null) expect(Parent).toBeNull();
    else expect(Parent).toMatchObject({ attributes: { type: 'Account' }, Owner: owner, Parent: grandparent });
  }
  expect(records.filter(({ Parent }) => Parent !== null).length).toBeGreaterThan(0);
});

test('a time may be written in small letters', async () => {
  const { totalSize } = await client.query('SELECT Id FROM Account WHERE CreatedDate > 2000-01-01t00:00:00z');
  expect(totalSize).toBeGreaterThan(0);
});

test('a query that is wrong is refused in the words of the API', async () => {
  expect(await refusalOf('SELECT FROM Account')).toEqual([400, 'MALFORMED_QUERY']);
  expect(await refusalOf("SELECT Id FROM Account WHERE Name = 'open")).toEqual([400, 'MALFORMED_QUERY']);
  expect(await refusalOf('SELECT Id FROM Account WHERE IsDeleted = true OR Name = null AND Id = null')).toEqual([400, 'MALFORMED_QUERY']);
  expect(await refusalOf('SELECT Id, Nothing FROM Account')).toEqual([400, 'INVALID_FIELD']);
  expect(await refusalOf('SELECT Id, Id FROM Account')).toEqual([400, 'INVALID_FIELD']);
  expect(await refusalOf('SELECT Nobody.Name FROM Account')).toEqual([400, 'INVALID_FIELD']);
  expect(await refusalOf("SELECT Id FROM Account WHERE CreatedDate > '2024-01-01'")).toEqual([400, 'INVALID_FIELD']);
  expect(await refusalOf('SELECT Id FROM Contract WHERE EndDate > 2024-13-45')).toEqual([400, 'MALFORMED_QUERY']);
  expect(await refusalOf('SELECT Id FROM Account WHERE CreatedDate > 2024-02-30T00:00:00Z')).toEqual([400, 'MALFORMED_QUERY']);
  expect(await refusalOf("SELECT Id FROM Account WHERE Description = 'x'")).toEqual([400, 'INVALID_FIELD']);
  expect(await refusalOf('SELECT Id FROM Nothing')).toEqual([400, 'INVALID_TYPE']);
  expect(await refusalOf('SELECT Id FROM Account OFFSET 3000')).toEqual([400, 'NUMBER_OUTSIDE_VALID_RANGE']);
  expect(await client.refusal('/query')).toEqual([400, 'MALFORMED_QUERY']);
});

test('FIELDS() stands for all fields, the standard or the custom ones, of few rows', async () => {
  const namesOf = async (which: string): Promise<readonly string[]> =>
    Object.keys((await client.query(`SELECT FIELDS(${which}) FROM Account LIMIT 1`)).records[0] ?? {}).filter(
      (name) => name !== 'attributes',
    );
  const fields = sim.org.fields('Account');
  expect(new Set(await namesOf('ALL'))).toEqual(new Set([...fields, 'BillingAddress']));
  expect(await namesOf('CUSTOM')).toEqual(fields.filter((name) => name.endsWith('__c')));
  expect(await refusalOf('SELECT FIELDS(ALL) FROM Account')).toEqual([400, 'MALFORMED_QUERY']);
});

test('aggregates and counts see what a query sees', async () => {
  const truth = (await sim.org.truth('Contact', ['SystemModstamp', 'IsDeleted'])).filter((row) => row['IsDeleted'] === 'false');
  expect((await client.query('SELECT COUNT() FROM Contact')).totalSize).toBe(truth.length);
  const { records } = await client.query('SELECT COUNT(Id) n, MAX(SystemModstamp) FROM Contact');
  const newest = truth.map((row) => row['SystemModstamp'] ?? '').reduce((a, b) => (a > b ? a : b));
  expect(records[0]).toMatchObject({ n: truth.length, expr1: newest.replace('Z', '+0000') });
});

test('deleted and updated rows are listed by their time, soft or hard deleted; those that came back are not', async () => {
  const start = sim.org.clock;
  await sim.org.advance(60);
  const { softDeleted, hardDeleted } = await sim.org.change({ object: 'Case', softDelete: 3, hardDelete: 2 });
  await sim.org.change({ object: 'Case', undelete: softDeleted.slice(0, 1) });
  const { updated } = await sim.org.change({ object: 'Case', update: 4 });
  await sim.org.change({ object: 'Case', insert: 1, lateSeconds: 3600 });
  const open = sim.org.clock;
  await sim.org.advance(120);
  const span = `start=${start}&end=${encodeURIComponent(sim.org.clock.replace('Z', '+00:00'))}`;
  const { deletedRecords } = await client.json<{ readonly deletedRecords: readonly { readonly id: string }[] }>(
    `/sobjects/Case/deleted?${span}`,
  );
  expect(new Set(deletedRecords.map(({ id }) => id))).toEqual(new Set([...softDeleted.slice(1), ...hardDeleted]));
  const answer = await client.json<{ readonly ids: readonly string[]; readonly latestDateCovered: string }>(
    `/sobjects/Case/updated?${span}`,
  );
  expect(new Set(answer.ids)).toEqual(new Set([...updated, ...softDeleted.slice(0, 1)]));
  // A transaction is still open: the answer is complete to its stamp only.
  expect(answer.latestDateCovered).toBe(open.replace('Z', '.000+0000'));
  await sim.org.advance(15 * 86_400);
  client = await logIn(sim);
  const later = await client.json<{ readonly deletedRecords: readonly unknown[]; readonly earliestDateAvailable: string }>(
    `/sobjects/Case/deleted?${span}`,
  );
  expect([later.deletedRecords, later.earliestDateAvailable > start]).toEqual([[], true]);
  expect(await client.refusal(`/sobjects/Case/deleted?start=2020-01-01T00:00:00Z&end=${sim.org.clock}`)).toEqual([
    400,
    'INVALID_REPLICATION_DATE',
  ]);
});
