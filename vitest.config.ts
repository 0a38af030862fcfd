import { defineConfig } from 'vitest/config';

const ci = process.env['CI'] !== undefined && process.env['CI'] !== 'false';

export default defineConfig({
  test: {
    include: ['packages/**/src/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tools/drills/**/*.drill.test.ts'],
    // A native engine must not be shared between worker threads of one process: a crash names its file.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A forgotten `.only` must not turn the gate green.
    allowOnly: !ci,
    passWithNoTests: false,
    restoreMocks: true,
    env: { TZ: 'America/St_Johns', NO_COLOR: '1' },
  },
});
