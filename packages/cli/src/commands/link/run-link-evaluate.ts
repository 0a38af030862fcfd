import { evaluateFiles } from '@audit/medallion';
import { findSources } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonDocument } from '../../output/json.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { evaluationText } from './evaluation-text.ts';

interface EvaluateFlags {
  readonly masters: string;
  readonly truth: string;
  readonly links?: string;
  readonly engine?: string;
  readonly json?: true;
}

/** `audit link evaluate`. */
export const runLinkEvaluate = async (context: CommandContext, flags: EvaluateFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  const find = async (file: string) =>
    (await findSources([file], { cwd: context.cwd, stdin: context.stdin as AsyncIterable<Uint8Array> }))[0]!;
  const files = {
    masters: await find(flags.masters),
    truth: await find(flags.truth),
    links: flags.links === undefined ? undefined : await find(flags.links),
  };
  const paths = Object.values(files).flatMap((source) => (source?.path === null || source === undefined ? [] : [source.path]));
  await using engine = openEngine(context, config, paths);
  const evaluation = await evaluateFiles(engine, files);
  await context.stdout.write(flags.json ? jsonDocument(evaluation) : evaluationText(evaluation));
};
