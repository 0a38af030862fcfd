import { expect, test } from 'vitest';
import { deepCount, testSeed } from '../../packages/warehouse/src/lake/deep-count.ts';
import { flipDrill } from './bit-flips.ts';
import { concurrentDrill } from './concurrent.ts';
import { killDrill } from './kill.ts';

const seed = testSeed();
const deep = process.env['AUDIT_TEST_DEEP'] === '1';

test(`a build that is killed at any moment and run again loses nothing and doubles nothing (seed ${seed})`, async () => {
  const n = deepCount(5, 300);
  const report = await killDrill({ n, seed, lines: deep ? 400_000 : 30_000 });
  expect(report.kills).toBe(n);
});

test(`of two writers one wins, the other exits 75 and names the holder; a reader sees whole versions only (seed ${seed})`, async () => {
  const report = await concurrentDrill({ rounds: deepCount(2, 20), seed, lines: deep ? 200_000 : 20_000 });
  expect(report.reads).toBeGreaterThan(report.rounds);
  expect(report.refused).toBeGreaterThan(0);
});

test(`one flipped bit in any file is reported by verify and by the next read that uses the file (seed ${seed})`, async () => {
  const n = deepCount(3, 20);
  const report = await flipDrill({ n, seed });
  expect(report.inLog + report.inData).toBe(n);
});
