import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import {
  asOfOption,
  computeOptions,
  countOption,
  definitionsOption,
  describeCommand,
  jsonOption,
  lakeOption,
  versionOption,
  withOptions,
} from '../options.ts';

const dayOptions = (): readonly Option[] => [
  lakeOption(),
  versionOption(),
  asOfOption('day to look at, such as 2026-10-31 (default: today, in the zone of the settings)'),
];
const examplesOption = (): Option => countOption('--limit <n>', 'how many customers to name of each', 0).default(5);

const listCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('list', {
      description: 'List the rules of recommendations and alerts, with their conditions in words',
      examples: ['audit rules list', 'audit rules list --json'],
    }),
    [definitionsOption(), jsonOption('one JSON object a rule (NDJSON)')],
  ).action(async (flags: object) => {
    const { runRulesList } = await import('./rules/run-rules-list.ts');
    await runRulesList(context, flags);
  });

const testCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('test', {
      description: 'Try rules on cases of a file, or on a customer: each part of a condition with its values and what it comes to',
      examples: ['audit rules test --cases rule-cases.json', 'audit rules test R001 --cases rule-cases.json --json'],
    }).argument('[rules...]', 'ids of rules (default: those the cases expect something of; all of a customer)'),
    [
      new Option('--cases <file>', 'JSON: a list of {"name", "facts": {"churn_risk": 71}, "expect": {"R001": "fired"}}'),
      new Option('--customer <id>', 'a master account, or an account of one').conflicts('cases'),
      definitionsOption(),
      ...dayOptions(),
      jsonOption('print one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (rules: readonly string[], flags: object) => {
    const { runRulesTest } = await import('./rules/run-rules-test.ts');
    await runRulesTest(context, rules, flags);
  });

const previewCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('preview', {
      description: 'Whom rules fire for on a day, by the silver of the lake; nothing is written',
      examples: ['audit rules preview', 'audit rules preview new-rule.json --as-of 2026-10-31 --json'],
    }).argument(
      '[file]',
      'new or changed rules: whole definitions, or only the sections that differ, which take the place of those there are',
    ),
    [definitionsOption(), ...dayOptions(), examplesOption(), jsonOption('print one JSON document'), ...computeOptions()],
  ).action(async (file: string | undefined, flags: object) => {
    const { runRulesPreview } = await import('./rules/run-rules-preview.ts');
    await runRulesPreview(context, file, flags as Parameters<typeof runRulesPreview>[2]);
  });

const diffCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('diff', {
      description: 'Which customers would change band, and for whom rules would fire or cease to, under other definitions',
      examples: ['audit rules diff new-weights.json', 'audit rules diff new-weights.json --as-of 2026-10-31 --json'],
    }).argument('<file>', 'the other definitions, whole or only the sections that differ'),
    [definitionsOption(), ...dayOptions(), examplesOption(), jsonOption('print one JSON document'), ...computeOptions()],
  ).action(async (file: string, flags: object) => {
    const { runRulesDiff } = await import('./rules/run-rules-diff.ts');
    await runRulesDiff(context, file, flags as Parameters<typeof runRulesDiff>[2]);
  });

/** `audit rules`: the rules of recommendations and alerts. */
export const rulesCommand = (context: CommandContext): Command =>
  describeCommand('rules', {
    description: 'Rules of recommendations and alerts: list them, try them, see whom a change would touch',
    examples: ['audit rules list', 'audit rules diff new-weights.json'],
  })
    .addCommand(listCommand(context))
    .addCommand(testCommand(context))
    .addCommand(previewCommand(context))
    .addCommand(diffCommand(context));
