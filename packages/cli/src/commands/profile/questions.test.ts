import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-questions-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

type Json = Readonly<Record<string, unknown>>;
interface LineageNode {
  readonly table: string;
  readonly column: string;
  readonly from: readonly LineageNode[];
}
const linesOf = (stdout: string): readonly Json[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Json);

/** Runs `audit profile …` and gives the rows of its JSON. */
const ask = async (...words: readonly string[]): Promise<readonly Json[]> => {
  const { code, stdout, stderr } = await auditHere(['profile', ...words, '--json'], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return linesOf(stdout);
};

const load = async (file: string, day: string): Promise<readonly Json[]> =>
  await ask('load', `input/${file}`, '--extract-ts', `${day}T00:00:00Z`, '--load-ts', `${day}T06:00:00Z`);

const loads: (readonly Json[])[] = [];

beforeAll(async () => {
  cpSync(fileURLToPath(new URL('../../../templates/project', import.meta.url)), cwd, { recursive: true });
  loads.push(await load('profiles.ndjson', '2025-12-02'));
  loads.push(await load('profiles-later.ndjson', '2025-12-20'));
  loads.push(await load('profiles-backdated.ndjson', '2025-12-21'));
});

describe('the project of `audit init`, loaded in three steps', () => {
  test('each load says what it did', () => {
    expect(loads.flat()).toMatchObject([
      { status: 'applied', records: 3, created: 3, corrected: 0, unchanged: 0, quarantined: 0 },
      { status: 'applied', records: 2, created: 2, corrected: 0 },
      { status: 'applied', records: 1, created: 0, corrected: 1 },
    ]);
  });

  test('the history is in time order, whatever order the deliveries came in', async () => {
    const history = await ask('history', '--customer', '556677');
    expect(history.map((row) => [row['version_num'], row['effective_start_ts'], row['effective_end_ts'], row['marital_status']])).toEqual([
      [1, '2025-12-01T08:00:00Z', '2025-12-10T07:59:59.999999Z', 'MARRIED'],
      [3, '2025-12-10T08:00:00Z', '2025-12-18T07:59:59.999999Z', 'DIVORCED'],
      [2, '2025-12-18T08:00:00Z', null, 'MARRIED'],
    ]);
  });

  test('what was in force on a day differs from what was known to be in force on it', async () => {
    const point = ['as-of', '--at', '2025-12-12', '--customer', '556677'];
    expect(await ask(...point)).toMatchObject([{ version_num: 3, marital_status: 'DIVORCED' }]);
    expect(await ask(...point, '--known-at', '2025-12-21T05:59:59.999999Z')).toMatchObject([{ version_num: 1, marital_status: 'MARRIED' }]);
    expect(await ask(...point, '--known-at', '2025-12-21T06:00:00Z')).toMatchObject([{ version_num: 3 }]);
    expect(await ask(...point, '--known-at', '2025-12-01T00:00:00Z')).toEqual([]);
  });

  test('a business date ends in its zone', async () => {
    const at = ['as-of', '--at', '2025-12-01', '--customer', '556677'];
    expect(await ask(...at, '--tz', 'Pacific/Kiritimati')).toHaveLength(1);
    expect(await ask('as-of', '--at', '2025-11-30', '--tz', 'Pacific/Pago_Pago', '--customer', '556677')).toHaveLength(1);
    expect(await ask('as-of', '--at', '2025-11-30', '--tz', 'Pacific/Kiritimati', '--customer', '556677')).toEqual([]);
  });

  test('events name what changed and no value of a person', async () => {
    const events = await ask('events', '--since', '2');
    expect(events).toMatchObject([
      {
        event_type: 'PROFILE_VERSION_CORRECTION',
        change_kind: 'INSERTED',
        rationale_code: 'CORRECTION',
        customer_id: '556677',
        event_ts: '2025-12-10T08:00:00Z',
        recorded_ts: '2025-12-21T06:00:00Z',
        attributes_changed: ['marital_status'],
      },
    ]);
    expect(await ask('events')).toHaveLength(6);
    expect(JSON.stringify(await ask('events'))).not.toMatch(/Doe|AB1234567890|1985-03-10/);
  });

  test('an explanation names the delivery a version comes from', async () => {
    const rows = await ask('explain', '--customer', '556677', '--at', '2025-12-12');
    expect(rows.map((row) => [row['source'], row['part']])).toEqual([
      ['input/profiles.ndjson', 'lies outside of the version'],
      ['input/profiles-backdated.ndjson', 'starts the version'],
      ['input/profiles-later.ndjson', 'ends the version'],
    ]);
  });

  test('two points in time are compared by attribute and member', async () => {
    expect(await ask('diff', '--at', '2025-12-02', '--and', '2025-12-31', '--customer', '556678')).toMatchObject([
      {
        before_version_num: 1,
        after_version_num: 2,
        attributes_changed: ['marital_status', 'total_asset'],
        purpose_of_investment_added: ['EDUCATION'],
        purpose_of_investment_removed: [],
      },
    ]);
    const known = ['--at', '2025-12-12', '--known-at', '2025-12-20T12:00:00Z', '--and', '2025-12-12'];
    expect(await ask('diff', ...known)).toMatchObject([{ customer_id: '556677', attributes_changed: ['marital_status'] }]);
  });

  test('segments count every customer in force once an attribute', async () => {
    const rows = await ask('segment', '--at', '2025-12-31');
    for (const attribute of ['occupation', 'business_type', 'total_asset', 'monthly_income']) {
      const of = rows.filter((row) => row['attribute'] === attribute);
      expect(of.reduce((sum, row) => sum + Number(row['customers']), 0)).toBe(3);
    }
    expect(rows).toContainEqual({ attribute: 'occupation', code: 'EMPLOYEE', customers: 2 });
  });

  test('a column of the dimension leads back to what was delivered', async () => {
    const { code, stdout } = await auditHere(['lineage', 'dim_customer_profile.firstname', '--json'], { cwd });
    expect(code).toBe(0);
    const tables = [
      'curated_profile_contents',
      'silver_vw_customer_profile_standardized',
      'silver_standardized_records',
      'bronze_customer_profile_standardized',
    ];
    let nodes = (JSON.parse(stdout) as { readonly from: readonly LineageNode[] }).from;
    for (const table of tables) {
      expect(nodes).toContainEqual(expect.objectContaining({ table, column: 'firstname' }));
      nodes = nodes.find((node) => node.table === table)?.from ?? [];
    }
  });

  test('the history keeps all its laws', async () => {
    const { code, stdout } = await auditHere(['profile', 'verify', '--json'], { cwd });
    expect({ code, report: JSON.parse(stdout) as unknown }).toMatchObject({ code: 0, report: { ok: true, broken: [] } });
  });
});

describe('who may see what', () => {
  const personal = ['evidence_unique_key', 'firstname', 'lastname', 'firstname_local', 'lastname_local', 'birthdate'];

  test('columns that identify a person are masked', async () => {
    const [row] = await ask('as-of', '--at', '2025-12-31', '--customer', '556677');
    expect(personal.map((name) => row?.[name])).toEqual(personal.map(() => '***'));
  });

  test('without a configured role --unmask is refused, and nothing is shown', async () => {
    for (const env of [{}, { AUDIT_ROLE: 'intern' }]) {
      const { code, stdout, stderr } = await auditHere(['profile', 'history', '--unmask'], { cwd, env });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain('unmask_roles');
    }
  });

  test('a configured role sees it, and each look is written down', async () => {
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ privacy: { unmask_roles: ['auditor'] } }));
    const env = { AUDIT_ROLE: 'auditor' };
    const words = ['profile', 'as-of', '--at', '2025-12-31', '--customer', '556677', '--unmask', '--json'];
    const { code, stdout } = await auditHere(words, { cwd, env });
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([{ firstname: 'John', evidence_unique_key: 'AB1234567890', birthdate: '1985-03-10' }]);
    const shown = await auditHere(['show', 'dim_customer_profile', '--unmask', '--limit', '1', '--json'], { cwd, env });
    expect(shown.code).toBe(0);
    const log = linesOf((await auditHere(['show', 'access_log', '--json'], { cwd })).stdout);
    expect(log.map((row) => [row['role'], row['command'], row['table_name'], row['lake_version']])).toEqual([
      ['auditor', 'audit profile as-of', null, 3],
      ['auditor', 'audit show', 'curated_dim_customer_profile', 4],
    ]);
  });
});

describe('a wrong use', () => {
  const refusal = async (...words: readonly string[]): Promise<readonly [number, string]> => {
    const { code, stderr } = await auditHere(['profile', ...words], { cwd });
    return [code, stderr];
  };

  test('flags of one batch with two files', async () => {
    const [code, text] = await refusal('load', 'input/profiles.ndjson', 'input/profiles-later.ndjson', '--batch-id', 'b');
    expect([code, text]).toEqual([2, expect.stringContaining('--batch-id with 2 files')]);
  });

  test('a load time that is not after the last one', async () => {
    writeFileSync(join(cwd, 'more.ndjson'), '{"customer_id":"9","last_modified_ts":"2025-12-21T00:00:00Z"}\n');
    const [code, text] = await refusal('load', 'more.ndjson', '--load-ts', '2025-12-21T06:00:00Z');
    expect([code, text]).toEqual([2, expect.stringContaining('LOAD_TIME_NOT_LATER')]);
  });

  test('a time that is none', async () => {
    const [code, text] = await refusal('as-of', '--at', 'yesterday');
    expect([code, text]).toEqual([2, expect.stringContaining('--at is "yesterday"')]);
  });

  test('a batch id with other content', async () => {
    await ask('load', 'more.ndjson', '--batch-id', 'mine');
    writeFileSync(join(cwd, 'more.ndjson'), '{"customer_id":"10"}\n');
    const [code, text] = await refusal('load', 'more.ndjson', '--batch-id', 'mine');
    expect([code, text]).toEqual([2, expect.stringContaining('BATCH_CHANGED')]);
  });
});

test('a record without a customer is kept aside with its reason, and the sums close', async () => {
  const ids = ['a', ' ', 'x'.repeat(51), null];
  writeFileSync(join(cwd, 'odd.ndjson'), ids.map((id) => `${JSON.stringify({ customer_id: id, firstname: 'Canary' })}\n`).join(''));
  const { code, stdout } = await auditHere(['profile', 'load', 'odd.ndjson', '--json'], { cwd });
  expect(code).toBe(4);
  expect(linesOf(stdout)).toMatchObject([{ records: 4, created: 1, quarantined: 3 }]);
  const kept = linesOf((await auditHere(['show', 'quarantine', '--json'], { cwd })).stdout);
  expect(kept.map((row) => [row['record'], row['code'], row['raw']])).toEqual([
    [2, 'BLANK_ID', '***'],
    [3, 'ID_TOO_LONG', '***'],
    [4, 'BLANK_ID', '***'],
  ]);
});
