import { resolve } from 'node:path';
import { UsageError } from '@audit/contract';
import { explainFiles, explainLake, type LinkExplanation, type LinkQuestion } from '@audit/medallion';
import type { CommandContext } from '../../context.ts';
import { replaceFile } from '../../export/replace-file.ts';
import { openEngine } from '../../open-engine.ts';
import { openLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { styleFor } from '../../output/style.ts';
import { admittedRole, admitUnmasked } from '../../privacy/admit-unmasked.ts';
import { runIdentity } from '../../run-identity.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { pairHtml } from './explain-html.ts';
import { accountText, pairText } from './explain-text.ts';
import { givenFiles, type LinkingFileFlags, pathsOf } from './files-to-link.ts';
import { linkingSettingsOf } from './linking-settings.ts';

interface ExplainFlags extends Partial<LinkingFileFlags> {
  readonly engine?: string;
  readonly version?: string;
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
  const question = { ids: other === undefined ? ([one] as const) : ([one, other] as const), unmasked: flags.unmask === true };
  const { accounts } = flags;
  const answer =
    accounts === undefined ? await askLake(context, flags, question) : await askFiles(context, { ...flags, accounts }, question);
  if (flags.html !== undefined && 'pair' in answer) {
    await replaceFile(context, resolve(context.cwd, flags.html), pairHtml(answer.pair));
    if (!flags.quiet && !flags.json) await context.stdout.write(`written to ${flags.html}\n`);
  }
  if (flags.html === undefined || flags.json)
    await context.stdout.write(flags.json ? jsonDocument('pair' in answer ? answer.pair : answer.account) : textOf(context, answer));
};

const command = 'audit link explain';

const askFiles = async (
  context: CommandContext,
  flags: ExplainFlags & LinkingFileFlags,
  question: LinkQuestion,
): Promise<LinkExplanation> => {
  const config = readConfig(context, flags);
  // Files belong to no lake that could keep a log of who saw them; who may see them is the same.
  if (question.unmasked) admittedRole({ context, config });
  const { given, toLink } = await givenFiles(context, config, flags, runIdentity(context, command).clock);
  await using engine = openEngine(context, config, pathsOf(given));
  return await explainFiles(engine, toLink(given), question);
};

const askLake = async (context: CommandContext, flags: ExplainFlags, question: LinkQuestion): Promise<LinkExplanation> => {
  const { lake, manifest, config } = openLake(context, flags);
  const silver = linkingSettingsOf(context, config, flags, runIdentity(context, command).clock);
  await using engine = openEngine(context, config, [lake.root]);
  if (question.unmasked) await admitUnmasked({ context, config, engine, lake, manifest, command, table: 'silver_contacts' });
  await using session = await engine.session();
  return await explainLake(session, lake, manifest, { silver, question });
};

const textOf = (context: CommandContext, answer: LinkExplanation): string => {
  const style = styleFor(context.stdout, context.env);
  return 'pair' in answer ? pairText(answer.pair, style) : accountText(answer.account, style);
};
