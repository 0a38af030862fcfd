import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Micros } from '@audit/contract';
import { duckDbEngine } from '@audit/warehouse';
import { afterAll, describe, expect, test } from 'vitest';
import { Checkpoint } from './checkpoint.ts';
import { extractSalesforce } from './extract-salesforce.ts';
import { readTask } from './read-task.ts';
import { failure, openTrial } from './salesforce-trial.fixture.ts';
import { json, scriptedServer } from './scripted-server.fixture.ts';

const home = mkdtempSync(join(tmpdir(), 'audit-promises-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const ids = ['001000000000001AAA', '001000000000002AAA'];
const csv = (headers: Readonly<Record<string, string>>) => (answer: Parameters<ReturnType<typeof json>>[0]) => {
  answer.writeHead(200, { 'content-type': 'text/csv', ...headers });
  answer.end(`Id\n${ids.map((id) => `"${id}"\n`).join('')}`);
};
const task = { name: 'rows', object: 'Account', fields: ['Id'], times: [], conditions: [], api: 'bulk2' } as const;
const options = { sliceRows: 100, pageRows: 100, restPageRows: 200, restFallback: false, isWide: false, onPage: () => undefined };
const bulkOf = async (numberRecordsProcessed: number | undefined, headers: Readonly<Record<string, string>>) => {
  const job = { id: '750', state: 'JobComplete', ...(numberRecordsProcessed === undefined ? {} : { numberRecordsProcessed }) };
  await using server = await scriptedServer([json(200, { id: '750', state: 'UploadComplete' }), json(200, job), csv(headers)]);
  using checkpoint = await Checkpoint.open(mkdtempSync(join(home, 'task-')));
  await readTask(server.client(), checkpoint, task, options);
  return checkpoint.pages('rows').map(({ rows, next }) => [rows, next]);
};
const last = { 'sforce-numberofrecords': '2', 'sforce-locator': 'null' };

describe('the rows of a Bulk job', () => {
  test('are those its pages and the job itself promise', async () => {
    expect(await bulkOf(2, last)).toEqual([[2, null]]);
  });

  test('are refused when the job promises others, or a page does, each time with the figures', async () => {
    expect((await failure(bulkOf(3, last))).message).toMatch(/job 750 over Account is not whole: 3 rows promised, 2 came in 1 pages/);
    const short = await failure(bulkOf(2, { ...last, 'sforce-numberofrecords': '7' }));
    expect(short.message).toMatch(/page 1 of job 750 is not whole: 7 rows promised, 2 came; asked again: 7 rows promised, 2 came; nothing/);
    expect(short.exitCode).toBe(6);
  });
});

test('a page over REST has the rows up to where the next one begins, the last one those that are left', async () => {
  const page = (totalSize: number, next?: string) => {
    const more = next === undefined ? { done: true } : { done: false, nextRecordsUrl: `/services/data/v64.0/queryAll/${next}` };
    return json(200, { totalSize, ...more, records: ids.map((Id) => ({ Id })) });
  };
  const read = async (answer: ReturnType<typeof json>) => {
    await using server = await scriptedServer([answer]);
    using checkpoint = await Checkpoint.open(mkdtempSync(join(home, 'task-')));
    await readTask(server.client(), checkpoint, { ...task, api: 'rest' }, options);
  };
  expect((await failure(read(page(3)))).message).toMatch(/page 1 is not whole: 3 rows promised, 2 came; asked again/);
  expect((await failure(read(page(9, '01g000000000001AAA-5')))).message).toMatch(/5 rows promised, 2 came/);
  await read(page(2));
});

test('rows of a REST query that are fewer than the server counts, before and after, are refused', async () => {
  const described = { name: 'Account', queryable: true, fields: [{ name: 'Id', type: 'id', nillable: false }] };
  const counted = (totalSize: number) => json(200, { totalSize, done: true, records: [] });
  const page = json(200, { totalSize: 2, done: true, records: ids.map((Id) => ({ Id })) });
  const extract = async (before: number, after: number) => {
    await using server = await scriptedServer([json(200, described), counted(before), page, counted(after)]);
    await using engine = duckDbEngine({ tempDirectory: home, directories: [home], threads: 1 });
    const run = { folder: mkdtempSync(join(home, 'run-')), clock: 0n as Micros, runId: 'r', watermarks: {}, bronzeFiles: () => [] };
    return await extractSalesforce(server.client(), engine, { ...run, objects: ['Account'] });
  };
  expect((await failure(extract(3, 3))).message).toMatch(/Account is not whole: 3 rows counted before and after, 2 came/);
  expect((await extract(3, 2))[0]?.metrics.landed).toBe(2);
  expect((await extract(2, 9))[0]?.metrics.landed).toBe(2);
});

test('a page that ends early between two rows is seen by its promise alone', async () => {
  await using trial = await openTrial({ accounts: 350 });
  const settings = { api: 'bulk2', pageRows: 200 } as const;
  const [landed] = await trial.attempt(['Contact'], { settings });
  const text = readFileSync(join(trial.stage, 'salesforce-contact', 'rows-000002.csv'), 'latin1');
  // Behind a row: a line end within quotes is none.
  const bytes = text.slice(0, text.length / 2).lastIndexOf('"\n"003') + 2;
  trial.publish([]);
  trial.sim.addFaults([{ kind: 'short-body', bytes, on: { path: /\/results\?.*locator=/, nth: 1, times: 2 } }]);
  const refused = await failure(trial.attempt(['Contact'], { settings }));
  expect(refused.message).toMatch(
    /page 2 of job \w+ is not whole: 200 rows promised, \d\d came; asked again: 200 rows promised, \d\d came/,
  );
  expect((await trial.attempt(['Contact'], { settings }))[0]?.metrics.landed).toBe(landed?.metrics.landed);
});
