import { duckDbEngine } from '@audit/warehouse';
import { expect, test } from 'vitest';
import { comparedEngine, pinnedEngine } from './compared-engine.ts';

test('the engine that is installed is the pinned one', () => {
  expect(pinnedEngine()).toMatch(/^v\d+\.\d+\.\d+$/);
  expect(comparedEngine(duckDbEngine({ tempDirectory: '', directories: [] }).version, pinnedEngine()).status).toBe('ok');
});

test('another engine is a warning that names both', () => {
  expect(comparedEngine('v1.6.0', 'v1.5.6')).toMatchObject({ status: 'warn', detail: 'DuckDB v1.6.0, tested is v1.5.6' });
});
