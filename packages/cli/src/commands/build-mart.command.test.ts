import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditHere as audit } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-mart-'));
const env = { AUDIT_CLOCK: '2026-02-01T00:00:00Z' };
const line = (order: string, customer: string, at: string, price: string | number): object => ({
  order_id: order,
  customer_id: customer,
  event_ts: at,
  unit_price: price,
});
const good = [
  line('O2', 'b', '2025-04-01T00:00:00Z', 5.5),
  line('O1', 'a', '2025-03-31T23:00:00Z', 10),
  line('O1', 'a', '2025-03-31T23:30:00Z', 0.25),
];
const bad = [line('O3', '', '2025-01-01T00:00:00Z', 1), line('O4', 'c', 'soon', 1), line('O5', 'c', '2025-01-01T00:00:00Z', 'much')];
const write = (name: string, content: string | Buffer): void => writeFileSync(join(cwd, name), content);
const run = (args: readonly string[], options: { readonly stdin?: string; readonly cwd?: string } = {}): ReturnType<typeof audit> =>
  audit(['build-mart', ...args], { cwd, env, ...options });
const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');

beforeAll(() => {
  write('good.json', JSON.stringify(good));
  write('mixed.ndjson', [...good, ...bad].map((one) => JSON.stringify(one)).join('\n'));
  write('good.ndjson.gz', gzipSync(good.map((one) => JSON.stringify(one)).join('\n')));
});

describe('into a lake', () => {
  test('a first run publishes version 1 and says what it did; the same again does nothing', async () => {
    const first = await run(['good.json', '--lake', 'first', '--json']);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({
      status: 'done',
      version: 1,
      received: 3,
      accepted: 3,
      quarantined: 0,
      orders: 2,
      customers: 2,
      periods: { quarter: 2, year: 2 },
      files: [{ source: 'good.json', outcome: 'loaded', format: 'json' }],
    });
    const again = await run(['good.json', '--lake', 'first', '--json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ status: 'unchanged', version: 1, orders: 2 });
  });

  test('people get the same facts as text', async () => {
    const { code, stdout } = await run(['good.json', '--lake', 'text']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^read +1 file, 3 rows: 3 accepted, 0 quarantined$/m);
    expect(stdout).toMatch(/^orders +2 of 2 customers, from 3 lines$/m);
    expect(stdout).toMatch(/^took +(?:\d+ min )?[\d.]+ s, peak memory [\d.]+ [MG]B$/m);
  });

  test('in fail mode bad records are counted and named, and nothing is written', async () => {
    const { code, stdout, stderr } = await run(['mixed.ndjson', '--lake', 'refused', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'INPUT_REFUSED', facts: { counts: { BLANK_ID: 1, BAD_TIMESTAMP: 1, BAD_NUMBER: 1 } } },
    });
    expect(stderr).toContain('3 bad records');
    expect(stderr).toMatch(/mixed\.ndjson record 5 \(line 5\), column event_ts: BAD_TIMESTAMP.*soon/);
    expect(existsSync(join(cwd, 'refused'))).toBe(false);
  });

  test('lines left out for their status are counted, and only then', async () => {
    write('statuses.json', JSON.stringify(good.map((one, at) => ({ ...one, status: at === 0 ? 'void' : 'paid' }))));
    const left = await run(['statuses.json', '--lake', 'statuses', '--exclude-status', 'void,test', '--json']);
    expect(JSON.parse(left.stdout)).toMatchObject({ lines: 3, lines_excluded: 1, orders: 1 });
    const text = await run(['statuses.json', '--output', 'statuses-mart.json', '--exclude-status', 'void']);
    expect(text.stdout).toMatch(/^left out +1 line for their status$/m);
    const none = await run(['good.json', '--lake', 'no-statuses', '--exclude-status', 'void']);
    expect(none.stdout).toMatch(/^left out +0 lines for their status$/m);
    const unasked = await run(['good.json', '--lake', 'unasked', '--json']);
    expect(JSON.parse(unasked.stdout)).toMatchObject({ lines: 3, lines_excluded: 0 });
  });

  test('in quarantine mode the good ones are loaded, the bad ones kept with their reason, and the exit code says so', async () => {
    const { code, stdout } = await run(['mixed.ndjson', '--lake', 'quarantined', '--on-error', 'quarantine', '--json']);
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'quarantined', received: 6, accepted: 3, quarantined: 3, orders: 2 });
    const people = await audit(['show', 'quarantine', '--lake', 'quarantined'], { cwd });
    expect(people.stdout).toMatch(/Masked, since it may identify a person: raw\.\nTo see the records as received: .*quarantine\.ndjson/);
    const shown = await audit(['show', 'quarantine', '--lake', 'quarantined', '--json'], { cwd });
    const rows = shown.stdout
      .trimEnd()
      .split('\n')
      .map((row) => JSON.parse(row) as Record<string, unknown>);
    expect(rows.map((row) => [row['record'], row['code'], row['raw']])).toEqual([
      [4, 'BLANK_ID', '***'],
      [5, 'BAD_TIMESTAMP', '***'],
      [6, 'BAD_NUMBER', '***'],
    ]);
  });

  test('a path with other content than before needs --append or --replace', async () => {
    write('export.json', JSON.stringify(good));
    await run(['export.json', '--lake', 'nightly', '--quiet']);
    write('export.json', JSON.stringify([line('O9', 'z', '2025-05-01T00:00:00Z', 1)]));
    const refused = await run(['export.json', '--lake', 'nightly']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/--append|--replace/);
    const replaced = await run(['export.json', '--lake', 'nightly', '--replace', '--json']);
    expect(JSON.parse(replaced.stdout)).toMatchObject({ status: 'done', withdrawn: 3, lines: 1, orders: 1 });
  });

  test('a run without month periods keeps up the month periods a lake has', async () => {
    await run(['good.json', '--lake', 'months', '--period', 'month', '--quiet']);
    write('more.json', JSON.stringify([line('O7', 'a', '2025-06-01T00:00:00Z', 1)]));
    await run(['more.json', '--lake', 'months', '--quiet']);
    const months = await audit(['show', 'customer_period_month', '--lake', 'months', '--limit', '0', '--json'], { cwd });
    expect(months.stdout).toContain('"period_start":"2025-06-01T00:00:00Z"');
  });

  test('notes count one thing in the singular', async () => {
    write('notes.json', JSON.stringify([...good, good[0], line('O9', 'z', '2099-01-01T00:00:00Z', 1)]));
    const { stdout } = await run(['notes.json', '--output', 'notes-mart.json', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      notes: ['1 exact duplicate kept (--duplicates drop leaves them out)', '1 line after the clock of this run'],
      steps: [{ why: '1 file' }, {}, {}, {}],
    });
  });

  test('a list may have blanks behind its commas', async () => {
    const { stdout } = await run(['good.json', '--lake', 'blanks', '--granularity', 'month, year', '--dry-run', '--json']);
    const { steps } = JSON.parse(stdout) as { readonly steps: readonly { readonly id: string }[] };
    expect(steps.map(({ id }) => id).slice(1)).toEqual(['datamart/customer_period_month', 'datamart/customer_period_year']);
  });

  test('a dry run says what would be done and creates nothing', async () => {
    const { code, stdout } = await run(['good.json', '--lake', 'planned', '--dry-run', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      dry_run: true,
      version: 0,
      inputs: [{ input: 'good.json', what: 'load' }],
      steps: [{ id: 'datamart/orders', mode: 'whole' }, { mode: 'whole' }, { mode: 'whole' }],
    });
    expect(existsSync(join(cwd, 'planned'))).toBe(false);
    await run(['good.json', '--lake', 'planned', '--quiet']);
    const known = await run(['good.json', '--lake', 'planned', '--dry-run', '--json']);
    expect(JSON.parse(known.stdout)).toMatchObject({
      inputs: [{ what: 'skip' }],
      steps: [{ mode: 'skip' }, { mode: 'skip' }, { mode: 'skip' }],
    });
  });
});

test('the plan of a build into files names no lake', async () => {
  const { stdout } = await run(['good.json', '--output', 'planned.json', '--dry-run', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ lake: null, version: null, steps: [{ mode: 'whole' }, { mode: 'whole' }, { mode: 'whole' }] });
  const text = await run(['good.json', '--output', 'planned.json', '--dry-run']);
  expect(text.stdout).toMatch(/\nNothing was done\. No lake would be touched\.\n$/);
  expect(existsSync(join(cwd, 'planned.json'))).toBe(false);
});

describe('into files', () => {
  const expected = {
    orders: [
      expect.objectContaining({
        order_id: 'O1',
        customer_id: 'a',
        order_ts: '2025-03-31T23:00:00Z',
        total_spend: 10.25,
        total_margin: null,
      }),
      expect.objectContaining({ order_id: 'O2', customer_id: 'b', total_spend: 5.5 }),
    ],
    periods_quarter: [
      expect.objectContaining({
        customer_id: 'a',
        period_start: '2025-01-01T00:00:00Z',
        period_end: '2025-04-01T00:00:00Z',
        total_orders: 1,
      }),
      expect.objectContaining({ customer_id: 'b', period_start: '2025-04-01T00:00:00Z' }),
    ],
    periods_year: [expect.objectContaining({ customer_id: 'a' }), expect.objectContaining({ customer_id: 'b' })],
  };

  test('a .json output is one document in the founding system’s shape, and its folder is made', async () => {
    const { code } = await run(['good.json', '--output', 'deep/er/mart.json']);
    expect(code).toBe(0);
    expect(JSON.parse(read('deep/er/mart.json'))).toEqual(expected);
    expect(readdirSync(join(cwd, 'deep/er'))).toEqual(['mart.json']);
  });

  test('a dash prints the document to stdout; standard input and a gzip give the same as the file', async () => {
    const file = await run(['good.json', '--output', '-']);
    const stdin = await run(['-', '--output', '-'], { stdin: good.map((one) => JSON.stringify(one)).join('\n') });
    const gzip = await run(['*.ndjson.gz', '--output', '-', '--quiet']);
    expect(JSON.parse(file.stdout)).toEqual(expected);
    expect(stdin.stdout).toBe(file.stdout);
    expect(gzip.stdout).toBe(file.stdout);
    expect(file.stderr).toContain('3 accepted');
    expect(gzip.stderr).toBe('');
  });

  test('a folder gets a file a table, in the format asked for, and is replaced whole', async () => {
    for (const format of ['csv', 'ndjson', 'parquet', 'arrow']) {
      const { code } = await run(['good.json', '--output', 'marts', '--format', format, '--period', 'year', '--quiet']);
      expect(code).toBe(0);
      expect(readdirSync(join(cwd, 'marts'))).toEqual([`orders.${format}`, `periods_year.${format}`]);
      if (format === 'csv') expect(read('marts/orders.csv')).toMatch(/^order_id,customer_id,order_ts,.*\nO1,a,2025-03-31T23:00:00Z,/);
      if (format === 'parquet') expect(read('marts/orders.parquet').slice(0, 4)).toBe('PAR1');
      if (format === 'arrow') expect(read('marts/orders.arrow').slice(0, 6)).toBe('ARROW1');
    }
  });

  test('a folder that holds other files is left alone', async () => {
    mkdirSync(join(cwd, 'precious'));
    write('precious/notes.txt', 'mine');
    const { code, stderr } = await run(['good.json', '--output', 'precious', '--format', 'csv']);
    expect(code).toBe(2);
    expect(stderr).toContain('notes.txt');
    // Before the work, not after it: the bad records are not even met.
    expect((await run(['mixed.ndjson', '--output', 'precious', '--format', 'csv'])).code).toBe(2);
    expect(readdirSync(join(cwd, 'precious'))).toEqual(['notes.txt']);
  });

  test('refused records stand beside the output, with their text; a later clean run leaves none', async () => {
    const { code } = await run(['mixed.ndjson', '--output', 'q/mart.json', '--on-error', 'quarantine', '--quiet']);
    expect(code).toBe(4);
    expect(readdirSync(join(cwd, 'q'))).toEqual(['mart.json', 'mart.json.quarantine.ndjson']);
    const [first = ''] = read('q/mart.json.quarantine.ndjson').split('\n');
    expect(JSON.parse(first)).toMatchObject({ record: 4, code: 'BLANK_ID', raw: JSON.stringify(bad[0]) });
    await run(['good.json', '--output', 'q/mart.json', '--quiet']);
    expect(readdirSync(join(cwd, 'q'))).toEqual(['mart.json']);
  });

  test('a file refused whole stands in quarantine when others load, and refuses the run when none does', async () => {
    write('empty.csv', '');
    const some = await run(['empty.csv', 'good.json', '--output', 'some/mart.json', '--on-error', 'quarantine']);
    expect(some.code).toBe(4);
    expect(some.stdout).toMatch(/^note +refused whole: empty\.csv$/m);
    expect(JSON.parse(read('some/mart.json.quarantine.ndjson'))).toMatchObject({ source: 'empty.csv', record: 0, code: 'EMPTY_INPUT' });
    const none = await run(['empty.csv', '--output', 'none/mart.json', '--on-error', 'quarantine']);
    expect(none.code).toBe(3);
    expect(existsSync(join(cwd, 'none'))).toBe(false);
  });

  test('in fail mode nothing is written, and what was there stays', async () => {
    mkdirSync(join(cwd, 'kept'));
    write('kept/mart.json', 'as it was');
    expect((await run(['mixed.ndjson', '--output', 'kept/mart.json'])).code).toBe(3);
    expect(readdirSync(join(cwd, 'kept'))).toEqual(['mart.json']);
    expect(read('kept/mart.json')).toBe('as it was');
  });

  test('the zone cuts the periods: an hour before midnight in London is the next quarter in Berlin', async () => {
    const { stdout } = await run(['good.json', '--output', '-', '--tz', 'Europe/Berlin', '--quiet']);
    const { periods_quarter: quarters } = JSON.parse(stdout) as { readonly periods_quarter: readonly Record<string, unknown>[] };
    expect(quarters[0]).toMatchObject({ customer_id: 'a', period_start: '2025-03-31T22:00:00Z', period_end: '2025-06-30T22:00:00Z' });
  });
});

describe('wrong usage exits 2 and says what to do', () => {
  test.each([
    [['nothing-here.json'], 'no file at "nothing-here.json"'],
    [['.'], 'it is a folder'],
    [[''], 'no file at ""'],
    [['good.json', '--engine', 'spark'], 'spark does not work yet'],
    [['good.json', '--format', 'csv'], 'name the --output'],
    [['good.json', '--output', '-', '--json'], 'both want stdout'],
    [['good.json', '--output', 'marts'], '--format'],
    [['good.json', '--output', 'good.json'], 'would take the place of the input good.json'],
    [['good.json', '--output', '.', '--format', 'csv'], 'would take the place of the input good.json'],
    [['good.json', '--output', 'good.json/mart.json'], 'good.json, which is a file'],
    [['good.json', '--output', 'marts', '--format', 'csv', '--dry-run'], 'holds other files (x)'],
    [['good.json', '--lake', 'good.json'], 'good.json is a file; name a folder'],
    [['good.json', '--lake', 'good.json/lake', '--dry-run'], 'good.json is a file; name a folder'],
    [['good.json', '--tz', 'Mars/Olympus'], 'Mars/Olympus'],
    [['good.json', '--period', 'fortnight'], 'fortnight'],
    [['good.json', '--append', '--replace'], 'cannot be used with'],
    [[], 'missing required argument \'transactions\'; see "audit help build-mart"'],
  ])('%j', async (args, message) => {
    // A folder of its own, so that nothing a wrong command might write goes unnoticed.
    const own = mkdtempSync(join(tmpdir(), 'audit-usage-'));
    cpSync(join(cwd, 'good.json'), join(own, 'good.json'));
    mkdirSync(join(own, 'marts'));
    writeFileSync(join(own, 'marts/x'), '');
    const { code, stderr } = await run(args, { cwd: own });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) as string });
    expect(readdirSync(own).toSorted()).toEqual(['good.json', 'marts']);
  });
});
