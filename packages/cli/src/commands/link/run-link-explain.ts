import { resolve } from 'node:path';
import { UsageError } from '@audit/contract';
import { explainFiles, type LinkExplanation, type LinkQuestion } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { replaceFile } from '../../export/replace-file.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonDocument } from '../../output/json.ts';
import { styleFor } from '../../output/style.ts';
import { admittedRole } from '../../privacy/admit-unmasked.ts';
import { runIdentity } from '../../run-identity.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { pairHtml } from './explain-html.ts';
import { accountText, pairText } from './explain-text.ts';
import { givenFiles, type LinkingFileFlags, pathsOf } from './files-to-link.ts';

interface ExplainFlags extends Partial<LinkingFileFlags> {
  readonly engine?: string;
  readonly html?: string;
  readonly unmask?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** `audit link explain`. */
export const runLinkExplain = async (context: CommandContext, ids: readonly string[], flags: ExplainFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const [one, other] = ids;
  if (one === undefined || one === other) throw new UsageError(`"${one}" and itself`, 'name two accounts, or one');
  if (flags.html !== undefined && other === undefined)
    throw new UsageError('--html is for two accounts', 'name another one, or leave --html out');
  const config = readConfig(context, flags);
  const { clock } = runIdentity(context, 'audit link explain');
  if (flags.accounts === undefined) throw new UsageError('--accounts is missing', 'name the file of accounts');
  // Files belong to no lake that could keep a log of who saw them; who may see them is the same.
  if (flags.unmask) admittedRole({ context, config });
  const { given, toLink } = await givenFiles(context, config, { ...flags, accounts: flags.accounts }, clock);
  await using engine = openEngine(context, config, pathsOf(given));
  const question = other === undefined ? ([one] as const) : ([one, other] as const);
  const answer = await explainFiles(engine, toLink(given), { ids: question satisfies LinkQuestion, unmasked: flags.unmask === true });
  if (flags.html !== undefined && 'pair' in answer) {
    await replaceFile(context, resolve(context.cwd, flags.html), pairHtml(answer.pair));
    if (!flags.quiet && !flags.json) await context.stdout.write(`written to ${flags.html}\n`);
  }
  if (flags.html === undefined || flags.json)
    await context.stdout.write(flags.json ? jsonDocument('pair' in answer ? answer.pair : answer.account) : textOf(context, answer));
};

const textOf = (context: CommandContext, answer: LinkExplanation): string => {
  const style = styleFor(context.stdout, context.env);
  return 'pair' in answer ? pairText(answer.pair, style) : accountText(answer.account, style);
};
