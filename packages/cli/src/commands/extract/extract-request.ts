import type { Config } from '@audit/contract';
import type { ExtractRequest } from '@audit/medallion';
import type { InputFormat } from '@audit/warehouse';
import { instantFlag } from '../../instant-flag.ts';
import type { SourceName } from '../../sources/source-names.ts';

/** Flags of `audit extract`. */
export interface ExtractFlags {
  readonly source?: SourceName;
  readonly path?: string;
  readonly inputFormat?: InputFormat;
  readonly full?: true;
  readonly since?: string;
  readonly reconcile?: true;
  readonly metricsFile?: string;
  readonly dryRun?: true;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** What the flags and settings ask of the sources. @throws UsageError for a --since that is no instant */
export const extractRequest = (tables: readonly string[], flags: ExtractFlags, config: Config): ExtractRequest => ({
  tables,
  full: flags.full === true,
  since: flags.since === undefined ? undefined : instantFlag('--since', flags.since),
  reconcile: flags.reconcile === true,
  onError: config.on_error.value,
});
