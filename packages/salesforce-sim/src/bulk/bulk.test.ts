import { gunzipSync } from 'node:zlib';
import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, createJob, finishJob, logIn } from '../client.fixture.ts';
import { type Simulator, startSimulator } from '../index.ts';

let sim: Simulator;
let client: Client;
beforeAll(async () => {
  sim = await startSimulator({ seed: 7, accounts: 50, bulkPageRows: 15, pollsToComplete: 2, threads: 1 });
  client = await logIn(sim);
});
afterAll(() => sim.close());

const refusalOf = (body: object): Promise<readonly [number, string | undefined]> =>
  client.refusal('/jobs/query', { method: 'POST', body: JSON.stringify({ operation: 'query', ...body }) });

test('a job goes from UploadComplete over InProgress to JobComplete, and counts its rows', async () => {
  const query = 'SELECT Id FROM Account';
  const created = await createJob(client, query);
  expect(created).toEqual({
    id: created.id,
    operation: 'query',
    object: 'Account',
    createdById: '0055g0000000000AAA',
    createdDate: '2026-06-01T12:00:00.000+0000',
    systemModstamp: '2026-06-01T12:00:00.000+0000',
    state: 'UploadComplete',
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: 60,
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
  });
  expect(created.id).toMatch(/^750\w{15}$/);
  const states: unknown[] = [];
  for (let state: unknown; state !== 'JobComplete';) {
    const job = await client.json(`/jobs/query/${created.id}`);
    state = job['state'];
    states.push(state);
    if (state === 'JobComplete') expect(job).toMatchObject({ jobType: 'V2Query', numberRecordsProcessed: 50, retries: 0 });
  }
  expect(states.slice(0, 2)).toEqual(['InProgress', 'InProgress']);
});

test('pages have a header each, a locator, and a count; the last locator is the word null', async () => {
  const { id } = await finishJob(client, 'SELECT Id, Name, AnnualRevenue, CreatedDate, Description FROM Account ORDER BY Id');
  const first = await client.ask(`/jobs/query/${id}/results?maxRecords=40`);
  expect(first.headers.get('content-type')).toBe('text/csv; charset=UTF-8');
  expect([first.headers.get('sforce-numberofrecords'), first.headers.get('sforce-locator')]).toEqual(['40', 'NDA']);
  const last = await client.ask(`/jobs/query/${id}/results?maxRecords=40&locator=NDA`);
  expect([last.headers.get('sforce-numberofrecords'), last.headers.get('sforce-locator')]).toEqual(['10', 'null']);
  const header = '"Id","Name","AnnualRevenue","CreatedDate","Description"\n';
  expect([first.text.startsWith(header), last.text.startsWith(header)]).toEqual([true, true]);
  const cell = (value: string | null | undefined): string => `"${(value ?? '').replaceAll('"', '""')}"`;
  const truth = await sim.org.truth('Account');
  const lines = truth.map((row) => ['Id', 'Name', 'AnnualRevenue', 'CreatedDate', 'Description'].map((name) => cell(row[name])).join(','));
  expect(first.text + last.text.slice(header.length)).toBe(`${header}${lines.join('\n')}\n`);
  expect(truth.some((row) => row['Description']?.includes('\r\n') === true)).toBe(true);
});

test('addresses of result pages come five at a time and lead to every row once', async () => {
  const { id } = await finishJob(client, 'SELECT Id FROM Contact', { operation: 'queryAll' });
  const ids: string[] = [];
  const lists: number[] = [];
  for (let next: string | undefined = `/jobs/query/${id}/resultPages`; next !== undefined;) {
    const list: {
      readonly resultPages: readonly { readonly resultUrl: string }[];
      readonly nextRecordsUrl?: string;
      readonly done: boolean;
    } = await client.json(next);
    lists.push(list.resultPages.length);
    // Beside each other, as they are meant to be read.
    const pages = await Promise.all(list.resultPages.map(({ resultUrl }) => client.ask(resultUrl)));
    ids.push(...pages.flatMap(({ text }) => text.trimEnd().split('\n').slice(1)));
    next = list.nextRecordsUrl;
    expect(list.done).toBe(next === undefined);
  }
  expect(lists).toEqual([5, 2]);
  expect(ids).toEqual((await sim.org.truth('Contact', ['Id'])).map((row) => `"${row['Id']}"`));
});

test('delimiter and line end are as asked for; an empty result is a header', async () => {
  const { id } = await finishJob(client, "SELECT Id, Name FROM Account WHERE Name = 'nobody'", {
    columnDelimiter: 'PIPE',
    lineEnding: 'CRLF',
  });
  const page = await client.ask(`/jobs/query/${id}/results`);
  expect([page.text, page.headers.get('sforce-numberofrecords'), page.headers.get('sforce-locator')]).toEqual([
    '"Id"|"Name"\r\n',
    '0',
    'null',
  ]);
});

test('fields of objects referred to are columns by their way, empty where there is no such object', async () => {
  const { id } = await finishJob(client, 'SELECT Id, Parent.Owner.Name FROM Account');
  const [header, ...lines] = (await client.ask(`/jobs/query/${id}/results?maxRecords=50`)).text.trimEnd().split('\n');
  expect(header).toBe('"Id","Parent.Owner.Name"');
  const parents = (await sim.org.truth('Account', ['ParentId'])).map((row) => row['ParentId'] !== null);
  expect(lines.map((line) => !line.endsWith(',""'))).toEqual(parents);
});

test('who can unpack gets pages packed', async () => {
  const { id } = await finishJob(client, 'SELECT Id, Description FROM Account');
  const path = `${sim.url}/services/data/v60.0/jobs/query/${id}/results?maxRecords=50`;
  const packed = await new Promise<Buffer>((resolve, reject) => {
    get(path, { headers: { authorization: `Bearer ${client.token}`, 'accept-encoding': 'gzip' } }, (response) => {
      expect(response.headers['content-encoding']).toBe('gzip');
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
    }).on('error', reject);
  });
  expect(gunzipSync(packed).toString('utf8')).toBe((await client.ask(`/jobs/query/${id}/results?maxRecords=50`)).text);
});

test('a job shows the rows of its beginning, whatever happens meanwhile', async () => {
  const before = await sim.org.truth('Opportunity', ['Id']);
  const { id } = await createJob(client, 'SELECT Id FROM Opportunity');
  await sim.org.change({ object: 'Opportunity', insert: 5, hardDelete: 3 });
  let job = await client.json(`/jobs/query/${id}`);
  while (job['state'] !== 'JobComplete') job = await client.json(`/jobs/query/${id}`);
  expect(job['numberRecordsProcessed']).toBe(before.length);
});

test('a job can be stopped, listed and deleted, each in its time', async () => {
  const { id } = await createJob(client, 'SELECT Id FROM Account');
  const abort = { method: 'PATCH', body: JSON.stringify({ state: 'Aborted' }) };
  expect(await client.refusal(`/jobs/query/${id}`, { method: 'DELETE' })).toEqual([400, 'INVALIDJOBSTATE']);
  expect(await client.refusal(`/jobs/query/${id}/results`)).toEqual([400, 'INVALIDJOBSTATE']);
  expect(await client.json(`/jobs/query/${id}`, abort)).toMatchObject({ state: 'Aborted' });
  expect(await client.json(`/jobs/query/${id}`)).toMatchObject({ state: 'Aborted' });
  expect(await client.refusal(`/jobs/query/${id}`, abort)).toEqual([400, 'INVALIDJOBSTATE']);
  const { records } = await client.json<{ readonly records: readonly { readonly id: string }[] }>('/jobs/query');
  expect(records.map((job) => job.id)).toContain(id);
  expect((await client.ask(`/jobs/query/${id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await client.refusal(`/jobs/query/${id}`)).toEqual([404, 'NOT_FOUND']);
});

test('what Bulk API does not do is refused with its code', async () => {
  expect(await refusalOf({ query: 'SELECT Id FROM CaseStatus' })).toEqual([400, 'INVALIDENTITY']);
  expect(await refusalOf({ query: 'SELECT BillingAddress FROM Account' })).toEqual([400, 'FUNCTIONALITY_NOT_ENABLED']);
  expect(await refusalOf({ query: 'SELECT Body FROM Attachment' })).toEqual([400, 'FUNCTIONALITY_NOT_ENABLED']);
  expect(await refusalOf({ query: 'SELECT COUNT() FROM Account' })).toEqual([400, 'FUNCTIONALITY_NOT_ENABLED']);
  expect(await refusalOf({ query: 'SELECT Id FROM Account OFFSET 5' })).toEqual([400, 'FUNCTIONALITY_NOT_ENABLED']);
  expect(await refusalOf({ query: 'SELECT Nothing FROM Account' })).toEqual([400, 'INVALID_FIELD']);
  expect(await refusalOf({ query: 'SELECT Id FROM Account', columnDelimiter: 'DOT' })).toEqual([400, 'API_ERROR']);
  expect(await refusalOf({ query: 'SELECT Id FROM Account', columnDelimiter: 'toString' })).toEqual([400, 'API_ERROR']);
  expect(await refusalOf({ query: 'SELECT Id FROM Contract WHERE EndDate = 2024-13-45' })).toEqual([400, 'MALFORMED_QUERY']);
  expect(await client.refusal('/jobs/query', { method: 'POST', body: 'null' })).toEqual([400, 'API_ERROR']);
  expect(await refusalOf({ query: 'SELECT Id FROM Account', operation: 'insert' })).toEqual([400, 'API_ERROR']);
  expect(await client.refusal('/jobs/query', { method: 'POST', body: 'no JSON' })).toEqual([400, 'JSON_PARSER_ERROR']);
  const { id } = await finishJob(client, 'SELECT Id FROM Account');
  expect(await client.refusal(`/jobs/query/${id}/results?locator=OTk5OTk`)).toEqual([400, 'INVALID_QUERY_LOCATOR']);
  expect(await client.refusal(`/services/data/v61.0/jobs/query/${id}/results`)).toEqual([409, 'API_ERROR']);
});
