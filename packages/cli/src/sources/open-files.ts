import { byteSize, type Config } from '@audit/contract';
import { filesSource, findDeliveries } from '@audit/medallion';
import type { CommandContext } from '../context.ts';
import type { Opener } from './source-order.ts';

const pathOf = (config: Config): string => config['files.path'].value ?? '';

const filesAt = async (context: CommandContext, config: Config): Promise<readonly string[]> => {
  const { files } = await findDeliveries(pathOf(config), context.cwd);
  return files.flatMap(({ source }) => source.path ?? []);
};

/** Files of a drop folder. */
export const files: Opener = {
  isConfigured: (config) => config['files.path'].value !== null,
  remedy: 'say --path, or set files.path in audit.config.json',
  directories: filesAt,
  open: async ({ context, config, lake, engine, format, partitionOf, warn }) =>
    filesSource({
      path: pathOf(config),
      cwd: context.cwd,
      lake,
      engine,
      format,
      maxInput: config.max_input.value === null ? undefined : byteSize(config.max_input.value),
      refusesFuture: config.future_timestamp.value === 'refuse',
      onFuture: (file, rows) => {
        if (config.future_timestamp.value === 'warn') warn('stamps after the clock of this run', { file, rows });
      },
      partitionOf,
      onOthers: (names) =>
        warn('these files are no deliveries (<Object>.csv, .ndjson, .json, .parquet, …), and stay where they are', {
          files: names.slice(0, 20),
        }),
    }),
};
