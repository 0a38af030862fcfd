import type { Config } from '@audit/contract';
import type { MartResult } from '@audit/datamart';
import type { DuckDbEngine, InputSource, Lake } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { buildMartInLake } from '../../jobs/build-mart.ts';
import { runIdentity } from '../../run-identity.ts';
import { type MartFlags, whenChangedOf } from './mart-flags.ts';
import { watchRun } from './watch-run.ts';

/** Builds the marts into a lake, lasting or not, while a person watches. */
export const buildWatched = async (
  context: CommandContext,
  config: Config,
  sources: readonly InputSource[],
  flags: MartFlags,
  { lake, engine }: { readonly lake: Lake; readonly engine: DuckDbEngine },
): Promise<MartResult> => {
  using watch = watchRun(context, config, sources, flags.quiet === true);
  return await buildMartInLake({
    config,
    sources: watch.sources,
    lake,
    engine,
    identity: runIdentity(context, 'audit build-mart'),
    format: flags.inputFormat,
    whenChanged: whenChangedOf(flags),
    onStep: watch.onStep,
    warn: watch.warn,
  });
};
