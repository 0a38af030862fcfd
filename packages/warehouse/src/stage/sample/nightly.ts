import type { Engine } from '../../engine/engine.ts';
import type { LakeLock } from '../../lake/lake-lock.ts';
import type { Manifest } from '../../lake/manifest.ts';
import { appendSource } from '../append-source.ts';
import { defineJob, type Job } from '../job.ts';
import type { Scratch } from '../proof/scratch-lake.ts';
import { type JobRun, runJob } from '../run-job.ts';
import { openWorkplace } from '../workplace.ts';
import { ordersStage, quartersStage } from './stages.ts';
import { lines } from './tables.ts';

export const nightly = defineJob('nightly', ({ source, run }) => {
  const received = source(lines);
  const placed = run(ordersStage, { lines: received }, {});
  run(quartersStage, { orders: placed }, {});
});

/** Lines `from` to `to` of a fixed sequence: line i belongs to order i mod 1000, an order to customer mod 100. */
export const someLines = (from: number, to: number): string => `
  SELECT i AS line_id, 'O' || (i % 1000) AS order_id, 'C' || (i % 1000 % 100) AS customer_id,
    TIMESTAMP '2024-01-01' + INTERVAL (i % 1000) HOUR AS event_ts, CAST(1 AS DECIMAL(18,6)) AS quantity,
    CAST(i % 100 / 7 AS DECIMAL(38,9)) AS spend, CAST(NULL AS DECIMAL(38,9)) AS margin, CAST(NULL AS VARCHAR) AS card_number
  FROM range(${from}, ${to}) r(i)`;

interface Landing extends Partial<JobRun> {
  /** Query for the lines to land. */
  readonly rows?: string;
  /** Query for the lines to withdraw, over `now`, the lines that live. */
  readonly withdrawn?: string;
  readonly engine?: Engine;
  /** In place of `nightly`. */
  readonly job?: Job;
}

/** Lands lines and runs the job on them, under one lock and into one commit. */
export const landAndRun = async (scratch: Pick<Scratch, 'engine' | 'lake'>, landing: Landing): Promise<Manifest> => {
  await using lock = await scratch.lake.lock({ runId: 'test', command: 'test' });
  return await landUnder(scratch, lock, landing);
};

/** The same where the lock is held already. */
export const landUnder = async (
  { engine, lake }: Pick<Scratch, 'engine' | 'lake'>,
  lock: LakeLock,
  landing: Landing,
): Promise<Manifest> => {
  const parent = landing.parent ?? lake.head();
  const clock = '2026-01-01T00:00:00.000000Z';
  const folder = lake.stage(lock, landing.runKey ?? `run-${parent.version}`, clock);
  const was = parent.tables['silver_lines'];
  await using place = openWorkplace(landing.engine ?? engine, { lake, folder, version: parent.version + 1 });
  const landed = folder.note<typeof was>('landed');
  await using session = await engine.session();
  const staged = folder.file('lines.parquet');
  const rows = landing.rows === undefined || landed !== undefined ? 0 : await session.write(landing.rows, staged);
  const added = rows === 0 ? [] : [folder.adopt(lines, staged, rows)];
  const state = landed ?? (await appendSource(session, place, lines, was, { added, ...withdrawal(landing) }));
  folder.keepNote('landed', state);
  const sources = state === undefined ? {} : { silver_lines: state };
  const job = landing.job ?? nightly;
  return await runJob(place.engine, lake, lock, job, { runId: 'test', clock, parent, sources, place, ...landing });
};

const withdrawal = ({ withdrawn }: Landing): { readonly withdrawn?: string } => (withdrawn === undefined ? {} : { withdrawn });
