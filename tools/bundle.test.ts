import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { bundlesOf, freshBundle, root } from '../packages/cli/bin/fresh-bundle.js';

const source = 'packages/a/src/main.ts';
let workspace: string;
const at = (path: string): string => join(workspace, path);
const put = (path: string, text: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};

beforeEach(() => {
  workspace = `${mkdtempSync(join(tmpdir(), 'audit-bundle-'))}/`;
  put(source, 'one');
  const { size, mtimeMs } = statSync(at(source));
  put('node_modules/.audit-bundle/current.json', JSON.stringify({ main: 'x/main.js', inputs: [[source, size, mtimeMs]] }));
});

describe('a bundle', () => {
  test('is used while every file it was made of is as it was', () => {
    expect(freshBundle(workspace)).toBe(at('node_modules/.audit-bundle/x/main.js'));
  });

  test('is not used once a file of the same length was written again', () => {
    put(source, 'two');
    utimesSync(at(source), new Date(), new Date(Date.now() + 1000));
    expect(freshBundle(workspace)).toBeUndefined();
  });

  test('is not used once a file has another length, whatever its time', () => {
    const { atimeMs, mtimeMs } = statSync(at(source));
    put(source, 'three');
    utimesSync(at(source), atimeMs / 1000, mtimeMs / 1000);
    expect(freshBundle(workspace)).toBeUndefined();
  });

  test('is not used once a file is gone', () => {
    rmSync(at(source));
    expect(freshBundle(workspace)).toBeUndefined();
  });

  test('is not used when it is cut short, or was never made', () => {
    put('node_modules/.audit-bundle/current.json', '{"main":"x/ma');
    expect(freshBundle(workspace)).toBeUndefined();
    rmSync(at('node_modules'), { recursive: true });
    expect(freshBundle(workspace)).toBeUndefined();
  });
});

/** Files of the bundle that a command line loads. */
const loadedFor = (main: string, word: string): readonly string[] => {
  const script = `
    const loaded = [];
    (await import('node:module')).registerHooks({ load: (url, context, next) => { if (url.includes('.audit-bundle')) loaded.push(url); return next(url, context); } });
    process.argv.splice(1, 0, 'audit');
    await (await import(${JSON.stringify(main)})).main();
    process.stdout.write('\\n' + JSON.stringify(loaded));`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, '--', word], { encoding: 'utf8' });
  const loaded = JSON.parse(output.slice(output.lastIndexOf('\n'))) as readonly string[];
  expect(loaded.length).toBeGreaterThan(0);
  return loaded.map((url) => fileURLToPath(url));
};

test('the bundle made here is known by every module of ours in it, loads no engine for --help, and says what the source says', () => {
  execFileSync(process.execPath, [fileURLToPath(new URL('./bundle.mjs', import.meta.url))]);
  const { main, inputs } = JSON.parse(readFileSync(`${bundlesOf(root)}current.json`, 'utf8')) as {
    readonly main: string;
    readonly inputs: readonly (readonly [string, number, number])[];
  };
  const folder = dirname(bundlesOf(root) + main);
  const modules = readdirSync(folder).flatMap(
    (name) => readFileSync(join(folder, name), 'utf8').match(/(?<=^\/\/ )packages\/\S+\.ts$/gm) ?? [],
  );
  expect(modules).toContain('packages/datamart/src/2-orders/orders.stage.ts');
  expect(inputs.map(([path]) => path)).toEqual(expect.arrayContaining(modules));
  expect(
    loadedFor(bundlesOf(root) + main, '--help').filter((path) =>
      /^\/\/ \S*(?:@duckdb|apache-arrow|zod@)/m.test(readFileSync(path, 'utf8')),
    ),
  ).toEqual([]);
  const help = (path: string): string => {
    const script = `process.argv.splice(1, 0, 'audit'); await (await import(${JSON.stringify(path)})).main();`;
    return execFileSync(process.execPath, ['--input-type=module', '-e', script, 'help', 'build-mart'], { encoding: 'utf8' });
  };
  expect(help(bundlesOf(root) + main)).toBe(help(join(root, 'packages/cli/src/main.ts')));
});
