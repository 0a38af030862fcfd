import { copyFileSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonLine, randomCase } from '@audit/scd2-profile/proof';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-rebuild-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const audit = async (...words: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await auditHere(words, { cwd });
  if (code !== 0 && code !== 4) throw new Error(`audit ${words.join(' ')}: exit ${code}\n${stderr}`);
  return stdout;
};
const file = (name: string, ...lines: readonly string[]): string => {
  writeFileSync(join(cwd, name), lines.map((line) => `${line}\n`).join(''));
  return name;
};
const at = (day: number): readonly string[] => ['--extract-ts', `2031-01-0${day}T00:00:00Z`, '--load-ts', `2031-01-0${day}T01:00:00Z`];
const person = (id: string, occupation: string): string =>
  JSON.stringify({ customer_id: id, firstname: 'Ann', occupation, last_modified_ts: '2030-01-01T00:00:00Z' });
const signature = { reason: 'Typed wrong', ticket: 'CHG-1', approver: 'j.weber' };

interface Report {
  readonly batches: number;
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly different: number }[];
}
const rebuild = async (...words: readonly string[]): Promise<Report> =>
  JSON.parse(await audit('profile', 'rebuild', ...words, '--json')) as Report;

const first = ['profile', 'load', 'first.ndjson', '--batch-id', 'first', ...at(1)];

/** Everything that a history may hold: both kinds of files, refused and unreadable records, corrections, closed customers, contacts, other hashes. */
beforeAll(async () => {
  const { batches, config } = randomCase(seed, { customers: 10, batches: 1 });
  for (const [k, batch] of batches.entries()) {
    const name = file(`${k}.ndjson`, ...batch.records.map((record) => jsonLine(record)));
    const times = ['--batch-id', batch.batch_id, '--extract-ts', batch.extract_ts, '--load-ts', batch.load_ts];
    await audit('profile', 'load', name, '--feed', config.feed, ...times);
  }
  file('first.ndjson', person('R1', 'Employee'), 'no record at all', person(' ', 'Employee'), person('R2', 'Astronaut'));
  await audit(...first);
  const landed = globSync('data/bronze/customer_profile_standardized/*.parquet', { cwd }).toSorted().at(-1) ?? '';
  copyFileSync(join(cwd, landed), join(cwd, 'second.parquet'));
  await audit('profile', 'load', 'second.parquet', '--batch-id', 'second', ...at(2));
  const correction = { customer_id: 'R1', effective_start_ts: '2030-05-01T00:00:00Z', profile: { firstname: 'Anne' }, ...signature };
  const refused = { customer_id: 'nobody', effective_start_ts: '2030-05-01T00:00:00Z', retract: true, ...signature };
  await audit('profile', 'correct', file('corrections.ndjson', JSON.stringify(correction), JSON.stringify(refused)), ...at(3));
  const whole = file('whole.ndjson', person('R1', 'Employee'));
  await audit('profile', 'load', whole, '--full', '--on-missing', 'close', '--max-missing-percent', '100', ...at(4));
  const contact = { customer_id: 'R1', channel: 'email', value: 'ann@example.org', last_modified_ts: '2030-01-01T00:00:00Z' };
  await audit('profile', 'load-contacts', file('contacts.ndjson', JSON.stringify(contact)), ...at(5));
  await audit('profile', 'rehash', '--to', '2');
}, 120_000);

test(`a history made anew from bronze is the same, row by row (seed ${seed})`, async () => {
  const { batches, tables } = await rebuild('--into', 'rebuilt');
  const loaded = await audit('show', 'ops_profile_batches', '--limit', '0', '--json');
  expect(batches).toBe(loaded.trim().split('\n').length + 1);
  expect(tables.filter(({ different }) => different > 0)).toEqual([]);
  expect(tables.filter(({ rows }) => rows > 0).map(({ table }) => table)).toEqual(
    expect.arrayContaining(['curated_dim_customer_profile', 'curated_profile_corrections', 'curated_customer_contact_info']),
  );
  expect(JSON.parse(await audit('profile', 'verify', '--lake', 'rebuilt', '--json'))).toMatchObject({ ok: true });
  const quarantine = async (lake: string): Promise<readonly string[]> =>
    (await audit('show', 'ops_quarantine', '--lake', lake, '--limit', '0', '--json'))
      .trim()
      .split('\n')
      .map((line) => {
        const row = JSON.parse(line) as Readonly<Record<string, string>>;
        return `${row['source_id']} ${row['record']} ${row['code']}`;
      })
      .toSorted();
  expect(await quarantine('rebuilt')).toEqual(await quarantine('data'));
  expect((await quarantine('data')).length).toBeGreaterThanOrEqual(3);
}, 120_000);

test('the new lake goes on where the old one stood: what was loaded there is not loaded again', async () => {
  const { code, stdout } = await auditHere([...first, '--lake', 'rebuilt', '--json'], { cwd });
  expect({ code, stdout: JSON.parse(stdout) as object }).toMatchObject({ code: 0, stdout: { status: 'skipped' } });
});

test('where the catalogs are others than then, it says which tables differ', async () => {
  await audit(...first, '--lake', 'small');
  file('audit.config.json', JSON.stringify({ profile: { mapping: 'off' } }));
  const { tables } = await rebuild('--lake', 'small', '--into', 'unmapped');
  rmSync(join(cwd, 'audit.config.json'));
  const differing = tables.filter(({ different }) => different > 0).map(({ table }) => table);
  expect(differing).toEqual(expect.arrayContaining(['silver_vw_customer_profile_standardized', 'curated_dim_customer_profile']));
  expect(differing).not.toContain('curated_dim_customer');
});

test('a lake is never rebuilt into a folder that is there', async () => {
  const { code, stderr } = await auditHere(['profile', 'rebuild', '--into', 'data'], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('data is there already') as string });
  expect(existsSync(join(cwd, 'data/_log'))).toBe(true);
});

test('a lake without profiles is not rebuilt: nothing is made', async () => {
  mkdirSync(join(cwd, 'bare/_log'), { recursive: true });
  const { code, stderr } = await auditHere(['profile', 'rebuild', '--lake', 'bare', '--into', 'nothing'], { cwd });
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('the lake holds no customer profile') as string });
  expect(existsSync(join(cwd, 'nothing'))).toBe(false);
});
