/**
 * Claim: `audit profile replay` answers every random history as the reference implementation does: versions, keys, bridges, revisions,
 * events, quality codes, hashes, points in time. The model of our tests is compared as well.
 *
 * `node bench/profile-oracle.ts --oracle PATH [--n 5000] [--pack 250] [--batches 6] [--seed S] [--python python3]`: n customers, each with
 * a history of its own, packed into schedules of batches; `--pack 1` gives every customer a schedule, and takes the longer.
 * The first schedule that differs is made as small as it can be, and printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  jsonLine,
  differencesOf,
  type Expected,
  expectedOf,
  type ProfileCase,
  randomCase,
  smallestFailing,
} from '@audit/scd2-profile/proof';
import { printClaim } from './measure.ts';

const { values } = parseArgs({
  options: {
    oracle: { type: 'string' },
    n: { type: 'string', default: '5000' },
    pack: { type: 'string', default: '250' },
    batches: { type: 'string', default: '6' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
    python: { type: 'string', default: process.env['AUDIT_BENCH_PYTHON'] ?? 'python3' },
  },
});
const { oracle } = values;
if (oracle === undefined) throw new Error('name the reference implementation: --oracle PATH');
const [n, pack, batches, seed] = [values.n, values.pack, values.batches, values.seed].map(Number) as [number, number, number, number];

const here = dirname(fileURLToPath(import.meta.url));
const audit = join(dirname(here), 'packages/cli/bin/audit.js');
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

type Answer = Expected & { readonly id: string };

const answersOf = (command: readonly [string, ...string[]], input: string): readonly Answer[] => {
  const [program, ...args] = command;
  const { status, stdout, stderr } = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`${command.join(' ')} exited ${status}\n${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
};

const textOf = (cases: readonly ProfileCase[]): string => cases.map((one) => `${jsonLine(one)}\n`).join('');
const reference = (cases: readonly ProfileCase[]): readonly Answer[] =>
  answersOf([values.python, join(here, 'profile_oracle.py'), oracle], textOf(cases));
const replayed = (cases: readonly ProfileCase[]): readonly Answer[] => {
  const file = join(folder, 'cases.ndjson');
  writeFileSync(file, textOf(cases));
  return answersOf([process.execPath, audit, 'profile', 'replay', file, '--json'], '');
};

/** In words, how audit, and how the model, differ from the reference, case by case. */
const compare = (cases: readonly ProfileCase[]): readonly { readonly audit: readonly string[]; readonly model: readonly string[] }[] => {
  const [right, ours] = [reference(cases), replayed(cases)];
  return cases.map((one, i) => {
    const [should, is] = [right[i], ours[i]];
    if (should?.id !== one.id || is?.id !== one.id) throw new Error(`the answers are not in the order of the cases: ${one.id}`);
    return { audit: differencesOf(should, { ...is }), model: differencesOf(should, { ...expectedOf(one) }) };
  });
};

const explain = async (one: ProfileCase): Promise<void> => {
  const fails = async (less: ProfileCase): Promise<boolean> => compare([less]).some(({ audit, model }) => audit.length + model.length > 0);
  const smallest = await smallestFailing(one, fails);
  const [found] = compare([smallest]);
  console.log(`\nsmallest case that differs:\n${jsonLine(smallest)}`);
  for (const [who, texts] of Object.entries(found ?? {})) for (const text of texts) console.log(`${who}: ${text}`);
};

console.error(`profile-oracle --n ${n} --pack ${pack} --batches ${batches} --seed ${seed}`);
const schedules = Math.ceil(n / pack);
const atOnce = 4;
const totals = { audit: 0, model: 0 };
let worst: ProfileCase | undefined;
for (let from = 0; from < schedules; from += atOnce) {
  const cases = Array.from({ length: Math.min(atOnce, schedules - from) }, (_, i) =>
    randomCase(seed + from + i, { customers: pack, batches }),
  );
  for (const [i, { audit, model }] of compare(cases).entries()) {
    totals.audit += audit.length;
    totals.model += model.length;
    if (audit.length + model.length > 0) worst ??= cases[i];
  }
  console.error(`${Math.min(n, (from + cases.length) * pack)} histories, differences: audit ${totals.audit}, model ${totals.model}`);
}
printClaim(`${n} histories in ${schedules} schedules of batches: parts in which audit differs from the reference`, totals.audit, 0);
printClaim('parts in which the model differs from the reference', totals.model, 0);
if (worst !== undefined) await explain(worst);
