import { afterAll, beforeAll, expect, test } from 'vitest';
import { logIn } from '../client.fixture.ts';
import { type Simulator, startSimulator } from '../index.ts';
import { checkedId, salesforceId } from './ids.ts';

const options = { accounts: 30, threads: 1 } as const;
let sim: Simulator;
beforeAll(async () => void (sim = await startSimulator({ seed: 11, ...options })));
afterAll(() => sim.close());

type Rows = Awaited<ReturnType<Simulator['org']['truth']>>;
const ids = (rows: Rows): readonly (string | null | undefined)[] => rows.map((row) => row['Id']);

test('each check character of an id tells the capitals of five others', () => {
  // 001A0: the fourth, 8, I. 00000: none, A. 6Vm9r: the second, 2, C.
  expect(checkedId('001A0000006Vm9r')).toBe('001A0000006Vm9rIAC');
  expect(salesforceId('00D', 11)).toBe('00D5g000000000BEAQ');
});

test('the database makes the same ids as the program, in the order of the rows', async () => {
  const made = ids(await sim.org.truth('Usage__c', ['Id']));
  expect(made.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, i) => salesforceId('a00', i)));
  expect(made.every((id, i) => i === 0 || String(made[i - 1]) < String(id))).toBe(true);
});

test('the same seed makes the same organisation, another one another', async () => {
  const [same, other] = [await startSimulator({ seed: 11, ...options }), await startSimulator({ seed: 12, ...options })];
  const truth = await sim.org.truth('Account');
  expect(await same.org.truth('Account')).toEqual(truth);
  expect(await other.org.truth('Account')).not.toEqual(truth);
  await same.close();
  await other.close();
});

test('every reference leads to a row of an object it may lead to', async () => {
  const client = await logIn(sim);
  const known = new Map<string, ReadonlySet<unknown>>();
  const idsOf = async (object: string): Promise<ReadonlySet<unknown>> => {
    const found = known.get(object) ?? new Set(ids(await sim.org.truth(object, ['Id'])));
    known.set(object, found);
    return found;
  };
  let checked = 0;
  for (const object of sim.org.objects) {
    const described = await client.json<{ readonly fields: readonly { readonly name: string; readonly referenceTo: readonly string[] }[] }>(
      `/sobjects/${object}/describe`,
    );
    const references = described.fields.filter(({ referenceTo }) => referenceTo.length > 0);
    const rows = await sim.org.truth(
      object,
      references.map(({ name }) => name),
    );
    for (const { name, referenceTo } of references) {
      const targets = await Promise.all(referenceTo.map(idsOf));
      const lost = rows.filter((row) => row[name] !== null && !targets.some((target) => target.has(row[name])));
      expect([object, name, lost.length]).toEqual([object, name, 0]);
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(70);
});

test('what later metrics look for is there: overdue invoices, contracts that end soon, broken milestones, falling usage', async () => {
  const count = async (soql: string): Promise<number> => (await (await logIn(sim)).query(soql)).totalSize;
  expect(await count("SELECT COUNT() FROM Invoice WHERE Balance > 0 AND DueDate < TODAY AND Status = 'Posted'")).toBeGreaterThan(0);
  expect(
    await count("SELECT COUNT() FROM Contract WHERE Status = 'Activated' AND Days_To_Expiry__c > 0 AND Days_To_Expiry__c < 90"),
  ).toBeGreaterThan(0);
  expect(await count('SELECT COUNT() FROM CaseMilestone WHERE IsViolated = true')).toBeGreaterThan(0);
  expect(await count('SELECT COUNT() FROM Case WHERE CSAT__c >= 1 AND CSAT__c <= 5')).toBeGreaterThan(0);
  expect(await count('SELECT COUNT() FROM Account WHERE Customer_Id__c != null')).toBeGreaterThan(20);
});

test('a late commit has an early stamp, and shows when its transaction ends', async () => {
  const before = ids(await sim.org.truth('Order', ['Id']));
  const { inserted, updated } = await sim.org.change({ object: 'Order', insert: 2, update: 1, lateSeconds: 300 });
  const stamp = sim.org.clock;
  expect(ids(await sim.org.truth('Order', ['Id']))).toEqual(before);
  await sim.org.advance(299);
  expect(ids(await sim.org.truth('Order', ['Id']))).toEqual(before);
  await sim.org.advance(1);
  const late = (await sim.org.truth('Order', ['Id', 'SystemModstamp'])).filter(
    (row) => row['SystemModstamp'] === stamp.replace('Z', '.000Z'),
  );
  expect(new Set(ids(late))).toEqual(new Set([...inserted, ...updated]));
});

test('deleted rows lie in the bin for 15 days, come back from it, or are gone at once', async () => {
  const { softDeleted } = await sim.org.change({ object: 'Asset', softDelete: 3 });
  const { hardDeleted } = await sim.org.change({ object: 'Asset', hardDelete: 2 });
  await sim.org.change({ object: 'Asset', undelete: softDeleted.slice(0, 1) });
  const deleted = async (): Promise<Rows> =>
    (await sim.org.truth('Asset', ['Id', 'IsDeleted'])).filter((row) => row['IsDeleted'] === 'true');
  expect(new Set(ids(await deleted()))).toEqual(new Set(softDeleted.slice(1)));
  expect(ids(await sim.org.truth('Asset', ['Id'])).some((id) => hardDeleted.includes(String(id)))).toBe(false);
  await sim.org.advance(15 * 86_400);
  expect(await deleted()).toEqual([]);
  await expect(sim.org.change({ object: 'Asset', undelete: softDeleted.slice(1, 2) })).rejects.toThrow('recycle bin');
});

test('fields come, go and change their type, and no stamp moves', async () => {
  const stamps = await sim.org.truth('Entitlement', ['Id', 'SystemModstamp']);
  await sim.org.addField('Entitlement', { name: 'Level__c', type: 'double', precision: 10, scale: 1 });
  const [row] = (await sim.org.truth('Entitlement', ['Level__c'])).filter(({ Level__c }) => Level__c !== null);
  expect(row?.['Level__c']).toMatch(/^\d+\.0$/);
  await sim.org.changeField('Entitlement', { name: 'Level__c', type: 'string', length: 20 });
  expect((await sim.org.truth('Entitlement', ['Level__c'])).some((one) => one['Level__c'] === row?.['Level__c'])).toBe(true);
  await sim.org.change({ object: 'Entitlement', insert: 1 });
  await sim.org.removeField('Entitlement', 'SlaProcessId');
  expect(sim.org.fields('Entitlement')).not.toContain('SlaProcessId');
  expect((await sim.org.truth('Entitlement', ['Id', 'SystemModstamp'])).slice(0, -1)).toEqual(stamps);
  await expect(sim.org.removeField('Entitlement', 'SystemModstamp')).rejects.toThrow('field of the system');
});

test('a field that came while nothing was open is there in a transaction', async () => {
  await sim.org.addField('Invoice', { name: 'Reminders__c', type: 'int' });
  const { updated, inserted } = await sim.org.change({ object: 'Invoice', update: 2, insert: 1, lateSeconds: 60 });
  await sim.org.advance(60);
  const rows = (await sim.org.truth('Invoice', ['Id', 'PaidDate', 'Balance'])).filter(({ Id }) => updated.includes(String(Id)));
  expect(rows.map(({ PaidDate, Balance }) => [PaidDate, Balance])).toEqual(updated.map(() => [sim.org.clock.slice(0, 10), '0.0']));
  expect(ids(await sim.org.truth('Invoice', ['Id']))).toContain(inserted[0]);
});

test('the clock does not go back', async () => {
  await expect(sim.org.advance('2020-01-01T00:00:00Z')).rejects.toThrow('cannot go back');
});

test('who moves the clock at once with others moves it on from where they leave it', async () => {
  const from = Date.parse(sim.org.clock);
  const after = (seconds: number): string => new Date(from + seconds * 1000).toISOString().replace('.000Z', 'Z');
  expect(await Promise.all([sim.org.advance(5), sim.org.advance(5)])).toEqual([after(5), after(10)]);
  const [later, earlier] = await Promise.allSettled([sim.org.advance(after(60)), sim.org.advance(after(30))]);
  expect([later.status, earlier.status, sim.org.clock]).toEqual(['fulfilled', 'rejected', after(60)]);
});

test('rows come after a field went that others are made of', async () => {
  await sim.org.removeField('Asset', 'Status');
  const { inserted } = await sim.org.change({ object: 'Asset', insert: 20, update: 1 });
  const rows = (await sim.org.truth('Asset', ['Id', 'CurrentMrr'])).filter(({ Id }) => inserted.includes(String(Id)));
  expect(rows.filter(({ CurrentMrr }) => CurrentMrr !== null).length).toBeGreaterThan(0);
});
