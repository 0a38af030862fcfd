import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { catalogsOption, computeOptions, countOption, describeCommand, jsonOption, lakeOption, withOptions } from '../../options.ts';
import { batchOptions } from './batch-options.ts';

/** `audit profile load`. */
export const profileLoadCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('load', {
      description: 'Load batches of customer profiles: bronze, silver, history, bridges and audit events, each batch in one commit',
      examples: [
        'audit profile load input/profiles.ndjson --extract-ts 2025-12-02T00:00:00Z',
        'audit profile load input/profiles-later.ndjson --batch-id day-20 --extract-ts 2025-12-20T00:00:00Z --feed changelog --json',
        'audit profile load input/profiles.ndjson --batch-id whole-21 --extract-ts 2025-12-21T00:00:00Z --full --on-missing close',
      ],
    }).argument('[batches...]', 'batches in the columns of the upstream view (Parquet, NDJSON, JSON array, CSV; .gz, .zst), or patterns'),
    [
      new Option('--source <name>', 'instead of files: opdb is the view in the database of AUDIT_OPDB_URL (setting opdb.view)').choices([
        'opdb',
      ]),
      ...batchOptions(),
      new Option(
        '--feed <kind>',
        'how the batch is to be read: as single changes, or as the whole current state (default: changelog)',
      ).choices(['changelog', 'snapshot']),
      new Option('--full', 'the batch is a full extract: it holds every customer there is'),
      new Option(
        '--on-missing <what>',
        'current customers that a full extract does not hold: count them, or close them (default: keep)',
      ).choices(['keep', 'close']),
      countOption('--max-missing-percent <n>', 'refuse to close more of the current customers than this (default: 5)', 0),
      catalogsOption(),
      lakeOption(),
      jsonOption('print one JSON object a batch (NDJSON)'),
      ...computeOptions(),
    ],
  ).action(async (words: readonly string[], options: object) => {
    const { runProfileLoad } = await import('./run-profile-load.ts');
    await runProfileLoad(context, words, options);
  });
