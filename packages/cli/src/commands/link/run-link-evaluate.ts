import { evaluateFiles } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonDocument } from '../../output/json.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { evaluationText } from './evaluation-text.ts';
import { oneSource, pathsOf } from './files-to-link.ts';

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
  const files = {
    masters: await oneSource(context, flags.masters, '--masters'),
    truth: await oneSource(context, flags.truth, '--truth'),
    links: flags.links === undefined ? undefined : await oneSource(context, flags.links, '--links'),
  };
  const given = [files.masters, files.truth, ...(files.links === undefined ? [] : [files.links])];
  await using engine = openEngine(context, config, pathsOf(given));
  const evaluation = await evaluateFiles(engine, files);
  await context.stdout.write(flags.json ? jsonDocument(evaluation) : evaluationText(evaluation));
};
