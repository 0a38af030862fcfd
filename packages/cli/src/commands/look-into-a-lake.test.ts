import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import { audit as auditProcess, auditProgram, type Finished } from '../audit-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-look-'));
const env = { AUDIT_CLOCK: '2026-02-01T00:00:00Z' };
const audit = (...args: readonly string[]): Promise<Finished> => auditHere(args, { cwd, env });
const csv = (rows: readonly string[]): string => ['order_id,customer_id,event_ts,quantity,line_total', ...rows].join('\n');
const rowsOf = (text: string): readonly Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  writeFileSync(join(cwd, 'one.csv'), csv(['O1,b,2025-01-10T10:00:00Z,2,20.50', 'O2,a,2025-05-01T10:00:00.000001Z,1,7']));
  writeFileSync(join(cwd, 'two.csv'), csv(['O2,a,2025-05-02T10:00:00Z,1,3', 'O3,c,2025-06-01T10:00:00Z,1,1.005']));
  await audit('build-mart', 'one.csv');
  await audit('build-mart', 'two.csv');
});

describe('tables', () => {
  test('lists every table with its rows and the version that changed it last', async () => {
    const listed = rowsOf((await audit('tables', '--json')).stdout);
    expect(listed.map((one) => [one['table'], one['rows'], one['changed_at']])).toEqual([
      ['silver_transaction_lines', 4, 2],
      ['gold_orders', 3, 2],
      ['gold_customer_period_quarter', 3, 2],
      ['gold_customer_period_year', 3, 2],
      ['ops_input_files', 2, 2],
      ['ops_quarantine', 0, 1],
    ]);
  });

  test('shows an older version as it was', async () => {
    const [lines] = rowsOf((await audit('tables', '--version', '1', '--json')).stdout);
    expect(lines).toMatchObject({ table: 'silver_transaction_lines', rows: 2, changed_at: 1 });
  });
});

describe('show', () => {
  test('prints all rows as JSON, exact numbers and UTC times, in the table’s order', async () => {
    const { stdout } = await audit('show', 'orders', '--limit', '0', '--json');
    expect(stdout).toContain('"total_spend":20.5,');
    expect(stdout).toContain('"order_ts":"2025-05-01T10:00:00.000001Z"');
    expect(rowsOf(stdout).map((row) => [row['order_id'], row['total_spend'], row['line_count']])).toEqual([
      ['O2', 10, 2],
      ['O1', 20.5, 1],
      ['O3', 1.01, 1],
    ]);
  });

  test('rows added later stand where the order puts them, not at the end', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `W${at},w${at + 10},2025-01-10T10:00:00Z,1,1`);
    writeFileSync(join(cwd, 'many.csv'), csv(many));
    writeFileSync(join(cwd, 'late.csv'), csv(['V1,v,2025-01-10T10:00:00Z,1,1']));
    await audit('build-mart', 'many.csv', '--lake', 'wide');
    await audit('build-mart', 'late.csv', '--lake', 'wide');
    const customers = rowsOf((await audit('show', 'orders', '--lake', 'wide', '--limit', '0', '--json')).stdout).map((row) =>
      JSON.stringify(row['customer_id']),
    );
    expect(customers).toHaveLength(31);
    expect(customers).toEqual(customers.toSorted());
  });

  test('shows any version, and as many rows as asked for', async () => {
    expect(rowsOf((await audit('show', 'gold_orders', '--version', '1', '--json')).stdout).map((row) => row['total_spend'])).toEqual([
      7, 20.5,
    ]);
    const { stdout } = await audit('show', 'orders', '--limit', '1');
    expect(stdout).toMatch(/^order_id +customer_id/);
    expect(stdout).toMatch(/\nO2 +a +2025-05-01T10:00:00\.000001Z /);
    expect(stdout).toMatch(/\n1 of 3 rows \(--limit 0 for all\)\n$/);
  });

  test('a wrong table suggests the nearest, a wrong version says what there is', async () => {
    const table = await audit('show', 'ordres');
    expect(table).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean "orders"?') as string });
    const version = await audit('show', 'orders', '--version', '7');
    expect(version).toMatchObject({ code: 2, stderr: expect.stringContaining('has no version "7"') as string });
  });

  test('a reader that leaves early is no failure', async () => {
    const { code, stderr } = await auditProcess(['show', 'orders', '--json', '--limit', '0'], { cwd, closeStdout: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

test('a result that the disk has no room for is a failure', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [auditProgram, 'show', 'orders', '--json'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^audit: ENOSPC: .*the disk is full/) as string });
});

describe('history', () => {
  test('lists the versions of the lake, newest first, with what each changed', async () => {
    const versions = rowsOf((await audit('history', '--json')).stdout);
    expect(versions.map((one) => [one['version'], one['job']])).toEqual([
      [2, 'build-mart'],
      [1, 'build-mart'],
    ]);
    expect(versions[0]?.['changed']).toContain('gold_orders');
  });

  test('lists the versions that changed a table, with rows added and removed', async () => {
    const versions = rowsOf((await audit('history', 'orders', '--json')).stdout);
    expect(versions[0]).toMatchObject({ version: 2, rows: 3, stage: 'datamart/orders' });
    expect(versions[1]).toMatchObject({ version: 1, rows: 2 });
    expect((await audit('history', 'orders')).stdout).toMatch(/^version +committed at/);
  });
});

describe('lineage', () => {
  test('leads from a table down to the files, and to what is made from it', async () => {
    const { stdout } = await audit('lineage', 'orders', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      table: 'gold_orders',
      stage: 'datamart/orders',
      from: [
        {
          table: 'silver_transaction_lines',
          stage: null,
          files: [
            { path: 'one.csv', records: 2 },
            { path: 'two.csv', records: 2 },
          ],
        },
      ],
      read_by: ['gold_customer_period_quarter', 'gold_customer_period_year'],
    });
  });

  test('leads from a column to the columns of the input it is computed from', async () => {
    const { stdout } = await audit('lineage', 'customer_period_year.total_quantity');
    expect(stdout).toBe(`gold_customer_period_year.total_quantity: DECIMAL(38,6), units, by datamart/customer_period_year
  Sum of quantities
  from gold_orders.total_quantity
    from silver_transaction_lines.quantity
      from input.quantity

Nothing is computed from it.
`);
  });

  test('a name with more parts than table and column has is no column', async () => {
    const { code, stderr } = await audit('lineage', 'orders.total_spend.x');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('gold_orders has no column "total_spend.x"') as string });
  });

  test('a column that several tables have must be named with its table', async () => {
    const { code, stderr } = await audit('lineage', 'total_spend');
    expect(code).toBe(2);
    expect(stderr).toContain('orders.total_spend');
  });
});

describe('the lake’s keeping', () => {
  test('verify, recover and vacuum find a sound lake sound', async () => {
    const verified = JSON.parse((await audit('verify', '--json')).stdout) as Record<string, unknown>;
    expect(verified).toMatchObject({ ok: true, errors: [] });
    expect((await audit('recover')).stdout).toBe('Nothing to tidy up. The lake stands at version 2.\n');
    mkdirSync(join(cwd, 'data/_stage/broken'));
    const found = await audit('recover', '--dry-run', '--json');
    expect(JSON.parse(found.stdout)).toMatchObject({ rolled_back: ['broken'], dry_run: true });
    expect((await audit('recover', '--dry-run')).stdout).toContain('Would tidy up after 1 broken run.');
    expect((await audit('recover')).stdout).toContain('Tidied up after 1 broken run.');
    expect(existsSync(join(cwd, 'data/_stage/broken'))).toBe(false);
    const planned = JSON.parse((await audit('vacuum', '--keep', '1', '--dry-run', '--json')).stdout) as Record<string, unknown>;
    expect(planned).toMatchObject({ dry_run: true, kept: [2], dropped: [1] });
    expect((await audit('history', '--json')).stdout.split('\n')).toHaveLength(3);
  });

  test('a tagged version survives vacuum, an untagged one goes', async () => {
    await audit('vacuum', '--tag', 'second', '--lake', 'data');
    writeFileSync(join(cwd, 'three.csv'), csv(['O4,d,2025-07-01T10:00:00Z,1,4']));
    await audit('build-mart', 'three.csv');
    const { stdout } = await audit('vacuum', '--keep', '1', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ kept: [2, 3], dropped: [1] });
    expect(rowsOf((await audit('show', 'orders', '--version', 'second', '--json')).stdout)).toHaveLength(3);
    expect((await audit('show', 'orders', '--version', '1')).code).toBe(2);
    expect((await audit('verify')).code).toBe(0);
  });

  test.each([['verify'], ['recover'], ['vacuum']])('%s says nothing with --quiet when all is well', async (command) => {
    expect(await audit(command, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a tag is told, and not moved: that would give up the version it keeps', async () => {
    writeFileSync(join(cwd, 'four.csv'), csv(['O5,e,2025-08-01T10:00:00Z,1,4']));
    await audit('build-mart', 'one.csv', '--lake', 'tagged');
    expect((await audit('vacuum', '--tag', 'first', '--lake', 'tagged')).stdout).toMatch(/^Version 1 is tagged "first"\.\n/);
    await audit('build-mart', 'four.csv', '--lake', 'tagged');
    const moved = await audit('vacuum', '--tag', 'first', '--keep', '1', '--lake', 'tagged');
    expect(moved).toMatchObject({ code: 2, stderr: expect.stringContaining('the tag "first" is on version 1') as string });
    expect((await audit('show', 'orders', '--version', 'first', '--lake', 'tagged')).code).toBe(0);
  });

  test.each([['tables'], ['verify'], ['recover', '--dry-run'], ['vacuum', '--dry-run']])(
    'a folder that is no lake is refused by %s %s, and left as it is',
    async (...words) => {
      const folder = mkdtempSync(join(cwd, 'no-lake-'));
      expect(await audit(...words, '--lake', folder)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining(`there is no lake at ${folder}`) as string,
      });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('one flipped bit in a file is reported by verify, and by the next program that reads the file', async () => {
    const folder = join(cwd, 'data/gold/orders');
    const files = readdirSync(folder).filter((name) => name.endsWith('.parquet'));
    for (const file of files) {
      const bytes = readFileSync(join(folder, file));
      const at = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(join(folder, file), bytes);
    }
    const verified = await auditProcess(['verify', '--json'], { cwd });
    expect(verified.code).toBe(3);
    const { ok, errors } = JSON.parse(verified.stdout) as { readonly ok: boolean; readonly errors: readonly { readonly path: string }[] };
    expect(ok).toBe(false);
    expect([...new Set(errors.map(({ path }) => path))].toSorted()).toEqual(files.map((file) => `gold/orders/${file}`).toSorted());
    const shown = await auditProcess(['show', 'orders', '--limit', '0', '--json'], { cwd });
    expect(shown.code).toBe(3);
    expect(shown.stderr).toContain('DAMAGED_FILE');
  });
});
