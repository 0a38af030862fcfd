import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';
import { auditProgram } from '../../audit-process.fixture.ts';
import type { ServedLake } from './served-lake.fixture.ts';

/** The night after the one that made the lake. */
const clock = '2026-02-01T02:00:00Z';

const killable = (cwd: string): ChildProcess =>
  spawn(process.execPath, [auditProgram, 'run', '--quiet'], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', AUDIT_CLOCK: clock, AUDIT_THREADS: '1', AUDIT_TEMP_DIR: join(cwd, 'night') },
    stdio: 'ignore',
  });

/** Until a run holds the lake and has begun to write. */
const working = async ({ cwd }: ServedLake, { pid = 0 }: ChildProcess): Promise<void> => {
  const lock = join(cwd, 'data/_lock.json');
  while (!existsSync(lock) || !readFileSync(lock, 'utf8').includes(String(pid))) await new Promise((resolve) => setTimeout(resolve, 20));
  await new Promise((resolve) => setTimeout(resolve, 300));
};

/** For tests: what is served while nights come and go. @param path of an answer */
export const describeNights = (served: () => ServedLake, path: string): void => {
  describe('nights', () => {
    const answered: (readonly [status: number, version: string | null])[] = [];
    /** Asks all the while something is done. @returns the versions that answered */
    const meanwhile = async (work: () => Promise<void>): Promise<ReadonlySet<string>> => {
      const done = new AbortController();
      answered.length = 0;
      const asking = (async () => {
        while (!done.signal.aborted) {
          const { status, headers } = await served().get(path);
          answered.push([status, headers.get('x-data-version')]);
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
      })();
      await work().finally(() => done.abort());
      await asking;
      expect(answered.length).toBeGreaterThan(0);
      return new Set(answered.map(([status, version]) => `${status} ${version}`));
    };
    const lookNow = async (): Promise<number> => {
      await served().look((ready) => ready['status'] === 'ready');
      return ((await served().get('/readyz')).json as { readonly version: number }).version;
    };

    test('one that is killed and one that fails leave the last good version served; one that ends well is served next', async () => {
      const { cwd, lake } = served();
      const run = async (...flags: readonly string[]) =>
        await auditHere(['run', '--quiet', ...flags], { cwd, env: { AUDIT_CLOCK: clock } });
      const good = await lookNow();
      const killed = await meanwhile(async () => {
        const night = killable(cwd);
        await working(served(), night);
        night.kill('SIGKILL');
        await once(night, 'exit');
        await lookNow();
      });
      expect(killed).toEqual(new Set([`200 ${good}`]));
      const failed = await meanwhile(async () => {
        const { code, stderr } = await run('--memory-limit', '1MB');
        expect([code, stderr]).toEqual([1, expect.stringContaining('OUT_OF_MEMORY')]);
        await lookNow();
      });
      expect(failed).toEqual(new Set([`200 ${good}`]));
      const ended = await meanwhile(async () => {
        expect((await run()).code).toBe(4);
        await served().look((ready) => ready['version'] === lake.head().version);
      });
      expect(lake.head().version).toBeGreaterThan(good);
      expect([...ended].every((one) => one.startsWith('200 '))).toBe(true);
      expect(ended).toContain(`200 ${good}`);
    }, 120_000);

    test('what is published while a version is made ready is served after it', async () => {
      await served().publish();
      process.emit('SIGHUP', 'SIGHUP');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const last = await served().publish();
      await served().look((ready) => ready['version'] === last);
    });
  });
};
