import type { Command } from 'commander';
import type { CommandContext } from '../../context.ts';
import { computeOptions, describeCommand, jsonOption, lakeOption, withOptions } from '../../options.ts';
import { type BatchFlags, batchOptions } from './batch-options.ts';

/** `audit profile load-contacts`. */
export const profileLoadContactsCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('load-contacts', {
      description: 'Load batches of contacts: a history of its own, so that a new phone number makes no version of a profile',
      examples: [
        'audit profile load-contacts input/contacts.ndjson --extract-ts 2025-12-02T00:00:00Z',
        'audit profile load-contacts input/contacts-later.ndjson --batch-id contacts-20 --extract-ts 2025-12-20T00:00:00Z --json',
      ],
    }).argument(
      '<batches...>',
      'files of {customer_id, channel, value, last_modified_ts, op} (Parquet, NDJSON, JSON array, CSV; .gz, .zst), or patterns',
    ),
    [...batchOptions(), lakeOption(), jsonOption('print one JSON object a batch (NDJSON)'), ...computeOptions()],
  ).action(async (words: readonly string[], flags: BatchFlags) => {
    const { runLoadContacts } = await import('./run-load-contacts.ts');
    await runLoadContacts(context, words, flags);
  });
