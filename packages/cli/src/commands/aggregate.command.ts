import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import {
  asOfOption,
  computeOptions,
  definitionsOption,
  describeCommand,
  dryRunOption,
  jsonOption,
  lakeOption,
  withOptions,
} from '../options.ts';

/** `audit aggregate`: silver to gold. */
export const aggregateCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('aggregate', {
      description:
        'Silver to gold by the definitions: metrics, scores, alerts, recommendations and the timeline of every customer, in one commit',
      examples: ['audit aggregate', 'audit aggregate --as-of 2026-01-31', 'audit aggregate --dry-run --json'],
    }),
    [
      asOfOption('day to compute for, the last one that is looked at (default: today in the business zone)'),
      definitionsOption(),
      new Option('--again', 'compute although the lake has gold of this day, these definitions and this silver'),
      lakeOption(),
      dryRunOption('say whether gold is stale and why, and do nothing'),
      jsonOption('print the summary as one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (flags: object) => {
    const { runAggregate } = await import('./aggregate/run-aggregate.ts');
    await runAggregate(context, flags);
  });
