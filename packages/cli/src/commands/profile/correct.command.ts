import type { Command } from 'commander';
import type { CommandContext } from '../../context.ts';
import { catalogsOption, computeOptions, describeCommand, jsonOption, lakeOption, withOptions } from '../../options.ts';
import { batchOptions } from './batch-options.ts';

/** `audit profile correct`. */
export const profileCorrectCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('correct', {
      description: 'Correct the history of customers beside their source: what was so from when (to when), or what is taken back',
      examples: [
        'audit profile correct input/profiles-corrections.ndjson',
        'audit profile correct input/profiles-corrections.ndjson --lake ./audited --batch-id cab-2025-12 --extract-ts 2025-12-22T00:00:00Z --json',
      ],
    }).argument(
      '<files...>',
      'records {customer_id, effective_start_ts, effective_end_ts?, profile | retract: true, reason, ticket, approver} (NDJSON, JSON array, CSV, Parquet; .gz, .zst), or patterns',
    ),
    [...batchOptions(), catalogsOption(), lakeOption(), jsonOption('print one JSON object a batch (NDJSON)'), ...computeOptions()],
  ).action(async (words: readonly string[], options: object) => {
    const { runProfileLoad } = await import('./run-profile-load.ts');
    await runProfileLoad(context, words, { ...options, feed: 'correction' });
  });
