import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';

const root = mkdtempSync(join(tmpdir(), 'audit-correct-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Json = Readonly<Record<string, unknown>>;
let cwd = root;
let loads = 0;

const linesOf = (stdout: string): readonly Json[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json);

const audit = (...words: readonly string[]) => auditHere(words, { cwd });

const ask = async (...words: readonly string[]): Promise<readonly Json[]> => {
  const { code, stdout, stderr } = await audit('profile', ...words, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return linesOf(stdout);
};

const person = { customer_id: 'c1', evidence_unique_key: 'AB1', firstname: 'Ann', lastname: 'Lee', occupation: 'EMPLOYEE' };
const day = (n: number): string => `2025-01-${String(n).padStart(2, '0')}T00:00:00Z`;
const record = (n: number, occupation: string): Json => ({ ...person, occupation, last_modified_ts: day(n) });
const signature = { reason: 'Typed wrong at the branch', ticket: 'CHG-1', approver: 'j.weber' };
const { customer_id: _, ...content } = person;
const corrected = (n: number, occupation: string, more: Json = {}): Json => ({
  customer_id: 'c1',
  effective_start_ts: day(n),
  profile: { ...content, occupation },
  ...signature,
  ...more,
});
const retracted = (n: number, more: Json = {}): Json => ({
  customer_id: 'c1',
  effective_start_ts: day(n),
  retract: true,
  ...signature,
  ...more,
});

/** Loads one file each day of February; a source was read when it is loaded. */
const take = async (command: 'load' | 'correct', records: readonly Json[], ...flags: readonly string[]): Promise<Json> => {
  const at = `2025-02-${String(++loads).padStart(2, '0')}T00:00:00Z`;
  const file = `${command}-${loads}.ndjson`;
  writeFileSync(join(cwd, file), records.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const { code, stdout, stderr } = await audit('profile', command, file, '--extract-ts', at, '--load-ts', at, '--json', ...flags);
  expect(stderr).toBe('');
  const account = JSON.parse(stdout) as Json;
  expect(code).toBe(account['quarantined'] === 0 ? 0 : 4);
  return account;
};

/** What is believed: first day, last day (or microsecond before the next), occupation. */
const history = async (): Promise<readonly unknown[]> =>
  (await ask('history', '--customer', 'c1')).map((row) => [row['effective_start_ts'], row['effective_end_ts'], row['occupation']]);

const before = (n: number): string => `2025-01-${String(n - 1).padStart(2, '0')}T23:59:59.999999Z`;

beforeEach(() => {
  cwd = mkdtempSync(join(root, 'case-'));
  loads = 0;
});

test('a profile without an end counts before whatever a source says at that instant, and until the next known change', async () => {
  await take('load', [record(1, 'EMPLOYEE'), record(20, 'RETIRED')]);
  expect(await take('correct', [corrected(10, 'STUDENT'), corrected(20, 'GOVERNMENT_OFFICER')])).toMatchObject({ corrected: 2 });
  await take('load', [record(20, 'RETIRED'), record(25, 'EMPLOYEE')]);
  expect(await history()).toEqual([
    [day(1), before(10), 'EMPLOYEE'],
    [day(10), before(20), 'STUDENT'],
    [day(20), before(25), 'GOVERNMENT_OFFICER'],
    [day(25), null, 'EMPLOYEE'],
  ]);
  expect(await take('correct', [corrected(10, 'UNEMPLOYED')])).toMatchObject({ corrected: 1 });
  expect((await history())[1]).toEqual([day(10), before(20), 'UNEMPLOYED']);
});

test('a profile with an end is the truth to its end, whatever a source says inside; then what would be in force without it', async () => {
  await take('load', [record(1, 'EMPLOYEE')]);
  await take('correct', [corrected(10, 'STUDENT', { effective_end_ts: before(20) })]);
  const restored = [
    [day(1), before(10), 'EMPLOYEE'],
    [day(10), before(20), 'STUDENT'],
    [day(20), null, 'EMPLOYEE'],
  ];
  expect(await history()).toEqual(restored);
  await take('load', [record(15, 'RETIRED')]);
  expect(await history()).toEqual([...restored.slice(0, 2), [day(20), null, 'RETIRED']]);
});

test('nothing is in force after the end of a correction of a customer nothing else is said of', async () => {
  await take('load', [record(1, 'EMPLOYEE')]);
  expect(await take('correct', [corrected(3, 'STUDENT', { customer_id: 'c2', effective_end_ts: day(4) })])).toMatchObject({
    created: 1,
    closed: 1,
  });
  expect(await ask('as-of', '--at', day(5), '--customer', 'c2')).toEqual([]);
  const events = (await ask('events')).filter((event) => event['customer_id'] === 'c2');
  expect(events.map((event) => [event['event_type'], event['rationale_code'], event['ticket']])).toEqual([
    ['PROFILE_VERSION_CREATE', 'CORRECTION', 'CHG-1'],
    ['PROFILE_VERSION_CLOSE', 'CORRECTION', 'CHG-1'],
  ]);
});

test('of corrections that overlap the later loaded wins where they do', async () => {
  await take('load', [record(1, 'EMPLOYEE')]);
  await take('correct', [corrected(5, 'STUDENT', { effective_end_ts: before(20) })]);
  await take('correct', [corrected(10, 'RETIRED', { effective_end_ts: before(15) })]);
  await take('correct', [corrected(17, 'UNEMPLOYED')]);
  expect(await history()).toEqual([
    [day(1), before(5), 'EMPLOYEE'],
    [day(5), before(10), 'STUDENT'],
    [day(10), before(15), 'RETIRED'],
    [day(15), before(17), 'STUDENT'],
    [day(17), null, 'UNEMPLOYED'],
  ]);
});

test('what was taken back stays away when it is delivered again, and a later correction at the instant counts', async () => {
  await take('load', [record(1, 'EMPLOYEE'), record(10, 'RETIRED'), record(20, 'STUDENT')]);
  await take('correct', [retracted(10)]);
  const without = [
    [day(1), before(20), 'EMPLOYEE'],
    [day(20), null, 'STUDENT'],
  ];
  expect(await history()).toEqual(without);
  await take('load', [record(10, 'RETIRED')]);
  expect(await history()).toEqual(without);
  await take('correct', [corrected(10, 'UNEMPLOYED')]);
  expect((await history())[1]).toEqual([day(10), before(20), 'UNEMPLOYED']);
  await take('correct', [retracted(10, { ticket: 'CHG-2' })]);
  expect(await history()).toEqual(without);
});

test('under a snapshot feed corrections stand, and take nothing away from the source', async () => {
  await take('load', [record(1, 'EMPLOYEE')], '--feed', 'snapshot');
  await take('correct', [corrected(10, 'STUDENT')]);
  await take('load', [record(5, 'RETIRED')], '--feed', 'snapshot');
  expect(await history()).toEqual([
    [day(1), before(5), 'EMPLOYEE'],
    [day(5), before(10), 'RETIRED'],
    [day(10), null, 'STUDENT'],
  ]);
});

test('what was believed before a correction is still known as of then', async () => {
  await take('load', [record(1, 'EMPLOYEE')]);
  await take('correct', [corrected(10, 'STUDENT')]);
  const point = ['as-of', '--at', day(12), '--customer', 'c1'];
  expect(await ask(...point)).toMatchObject([{ occupation: 'STUDENT' }]);
  expect(await ask(...point, '--known-at', '2025-02-01T12:00:00Z')).toMatchObject([{ occupation: 'EMPLOYEE' }]);
});

test('each event of a correction says why, where it was asked for and who approved it; those of a source do not', async () => {
  await take('load', [record(1, 'EMPLOYEE'), record(20, 'RETIRED')]);
  await take('correct', [
    corrected(5, 'STUDENT', { ticket: 'CHG-5', effective_end_ts: before(8) }),
    corrected(12, 'UNEMPLOYED', { ticket: 'CHG-12' }),
    retracted(20, { ticket: 'CHG-20' }),
  ]);
  const events = await ask('events');
  expect(
    events.map((event) => [event['event_ts'], event['change_kind'], event['rationale_code'], event['ticket'], event['approver']]),
  ).toEqual([
    [day(1), 'APPENDED', 'INITIAL_LOAD', null, null],
    [day(20), 'APPENDED', 'SOURCE_UPDATE', null, null],
    [day(5), 'INSERTED', 'CORRECTION', 'CHG-5', 'j.weber'],
    [day(8), 'INSERTED', 'CORRECTION', 'CHG-5', 'j.weber'],
    [day(12), 'INSERTED', 'CORRECTION', 'CHG-12', 'j.weber'],
    [day(20), 'WITHDRAWN', 'CORRECTION', 'CHG-20', 'j.weber'],
  ]);
  expect(await ask('explain', '--customer', 'c1', '--at', day(13))).toMatchObject([
    { part: 'lies outside of the version', ticket: null },
    { part: 'lies outside of the version', holds_until_ts: before(8), ticket: 'CHG-5' },
    { part: 'starts the version', source: 'correct-2.ndjson', ...signature, ticket: 'CHG-12' },
    { part: 'was taken back', is_believed: false },
    { part: 'takes back what was said at its instant', ticket: 'CHG-20' },
  ]);
  expect(await ask('explain', '--customer', 'c1', '--at', day(9))).toMatchObject([
    { part: 'holds again in the version' },
    { part: 'ends where the version starts' },
    { part: 'ends the version' },
    {},
    {},
  ]);
});

test('what cannot be accepted is in quarantine, with the reason and the column; the rest is loaded', async () => {
  await take('load', [record(1, 'EMPLOYEE')]);
  const faults: readonly (readonly [Json, string, string])[] = [
    [corrected(5, 'STUDENT', { customer_id: ' ' }), 'BLANK_ID', 'customer_id'],
    [corrected(5, 'STUDENT', { customer_id: 'x'.repeat(51) }), 'ID_TOO_LONG', 'customer_id'],
    [corrected(5, 'STUDENT', { effective_start_ts: null }), 'MISSING_FIELD', 'effective_start_ts'],
    [corrected(5, 'STUDENT', { effective_start_ts: 'Monday' }), 'BAD_TIMESTAMP', 'effective_start_ts'],
    [corrected(5, 'STUDENT', { effective_end_ts: 'later' }), 'BAD_TIMESTAMP', 'effective_end_ts'],
    [corrected(5, 'STUDENT', { effective_end_ts: '9999-12-31T00:00:00Z' }), 'BAD_TIMESTAMP', 'effective_end_ts'],
    [corrected(5, 'STUDENT', { effective_end_ts: before(5) }), 'ENDS_BEFORE_START', 'effective_end_ts'],
    [corrected(5, 'STUDENT', { retract: true }), 'PROFILE_OR_RETRACT', 'retract'],
    [retracted(1, { retract: false }), 'PROFILE_OR_RETRACT', 'retract'],
    [retracted(1, { effective_end_ts: day(2) }), 'PROFILE_OR_RETRACT', 'retract'],
    [retracted(1, { retract: 'true' }), 'BAD_BOOLEAN', 'retract'],
    [corrected(5, 'STUDENT', { profile: 'Ann' }), 'BAD_PROFILE', 'profile'],
    [corrected(5, 'STUDENT', { profile: { fristname: 'Ann' } }), 'BAD_PROFILE', 'profile'],
    [corrected(5, 'STUDENT', { profile: { firstname: { given: 'Ann' } } }), 'BAD_PROFILE', 'profile'],
    [corrected(5, 'STUDENT', { profile: { firstname: ['Ann'] } }), 'BAD_PROFILE', 'profile'],
    [corrected(5, 'STUDENT', { profile: { ...person, customer_id: 'c2' } }), 'BAD_PROFILE', 'profile'],
    [corrected(5, 'STUDENT', { reason: ' ' }), 'MISSING_FIELD', 'reason'],
    [corrected(5, 'STUDENT', { ticket: null }), 'MISSING_FIELD', 'ticket'],
    [corrected(5, 'STUDENT', { approver: '' }), 'MISSING_FIELD', 'approver'],
    [retracted(1, { customer_id: 'c9' }), 'UNKNOWN_CUSTOMER', 'customer_id'],
    [retracted(2), 'NOTHING_TO_RETRACT', 'effective_start_ts'],
  ];
  const good = [corrected(6, 'STUDENT', { profile: { ...person, occupation: 'STUDENT' } }), retracted(6), retracted(6)];
  const account = await take('correct', [...faults.map(([fault]) => fault), ...good]);
  expect(account).toMatchObject({ records: faults.length + 3, quarantined: faults.length + 1 });
  const { stdout } = await audit('show', 'ops_quarantine', '--limit', '0', '--json');
  const refused = linesOf(stdout).map((row) => [row['code'], row['column_name']]);
  expect(refused).toEqual([...faults.map(([, code, column]) => [code, column]), ['NOTHING_TO_RETRACT', 'effective_start_ts']]);
  expect(await history()).toEqual([[day(1), null, 'EMPLOYEE']]);
  expect((await audit('profile', 'verify')).code).toBe(0);
});

test('corrections come as CSV too, and the same file is loaded once', async () => {
  await take('load', [record(1, 'EMPLOYEE')]);
  const profile = JSON.stringify({ ...content, occupation: 'STUDENT', source_of_income_list: ['SALARY', 'GIFT'] }).replaceAll('"', '""');
  const csv = `customer_id,effective_start_ts,effective_end_ts,profile,retract,reason,ticket,approver
c1,${day(5)},${before(9)},"${profile}",,Typed wrong,CHG-1,j.weber
c1,${day(1)},,,true,Never was,CHG-2,j.weber
`;
  writeFileSync(join(cwd, 'corrections.csv'), csv);
  expect(await ask('correct', 'corrections.csv')).toMatchObject([{ status: 'applied', records: 2, quarantined: 0 }]);
  expect(await history()).toEqual([[day(5), before(9), 'STUDENT']]);
  const { stdout } = await audit('history', '--json');
  expect(await ask('correct', 'corrections.csv')).toMatchObject([{ status: 'skipped' }]);
  expect((await audit('history', '--json')).stdout).toBe(stdout);
});
