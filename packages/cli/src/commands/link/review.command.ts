import { Argument, type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { countOption, describeCommand, jsonOption, withOptions } from '../../options.ts';

const fromOption = (): Option => new Option('--from <dir>', 'folder that "audit link run --output" wrote');
const manualOption = (): Option =>
  new Option(
    '--manual <file>',
    'file of links people decided (default: as the settings of the linking say, else manual_account_linkages.json in --from, else here)',
  );
const byOption = (): Option => new Option('--by <who>', 'who decides (default: the name of the user)');
const reasonOption = (): Option => new Option('--reason <text>', 'why');
const configOption = (): Option =>
  new Option('--config <file>', 'settings of the linking (default: as audit.config.json says, else the shipped ones)');

const deskOptions = (): readonly Option[] => [fromOption(), manualOption(), configOption()];

/** Pairs of the examples. */
const pairs = { accept: 'A1 A3', reject: 'F1 F2', skip: 'D1 D2' } as const;

const answerCommand = (context: CommandContext, name: 'accept' | 'reject' | 'skip', description: string): Command =>
  withOptions(
    describeCommand(name, {
      description,
      examples: [`audit link review ${name} ${pairs[name]} --from linked --by ada`],
    }),
    [
      ...deskOptions(),
      byOption(),
      reasonOption(),
      ...(name === 'accept'
        ? [new Option('--as <type>', 'same: one customer; related: two of one owner (default: same)').choices(['same', 'related'])]
        : []),
      jsonOption('print one JSON document'),
    ],
  )
    .addArgument(new Argument('<account>', 'id of an account'))
    .addArgument(new Argument('<other>', 'id of the other account'))
    .action(async (a: string, b: string, flags: { readonly as?: 'same' | 'related' }) => {
      const { runReviewDecide, runReviewSkip } = await import('./run-link-review.ts');
      if (name === 'skip') await runReviewSkip(context, [a, b], flags);
      else await runReviewDecide(context, [a, b], name === 'reject' ? 'different' : (flags.as ?? 'same'), flags);
    });

const listCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('list', {
      description: 'List what people are to decide, most decisive first',
      examples: ['audit link review list --from linked', 'audit link review list --from linked --limit 0 --json'],
    }),
    [
      ...deskOptions(),
      countOption('--limit <n>', 'how many, 0 for all (default: 20, with --json all)', 0),
      jsonOption('one JSON object a question (NDJSON)'),
    ],
  ).action(async (flags: object) => {
    const { runReviewList } = await import('./run-link-review.ts');
    await runReviewList(context, flags);
  });

/** `audit link review`. */
export const linkReviewCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('review', {
      description: 'Decide about links that wait for a person: on a terminal one after the other',
      examples: ['audit link review list --from linked', 'audit link review accept A1 A3 --from linked --reason register'],
    }),
    [...deskOptions(), byOption(), reasonOption()],
  )
    .enablePositionalOptions()
    .addCommand(listCommand(context))
    .addCommand(answerCommand(context, 'accept', 'Say that two accounts are one customer'))
    .addCommand(answerCommand(context, 'reject', 'Say that two accounts are two customers, whatever is alike'))
    .addCommand(answerCommand(context, 'skip', 'Pass a question over until what is known of it changes'))
    .action(async (flags: object) => {
      const { runReview } = await import('./run-link-review.ts');
      await runReview(context, flags);
    });
