/**
 * Writers and readers of one lake at once. Two `audit build-mart` start together: one publishes, the other exits 75 and names the
 * holder, or comes after it. A reader in a loop must see whole versions only: every table of what it reads adds up to one version's truth.
 *
 * `node tools/drills/concurrent.ts [--rounds 10] [--seed S] [--lines 200000]`
 */
import { parseArgs } from 'node:util';
import type { Truth } from '../../bench/transactions.ts';
import { differencesFrom, openTotals } from './lake-totals.ts';
import { openScene, type Outcome, runAudit, startAudit } from './scene.ts';

export interface ConcurrentReport {
  readonly rounds: number;
  readonly refused: number;
  readonly reads: number;
  readonly versionsRead: number;
}

const holderNamed = (loser: Outcome, winnerPid: number | undefined): boolean =>
  `${loser.stdout}${loser.stderr}`.includes(String(winnerPid));

/** Reads the head again and again until told to stop; each read must be exactly one of the truths that were to come. */
const readUntil = async (
  root: string,
  truths: readonly Truth[],
  done: { yet: boolean },
): Promise<{ reads: number; versions: Set<number> }> => {
  await using totals = openTotals(root);
  const versions = new Set<number>();
  let reads = 0;
  for (; !done.yet; reads++) {
    const seen = await totals.read();
    versions.add(seen.version);
    const whole = truths.some((truth) => differencesFrom(truth, seen).length === 0);
    if (!whole) throw new Error(`version ${seen.version} is a mixture: ${JSON.stringify(seen)}`);
  }
  return { reads, versions };
};

/** Both batches are loaded by two processes started together; returns how many were refused on the way (0 or 1). */
const race = async (lake: string, files: readonly [string, string]): Promise<number> => {
  const runs = files.map((file) => startAudit('build-mart', file, '--lake', lake, '--json'));
  const outcomes = await Promise.all(runs.map((run) => run.done));
  const loser = outcomes.findIndex((outcome) => outcome.exitCode === 75);
  if (outcomes.some(({ exitCode }) => exitCode !== 0 && exitCode !== 75) || outcomes.every(({ exitCode }) => exitCode === 75)) {
    throw new Error(`two writers ended ${outcomes.map(({ exitCode, stderr }) => `${exitCode} ${stderr}`).join(' and ')}`);
  }
  if (loser < 0) return 0;
  const [lost, won] = [outcomes[loser], runs[1 - loser]];
  if (lost !== undefined && !holderNamed(lost, won?.process.pid)) throw new Error(`the holder is not named: ${lost.stderr}${lost.stdout}`);
  await runAudit([0], 'build-mart', files[loser] ?? '', '--lake', lake, '--json');
  return 1;
};

export const concurrentDrill = async (spec: { rounds: number; seed: number; lines: number }): Promise<ConcurrentReport> => {
  const batches = 2 * spec.rounds;
  using scene = openScene({ seed: spec.seed, lines: spec.lines, batches, added: Math.ceil(spec.lines / 10) });
  const lake = scene.path('lake');
  await runAudit([0], 'build-mart', scene.batch(0), '--lake', lake, '--json');
  const loaded = [0];
  const report = { refused: 0, reads: 0 };
  const versions = new Set<number>();
  for (let round = 0; round < spec.rounds; round++) {
    const [one, two] = [2 * round + 1, 2 * round + 2];
    // Either order of the two may come out; the state between them is one of these, and nothing else.
    const truths = [loaded, [...loaded, one], [...loaded, two], [...loaded, one, two]].map((numbers) => scene.truthOf(...numbers));
    const done = { yet: false };
    const racing = race(lake, [scene.batch(one), scene.batch(two)]).finally(() => (done.yet = true));
    const [refused, { reads, versions: seen }] = await Promise.all([racing, readUntil(lake, truths, done)]);
    report.refused += refused;
    report.reads += reads;
    for (const version of seen) versions.add(version);
    loaded.push(one, two);
  }
  return { rounds: spec.rounds, ...report, versionsRead: versions.size };
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
      lines: { type: 'string', default: '200000' },
    },
  });
  console.error(`concurrent drill --rounds ${values.rounds} --seed ${values.seed} --lines ${values.lines}`);
  console.log(
    JSON.stringify(await concurrentDrill({ rounds: Number(values.rounds), seed: Number(values.seed), lines: Number(values.lines) })),
  );
}
