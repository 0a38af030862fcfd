import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-canaries-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Values of one person, as delivered and as stored; none of them occurs anywhere by chance. */
const identifying = {
  evidence_unique_key: 'qz-7719/0342',
  firstname: 'Xanthippa',
  lastname: 'Quorlbeck',
  firstname_local: 'กนกพรรณวิไล',
  lastname_local: 'ทดสอบนามสกุล',
  birthdate: '1957-08-23',
};
const id = 'PERSON-80417-X';
/** How to reach them, now and before. */
const contacts = ['+66-8-4471-9932', 'xq.lbeck@canary.example', 'ซอยทดสอบที่ ๗๗'];
const canaries = [...Object.values(identifying), 'QZ77190342', 'XANTHIPPA', 'QUORLBECK', ...contacts];
const found = (text: string): readonly string[] => canaries.filter((canary) => text.includes(canary));
/** With the id of the person, which stands in rows as their key, and nowhere else. */
const foundOrId = (text: string): readonly string[] => [...found(text), ...(text.includes(id) ? [id] : [])];

const row = (more: object = {}): object => ({
  customer_id: id,
  ...identifying,
  occupation: 'EMPLOYEE',
  source_of_income_list: 'SALARY',
  last_modified_ts: '2025-01-01T00:00:00Z',
  ...more,
});
const file = (name: string, text: string | Buffer): string => {
  writeFileSync(join(cwd, name), text);
  return name;
};
const lines = (...rows: readonly object[]): string => rows.map((one) => `${JSON.stringify(one)}\n`).join('');
const day = (n: number): readonly string[] => ['--batch-id', `day-${n}`, '--extract-ts', `2025-02-0${n}T00:00:00Z`];

const audit = (...args: readonly string[]) => auditHere(args, { cwd });
const loud = ['--log-level', 'debug', '--log-format', 'json'];
const load = (...args: readonly string[]) => auditHere(['profile', 'load', ...args], { cwd });

/** What loading says, and what is left in the lake's folder besides Parquet. */
const loadings: string[] = [];
beforeAll(async () => {
  const batches = [
    lines(row(), row({ customer_id: `${id}${'9'.repeat(50)}` })),
    lines(row({ occupation: 'RETIRED', last_modified_ts: '2025-01-20T00:00:00Z' })),
    lines(row({ firstname: 'Xanthippa B', last_modified_ts: '2025-01-10T00:00:00Z', source_of_income_list: 'PENSION' })),
    lines(row({ op: 'DELETE', last_modified_ts: '2025-01-30T00:00:00Z' })),
  ];
  for (const [k, batch] of batches.entries()) {
    const { code, stdout, stderr } = await load(file(`${k}.ndjson`, batch), ...day(k + 1), ...(k % 2 === 0 ? ['--json'] : []), ...loud);
    if (code !== 0 && code !== 4) throw new Error(`batch ${k}: exit ${code}\n${stderr}`);
    loadings.push(stdout, stderr);
  }
});

const correction = (more: object = {}): object => ({
  customer_id: id,
  effective_start_ts: '2025-01-05T00:00:00Z',
  effective_end_ts: '2025-01-06T00:00:00Z',
  profile: { ...identifying, occupation: 'STUDENT' },
  reason: 'Misread',
  ticket: 'T-1',
  approver: 'j.weber',
  ...more,
});

beforeAll(async () => {
  const corrections = lines(correction(), correction({ reason: ' ' }), correction({ profile: { fristname: 'Xanthippa' } }));
  const given = [file('corrections.ndjson', corrections), '--batch-id', 'corrections', '--extract-ts', '2025-02-09T00:00:00Z'];
  const { code, stdout, stderr } = await audit('profile', 'correct', ...given, '--json', ...loud);
  if (code !== 4) throw new Error(`corrections: exit ${code}\n${stderr}`);
  loadings.push(stdout, stderr);
});

const contactRow = (channel: string, value: string | null, more: object = {}): object => ({
  customer_id: id,
  channel,
  value,
  last_modified_ts: '2025-01-01T00:00:00Z',
  ...more,
});
beforeAll(async () => {
  const [phone = '', email = '', address = ''] = contacts;
  const batches = [
    lines(contactRow('phone', phone), contactRow('email', email), contactRow(' ', phone), contactRow('address', address.repeat(100))),
    lines(contactRow('phone', email, { last_modified_ts: '2024-01-01T00:00:00Z' }), contactRow('address', address)),
  ];
  for (const [k, batch] of batches.entries()) {
    const words = ['profile', 'load-contacts', file(`contacts-${k}.ndjson`, batch), ...day(k + 1), ...(k === 0 ? ['--json'] : []), ...loud];
    const { code, stdout, stderr } = await audit(...words);
    if (code !== 0 && code !== 4) throw new Error(`contacts ${k}: exit ${code}\n${stderr}`);
    loadings.push(stdout, stderr);
  }
});

test('loading and correcting tell nothing of a person, in results, warnings and logs', () => {
  expect(loadings.join('').length).toBeGreaterThan(100);
  expect(foundOrId(loadings.join(''))).toEqual([]);
});

test('manifests, derived logs and everything else that is no data file tell nothing of a person', () => {
  const files = readdirSync(join(cwd, 'data'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const others = files.filter(({ name }) => !name.endsWith('.parquet')).map(({ parentPath, name }) => join(parentPath, name));
  expect(others.filter((path) => path.includes('_log'))).not.toEqual([]);
  expect(others.filter((path) => foundOrId(readFileSync(path, 'latin1') + readFileSync(path, 'utf8')).length > 0)).toEqual([]);
});

const questions: readonly (readonly string[])[] = [
  ['profile', 'history'],
  ['profile', 'history', '--customer', id],
  ['profile', 'as-of', '--at', '2025-01-25'],
  ['profile', 'as-of', '--at', '2025-01-25', '--known-at', '2030-01-01T00:00:00Z'],
  ['profile', 'as-of', '--at', '2025-01-25', '--customer', id],
  ['profile', 'events'],
  ['profile', 'explain', '--customer', id, '--at', '2025-01-25'],
  ['profile', 'segment', '--at', '2025-01-25'],
  ['profile', 'rehash', '--to', '2'],
  ['profile', 'rebuild', '--version', '1', '--into', 'again'],
  ['profile', 'verify'],
  ['profile', 'kpi'],
  ['profile', 'contacts', id],
  ['profile', 'contacts', id, '--at', '2025-01-25', '--known-at', '2030-01-01T00:00:00Z'],
  ['tables'],
  ['history'],
  ['verify'],
  ['config', 'show'],
];

test.each(questions.map((words) => [words.join(' '), words] as const))('%s shows no value that identifies a person', async (_, words) => {
  for (const json of [[], ['--json']]) {
    rmSync(join(cwd, 'again'), { recursive: true, force: true });
    const { code, stdout, stderr } = await audit(...words, ...json);
    expect(code).toBe(0);
    expect(stdout).not.toBe('');
    expect(found(stdout)).toEqual([]);
    expect(foundOrId(stderr)).toEqual([]);
  }
});

test('every table is shown, followed and traced without a value that identifies a person; quarantine too', async () => {
  const { stdout } = await audit('tables', '--json');
  const names = stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { table: string }).table);
  expect(names).toEqual(
    expect.arrayContaining([
      'bronze_customer_profile_standardized',
      'bronze_customer_profile_corrections',
      'curated_profile_corrections',
      'ops_quarantine',
      'curated_dim_customer_profile',
      'curated_customer_contact_info',
    ]),
  );
  for (const name of names) {
    for (const words of [
      ['show', name, '--limit', '0'],
      ['show', name, '--limit', '0', '--json'],
      ['history', name, '--json'],
      ['lineage', name, '--json'],
    ]) {
      const shown = await audit(...words);
      expect([words, shown.code, found(shown.stdout), foundOrId(shown.stderr)]).toEqual([words, 0, [], []]);
    }
  }
});

test('an audit event says which attributes changed, never to what', async () => {
  const { stdout } = await audit('profile', 'events', '--json');
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { customer_id: string; attributes_changed: readonly string[] });
  const diffs = JSON.stringify(events.map(({ customer_id: _, ...event }) => event));
  expect(events.flatMap((event) => event.attributes_changed)).toEqual(expect.arrayContaining(['firstname', 'birthdate']));
  expect(foundOrId(diffs)).toEqual([]);
});

test('who is told of changed profiles is told no value that identifies a person, and the logs of it not even the id', async () => {
  const targets = [
    { name: 'keeper', command: ['sh', '-c', 'cat > told.ndjson'] },
    { name: 'failing', command: ['sh', '-c', 'exit 9'], give_up_seconds: 1 },
  ];
  file('audit.config.json', JSON.stringify({ on_profile_change: targets }));
  const { code, stdout, stderr } = await audit('profile', 'events', '--deliver', ...loud);
  rmSync(join(cwd, 'audit.config.json'));
  expect({ code, found: foundOrId(stdout + stderr) }).toEqual({ code: 75, found: [] });
  const told = readFileSync(join(cwd, 'told.ndjson'), 'utf8');
  expect(told).toContain(id);
  expect(found(told)).toEqual([]);
});

const broken: readonly (readonly [string, () => readonly string[]])[] = [
  ['a batch with another content under a known id', () => [file('again.ndjson', lines(row({ firstname: 'Xanthippa C' }))), ...day(1)]],
  ['a load time that is past', () => [file('past.ndjson', lines(row({ x: 1 }))), '--load-ts', '2001-01-01T00:00:00Z']],
  ['a line that breaks off', () => [file('cut.ndjson', `${lines(row())}${JSON.stringify(row()).slice(0, -9)}\n`)]],
  ['a line that is no object', () => [file('list.ndjson', `${lines(row())}${JSON.stringify(Object.values(row()))}\n`)]],
  ['a name that is an object', () => [file('object.ndjson', lines(row({ firstname: { given: identifying.firstname } })))]],
  ['a key that comes twice', () => [file('twice.ndjson', `{"customer_id":"${id}","firstname":"Xanthippa","firstname":"Quorlbeck"}\n`)]],
  ['bytes that are no UTF-8', () => [file('latin.ndjson', Buffer.from(lines(row({ person_title_other: 'é' })), 'latin1'))]],
  ['CSV with an open quote', () => [file('open.csv', `customer_id,firstname\n${id},"Xanthippa\n${id},Quorlbeck\n`)]],
  ['Parquet that is none', () => [file('none.parquet', `PAR1${lines(row())}PAR1`)]],
];

const brokenContacts: readonly (readonly [string, () => readonly string[]])[] = [
  [
    'contacts with another content under a known id',
    () => [file('contacts-x.ndjson', lines(contactRow('phone', contacts[1] ?? ''))), ...day(1)],
  ],
  ['contacts that break off', () => [file('contacts-cut.json', JSON.stringify([contactRow('phone', contacts[0] ?? '')]).slice(0, -9))]],
];

test.each(brokenContacts)('the refusal of %s tells nothing of a person', async (_, args) => {
  const { code, stdout, stderr } = await audit('profile', 'load-contacts', ...args(), ...loud);
  expect(code).toBeGreaterThan(1);
  expect(stdout + stderr).not.toBe('');
  expect(foundOrId(stdout + stderr)).toEqual([]);
});

test.each(broken)('the refusal of %s tells nothing of a person', async (_, args) => {
  const { code, stdout, stderr } = await load(...args(), ...loud);
  expect(code).toBeGreaterThan(1);
  expect(stdout + stderr).not.toBe('');
  expect(foundOrId(stdout + stderr)).toEqual([]);
});

test.each([
  ['a name that is an object', lines(correction({ profile: { firstname: { given: 'Xanthippa' } } }))],
  ['a line that breaks off', lines(correction()).slice(0, -40)],
])('the refusal of a correction with %s tells nothing of a person', async (_, text) => {
  const { code, stdout, stderr } = await audit('profile', 'correct', file('odd.ndjson', text), ...loud);
  expect(code).toBeGreaterThan(1);
  expect(foundOrId(stdout + stderr)).toEqual([]);
});

test('--unmask without a role is refused, and shows nothing', async () => {
  const { code, stdout, stderr } = await audit('profile', 'history', '--unmask', '--json');
  expect(code).toBe(2);
  expect(foundOrId(stdout + stderr)).toEqual([]);
});

test('control: who may see the data sees every value, so that the search above could have found them', async () => {
  file('audit.config.json', JSON.stringify({ privacy: { unmask_roles: ['steward'] } }));
  const { code, stdout } = await auditHere(['profile', 'history', '--unmask', '--json'], { cwd, env: { AUDIT_ROLE: 'steward' } });
  const reached = await auditHere(['profile', 'contacts', id, '--unmask', '--json'], { cwd, env: { AUDIT_ROLE: 'steward' } });
  rmSync(join(cwd, 'audit.config.json'));
  expect([code, reached.code]).toEqual([0, 0]);
  expect(found(stdout)).toEqual(
    expect.arrayContaining(['Xanthippa', 'Quorlbeck', 'กนกพรรณวิไล', 'ทดสอบนามสกุล', '1957-08-23', 'QZ77190342']),
  );
  expect(found(reached.stdout)).toEqual(contacts);
});

test('a damaged data file is refused without a word of what was in it', async () => {
  const folder = join(cwd, 'data/curated/dim_customer_profile');
  const [name = ''] = readdirSync(folder).filter((entry) => entry.endsWith('.parquet'));
  for (const entry of readdirSync(folder).filter((each) => each.endsWith('.parquet'))) {
    const bytes = readFileSync(join(folder, entry));
    bytes.writeUInt8(bytes.readUInt8(20) ^ 255, 20); // oxlint-disable-line no-bitwise
    writeFileSync(join(folder, entry), bytes);
  }
  expect(name).not.toBe('');
  for (const words of [['profile', 'history'], ['verify'], ['show', 'curated_dim_customer_profile']]) {
    const { code, stdout, stderr } = await audit(...words, '--json', ...loud);
    expect([words, code]).toEqual([words, 3]);
    expect(foundOrId(stdout + stderr)).toEqual([]);
  }
});
