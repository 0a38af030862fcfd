import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTrialBank, type TrialBank, trialServer } from '@audit/medallion/proof';
import { seededRandom } from '@audit/warehouse/proof';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const histories = Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 60 : 6));
const rounds = isDeep ? 12 : 3;
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const cwd = mkdtempSync(join(tmpdir(), 'audit-extract-like-'));

let bank: TrialBank;
beforeAll(async () => {
  if (trialServer !== undefined) bank = await openTrialBank(trialServer);
});
afterAll(async () => {
  await bank?.[Symbol.asyncDispose]();
  rmSync(cwd, { recursive: true, force: true });
});

interface Kept {
  readonly id: string;
  readonly v: string | null;
  readonly _extracted_at: string;
  readonly _is_deleted: boolean;
}

const audit = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await auditHere(args, { cwd, env: { AUDIT_OPDB_URL: bank.url } });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

const inOrder = (rows: readonly (readonly (string | null)[])[]): readonly string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted((left, right) => (left < right ? -1 : 1));

/** What a reader of bronze believes of a table: the newest row of each id, unless it says that it is gone. */
const believed = async (table: string): Promise<readonly string[]> => {
  const lines = (await audit('show', table, '--limit', '0', '--json')).split('\n').filter((line) => line !== '');
  const rows = lines.map((line) => JSON.parse(line) as Kept).toSorted((left, right) => (left._extracted_at < right._extracted_at ? -1 : 1));
  const newest = new Map(rows.map((row) => [row.id, row]));
  return inOrder([...newest.values()].filter((row) => !row._is_deleted).map(({ id, v }) => [id, v]));
};

describe.skipIf(trialServer === undefined)('after a random history', () => {
  test('bronze holds what the source holds, its counts close, and asked once more it knows all there is', async () => {
    const random = seededRandom(seed);
    const names = Array.from({ length: histories }, (_, at) => `h${at}`);
    const tables = names.map((name, at) => ({
      table: `s.${name}`,
      key: ['id'],
      ...(at % 3 === 0 ? {} : { cursor_column: 'at', look_back_minutes: at % 3 === 1 ? 0 : 60 }),
    }));
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ opdb: { tables } }));
    await bank.sql(
      `CREATE SCHEMA s; ${names.map((name) => `CREATE TABLE s.${name} (id int PRIMARY KEY, v text, at timestamptz)`).join('; ')}`,
    );
    for (let round = 0; round < rounds; round++) {
      const stamp = `timestamptz '2025-01-01' + interval '${round} hours'`;
      const changes = names.flatMap((name) =>
        Array.from({ length: random.below(8) }, () => {
          const id = random.below(6);
          const v = ['NULL', `''`, `'x'`, `'y'`][random.below(4)];
          return random.below(3) === 0
            ? `DELETE FROM s.${name} WHERE id = ${id}`
            : `INSERT INTO s.${name} VALUES (${id}, ${v}, ${stamp}) ON CONFLICT (id) DO UPDATE SET v = excluded.v, at = excluded.at`;
        }),
      );
      await bank.sql(['SELECT 1', ...changes].join('; '));
      const { tables: accounts } = JSON.parse(await audit('extract', '--json', random.below(3) === 0 ? '--full' : '--reconcile')) as {
        readonly tables: readonly {
          readonly received: number;
          readonly landed: number;
          readonly duplicates: number;
          readonly quarantined: number;
        }[];
      };
      for (const { received, landed, duplicates, quarantined } of accounts) expect(received).toBe(landed + duplicates + quarantined);
    }
    for (const name of names) {
      const truth = inOrder(await bank.sql(`SELECT id::text, v FROM s.${name}`));
      const kept = (await audit('tables', '--json')).includes(`"bronze_${name}"`) ? await believed(name) : [];
      expect(kept, `table ${name}, AUDIT_TEST_SEED=${seed}`).toEqual(truth);
    }
    expect(JSON.parse(await audit('extract', '--reconcile', '--json'))).toMatchObject({ published: false });
  }, 120_000);
});
