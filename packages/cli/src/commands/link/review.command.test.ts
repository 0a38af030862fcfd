import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';
import { accountFlags, writeAccounts } from './linked-files.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-link-review-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const manual = join(cwd, 'out', 'manual_account_linkages.json');
const env = { AUDIT_CLOCK: '2026-11-26T12:00:00Z' };
const run = async (...words: readonly string[]) =>
  await auditHere(['link', 'run', ...accountFlags, '--output', 'out', ...words], { cwd, env });
const review = async (...words: readonly string[]) => await auditHere(['link', 'review', ...words, '--from', 'out'], { cwd, env });
const asked = async (): Promise<readonly string[]> => {
  const { stdout } = await review('list', '--json');
  const items = stdout.split('\n').filter((line) => line !== '');
  return items.map((line) => {
    const { a, b } = JSON.parse(line) as Record<'a' | 'b', { account_id: string }>;
    return `${a.account_id} ${b.account_id}`;
  });
};
const written = (): readonly object[] => (JSON.parse(readFileSync(manual, 'utf8')) as { links: object[] }).links;

beforeAll(async () => {
  writeAccounts(cwd);
  await run();
});

describe('the queue of what people are to decide', () => {
  test('asks about links that wait, the most decisive ones first, and says what hangs on each', async () => {
    expect(await asked()).toEqual(['D1 D2', 'G1 G2', 'A1 A3', 'F1 F2']);
    const { stdout } = await review('list', '--limit', '1');
    expect(stdout).toContain('4 questions, most decisive first');
    expect(stdout).toContain('D1  "Premier Growth Fund II", US\n    D2  "Premier Growth Fund II Ltd", GB');
    expect(stdout).toContain('two until decided');
    expect(stdout).toContain('… and 3 more');
  });

  test('answers stand in the file of manual links with who, when and why; the next run takes them up', async () => {
    expect(await review('accept', 'D1', 'D2', '--by', 'ada', '--reason', 'one register entry')).toMatchObject({ code: 0 });
    expect(await review('reject', 'F2', 'F1', '--by', 'ada')).toMatchObject({ code: 0 });
    expect(written()).toEqual([
      { a: 'D1', b: 'D2', type: 'same', by: 'ada', at: '2026-11-26T12:00:00.000000Z', reason: 'one register entry' },
      { a: 'F2', b: 'F1', type: 'different', by: 'ada', at: '2026-11-26T12:00:00.000000Z', reason: '' },
    ]);
    expect(await asked()).toEqual(['G1 G2', 'A1 A3']);
    await run('--manual', 'out/manual_account_linkages.json');
    expect(readFileSync(join(cwd, 'out', 'links.csv'), 'utf8')).toContain('D1,D2,same,MANUAL,100,1.000000,auto\n');
    expect(await asked()).toEqual(['G1 G2', 'A1 A3']);
    expect(readdirSync(join(cwd, 'out')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('the same answer again changes nothing; one that contradicts is refused, naming both', async () => {
    const before = readFileSync(manual);
    expect(await review('accept', 'D2', 'D1')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('it stands already in') as string,
    });
    const { code, stderr } = await review('reject', 'D1', 'D2', '--by', 'bob');
    expect(code).toBe(2);
    expect(stderr).toContain('links[2] (D1 and D2 are different, by bob');
    expect(stderr).toContain('links[0] (D1 and D2 are same, by ada');
    expect(await review('accept', 'F1', 'F2', '--as', 'related')).toMatchObject({ code: 2 });
    expect(readFileSync(manual)).toEqual(before);
  });

  test('a question that was passed over comes back when what is known of the pair changes', async () => {
    expect(await review('skip', 'G2', 'G1', '--by', 'ada', '--reason', 'ask sales')).toMatchObject({ code: 0 });
    await run();
    expect(await asked()).not.toContain('G1 G2');
    writeAccounts(cwd, '3,G1,jo@harbourfreight.biz,\n4,G2,info@harborfreight.net,\n');
    await run();
    expect(await asked()).toContain('G1 G2');
  });

  test('only pairs that are asked about can be passed over, and only on a terminal is there a dialogue', async () => {
    expect(await review('skip', 'B1', 'C1')).toMatchObject({ code: 2, stderr: expect.stringContaining('not asked about') as string });
    expect(await review()).toMatchObject({ code: 2, stderr: expect.stringContaining('no terminal') as string });
    expect(existsSync(join(cwd, 'manual_account_linkages.json'))).toBe(false);
  });
});

test('on a terminal one question follows the other, each answered by a key', async () => {
  rmSync(manual);
  await run();
  const keyboard = Object.assign(new PassThrough(), { isTTY: true });
  keyboard.end('?arq');
  const { code, stdout } = await auditHere(['link', 'review', '--from', 'out', '--by', 'eve'], { cwd, env, stdin: keyboard });
  expect(code).toBe(0);
  expect(stdout).toContain('a one customer');
  expect(stdout).toMatch(/prior +−[\d.]+ .*░/);
  expect(stdout).toContain('2 of');
  expect(written()).toMatchObject([
    { type: 'same', by: 'eve' },
    { type: 'different', by: 'eve' },
  ]);
});
