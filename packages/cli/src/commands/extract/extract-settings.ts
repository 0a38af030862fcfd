import type { Config } from '@audit/contract';
import type { InputFormat } from '@audit/warehouse';

/** What decides about the rows of an extraction beside the request. */
export const settingsOf = (config: Config, inputFormat: InputFormat | undefined): unknown => [
  inputFormat,
  ...(['files.path', 'opdb.tables', 'max_input', 'bronze.partition', 'bronze.partition_from_rows'] as const).map(
    (name) => config[name].value,
  ),
];
