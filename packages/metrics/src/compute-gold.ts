import type { Lake, Manifest, Session } from '@audit/warehouse';
import { computeFacts } from './compute-facts.ts';
import type { Definitions } from './definitions/definitions.ts';
import { keptScores } from './history/kept-scores.ts';
import { keepScores } from './history/score-history.ts';
import { tellMonths } from './history/monthly-metrics.ts';
import { bindGoldInputs } from './inputs/bind-inputs.ts';
import type { Sources } from './inputs/sources.ts';
import { countBusiness, type ExecutedRun } from './monitors/business-metrics.ts';
import { watchPipeline } from './monitors/pipeline-health.ts';
import { listRecords } from './records/list-records.ts';
import { decideRules } from './rules/decide-rules.ts';
import { bindLedgers } from './run/bind-ledgers.ts';
import { profileMasters } from './serve/master-profiles.ts';
import { serveCustomers } from './serve/customer-360.ts';
import { buildTimeline } from './timeline/build-timeline.ts';
import { coverageColumns, factColumns } from './serve/fact-columns.ts';

/** A part of the computation, told when it is done. */
export type OnPart = (part: string, seconds: number) => void;

/** Everything gold is published of, in a session: the relations `…_now`. */
export const computeGold = async (
  session: Session,
  lake: Lake,
  manifest: Manifest,
  definitions: Definitions,
  run: ExecutedRun & { readonly clock: string },
  onPart: OnPart = () => undefined,
): Promise<Sources> => {
  const started = performance.now();
  const timed = partTimer(onPart);
  const sources = await timed('inputs', async () => await bindGoldInputs(session, lake, manifest, run));
  await timed('earlier days', async () => await bindLedgers(session, lake, manifest, run.asOf));
  await timed('facts', async () => await computeFacts(definitions, { session, run, sources }));
  await timed('rules', async () => await decideRules(session, definitions.rules, definitions.facts, run));
  await timed('history', async () => {
    await keepScores(session, keptScores(definitions), run);
    await tellMonths(definitions, definitions.monthly, { session, run, sources });
  });
  await timed('timeline', async () => await buildTimeline(session, definitions.timeline, run));
  await timed('records', async () => await listRecords(session, run));
  await timed('customer 360', async () => {
    await profileMasters(session);
    await serveCustomers(session, Object.keys(factColumns(definitions)), Object.keys(coverageColumns(definitions)), run);
  });
  await timed('monitors', async () => {
    await countBusiness(session, definitions, run);
    await watchPipeline(session, run, { clock: run.clock, seconds: (performance.now() - started) / 1000 });
  });
  return sources;
};

const partTimer =
  (onPart: OnPart) =>
  async <T>(part: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    onPart(part, (performance.now() - started) / 1000);
    return result;
  };
