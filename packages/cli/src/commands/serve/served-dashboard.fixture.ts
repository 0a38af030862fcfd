import { expect } from 'vitest';
import type { ServedLake } from './served-lake.fixture.ts';

const asBrowser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** For tests: opens the dashboard of a server as a browser without a key does. `npm run setup` has built it. */
export const lookAtDashboard = async ({ get }: ServedLake): Promise<void> => {
  const page = await get('/', asBrowser);
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(page.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; script-src 'self' 'sha256-[\w+/=]+'; style-src 'self';/,
  );
  expect((await get('/customers/any?tab=metrics', asBrowser)).text).toBe(page.text);
  const files = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(new Set(files.map((path) => path.split('.').at(-1)))).toEqual(new Set(['svg', 'js', 'css']));
  for (const path of files) {
    const file = await get(path, { 'Accept-Encoding': 'br' });
    const told = ['cache-control', 'content-encoding'].map((name) => file.headers.get(name));
    expect([path, file.status, ...told]).toEqual([path, 200, 'public, max-age=31536000, immutable', 'br']);
  }
};
