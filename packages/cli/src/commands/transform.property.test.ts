import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bindTable, countDifferent, duckDbEngine, Lake } from '@audit/warehouse';
import { seededRandom } from '@audit/warehouse/proof';
import { expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import type { Finished } from '../audit-process.fixture.ts';
import { keptTables } from '../table-lookup.ts';
import { withRevenue } from './transform/trial-mapping.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-transform-'));
mkdirSync(join(cwd, 'drop'));

type Row = Readonly<Record<string, unknown>>;
const audit = (args: readonly string[], clock: string): Promise<Finished> => auditHere(args, { cwd, env: { AUDIT_CLOCK: clock } });
const drop = (name: string, rows: readonly Row[]): void =>
  writeFileSync(join(cwd, 'drop', name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
const writeMapping = (mapping: unknown): void => writeFileSync(join(cwd, 'mapping.json'), JSON.stringify(mapping));

test('runs on what came, one after the other, leave the lake that one run on all of it would', async () => {
  const seed = Number(process.env['AUDIT_TEST_SEED'] ?? 20_261_126);
  const random = seededRandom(seed);
  const pick = <T>(...of: readonly T[]): T => of[random.below(of.length)] as T;
  const account = (n: number, version: number): Row => ({
    Id: `a${n}`,
    Name: pick('x', 'y', ''),
    Country: pick('DE', 'Germany', 'Atlantis', ''),
    Money: pick('EUR', 'USD', ''),
    Size: pick('1', '-1', 'many'),
    Revenue: pick('5', '1e3', ''),
    SystemModstamp: `2026-01-0${1 + (version % 9)}T0${random.below(9)}:00:00Z`,
    IsDeleted: pick('false', 'false', 'false', 'true'),
  });
  const deal = (n: number, version: number): Row => ({
    Id: `d${n}`,
    AccountId: `a${random.below(70)}`,
    Amount: pick('1', '2.50', 'x', ''),
    Money: pick('EUR', 'GBP', 'XXQ', ''),
    SystemModstamp: `2026-01-0${1 + (version % 9)}T0${random.below(9)}:00:00Z`,
    IsDeleted: pick('false', 'false', 'false', 'true'),
  });
  writeMapping(withRevenue);
  writeFileSync(join(cwd, 'rates.csv'), 'base,quote,valid_from,valid_to,rate\nEUR,USD,2026-01-01,2027-01-01,1.25\n');
  await audit(['fx', 'import', 'rates.csv', '--quiet'], '2026-02-01T00:00:00Z');
  const batches = process.env['AUDIT_TEST_DEEP'] === '1' ? 12 : 3;
  const modes: string[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const clock = `2026-03-0${1 + Math.floor(batch / 9)}T0${batch % 9}:00:00.000000Z`;
    const [many, few] = batch === 0 ? [60, 200] : [2, 5];
    const numbers = (count: number, of: number): readonly number[] =>
      batch === 0 ? Array.from({ length: count }, (_, n) => n) : [...new Set(Array.from({ length: count }, () => random.below(of)))];
    drop(
      `Account.${batch}.ndjson`,
      numbers(many, 65).map((n) => account(n, batch)),
    );
    drop(
      `Deal.${batch}.ndjson`,
      numbers(few, 210).map((n) => deal(n, batch)),
    );
    expect(await audit(['extract', '--source', 'files', '--path', 'drop', '--quiet'], clock)).toMatchObject({ code: 0, stderr: '' });
    const { stdout, code, stderr } = await audit(['transform', '--mapping', 'mapping.json', '--json'], clock);
    expect({ code, stderr }, `seed ${seed}`).toEqual({ code: 4, stderr: '' });
    modes.push(...(JSON.parse(stdout) as { readonly tables: readonly Row[] }).tables.map(({ mode }) => String(mode)));
  }
  expect(modes).toContain('keys');
  const kept = Lake.open(join(cwd, 'data'));
  cpSync(join(cwd, 'data'), join(cwd, 'anew'), { recursive: true });
  // The same bronze, and a mapping that makes every table anew: other targets.
  const renamed = structuredClone(withRevenue) as unknown as { tables: { account: { target: string }; deal: { target: string } } };
  renamed.tables.account.target = 'accounts_anew';
  renamed.tables.deal.target = 'deals_anew';
  writeMapping(renamed);
  await audit(['transform', '--mapping', 'mapping.json', '--quiet', '--lake', 'anew'], '2026-04-01T00:00:00Z');
  const anew = Lake.open(join(cwd, 'anew'));
  await using engine = duckDbEngine({ tempDirectory: cwd, directories: [cwd] });
  await using session = await engine.session();
  const counts = new Map<string, number>();
  for (const name of ['silver_accounts', 'silver_deals', 'ops_refused_accounts', 'ops_refused_deals']) {
    const [one, other] = [kept, anew].map((lake, at) => ({
      lake,
      found: keptTables(lake.head()).find((table) => table.name === (at === 0 ? name : `${name}_anew`)),
    }));
    if (one?.found === undefined || other?.found === undefined) throw new Error(`${name} is not there`);
    await bindTable(session, 'kept', one.lake, one.found.table, one.found.state);
    await bindTable(session, 'anew', other.lake, other.found.table, other.found.state);
    expect(await countDifferent(session, 'kept', 'anew', Object.keys(one.found.table.columns)), `${name}, seed ${seed}`).toBe(0);
    counts.set(name, one.found.state.rows);
  }
  expect(Math.min(...counts.values())).toBeGreaterThan(5);
});
