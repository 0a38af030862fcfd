/**
 * The crash drill of a night: a real `audit run` is killed with SIGKILL at a random moment. The head is then the old version or the new
 * one, whole, table by table as an undisturbed lake has it; the same command again publishes the new one, once. Half of the kills hit a
 * first night, half a second one onto a lake that holds the first; every other rerun finds that it was killed once more.
 *
 * `node tools/drills/nightly-kill.ts [--n 200] [--seed S] [--accounts 400] [--lines 6000] [--customers 200]`
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Lake } from '@audit/warehouse';
import { differing, lakeContents } from './lake-contents.ts';
import { type ProjectSize, writeFirstNight, writeProject, writeSecondNight } from './nightly-project.ts';
import { randomOf } from './random.ts';
import { type Outcome, type Running, startAuditIn } from './scene.ts';

export interface NightlyKillReport {
  readonly kills: number;
  /** Runs that had ended before the signal reached them; they are not counted as kills. */
  readonly tooLate: number;
  /** Kills after which the version had been published already. */
  readonly published: number;
  /** Reruns that went on behind a step that the killed run had finished. */
  readonly resumed: number;
  readonly secondsOfARun: number;
}

/** A night to be killed: its project, the lake to begin with, and what must be there before and after. */
interface Night {
  readonly project: string;
  readonly clock: string;
  readonly onto: string | null;
  readonly seconds: number;
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

const nothing: Readonly<Record<string, string>> = { version: '0' };

const start = (project: string, clock: string, lake: string): Running =>
  startAuditIn(project, { AUDIT_CLOCK: clock, AUDIT_LAKE: lake }, 'run', '--json');

const finish = async (project: string, clock: string, lake: string): Promise<Outcome> => {
  const outcome = await start(project, clock, lake).done;
  if (outcome.exitCode !== 0) throw new Error(`audit run: exit ${outcome.exitCode ?? outcome.signal}\n${outcome.stderr}`);
  return outcome;
};

/** Runs both nights undisturbed and keeps the lake after the first. */
const openNights = async (folder: string, seed: number, size: ProjectSize): Promise<readonly Night[]> => {
  const [one, two] = ['one', 'two'].map((name) => join(folder, name)) as [string, string];
  for (const project of [one, two]) {
    mkdirSync(project);
    writeProject(project, { aggregate: {} });
    writeFirstNight(project, seed, size);
  }
  writeSecondNight(two, seed, size, 0.1);
  const lake = join(folder, 'undisturbed');
  const [first, second] = ['2026-03-01T02:00:00Z', '2026-03-02T02:00:00Z'] as const;
  await finish(one, first, join(folder, 'trial'));
  const { seconds: ofFirst } = await finish(one, first, lake);
  const afterFirst = await lakeContents(lake);
  const onto = join(folder, 'after-first');
  cpSync(lake, onto, { recursive: true });
  const { seconds: ofSecond } = await finish(two, second, lake);
  const afterSecond = await lakeContents(lake);
  return [
    { project: one, clock: first, onto: null, seconds: ofFirst, before: nothing, after: afterFirst },
    { project: two, clock: second, onto, seconds: ofSecond, before: afterFirst, after: afterSecond },
  ];
};

const expectOneOf = async (lake: string, when: string, ...allowed: readonly Readonly<Record<string, string>>[]): Promise<string> => {
  const opened = Lake.open(lake);
  const verified = opened.verify();
  if (!verified.ok) throw new Error(`${when}: ${verified.errors.map(({ path, reason }) => `${path}: ${reason}`).join('; ')}`);
  const contents = opened.head().version === 0 ? nothing : await lakeContents(lake);
  const wanted = allowed.find(({ version }) => version === contents['version']);
  if (wanted === undefined) throw new Error(`${when}: the head is version ${contents['version']}`);
  const found = differing(contents, wanted);
  if (found.length > 0) throw new Error(`${when}: ${found.join('; ')}`);
  return contents['version'] ?? '';
};

const killAfter = async (running: Running, seconds: number): Promise<boolean> => {
  await Promise.race([sleep(seconds * 1000), running.done]);
  running.process.kill('SIGKILL');
  return (await running.done).signal === 'SIGKILL';
};

type Killed = 'too late' | { readonly published: boolean; readonly resumed: boolean };

const killOnce = async (folder: string, night: Night, share: number, again: number | undefined): Promise<Killed> => {
  const { project, clock, onto, seconds, before, after } = night;
  const lake = join(folder, 'killed');
  rmSync(lake, { recursive: true, force: true });
  if (onto !== null) cpSync(onto, lake, { recursive: true });
  if (!(await killAfter(start(project, clock, lake), share * seconds))) return 'too late';
  const when = `killed after ${(share * seconds).toFixed(2)} s`;
  const published = (await expectOneOf(lake, when, before, after)) === after['version'];
  if (again !== undefined) {
    await killAfter(start(project, clock, lake), again * seconds);
    await expectOneOf(lake, `${when} and again after ${(again * seconds).toFixed(2)} s`, before, after);
  }
  const { stdout } = await finish(project, clock, lake);
  await expectOneOf(lake, `${when}, and run again`, after);
  return { published, resumed: stdout.includes('"resumed": true') };
};

export const nightlyKillDrill = async (
  spec: { readonly n: number; readonly seed: number; readonly size: ProjectSize },
  progress: (report: Omit<NightlyKillReport, 'secondsOfARun'>) => void = () => {},
): Promise<NightlyKillReport> => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-night-drill-'));
  try {
    const nights = await openNights(folder, spec.seed, spec.size);
    const random = randomOf(spec.seed);
    const counts = { kills: 0, tooLate: 0, published: 0, resumed: 0 };
    while (counts.kills < spec.n) {
      // Half of the kills fall anywhere, half near the end, where the version is published.
      const share = random() < 0.5 ? random() : 0.75 + 0.3 * random();
      const again = counts.kills % 4 === 3 ? random() : undefined;
      const outcome = await killOnce(folder, nights[counts.kills % 2]!, share, again);
      if (outcome === 'too late') counts.tooLate++;
      else {
        counts.kills++;
        counts.published += outcome.published ? 1 : 0;
        counts.resumed += outcome.resumed ? 1 : 0;
      }
      progress(counts);
    }
    return { ...counts, secondsOfARun: nights[0]?.seconds ?? 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      n: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
      accounts: { type: 'string', default: '400' },
      lines: { type: 'string', default: '6000' },
      customers: { type: 'string', default: '200' },
    },
  });
  console.error(`nightly kill drill --n ${values.n} --seed ${values.seed}`);
  const size = { accounts: Number(values.accounts), lines: Number(values.lines), customers: Number(values.customers) };
  const report = await nightlyKillDrill(
    { n: Number(values.n), seed: Number(values.seed), size },
    ({ kills, published, tooLate, resumed }) => {
      if (kills % 5 === 0) console.error(`${kills} kills, ${published} after publishing, ${resumed} gone on with, ${tooLate} too late`);
    },
  );
  console.log(JSON.stringify(report));
}
