/**
 * Writes packages/warehouse/src/sql-dialect/upper-runs.ts: the capitals of the pinned DuckDB, one code point to one, as runs.
 * To be run only when a new version of the hash is made: the table is frozen, an engine that differs from it is refused.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { duckDbEngine } from '@audit/warehouse';

const target = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages/warehouse/src/sql-dialect/upper-runs.ts');

const pairsOfEngine = async (): Promise<{ readonly version: string; readonly pairs: readonly (readonly [number, number])[] }> => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-upper-'));
  try {
    await using engine = duckDbEngine({ tempDirectory: folder, directories: [] });
    await using session = await engine.session();
    const rows = await session.evidence(
      `SELECT i, unicode(upper(chr(CAST(i AS INTEGER)))) AS u FROM range(1, 1114112) r(i)
       WHERE i NOT BETWEEN 55296 AND 57343 AND upper(chr(CAST(i AS INTEGER))) <> chr(CAST(i AS INTEGER)) ORDER BY i`,
      10_000,
    );
    return { version: engine.version, pairs: rows.map((row) => [Number(row['i']), Number(row['u'])] as const) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

interface Run {
  readonly first: number;
  readonly last: number;
  readonly step: number;
  readonly shift: number;
}

/** Letters in a row, or every other one, that move by the same distance. */
const runsOf = (pairs: readonly (readonly [number, number])[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const [from, to] of pairs) {
    const run = runs.at(-1);
    const gap = run === undefined ? 0 : from - run.last;
    const continues = run !== undefined && run.shift === to - from && gap <= 2 && (run.first === run.last || run.step === gap);
    if (continues) runs[runs.length - 1] = { ...run, last: from, step: gap };
    else runs.push({ first: from, last: from, step: 1, shift: to - from });
  }
  return runs;
};

const { version, pairs } = await pairsOfEngine();
const hex = (codePoint: number): string => `0x${codePoint.toString(16)}`;
const lines = runsOf(pairs).map(({ first, last, step, shift }) => `  [${hex(first)}, ${hex(last)}, ${step}, ${shift}],`);
writeFileSync(
  target,
  `/**
 * Letters that have a capital of one code point: first, last, step, distance of the capital. ${pairs.length} letters, frozen.
 * Source: upper() of DuckDB ${version} over every code point, which is the simple upper-case mapping of Unicode 14.0;
 * made by tools/freeze-upper.ts.
 */
export const upperRuns: readonly (readonly [first: number, last: number, step: number, shift: number])[] = [
${lines.join('\n')}
];
`,
);
