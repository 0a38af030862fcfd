import type { Lake, Manifest } from '@audit/warehouse';

const runOf = ({ version, committedAt, job, runId, clock, accounts, tables }: Manifest) => ({
  version,
  committed_at: committedAt,
  job,
  run_id: runId,
  clock,
  seconds: accounts.reduce((sum, { seconds }) => sum + seconds, 0),
  steps: accounts.map(({ step, mode, why, resumed, seconds, counts }) => ({ step, mode, why, resumed: resumed ?? false, seconds, counts })),
  changed: Object.entries(tables)
    .filter(([, state]) => state.changedAt === version)
    .map(([name, { rows }]) => ({ table: name, rows }))
    .toSorted((left, right) => (left.table < right.table ? -1 : 1)),
});

/** What was published and is kept, the newest first: each run with its steps and the tables it changed. */
export const runList = (lake: Lake, upTo: number): readonly ReturnType<typeof runOf>[] =>
  lake
    .versions()
    .filter((version) => version <= upTo)
    .toReversed()
    .map((version) => runOf(lake.at(version)));
