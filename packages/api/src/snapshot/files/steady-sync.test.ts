import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test, vi } from 'vitest';
import { SteadySync } from './steady-sync.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-steady-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a file is written to the disk again and again from when it is there, and not after the end; one that never comes keeps nobody', async () => {
  const [late, never] = [join(folder, 'late'), join(folder, 'never')];
  await using probe = await open(join(folder, 'probe'), 'w');
  const datasync = vi.spyOn(Object.getPrototypeOf(probe) as typeof probe, 'datasync');
  {
    await using _ = new SteadySync([late, never]);
    await pause(50);
    expect(datasync).not.toHaveBeenCalled();
    await writeFile(late, 'text');
    await vi.waitFor(() => expect(datasync.mock.calls.length).toBeGreaterThan(1), 5000);
  }
  const calls = datasync.mock.calls.length;
  await pause(500);
  expect([datasync.mock.calls.length, readFileSync(late, 'utf8')]).toEqual([calls, 'text']);
});
