import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, logIn, type Page } from './client.fixture.ts';
import { type Simulator, startSimulator } from './index.ts';

let sim: Simulator;
let client: Client;

beforeAll(async () => {
  sim = await startSimulator({ seed: 7, accounts: 50, bulkPageRows: 30, threads: 1 });
  client = await logIn(sim);
});
afterAll(() => sim.close());

test('every object can be read with all its fields, by REST and the truth alike', async () => {
  for (const object of sim.org.objects) {
    const fields = sim.org.fields(object);
    const { totalSize, records } = await client.query(`SELECT ${fields.join(', ')} FROM ${object} LIMIT 100`);
    expect([object, totalSize, records.length]).toEqual([object, Math.min(totalSize, 100), totalSize]);
    expect(totalSize).toBeGreaterThan(0);
  }
});

test('a bulk job gives the rows of the truth, page by page, each with its header', async () => {
  const created = await client.ask('/jobs/query', {
    method: 'POST',
    body: JSON.stringify({ operation: 'queryAll', query: 'SELECT Id, SystemModstamp FROM Contact' }),
    headers: { 'content-type': 'application/json' },
  });
  const { id, state } = JSON.parse(created.text) as { readonly id: string; readonly state: string };
  expect(state).toBe('UploadComplete');
  let job = { state, numberRecordsProcessed: 0 };
  while (job.state !== 'JobComplete') job = JSON.parse((await client.ask(`/jobs/query/${id}`)).text) as typeof job;
  const lines: string[] = [];
  for (let locator: string | null = ''; locator !== 'null';) {
    const page = await client.ask(`/jobs/query/${id}/results?maxRecords=30${locator === '' ? '' : `&locator=${locator}`}`);
    const [header, ...rows] = page.text.trimEnd().split('\n');
    expect(header).toBe('"Id","SystemModstamp"');
    expect(page.headers.get('sforce-numberofrecords')).toBe(String(rows.length));
    lines.push(...rows);
    locator = page.headers.get('sforce-locator');
  }
  const truth = await sim.org.truth('Contact', ['Id', 'SystemModstamp']);
  expect(lines).toEqual(truth.map((row) => `"${row['Id']}","${row['SystemModstamp']}"`));
  expect(job.numberRecordsProcessed).toBe(truth.length);
});

test('what a change does is seen at once, and what is late when its transaction ends', async () => {
  const before = await sim.org.truth('Account', ['Id', 'SystemModstamp', 'IsDeleted']);
  const changed = await sim.org.change({ object: 'Account', insert: 2, update: 3, softDelete: 1, hardDelete: 1 });
  const late = await sim.org.change({ object: 'Account', insert: 1, update: 1, lateSeconds: 600 });
  const stamp = sim.org.clock;
  expect((await client.query(`SELECT Id FROM Account WHERE SystemModstamp >= ${stamp}`)).totalSize).toBe(5);
  expect((await sim.org.truth('Account', ['Id'])).length).toBe(before.length + 1);
  await sim.org.advance(600);
  const now = await client.query(`SELECT Id FROM Account WHERE SystemModstamp >= ${stamp} AND SystemModstamp < ${sim.org.clock}`);
  expect(new Set(now.records.map(({ Id }) => Id))).toEqual(
    new Set([...changed.inserted, ...changed.updated, ...late.inserted, ...late.updated]),
  );
});

test('whoever reads while rows and fields change sees one state or another, never a mixture or a failure of ours', async () => {
  const asking = [0, 1, 2].map(async (reader) => {
    for (let i = 0; i < 6; i++) {
      const soql = `SELECT ${sim.org.fields('Event').join(', ')} FROM Event`;
      const { status, text } = await client.ask(`/queryAll?q=${encodeURIComponent(soql)}`);
      // A field that went away meanwhile is none any more.
      expect([reader, status === 200 || text.includes('INVALID_FIELD')]).toEqual([reader, true]);
      if (status === 200) expect((JSON.parse(text) as Page).records.length).toBe((JSON.parse(text) as Page).totalSize);
    }
  });
  const changing = async (): Promise<void> => {
    for (let i = 0; i < 6; i++) {
      await Promise.all([
        sim.org.addField('Event', { name: `Extra${i}__c`, type: 'currency' }),
        sim.org.change({ object: 'Event', insert: 2, update: 2, softDelete: 1, lateSeconds: i * 5 }),
        sim.org.advance(5),
      ]);
      if (i % 2 === 1) await sim.org.removeField('Event', `Extra${i}__c`);
    }
  };
  await Promise.all([...asking, changing()]);
  expect(sim.org.fields('Event').filter((name) => name.startsWith('Extra'))).toEqual(['Extra0__c', 'Extra2__c', 'Extra4__c']);
});
