import { defineConfig } from 'vitest/config';

// Tests of hours, and those that need Python, are named `*.deep.test.ts` and run under `npm run test:deep` only.
const deep = process.env['AUDIT_TEST_DEEP'] === '1';
const ci = process.env['CI'] !== undefined && process.env['CI'] !== 'false';

export default defineConfig({
  test: {
    include: ['packages/**/src/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...(deep ? [] : ['**/*.deep.test.ts'])],
    // A native engine must not be shared between worker threads of one process: a crash names its file.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: deep ? 6 * 3_600_000 : 60_000,
    hookTimeout: deep ? 600_000 : 60_000,
    // A forgotten `.only` must not turn the gate green.
    allowOnly: !ci,
    passWithNoTests: false,
    restoreMocks: true,
    env: { TZ: 'America/St_Johns', NO_COLOR: '1' },
  },
});
