import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StaticPages } from './static-pages.ts';

const html = '<!doctype html><script>dark()</script><script type="module" src="/assets/a-1.js"></script>';
const script = 'console.log(1)';
const accept = 'text/html,*/*;q=0.8';
let folder: string;
let pages: StaticPages;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), html);
  writeFileSync(join(folder, 'manifest.json'), '{}');
  writeFileSync(join(folder, 'assets/a-1.js'), script);
  writeFileSync(join(folder, 'assets/a-1.js.br'), brotliCompressSync(script));
  pages = new StaticPages(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('every address a browser opens is the page, which is never kept', () => {
  for (const path of ['/', '/customers', '/customers/0015g%2F1', '/a/b/c'])
    expect(pages.answer(path, { accept })).toMatchObject({
      body: Buffer.from(html),
      headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
    });
});

test('what is no page stays a problem of the API: its routes, files that are not there, and questions of programs', () => {
  for (const path of ['/api/nothing', '/assets/b-2.js', '/manifest.json', '/assets/a-1.js.br', '//customers', '/../index.html'])
    expect([path, pages.answer(path, { accept })]).toEqual([path, undefined]);
  expect(pages.answer('/customers', { accept: '*/*' })).toBeUndefined();
});

test('a file whose name carries its hash is kept for ever, and sent packed to whoever takes it', () => {
  expect(pages.answer('/assets/a-1.js', {})).toMatchObject({
    body: Buffer.from(script),
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'public, max-age=31536000, immutable' },
  });
  const packed = pages.answer('/assets/a-1.js', { 'accept-encoding': 'gzip, br' });
  expect(packed?.headers['Content-Encoding']).toBe('br');
  expect(brotliDecompressSync(packed?.body ?? Buffer.of()).toString()).toBe(script);
  expect(pages.answer('/assets/a-1.js', { 'accept-encoding': 'br;q=0, gzip' })?.headers).not.toHaveProperty('Content-Encoding');
});

test('the policy lets no script run but files from here and the one in the page, by its hash', () => {
  const policy = pages.answer('/', {})?.headers['Content-Security-Policy'] ?? '';
  const hash = createHash('sha256').update('dark()').digest('base64');
  expect(policy.split('; ')).toContain(`script-src 'self' 'sha256-${hash}'`);
  expect(policy).not.toMatch(/unsafe|\*/);
});

test('where nothing is built, a plain page says what to do', () => {
  const unbuilt = new StaticPages(join(folder, 'nowhere'));
  expect(unbuilt.answer('/', {})?.body.toString()).toContain('npm run setup');
  expect(unbuilt.answer('/assets/a-1.js', {})).toBeUndefined();
});

test('files are those of the start, whatever is built meanwhile', () => {
  const held = new StaticPages(folder);
  writeFileSync(join(folder, 'assets/a-1.js'), 'changed');
  expect(held.answer('/assets/a-1.js', {})?.body.toString()).toBe(script);
});
