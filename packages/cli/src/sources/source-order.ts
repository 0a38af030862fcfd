import type { Config } from '@audit/contract';
import type { PartitionOf, Source } from '@audit/medallion';
import type { DuckDbEngine, InputFormat, Lake } from '@audit/warehouse';
import type { CommandContext } from '../context.ts';
import type { Warn } from '../jobs/derive-delta-logs.ts';

/** What a source may need to be opened. */
export interface SourceOrder {
  readonly context: CommandContext;
  readonly config: Config;
  readonly lake: Lake;
  readonly engine: DuckDbEngine;
  readonly format: InputFormat | undefined;
  /** How its tables are written apart. */
  readonly partitionOf: PartitionOf;
  readonly warn: Warn;
}

/** How a source is opened, and what must be known before. */
export interface Opener {
  /** Whether the settings name anything to extract from it. */
  readonly isConfigured: (config: Config) => boolean;
  /** What to set where they do not. */
  readonly remedy: string;
  /** Files and folders the engine must be let into. */
  readonly directories: (context: CommandContext, config: Config) => Promise<readonly string[]>;
  /** @throws SourceAuthentication, SourceUnavailable, ConfigError */
  readonly open: (order: SourceOrder) => Promise<Source>;
}
