/** The page with its endpoint of docs/extending.md, put into a copy of the sources: it is described by the API and its types fit. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const copy = mkdtempSync(join(tmpdir(), 'audit-extending-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const section = readFileSync(join(root, 'docs/extending.md'), 'utf8').split('\n## A page with its endpoint\n')[1] ?? '';
const [endpoint = '', question = '', page = '', route = ''] = [...section.matchAll(/```tsx?\n([^]*?)```/g)].map(([, block = '']) => block);
const at = (path: string): string => join(copy, 'packages', path);
const change = (path: string, made: (text: string) => string): void => {
  const before = readFileSync(at(path), 'utf8');
  const after = made(before);
  expect(after).not.toBe(before);
  writeFileSync(at(path), after);
};

beforeAll(() => {
  for (const name of ['api', 'dashboard']) {
    mkdirSync(at(name), { recursive: true });
    cpSync(join(root, 'packages', name, 'src'), at(`${name}/src`), { recursive: true, filter: (path) => !/\.test\.tsx?$/.test(path) });
    for (const file of ['package.json', 'tsconfig.json']) cpSync(join(root, 'packages', name, file), at(`${name}/${file}`));
    symlinkSync(join(root, 'packages', name, 'node_modules'), at(`${name}/node_modules`));
  }
  cpSync(join(root, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  writeFileSync(at('api/src/endpoints/list-countries.ts'), endpoint);
  change('api/src/endpoints/all-endpoints.ts', (text) =>
    text
      .replace('import { listCustomers }', "import { listCountries } from './list-countries.ts';\nimport { listCustomers }")
      .replace('  listRuns,\n', '  listRuns,\n  listCountries,\n'),
  );
  change('dashboard/src/api/reports.ts', (text) => text + question);
  mkdirSync(at('dashboard/src/countries'));
  writeFileSync(at('dashboard/src/countries/countries-page.tsx'), page);
  change('dashboard/src/app/routes.ts', (text) => text.replace(/\n\];\n$/, `\n${route}];\n`));
});

/** What the compiler finds wrong in a package of the copy. */
const faults = (name: string): string => {
  try {
    execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '--incremental', 'false', '--composite', 'false', '-p', at(name)], {
      encoding: 'utf8',
    });
    return '';
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
};

test('the endpoint is described, its answer typed for the page, and the page is one that compiles', { timeout: 120_000 }, async () => {
  const code = `import { openApiDocument } from ${JSON.stringify(pathToFileURL(at('api/src/openapi/openapi-document.ts')).href)};
    process.stdout.write(JSON.stringify(openApiDocument()));`;
  const described = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    cwd: copy,
    maxBuffer: 2 ** 26,
  });
  expect(described).toContain('"/api/countries":{"get":{"operationId":"listCountries"');
  writeFileSync(at('dashboard/src/api/openapi.ts'), astToString(await openapiTypes(described)));
  expect(faults('dashboard')).toBe('');
  // A copy knows no neighbours to refer to: they are read from their sources.
  change('api/tsconfig.json', (text) => text.replace(/,\s*"references": \[[^]*?\]/, ''));
  expect(faults('api')).toBe('');
});
