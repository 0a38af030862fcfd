import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { problems } from './problem.ts';

test('every problem is in the documentation, under its status', () => {
  const page = readFileSync(new URL('../../../../docs/api.md', import.meta.url), 'utf8');
  const told = page.split('\n').filter((line) => line.startsWith('| `'));
  const untold = Object.entries(problems).filter(
    ([code, { status }]) => !told.some((line) => line.includes(`\`${code}\``) && line.includes(String(status))),
  );
  expect(untold).toEqual([]);
});
