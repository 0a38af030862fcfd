import type { CommandContext } from '../../context.ts';
import { findSources } from '@audit/warehouse';
import { checkOutput } from '../../export/check-output.ts';
import { outputTarget } from '../../export/output-target.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { buildIntoFiles } from './build-into-files.ts';
import { buildIntoLake } from './build-into-lake.ts';
import { type MartFlags, refuseContradictions } from './mart-flags.ts';
import { planMart } from './plan-mart.ts';

/** `audit build-mart`. */
export const runBuildMart = async (context: CommandContext, words: readonly string[], flags: MartFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  refuseContradictions(flags);
  const config = readConfig(context, { ...flags, granularity: flags.granularity ?? flags.period });
  const target = flags.output === undefined ? undefined : outputTarget(flags.output, flags.format, context.cwd);
  const sources = await findSources(words, { cwd: context.cwd, stdin: context.stdin as AsyncIterable<Uint8Array> });
  if (target !== undefined) checkOutput(target, sources);
  if (flags.dryRun) await planMart(context, config, sources, flags);
  else if (target === undefined) await buildIntoLake(context, config, sources, flags);
  else await buildIntoFiles(context, config, sources, flags, target);
};
