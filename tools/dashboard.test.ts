/** Budgets of the dashboard (docs/dashboard.md), on the files that are served. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { dist, isFresh } from '../packages/dashboard/build/fresh-dashboard.mjs';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
let manifest: Manifest;

beforeAll(() => {
  if (!isFresh()) execFileSync(process.execPath, [join(root, 'packages/dashboard/build/build-dashboard.mjs')]);
  manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Manifest;
});

const kilobytes = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024;
const sum = (files: Iterable<string>): number => [...files].reduce((total, file) => total + kilobytes(file), 0);

/** Chunks a chunk loads before it runs, itself among them. */
const closure = (name: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const other of manifest[name]?.imports ?? []) closure(other, seen);
  return seen;
};
const filesOf = (name: string): readonly string[] => [...closure(name)].flatMap((one) => manifest[one]?.file ?? []);
const entry = (): string => Object.keys(manifest).find((name) => manifest[name]?.isEntry === true) ?? '';
/** What a page asks the API for when it is opened; the page itself and its icon are two more. */
const asks = (page: string): number => (page === 'customer/customer-page.tsx' ? 5 : 3);
const pages = (): readonly string[] => Object.keys(manifest).filter((name) => name.endsWith('-page.tsx'));

test('what every page needs is at most 150 KB of scripts and 15 KB of styles, packed', () => {
  expect(sum(filesOf(entry()))).toBeLessThanOrEqual(150);
  expect(sum(manifest[entry()]?.css ?? ['none'])).toBeLessThanOrEqual(15);
});

test('a page adds at most 40 KB, and loads in at most twelve requests, those to the API among them', () => {
  const first = new Set(filesOf(entry()));
  expect(pages().length).toBeGreaterThan(2);
  for (const page of pages()) {
    const own = filesOf(page).filter((file) => !first.has(file));
    expect([page, sum(own) <= 40]).toEqual([page, true]);
    expect([page, first.size + own.length + (manifest[entry()]?.css?.length ?? 0) + asks(page) + 2 <= 12]).toEqual([page, true]);
  }
});
