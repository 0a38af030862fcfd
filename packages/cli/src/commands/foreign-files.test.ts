import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const fixtures = fileURLToPath(new URL('../../../../fixtures/arrow', import.meta.url));
const files = readdirSync(fixtures).filter((name) => /\.(arrow|parquet)$/.test(name));
const readable = files.filter((name) => name !== 'plain.lz4.arrow');
const cwd = mkdtempSync(join(tmpdir(), 'audit-foreign-'));

/** What `build-mart` makes of a file, without what names the run. */
const mart = async (path: string): Promise<unknown> => {
  const { code, stdout, stderr } = await auditHere(['build-mart', path, '--input-tz', 'UTC', '--output', '-', '--quiet'], {
    cwd,
    env: { AUDIT_CLOCK: '2026-02-01T00:00:00Z' },
  });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
};

let fromJson: unknown;
let fromDays: unknown;
beforeAll(async () => {
  const lines = readFileSync(join(fixtures, 'lines.json'), 'utf8');
  const days = join(cwd, 'days.json');
  // A date is read as the start of its day.
  writeFileSync(days, lines.replaceAll(/T\d\d:\d\d:\d\dZ/g, 'T00:00:00Z'));
  fromJson = await mart(join(fixtures, 'lines.json'));
  fromDays = await mart(days);
});

describe('files that pyarrow wrote give the mart of the same lines in JSON:', () => {
  test('there are orders to compare', () => expect(fromJson).toMatchObject({ orders: { length: 4 } }));

  test.each(readable)('%s', async (name) => {
    expect(await mart(join(fixtures, name))).toEqual(name.startsWith('date32') ? fromDays : fromJson);
  });
});

test('LZ4, which Feather files have by default, is refused with the way out', async () => {
  const { code, stderr } = await auditHere(['build-mart', join(fixtures, 'plain.lz4.arrow'), '--output', '-'], { cwd });
  expect(code).toBe(3);
  expect(stderr).toContain('its batches are compressed with LZ4, which is not read; write it again with zstd, or uncompressed');
  expect(stderr).not.toContain('get the file again');
});
