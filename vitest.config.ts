import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Tests of hours, and those that need Python, are named `*.deep.test.ts` and run under `npm run test:deep` only.
const deep = process.env['AUDIT_TEST_DEEP'] === '1';
const ci = process.env['CI'] !== undefined && process.env['CI'] !== 'false';

/** A fresh clone has no record of how long files take: those of a minute begin first, so that no core waits for the last one. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean => /like-model|drills\.test|simulation|tell-changes|examples/.test(moduleId);
    const sorted = await BaseSequencer.prototype.sort.call(this, files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Tests that load profiles over and over, and those of the linking: in a process for many of them what is compiled and warm stays so, a quarter of their CPU. */
const ofProfiles = [
  'packages/cli/src/commands/profile/**/*.test.ts',
  'packages/scd2-profile/src/**/*.test.ts',
  'packages/medallion/src/2-silver/linking/**/*.test.ts',
];
/** Whole runs leave those out whose turn it is not (tools/test.mjs); drills, the known answers and the dashboard look at the turn themselves. */
const turns = [
  ['corrections-like-model.property', 'tell-changes', 'demo-salesforce'],
  ['repetitions-like-model.property', 'on-missing', 'rebuild.command', 'serve-actions', 'past-days'],
  // With the drill of killed nights.
  ['correct.command', 'publish-draft.property', 'serve-connectors'],
  // With the drill of killed loads.
  ['examples', 'extending'],
  // With the drill of killed servers.
  ['rehash.property', 'kpis-like-model.property', 'contacts-like-model.property', 'late-file'],
  ['personal-data', 'prove-key.property', 'transform.property', 'both-ways', 'link-changes.property'],
];
const turn = process.env['AUDIT_TEST_TURN'];
const mine = new Set(turns[Number(turn)]);
const others = turn === undefined ? [] : turns.flat().flatMap((name) => (mine.has(name) ? [] : [`**/${name}.test.ts`]));
const exclude = ['**/node_modules/**', ...(deep ? [] : ['**/*.deep.test.ts']), ...others];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'profiles', include: ofProfiles, exclude, isolate: false } },
      {
        extends: true,
        test: { name: 'apart', include: ['packages/**/src/**/*.test.ts', 'tools/**/*.test.ts'], exclude: [...exclude, ...ofProfiles] },
      },
    ],
    // A native engine must not be shared between worker threads of one process: a crash names its file.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: deep ? 6 * 3_600_000 : 60_000,
    hookTimeout: deep ? 600_000 : 60_000,
    // A forgotten `.only` must not turn the gate green.
    allowOnly: !ci,
    passWithNoTests: false,
    sequence: { sequencer: LongestFirst },
    restoreMocks: true,
    env: { TZ: 'America/St_Johns', NO_COLOR: '1' },
  },
});
