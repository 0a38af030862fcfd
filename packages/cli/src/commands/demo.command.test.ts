import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-demo-'));

test('the demo builds the marts of the CDNOW sample, shows them, and finds nothing new the second time', async () => {
  const first = await auditHere(['demo'], { cwd });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('orders   6,696 of 2,357 customers, from 6,919 lines');
  // The sum of the sample's dollars in the first quarter of 1997, and its best customer: from the text file with awk.
  expect(first.stdout).toMatch(/^ +1997 Q1 +2357 +3169 +7432 +112498\.61 +47\.73$/m);
  expect(first.stdout).toMatch(/^ +19339 +22 +378 +6552\.70 +1997-04-11$/m);
  const again = await auditHere(['demo'], { cwd });
  expect(again.code).toBe(0);
  expect(again.stdout).toContain('version 1 as before: nothing was new');
});

test('the commands the demo points at work', async () => {
  const { stdout } = await auditHere(['demo'], { cwd });
  const commands = [...stdout.matchAll(/npx --no-install audit (.+)$/gm)].map((match) => (match[1] ?? '').split(' '));
  expect(commands.length).toBeGreaterThanOrEqual(4);
  for (const words of commands) expect((await auditHere(words, { cwd })).stderr).toBe('');
});
