import { UsageError } from '@audit/contract';
import { buildProfileKpis, type QuarterChoice, type QuarterKpis, readProfileKpis } from '@audit/scd2-profile';
import type { DuckDbEngine, Lake, Manifest } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { deriveDeltaLogs } from '../../jobs/derive-delta-logs.ts';
import { openEngine } from '../../open-engine.ts';
import { existingLake } from '../../open-lake.ts';
import { jsonLine } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { runIdentity } from '../../run-identity.ts';
import { refuseOtherEngines } from '../../settings.ts';
import { pointFlag } from './ask-profile.ts';
import { kpiRecords, quarterText } from './kpi-text.ts';

interface KpiFlags {
  readonly quarter?: string;
  readonly at?: string;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

const choiceOf = ({ quarter, at }: KpiFlags, zone: string): QuarterChoice => {
  if (quarter !== undefined && at !== undefined) throw new UsageError('--quarter and --at', 'give one of them');
  if (at !== undefined) return { at: pointFlag('--at', at, zone) };
  if (quarter === undefined) return 'last';
  if (quarter === 'all') return 'all';
  if (!/^\d{4}-Q[1-4]$/.test(quarter)) throw new UsageError(`--quarter is "${quarter}"`, 'give a quarter, such as 2025-Q4, or all');
  return { name: quarter };
};

const read = async (engine: DuckDbEngine, lake: Lake, manifest: Manifest, choice: QuarterChoice): Promise<readonly QuarterKpis[]> => {
  await using session = await engine.session();
  return await readProfileKpis(session, lake, manifest, choice);
};

/** `audit profile kpi`: a run of its own, which publishes nothing where nothing the figures depend on changed. */
export const runProfileKpi = async (context: CommandContext, flags: KpiFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const { lake, config } = existingLake(context, flags);
  const zone = config.tz.value;
  const choice = choiceOf(flags, zone);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const identity = runIdentity(context, 'audit profile kpi');
  await using engine = openEngine(context, config, [lake.root]);
  const manifest = await (async () => {
    await using lock = await lake.lock(identity);
    const head = await buildProfileKpis(engine, lake, lock, { zone }, identity);
    await deriveDeltaLogs(lake, lock, engine, (message, facts) => log.warn(facts, message));
    return head;
  })();
  const quarters = await read(engine, lake, manifest, choice);
  if (quarters.length === 0) {
    throw new UsageError(
      `there are no key figures of ${flags.quarter ?? flags.at}: nothing was delivered then`,
      'give a quarter between the first extract or load and the last; --quarter all prints them all',
    );
  }
  for (const quarter of quarters) {
    if (flags.json) await context.stdout.write(kpiRecords(quarter).map(jsonLine).join(''));
    else if (!flags.quiet) await context.stdout.write(quarterText(quarter));
  }
};
