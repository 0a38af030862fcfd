import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHere as audit } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-init-'));
const inputs = [
  'contacts-later.ndjson',
  'contacts.ndjson',
  'crm/Account.csv',
  'crm/Contact.ndjson',
  'profiles-backdated.ndjson',
  'profiles-corrections.ndjson',
  'profiles-later.ndjson',
  'profiles.ndjson',
  'transactions.csv',
].map((name) => `input/${name}`);
const files = ['.gitignore', 'README.md', 'audit.config.json', ...inputs];

test('init makes a project whose settings are understood, and refuses a folder that is not empty', async () => {
  const made = await audit(['init', 'shop', '--json'], { cwd });
  expect(made.code).toBe(0);
  expect(JSON.parse(made.stdout)).toEqual({ dir: 'shop', files, dry_run: false });
  expect(files.filter((file) => !existsSync(join(cwd, 'shop', file)))).toEqual([]);

  const settings = await audit(['config', 'show', '--json'], { cwd: join(cwd, 'shop') });
  expect(JSON.parse(settings.stdout)).toMatchObject({
    granularities: { value: ['month', 'quarter', 'year'], origin: 'audit.config.json' },
  });

  const again = await audit(['init', 'shop'], { cwd });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('"shop" is not empty');
});

test('a dry run of init names the files and writes none', async () => {
  const told = await audit(['init', 'planned', '--dry-run', '--json'], { cwd });
  expect(JSON.parse(told.stdout)).toEqual({ dir: 'planned', files, dry_run: true });
  const { code, stdout } = await audit(['init', 'planned', '--dry-run'], { cwd });
  expect(code).toBe(0);
  expect(files.filter((file) => !stdout.includes(file))).toEqual([]);
  expect(existsSync(join(cwd, 'planned'))).toBe(false);
});

test('the project’s README shows how to build and look at the marts', () => {
  const readme = readFileSync(new URL('../../templates/project/README.md', import.meta.url), 'utf8');
  expect(readme).toContain('npx --no-install audit build-mart input/transactions.csv');
});
