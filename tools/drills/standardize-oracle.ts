/**
 * Random records, hostile in every column, are stored, hashed, dated and judged as a reference implementation does it.
 *
 * `node tools/drills/standardize-oracle.ts --oracle PATH [--n 5000] [--seed S] [--python python3]`: prints the differences, exits 1 if any.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { formatInstant } from '@audit/contract';
import * as fc from 'fast-check';
import { randomExtractTs, randomRecords } from '../../packages/scd2-profile/src/1-standardize/model/random-records.fixture.ts';
import { textOf } from '../../packages/scd2-profile/src/proof/model-text.ts';
import { type Delivered, openTrialProfile, type TrialRow } from '../../packages/scd2-profile/src/trial-profile.fixture.ts';

const { values } = parseArgs({
  options: {
    oracle: { type: 'string' },
    n: { type: 'string', default: '5000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    python: { type: 'string', default: 'python3' },
  },
});
const { oracle, python } = values;
if (oracle === undefined) throw new Error('name the reference implementation: --oracle PATH');
const [n, seed] = [Number(values.n), Number(values.seed)];

interface Answer {
  readonly dq: readonly string[];
  readonly unreadable: boolean;
  readonly stored: Readonly<Record<string, unknown>> | null;
  readonly hash: string | null;
  readonly valid: string | null;
}

const answersOf = (records: readonly Delivered[]): readonly Answer[] => {
  const at = formatInstant(randomExtractTs);
  const script = join(dirname(fileURLToPath(import.meta.url)), 'standardize_oracle.py');
  const { status, stdout, stderr } = spawnSync(python, [script, oracle], {
    input: JSON.stringify({ batch_id: 'b', extract_ts: at, load_ts: at, records }),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`${python} exited ${status}\n${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
};

/** A row in the words of the reference. What it cannot read counts as missing there and as invalid here. */
const shown = (row: TrialRow, { stored, unreadable }: Answer): Answer => ({
  dq:
    row.problem === null
      ? row.dq_codes.map((code) => (unreadable && code === 'LMT_INVALID' ? 'LMT_MISSING' : (code ?? '')))
      : [row.problem],
  unreadable,
  stored:
    row.kind === 'delete' || row.problem !== null
      ? null
      : Object.fromEntries(Object.keys(stored ?? {}).map((name) => [name, row[name as keyof TrialRow]])),
  hash: row.problem === null ? row.profile_hash : null,
  valid: row.problem === null ? String(row.valid_ts) : null,
});

/** The reference does not know evidence_type, in which alone records may differ, and trims fewer blanks off an instant. */
const simplified = (record: Delivered): Delivered => ({
  ...record,
  evidence_type: null,
  last_modified_ts: textOf(record.last_modified_ts),
});

await using trial = openTrialProfile();
let [compared, different] = [0, 0];
for (const sample of fc.sample(randomRecords(1000), { numRuns: Math.ceil(n / 1000), seed })) {
  const records = sample.map(simplified);
  const answers = answersOf(records);
  const rows = await trial.standardize([{ batchId: 'b', extractTs: randomExtractTs, records }]);
  for (const [at, row] of rows.entries()) {
    compared++;
    const [ours, theirs] = [shown(row, answers[at]!), answers[at]!];
    if (isDeepStrictEqual(ours, theirs)) continue;
    if (different++ < 5) console.log(JSON.stringify({ record: records[at], ours, theirs }));
  }
}
console.log(`${compared} records, ${different} different (seed ${seed})`);
if (different > 0) process.exitCode = 1;
