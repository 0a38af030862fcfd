/** Style as a test (CONTRIBUTING.md): what no linter of ours checks. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { stalePages } from './docs.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Files of the repository: committed, or new and not ignored. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const ours = files.filter(
  (path) => /\.(?:ts|mjs|js|sql|md|json|jsonc|yaml)$|^\.ci\//.test(path) && !/^fixtures\/|pnpm-lock\.yaml$/.test(path),
);
const code = ours.filter((path) => /\.(?:ts|mjs|js|sql)$/.test(path));
const product = code.filter((path) => path.startsWith('packages/') && !/\.(?:test|fixture)\.ts$/.test(path));
const matching = (paths: readonly string[], pattern: RegExp): readonly string[] => paths.filter((path) => pattern.test(text(path)));
const thisFile = 'tools/tidy.test.ts';

test('every model opens with a header that says what it is, what it reads and what it writes', () => {
  const models = files.filter((path) => path.endsWith('.sql') && !path.endsWith('.check.sql') && path.startsWith('packages/'));
  const headless = models.filter((path) => {
    const header = /^(?:\/\*[^]*?\*\/|(?:--[^\n]*\n)+)/.exec(text(path))?.[0] ?? '';
    return !/\breads\b/i.test(header) || !/\bwrites\b/i.test(header);
  });
  expect(headless).toEqual([]);
});

test('every model has its stage beside it, and every check belongs to a model', () => {
  const has = (path: string): boolean => files.includes(path);
  const stray = files
    .filter((path) => path.endsWith('.sql') && path.startsWith('packages/'))
    .filter((path) => {
      const noun = basename(path).split('.')[0] ?? '';
      return !has(join(dirname(path), `${noun}.stage.ts`)) || (path.endsWith('.check.sql') && !has(join(dirname(path), `${noun}.sql`)));
    });
  expect(stray).toEqual([]);
});

test('every error code is used by one class only and documented', () => {
  const codes = product.flatMap((path) => [...text(path).matchAll(/readonly code = '([A-Z_]+)'/g)].map((match) => match[1] ?? ''));
  const page = text('docs/errors.md');
  expect(codes.filter((one, i) => codes.indexOf(one) !== i)).toEqual([]);
  expect(codes.filter((one) => !page.includes(one))).toEqual([]);
  expect(codes.length).toBeGreaterThan(10);
});

test('we throw our own errors, never a bare Error', () => {
  expect(matching(product, /\bnew (?:Error|TypeError|RangeError|SyntaxError)\(/)).toEqual([]);
});

test('files are named after the one thing in them', () => {
  expect(files.filter((path) => /(?:^|\/)(?:utils?|common|helpers?|misc|shared|types|constants)(?:\.[a-z.]+)?$/.test(path))).toEqual([]);
  expect(code.filter((path) => !/^[a-z0-9.-]+$/.test(basename(path)) && !path.startsWith('.'))).toEqual([]);
  expect(files.filter((path) => /^packages\/[^/]+\/src\/.+\/index\.ts$/.test(path))).toEqual([]);
});

test('no task is left in a comment', () => {
  expect(
    matching(
      ours.filter((path) => path !== thisFile),
      /\b(?:TODO|FIXME|XXX|HACK)\b/,
    ),
  ).toEqual([]);
});

test('the tree holds only what the tree names', () => {
  const folders = ['.ci', 'bench', 'configs', 'docs', 'fixtures', 'packages', 'tools'];
  const packages = [
    'contract',
    'warehouse',
    'medallion',
    'datamart',
    'scd2-profile',
    'metrics',
    'api',
    'dashboard',
    'salesforce-sim',
    'cli',
  ];
  const part = (path: string, level: number): string => path.split('/')[level] ?? '';
  const folderOf = (path: string, level: number): readonly string[] => (path.split('/').length > level + 1 ? [part(path, level)] : []);
  expect([...new Set(files.flatMap((path) => folderOf(path, 0)))].filter((name) => !folders.includes(name))).toEqual([]);
  expect(
    [...new Set(files.filter((path) => path.startsWith('packages/')).map((path) => part(path, 1)))].filter(
      (name) => !packages.includes(name),
    ),
  ).toEqual([]);
  expect(files.filter((path) => /^packages\/[^/]+\/[^/]+$/.test(path) && !/\/(?:package|tsconfig)\.json$/.test(path))).toEqual([]);
});

test('nothing names a machine, a home folder, or a folder outside of the repository', () => {
  const elsewhere = /(?:^|[^.\w])\/(?:home|Users|work|root|tmp)\/\w|\.\.\/shared\b/m;
  expect(
    matching(
      ours.filter((path) => path !== thisFile),
      elsewhere,
    ),
  ).toEqual([]);
});

test('every fixture says where it came from', () => {
  const fixtures = new Set(files.filter((path) => path.startsWith('fixtures/')).map((path) => path.split('/')[1]));
  expect([...fixtures].filter((name) => !files.includes(`fixtures/${name}/SOURCE.md`))).toEqual([]);
});

test('generated pages are what the code generates', async () => {
  expect(await stalePages()).toEqual([]);
});

test('every relative link in the documentation leads somewhere', () => {
  const links = ours
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => [...text(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => [path, match[1] ?? ''] as const));
  expect(links.filter(([path, link]) => !existsSync(join(root, dirname(path), link))).map(([path, link]) => `${path}: ${link}`)).toEqual(
    [],
  );
});

test('every script the documentation names exists', () => {
  const { scripts } = JSON.parse(text('package.json')) as { scripts: Readonly<Record<string, string>> };
  const named = ours
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) => [...text(path).matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? ''));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  expect(named.length).toBeGreaterThan(5);
});
