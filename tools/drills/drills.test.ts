import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deepCount, testSeed } from '../../packages/warehouse/src/deep-count.fixture.ts';
import { actionKillDrill } from './action-kill.ts';
import { flipDrill } from './bit-flips.ts';
import { concurrentDrill } from './concurrent.ts';
import { extractKillDrill } from './extract-kill.ts';
import { killDrill } from './kill.ts';
import { nightlyKillDrill } from './nightly-kill.ts';
import { expectTruth } from './lake-totals.ts';
import { profileKillDrill } from './profile-kill.ts';
import { contentsOf, expectSameContents } from './profile-lake.ts';
import { openScene, runAudit } from './scene.ts';

const seed = testSeed();
const deep = process.env['AUDIT_TEST_DEEP'] === '1';
/** The costliest drills take turns with others (tools/test.mjs). */
const isTurnOf = (turn: string): boolean => (process.env['AUDIT_TEST_TURN'] ?? turn) === turn;
/** Dozens of processes one after the other, on a machine that may be busy. */
const timeout = deep ? 6 * 3_600_000 : 300_000;

test(`a build that is killed at any moment and run again loses nothing and doubles nothing (seed ${seed})`, { timeout }, async () => {
  const n = deepCount(1, 300);
  const report = await killDrill({ n, seed, lines: deep ? 400_000 : 20_000 });
  expect(report.kills).toBe(n);
});

if (isTurnOf('2')) {
  test(
    `a night that is killed at any moment leaves the old version or the new one, whole, and run again publishes once (seed ${seed})`,
    { timeout },
    async () => {
      const n = deepCount(2, 200);
      const size = deep ? { accounts: 400, lines: 6000, customers: 200 } : { accounts: 40, lines: 300, customers: 20 };
      const report = await nightlyKillDrill({ n, seed, size });
      expect(report.kills).toBe(n);
    },
  );
}

if (isTurnOf('4')) {
  test(
    `a server that is killed at any moment loses no action it answered for, and no receiver is told of one under two ids (seed ${seed})`,
    { timeout },
    async () => {
      const n = deepCount(2, 100);
      const report = await actionKillDrill({ n, seed });
      expect(report.kills).toBe(n);
    },
  );
}

test('control: a lake that lacks a batch, or is older than another, is told from the truth', { timeout }, async () => {
  using scene = openScene({ seed, lines: 1000, batches: 1, added: 10 });
  await runAudit([0], 'build-mart', scene.batch(0), '--lake', scene.path('lake'), '--json');
  await expectTruth(scene.path('lake'), scene.truthOf(0));
  await expect(expectTruth(scene.path('lake'), scene.truthOf(0, 1))).rejects.toThrow('lines.lines is 1000, truth is 1010');
});

test(
  `of two writers one wins, the other exits 75 and names the holder; a reader sees whole versions only (seed ${seed})`,
  { timeout },
  async () => {
    const report = await concurrentDrill({ rounds: deepCount(1, 20), seed, lines: deep ? 200_000 : 20_000 });
    expect(report.reads).toBeGreaterThan(report.rounds);
    expect(report.refused).toBeGreaterThan(0);
  },
);

test(`one flipped bit in any file is reported by verify and by the next read that uses the file (seed ${seed})`, { timeout }, async () => {
  const n = deepCount(2, 20);
  const report = await flipDrill({ n, seed });
  expect(report.inLog + report.inData).toBe(n);
});

if (isTurnOf('3')) {
  test(
    `a load of customer profiles that is killed at any moment and run again loses nothing and doubles nothing (seed ${seed})`,
    { timeout },
    async () => {
      const n = deepCount(1, 300);
      const report = await profileKillDrill({ n, seed, customers: deep ? 2000 : 100, batches: deep ? 5 : 2 });
      expect(report.kills).toBe(n);
    },
  );

  test('control: a lake of profiles that lacks a batch is told from the undisturbed one', { timeout }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'audit-drill-'));
    const row = (id: number): string => `{"customer_id":"${id}","firstname":"Ann","last_modified_ts":"2025-01-01T00:00:00Z"}\n`;
    writeFileSync(join(folder, 'one.ndjson'), row(1));
    writeFileSync(join(folder, 'two.ndjson'), row(2));
    await runAudit([0], 'profile', 'load', join(folder, 'one.ndjson'), '--lake', join(folder, 'lacking'), '--json');
    await runAudit(
      [0],
      'profile',
      'load',
      join(folder, 'one.ndjson'),
      join(folder, 'two.ndjson'),
      '--lake',
      join(folder, 'whole'),
      '--json',
    );
    await expect(expectSameContents(join(folder, 'lacking'), await contentsOf(join(folder, 'whole')))).rejects.toThrow(
      'curated_dim_customer_profile: 1 rows',
    );
    rmSync(folder, { recursive: true });
  });
}

test(
  `an extraction that is killed at any moment and run again is the source, and reads no page twice but the one in flight (seed ${seed})`,
  { timeout },
  async () => {
    const n = deepCount(1, 200);
    const report = await extractKillDrill({ n, seed, accounts: deep ? 1000 : 250 });
    expect(report.kills).toBe(n);
  },
);
