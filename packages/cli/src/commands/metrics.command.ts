import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import {
  asOfOption,
  computeOptions,
  countOption,
  definitionsOption,
  describeCommand,
  jsonOption,
  lakeOption,
  withOptions,
} from '../options.ts';

const listCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('list', {
      description: 'Everything the definitions know of a customer: metrics, sub-scores and scores, with their units and formulas',
      examples: ['audit metrics list', 'audit metrics list --json'],
    }),
    [definitionsOption(), jsonOption('print one JSON line a metric')],
  ).action(async (flags: object) => {
    const { runMetricsList } = await import('./metrics/run-metrics-list.ts');
    await runMetricsList(context, flags);
  });

const explainCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('explain', {
      description: 'Why a customer has a value: the formula, what goes into it, and the source rows it is made of',
      examples: [
        'audit metrics explain 001A000001 annual_revenue',
        'audit metrics explain 001A000001 health_score --as-of 2026-01-31 --json',
      ],
    })
      .argument('<customer>', 'master account, one it was merged from, or one of its accounts')
      .argument('<metric>', 'metric, sub-score or score of the definitions'),
    [
      asOfOption('day to compute for (default: that of the gold of the lake, else today)'),
      definitionsOption(),
      countOption('--rows <n>', 'source rows to show at most (default: 20; 0: all)', 0),
      lakeOption(),
      jsonOption('print one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (customer: string, metric: string, flags: object) => {
    const { runMetricsExplain } = await import('./metrics/run-metrics-explain.ts');
    await runMetricsExplain(context, customer, metric, flags);
  });

/** `audit metrics`: what is known of customers, and why. */
export const metricsCommand = (context: CommandContext): Command =>
  describeCommand('metrics', {
    description: 'Metrics and scores of customers: what there is, and why a value is what it is',
    examples: ['audit metrics list', 'audit metrics explain 001A000001 annual_revenue'],
  })
    .addCommand(listCommand(context))
    .addCommand(explainCommand(context));
