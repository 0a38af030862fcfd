/**
 * One flipped bit in any data file or log entry must be reported by `audit verify` and by the next read that uses the file, in a new process.
 *
 * `node tools/drills/bit-flips.ts [--n 20] [--seed S]`
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { Lake } from '@audit/warehouse';
import { randomOf } from './random.ts';
import { openScene, runAudit } from './scene.ts';

export interface FlipReport {
  readonly flips: number;
  readonly inLog: number;
  readonly inData: number;
}

/** Log entries and data files, relative to the lake; what derives from them (`_delta_log`) and locks are not the truth. */
const filesOf = (lake: string): readonly string[] =>
  readdirSync(lake, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(lake, join(entry.parentPath, entry.name)))
    .filter((path) => /^_log\/\d+\.json$|^[a-z]+\/[a-z_]+\/[^/]+\.parquet$/.test(path.replaceAll('\\', '/')))
    .toSorted();

const flip = (path: string, random: () => number): string => {
  const bytes = readFileSync(path);
  const at = Math.floor(random() * bytes.length);
  const bit = Math.floor(random() * 8);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  writeFileSync(path, bytes);
  return `byte ${at} bit ${bit}`;
};

/** Files that make up the rows of the head's tables. Others are read by older versions, or by a run that catches up with changes. */
const rowsOfHead = (lake: string): readonly string[] =>
  Object.values(Lake.open(lake).head().tables).flatMap(({ base, mask, delta }) =>
    [...base, mask, delta].flatMap((file) => file?.path ?? []),
  );

/** The read that uses a file: the table it belongs to, or a look into the log. */
const readOf = (file: string, rows: readonly string[]): readonly (readonly string[])[] => {
  const [layer, table] = file.split('/');
  if (layer === '_log') return [['history']];
  return rows.includes(file) ? [['show', `${layer}_${table}`, '--limit', '0']] : [];
};

export const flipDrill = async (spec: { n: number; seed: number }): Promise<FlipReport> => {
  using scene = openScene({ seed: spec.seed, lines: 5000, batches: 2, added: 200 });
  const whole = scene.path('whole');
  for (const number of [0, 1, 2]) await runAudit([0], 'build-mart', scene.batch(number), '--lake', whole, '--json');
  await runAudit([0], 'verify', '--lake', whole, '--json');
  const files = filesOf(whole);
  const rows = rowsOfHead(whole);
  const random = randomOf(spec.seed);
  const report = { flips: 0, inLog: 0, inData: 0 };
  for (; report.flips < spec.n; report.flips++) {
    const lake = scene.copyOf(whole, 'broken');
    const kind = files.filter((path) => path.startsWith('_log') === (report.flips % 4 === 0));
    const file = kind[Math.floor(random() * kind.length)] ?? '';
    const where = flip(join(lake, file), random);
    const { stdout } = await runAudit([3], 'verify', '--lake', lake, '--json');
    const verified = JSON.parse(stdout) as { ok: boolean; errors: readonly { path: string }[] };
    if (verified.ok || verified.errors.length === 0) throw new Error(`${file} ${where}: verify reported nothing`);
    if (!file.startsWith('_log') && !verified.errors.some(({ path }) => path.endsWith(file)))
      throw new Error(`${file} ${where}: verify named ${stdout}`);
    for (const read of readOf(file, rows)) await runAudit([3], ...read, '--lake', lake, '--json');
    if (file.startsWith('_log')) report.inLog++;
    else report.inData++;
  }
  return report;
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: { n: { type: 'string', default: '20' }, seed: { type: 'string', default: String(Date.now() % 1_000_000_007) } },
  });
  console.error(`bit-flip drill --n ${values.n} --seed ${values.seed}`);
  console.log(JSON.stringify(await flipDrill({ n: Number(values.n), seed: Number(values.seed) })));
}
