/**
 * The crash drill: a real `audit build-mart` into a lake is killed with SIGKILL at a random moment and run again. Nothing may be
 * lost, nothing doubled, the head verified. Half of the kills hit a first load, half a later one onto a lake that holds the first.
 *
 * `node tools/drills/kill.ts [--n 300] [--seed S] [--lines 400000]`; with 400,000 lines a run takes about two seconds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Lake } from '@audit/warehouse';
import { expectTruth } from './lake-totals.ts';
import { randomOf } from './random.ts';
import { openScene, runAudit, type Scene, startAudit } from './scene.ts';

export interface KillReport {
  readonly kills: number;
  /** Runs that had ended before the signal reached them; they are not counted as kills. */
  readonly tooLate: number;
  /** Kills after which the version had been published already. */
  readonly published: number;
  readonly secondsOfARun: number;
}

const build = (lake: string, file: string): readonly string[] => ['build-mart', file, '--lake', lake, '--json'];
const headOf = (lake: string): number => Lake.open(lake).head().version;

/** Kills one run after `delay` seconds, then runs it again and compares with the truth. */
const killOnce = async (scene: Scene, onto: string | null, delay: number): Promise<'too late' | 'killed' | 'published'> => {
  const lake = onto === null ? scene.fresh('first-load') : scene.copyOf(onto, 'later-load');
  const file = scene.batch(onto === null ? 0 : 1);
  const from = onto === null ? 0 : headOf(lake);
  const victim = startAudit(...build(lake, file));
  await Promise.race([sleep(delay * 1000), victim.done]);
  victim.process.kill('SIGKILL');
  const { signal } = await victim.done;
  if (signal !== 'SIGKILL') return 'too late';
  const published = headOf(lake) > from;
  if (!Lake.open(lake).verify().ok) throw new Error(`a kill after ${delay} s left a damaged head`);
  await runAudit([0], ...build(lake, file));
  await runAudit([0], 'verify', '--lake', lake, '--json');
  await expectTruth(lake, onto === null ? scene.truthOf(0) : scene.truthOf(0, 1));
  return published ? 'published' : 'killed';
};

export const killDrill = async (
  spec: { n: number; seed: number; lines: number },
  progress: (report: Omit<KillReport, 'secondsOfARun'>) => void = () => {},
): Promise<KillReport> => {
  using scene = openScene({ ...spec, batches: 1, added: spec.lines });
  const first = scene.path('first');
  await runAudit([0], ...build(first, scene.batch(0)));
  // The second time the program is in the file cache, as it will be for those to be killed.
  const seconds = [(await runAudit([0], ...build(scene.fresh('trial'), scene.batch(0)))).seconds];
  seconds.push((await runAudit([0], ...build(scene.copyOf(first, 'trial'), scene.batch(1)))).seconds);
  const random = randomOf(spec.seed);
  const counts = { kills: 0, tooLate: 0, published: 0 };
  while (counts.kills < spec.n) {
    const later = counts.kills % 2 === 1;
    // Half of the kills fall anywhere, half near the end, where the commit is.
    const share = random() < 0.5 ? random() : 0.75 + 0.3 * random();
    const outcome = await killOnce(scene, later ? first : null, share * (seconds[later ? 1 : 0] ?? 1));
    if (outcome === 'too late') counts.tooLate++;
    else counts.kills++;
    if (outcome === 'published') counts.published++;
    progress(counts);
  }
  return { ...counts, secondsOfARun: seconds[0] ?? 0 };
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      n: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
      lines: { type: 'string', default: '400000' },
    },
  });
  console.error(`kill drill --n ${values.n} --seed ${values.seed} --lines ${values.lines}`);
  const spec = { n: Number(values.n), seed: Number(values.seed), lines: Number(values.lines) };
  const report = await killDrill(spec, ({ kills, tooLate, published }) => {
    if (kills % 10 === 0) console.error(`${kills} kills, ${published} after publishing, ${tooLate} too late`);
  });
  console.log(JSON.stringify(report));
}
