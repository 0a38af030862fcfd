import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const recorded = fileURLToPath(new URL('../../../../fixtures/replay', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'audit-replay-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const replay = (folder: string, ...args: readonly string[]) => auditHere(['replay', folder, ...args], { cwd });
/** A copy of a recorded case, to be changed. */
const copied = (name: string): string => {
  const folder = mkdtempSync(join(cwd, `${name}-`));
  cpSync(join(recorded, name), folder, { recursive: true });
  return folder;
};
const edit = (path: string, change: (text: string) => string): void => writeFileSync(path, change(readFileSync(path, 'utf8')));

describe('the recorded case', () => {
  test.each(readdirSync(recorded).filter((name) => !name.endsWith('.md')))(
    '%s gives the tables that are expected, every column of them',
    { timeout: 300_000 },
    async (name) => {
      const { code, stdout, stderr } = await replay(join(recorded, name));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('as expected');
    },
  );
});

test('a replay that differs ends with 3 and names the first rows by key and column; --update writes down what is right now', async () => {
  const folder = copied('mart');
  edit(join(folder, 'input/lines-2026-01-30.csv'), (text) =>
    text.replace('O-1,C-1,2025-11-02T09:00:00Z,TEA,1,8.90', 'O-1,C-1,2025-11-02T09:00:00Z,TEA,1,8.91'),
  );
  edit(join(folder, 'expected/gold_orders.ndjson'), (text) => text.replace(/^.*"O-3".*\n/m, '').replace('"O-7"', '"O-9"'));
  const { code, stderr } = await replay(folder);
  expect(code).toBe(3);
  expect(stderr).toMatch(/REPLAY_DIFFERS.*--update/);
  expect(stderr).toContain('order_id "O-1": 2 columns differ\n      total_spend: expected 33.9, found 33.91');
  expect(stderr).toContain('order_id "O-9": missing');
  expect(stderr).toContain('order_id "O-3": unexpected');
  expect(stderr).toMatch(/silver_transaction_lines: 10 rows differ/);
  const json = JSON.parse((await replay(folder, '--json')).stdout) as {
    readonly ok: boolean;
    readonly tables: readonly { readonly table: string; readonly differences: readonly object[] }[];
  };
  expect(json.ok).toBe(false);
  expect(json.tables.find(({ table }) => table === 'gold_orders')?.differences).toHaveLength(4);
  expect((await replay(folder, '--update')).code).toBe(0);
  expect((await replay(folder)).code).toBe(0);
});

test('a table without expected rows, rows in another order, a stray file and a wrong declaration are told apart', async () => {
  const folder = copied('mart');
  rmSync(join(folder, 'expected/gold_customer_period_year.ndjson'));
  writeFileSync(join(folder, 'expected/gold_nothing.ndjson'), '');
  edit(join(folder, 'expected/gold_orders.ndjson'), (text) => `${text.trim().split('\n').toReversed().join('\n')}\n`);
  const { stderr } = await replay(folder);
  expect(stderr).toContain('there is no expected/gold_customer_period_year.ndjson');
  expect(stderr).toContain('gold_orders: the same rows stand in another order');
  expect(stderr).toContain('expected/gold_nothing.ndjson: no table of replay.json');
  edit(join(folder, 'replay.json'), (text) => text.replace('"clock": "2026-01-30T02:00:00Z"', '"clock": "2026-01-30"'));
  const refused = await replay(folder);
  expect([refused.code, refused.stderr]).toEqual([
    2,
    expect.stringMatching(/replay\.json: runs\[0\]\.clock: .* give an instant with an offset/),
  ]);
});

test('a case reads and writes in its own folder only, and says which of its files is no table', async () => {
  const folder = copied('mart');
  const elsewhere = mkdtempSync(join(cwd, 'elsewhere-'));
  renameSync(join(folder, 'expected'), join(elsewhere, 'expected'));
  symlinkSync(join(elsewhere, 'expected'), join(folder, 'expected'));
  writeFileSync(join(elsewhere, 'expected/precious.txt'), 'keep');
  writeFileSync(join(elsewhere, 'expected/gold_orders.ndjson'), '{"order_id":\n');
  const differs = await replay(folder);
  expect([differs.code, differs.stderr]).toEqual([3, expect.stringContaining('row 1 of expected/gold_orders.ndjson is no JSON object')]);
  const linked = await replay(folder, '--update');
  expect([linked.code, linked.stderr]).toEqual([2, expect.stringContaining('expected: it is a link')]);
  expect(readFileSync(join(elsewhere, 'expected/precious.txt'), 'utf8')).toBe('keep');
  expect(readFileSync(join(elsewhere, 'expected/gold_orders.ndjson'), 'utf8')).toBe('{"order_id":\n');
  edit(join(folder, 'replay.json'), (text) => text.replace('"input/lines-2026-01-30.csv"', '"input/{x,..}/../secret.csv"'));
  const outside = await replay(folder);
  expect([outside.code, outside.stderr]).toEqual([
    2,
    expect.stringMatching(/runs\[0\]\.pipeline\.steps\.mart\.transactions\[0\]: .* name files of the case/),
  ]);
});

test('a run of a case is for the day its clock has in the business zone', async () => {
  const folder = copied('mart');
  edit(join(folder, 'audit.config.json'), (text) => JSON.stringify({ ...(JSON.parse(text) as object), tz: 'Asia/Tokyo' }));
  edit(join(folder, 'replay.json'), (text) => {
    const recordedCase = JSON.parse(text) as { readonly runs: readonly object[] };
    return JSON.stringify({
      ...recordedCase,
      runs: [{ ...recordedCase.runs[0], clock: '2026-01-30T20:00:00Z' }],
      tables: ['ops_gate_results'],
    });
  });
  expect((await replay(folder, '--update')).code).toBe(0);
  expect(readFileSync(join(folder, 'expected/ops_gate_results.ndjson'), 'utf8')).toContain('"as_of":"2026-01-31"');
});
