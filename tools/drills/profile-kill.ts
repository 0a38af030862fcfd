/**
 * The crash drill of the customer profile: a real `audit profile load` is killed with SIGKILL at a random moment and run again; the
 * lake must then hold what an undisturbed one holds, row by row in every table: nothing lost, nothing doubled, no other keys. Half of
 * the kills hit a load of all batches in one command into a new lake, half one batch, mostly with backdated and late rows, onto a lake
 * that holds those before it, or a rehash of them all.
 *
 * `node tools/drills/profile-kill.ts [--n 300] [--seed S] [--customers 2000]`
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { jsonLine, type ProfileCase, randomCase } from '@audit/scd2-profile/proof';
import { Lake } from '@audit/warehouse';
import { contentsOf, expectSameContents } from './profile-lake.ts';
import { randomOf } from './random.ts';
import { startAuditAt } from './scene.ts';

export interface ProfileKillReport {
  readonly kills: number;
  /** Runs that had ended before the signal reached them; they are not counted as kills. */
  readonly tooLate: number;
  /** Kills after which at least one batch had been published already. */
  readonly published: number;
}

/** A load, or a rehash, to be killed: its arguments but the lake, the lake to begin with, and what must be there in the end. */
interface Target {
  readonly args: readonly string[];
  readonly onto: string | null;
  readonly seconds: number;
  readonly contents: Readonly<Record<string, string>>;
}

/** All runs have one clock, so that lakes differ by nothing but what happened to them. */
const clock = '2025-02-02T00:00:00Z';

const perform = async (lake: string, args: readonly string[]): Promise<number> => {
  const { exitCode, stderr, seconds } = await startAuditAt(clock, 'profile', ...args, '--lake', lake, '--json').done;
  // 4: refused ids are in quarantine.
  if (exitCode !== 0 && exitCode !== 4) throw new Error(`profile ${args.join(' ')}: exit ${exitCode}\n${stderr}`);
  return seconds;
};

const copyOf = (from: string | null, to: string): string => {
  rmSync(to, { recursive: true, force: true });
  if (from !== null) cpSync(from, to, { recursive: true });
  return to;
};

/** Loads the case without disturbance, batch by batch and all in one command, rehashes it, and keeps each lake on the way. */
const targetsOf = async (folder: string, { batches, config }: ProfileCase): Promise<readonly Target[]> => {
  const targets: Target[] = [];
  const files = batches.map(({ records }, k) => {
    const file = join(folder, `batch-${k}.ndjson`);
    writeFileSync(file, records.map((record) => `${jsonLine(record)}\n`).join(''));
    return file;
  });
  const all = copyOf(null, join(folder, 'all'));
  const feed = ['--feed', config.feed];
  const ofAll = ['load', ...files, ...feed];
  const whole = { args: ofAll, onto: null, seconds: await perform(all, ofAll) };
  targets.push({ ...whole, contents: await contentsOf(all) });
  let before: string | null = null;
  for (const [k, { batch_id, extract_ts, load_ts }] of batches.entries()) {
    const lake = copyOf(before, join(folder, `after-${k}`));
    const args = ['load', files[k] ?? '', ...feed, '--batch-id', batch_id, '--extract-ts', extract_ts, '--load-ts', load_ts];
    const seconds = await perform(lake, args);
    targets.push({ args, onto: before, seconds, contents: await contentsOf(lake) });
    before = lake;
  }
  const rehashed = copyOf(before, join(folder, 'rehashed'));
  const args = ['rehash', '--to', '2'];
  const seconds = await perform(rehashed, args);
  targets.push({ args, onto: before, seconds, contents: await contentsOf(rehashed) });
  return targets;
};

const headOf = (lake: string): number => Lake.open(lake).head().version;

const expectWhole = (lake: string, after: string): void => {
  const { ok, errors } = Lake.open(lake).verify();
  if (!ok) throw new Error(`${after} left a damaged lake: ${JSON.stringify(errors)}`);
};

/** Kills one of them after `delay` seconds, runs it again and compares with the undisturbed lake. */
const killOnce = async (lake: string, { args, onto, contents }: Target, delay: number): Promise<'too late' | 'killed' | 'published'> => {
  copyOf(onto, lake);
  const from = onto === null ? 0 : headOf(lake);
  const victim = startAuditAt(clock, 'profile', ...args, '--lake', lake, '--json');
  await Promise.race([sleep(delay * 1000), victim.done]);
  victim.process.kill('SIGKILL');
  const { signal } = await victim.done;
  if (signal !== 'SIGKILL') return 'too late';
  const published = headOf(lake) > from;
  expectWhole(lake, `a kill after ${delay} s`);
  await perform(lake, args);
  expectWhole(lake, 'the run after it');
  await expectSameContents(lake, contents);
  return published ? 'published' : 'killed';
};

export const profileKillDrill = async (
  spec: { n: number; seed: number; customers: number; batches: number },
  progress: (report: ProfileKillReport) => void = () => {},
): Promise<ProfileKillReport> => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-drill-'));
  try {
    const [whole, ...single] = await targetsOf(folder, randomCase(spec.seed, { customers: spec.customers, batches: spec.batches }));
    const random = randomOf(spec.seed);
    const counts = { kills: 0, tooLate: 0, published: 0 };
    while (counts.kills < spec.n) {
      const target = counts.kills % 2 === 0 ? whole : single[Math.floor(random() * single.length)];
      if (target === undefined) throw new Error('the case has no batch');
      // Half of the kills fall anywhere, half near the end, where the commit of the last batch is.
      const share = random() < 0.5 ? random() : 0.75 + 0.3 * random();
      const outcome = await killOnce(join(folder, 'killed'), target, share * target.seconds);
      if (outcome === 'too late') counts.tooLate++;
      else counts.kills++;
      if (outcome === 'published') counts.published++;
      progress(counts);
    }
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      n: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_007) },
      customers: { type: 'string', default: '2000' },
    },
  });
  console.error(`profile kill drill --n ${values.n} --seed ${values.seed} --customers ${values.customers}`);
  const spec = { n: Number(values.n), seed: Number(values.seed), customers: Number(values.customers), batches: 5 };
  const report = await profileKillDrill(spec, ({ kills, tooLate, published }) => {
    if (kills % 10 === 0) console.error(`${kills} kills, ${published} after publishing, ${tooLate} too late`);
  });
  console.log(JSON.stringify(report));
}
