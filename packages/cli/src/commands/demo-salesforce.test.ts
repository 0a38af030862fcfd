import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-demo-salesforce-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

test(
  'two nights of the simulated organisation end with the customers most at risk, and point at what to look at',
  { timeout: 300_000 },
  async () => {
    // The user's own keys, and a day of the past to run for: neither is the demonstration's.
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ serve: { keys: 'own.keys.json' } }));
    writeFileSync(join(cwd, 'own.keys.json'), '{}');
    const { code, stdout, stderr } = await auditHere(['demo', 'salesforce'], { cwd, env: { AUDIT_CLOCK: '2020-01-01T00:00:00Z' } });
    expect(readFileSync(join(cwd, 'own.keys.json'), 'utf8')).toBe('{}');
    rmSync(join(cwd, 'audit.config.json'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.match(/^ +Published as version \d/gm)?.map((line) => line.trim())).toEqual([
      'Published as version 1',
      'Published as version 2',
    ]);
    const nights = stdout.split('A day later');
    expect(nights[0]).toMatch(/extract +done .* bronze_account 40,/);
    expect(nights[1]).toMatch(/extract +done .* 2 records gone at their source; bronze_account 8\d,/);
    const risk = stdout.slice(stdout.indexOf('Customers most at risk'), stdout.indexOf('audit metrics explain'));
    expect(risk.match(/^ +9\d +\d+ .*Churn risk is 9\d of 100\./gm)?.length).toBeGreaterThanOrEqual(2);
    expect(stdout).toMatch(/Churn risk of [0-9a-f-]{36} as of 2026-10-02: 9\d \(HIGH; 100 % of the weights are known\)/);
    expect(stdout).toMatch(/\/readyz: ready with version 2\n.*the page "[^"]+", \d+ KiB of script\n.*: 40 customers as of 2026-10-02/);
    expect(stdout).toMatch(/^ +audit_[0-9a-f]{12}_[\w-]{43}$/m);
    const commands = [...stdout.matchAll(/npx --no-install audit (.+)$/gm)].map((match) => (match[1] ?? '').split(' '));
    expect(commands.length).toBeGreaterThanOrEqual(8);
    for (const words of commands.filter(([first]) => ['show', 'metrics', 'verify'].includes(first ?? ''))) {
      const finished = await auditHere(words, { cwd });
      expect({ words, code: finished.code, stderr: finished.stderr }).toEqual({ words, code: 0, stderr: '' });
    }
  },
);
