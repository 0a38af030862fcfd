import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outputTarget } from './output-target.ts';

const cwd = mkdtempSync(join(tmpdir(), 'audit-target-'));
writeFileSync(join(cwd, 'a-file'), '');

test('a .json path is one document, whatever folder it lies in', () => {
  expect(outputTarget('out/mart.json', undefined, cwd)).toEqual({ kind: 'file', path: join(cwd, 'out/mart.json') });
});

test('a folder takes its format from the flag, or from its own name', () => {
  expect(outputTarget('out', 'csv', cwd)).toEqual({ kind: 'folder', path: join(cwd, 'out'), format: 'csv' });
  expect(outputTarget('marts.parquet', undefined, cwd)).toEqual({ kind: 'folder', path: join(cwd, 'marts.parquet'), format: 'parquet' });
});

test('a dash is stdout, for one JSON document only', () => {
  expect(outputTarget('-', undefined, cwd)).toEqual({ kind: 'stdout' });
  expect(() => outputTarget('-', 'csv', cwd)).toThrow(/cannot go to stdout/);
});

test('an output that says too little, or two things, is refused', () => {
  expect(() => outputTarget('out', undefined, cwd)).toThrow(/add --format/);
  expect(() => outputTarget('mart.json', 'csv', cwd)).toThrow(/--format says csv/);
  expect(() => outputTarget('a-file', 'csv', cwd)).toThrow(/is a file/);
  expect(() => outputTarget('.', 'json', cwd)).toThrow(/is a folder/);
});
