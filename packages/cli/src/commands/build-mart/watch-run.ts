import type { Config } from '@audit/contract';
import type { InputSource, StepAccount } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import type { Warn } from '../../jobs/derive-delta-logs.ts';
import { createLog } from '../../output/log.ts';
import { progressOn } from '../../output/progress.ts';
import { watchedSources } from '../../watched-sources.ts';

/** What a person sees of a run while it works. */
export interface Watch extends Disposable {
  readonly sources: readonly InputSource[];
  readonly onStep: (account: StepAccount) => void;
  readonly warn: Warn;
}

const labels: Readonly<Record<string, string>> = { 'datamart/landing': 'orders', 'datamart/orders': 'periods' };

/** Shows the reading of the inputs as a bar, then the step at work; logs each step when it is done. */
export const watchRun = (context: CommandContext, config: Config, sources: readonly InputSource[], quiet: boolean): Watch => {
  const progress = progressOn(context.stderr, { quiet });
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  return {
    sources: watchedSources(sources, progress, context.interrupted),
    onStep: ({ step, mode, why, seconds, counts }) => {
      progress.advance({ label: `${labels[step] ?? 'publishing'} …` });
      log.info({ step, mode, why, seconds: Number(seconds.toFixed(3)), ...counts }, 'step done');
    },
    warn: (message, facts) => {
      progress.finish();
      log.warn(facts, message);
    },
    [Symbol.dispose]: () => progress.finish(),
  };
};
