/** The examples of docs/extending.md that are configuration, run as they stand. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const top = fileURLToPath(new URL('../../../../', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'audit-extending-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const audit = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await auditHere(args, {
    cwd,
    env: { AUDIT_CLOCK: '2026-10-31T18:00:00Z', AUDIT_SILVER_CURRENCY: 'off' },
  });
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
};
const write = (path: string, content: string): void => {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), content);
};

const page = readFileSync(join(top, 'docs/extending.md'), 'utf8');
/** The blocks of a section, in a language. */
const blocks = (section: string, language: string): readonly string[] => {
  const text = page.split('\n## ').find((part) => part.startsWith(`${section}\n`)) ?? '';
  return [...text.matchAll(/```(\w*)\n([^]*?)```/g)].flatMap(([, own, block = '']) => (own === language ? [block] : []));
};
const json = (section: string): Record<string, unknown> => JSON.parse(blocks(section, 'json')[0] ?? '') as Record<string, unknown>;
type Shipped = Readonly<Record<string, unknown>> & { readonly tables: object; readonly metrics: readonly object[]; readonly rules: object };
const shipped = (name: string): Shipped => JSON.parse(readFileSync(join(top, 'configs', name), 'utf8')) as Shipped;

beforeAll(async () => {
  const stamp = '2026-10-01T08:00:00.000Z';
  const accounts = ['A1', 'A2', 'A3'].map((Id) => JSON.stringify({ Id, Name: `Company ${Id}`, CreatedDate: stamp, SystemModstamp: stamp }));
  write('input/crm/Account.ndjson', `${accounts.join('\n')}\n`);
  write('input/crm/Survey.csv', blocks('A source', 'csv')[0] ?? '');
  const mapping = shipped('bronze_to_silver_mapping.json');
  write('configs/bronze_to_silver_mapping.json', JSON.stringify({ ...mapping, tables: { ...mapping.tables, ...json('A source') } }));
  const definitions = shipped('silver_to_gold_metrics.json');
  write(
    'configs/silver_to_gold_metrics.json',
    JSON.stringify({
      ...definitions,
      metrics: [...definitions.metrics, json('A metric')],
      rules: { ...definitions.rules, ...json('A rule') },
    }),
  );
});

test(
  'a source, a metric of it and a rule over that are what the page says they are, by its own commands',
  { timeout: 120_000 },
  async () => {
    const typed = ['A source', 'A rule'].flatMap((section) => blocks(section, '')[0]?.split('\n') ?? []);
    const commands = typed.filter((line) => line.startsWith('$ audit ')).map((line) => line.slice('$ audit '.length).split(' '));
    expect(commands.map(([name]) => name)).toEqual(['extract', 'transform', 'show', 'rules', 'aggregate']);
    const told: string[] = [];
    for (const command of commands) told.push(await audit(...command));
    expect(told[2]).toContain('N3');
    expect(told[3]).toContain('R007 fires for 1 customer\n');
    const lines = (await audit('show', 'gold_customer_recommendation', '--limit', '0', '--json')).trim().split('\n');
    const added = lines.map((line) => JSON.parse(line) as { rule_id: string; reason: string }).filter(({ rule_id: id }) => id === 'R007');
    expect(added).toMatchObject([{ reason: 'The worst answer was 3.' }]);
  },
);
