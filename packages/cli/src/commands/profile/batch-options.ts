import type { InputFormat } from '@audit/warehouse';
import { Option } from 'commander';

/** What is said of a batch on the command line. */
export interface BatchFlags {
  readonly batchId?: string;
  readonly extractTs?: string;
  readonly loadTs?: string;
  readonly inputFormat?: InputFormat;
}

/** Options of every command that loads batches. */
export const batchOptions = (): readonly Option[] => [
  new Option('--batch-id <id>', 'name of the batch; the same one is loaded once (default: SHA-256 of the file)'),
  new Option('--extract-ts <instant>', 'when the source was read (default: the clock of the run)'),
  new Option('--load-ts <instant>', 'known time; later than that of all loads before (default: the clock of the run)'),
  new Option('--input-format <format>', 'format of the input').choices(['json', 'ndjson', 'csv', 'parquet', 'arrow']),
];
