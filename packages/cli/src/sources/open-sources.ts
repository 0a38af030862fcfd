import { partitionOf, type Source } from '@audit/medallion';
import { openers } from './openers.ts';
import type { SourceName } from './source-names.ts';
import type { SourceOrder } from './source-order.ts';

/** Sources that are closed when it is disposed of. */
export interface OpenSources extends AsyncDisposable {
  readonly sources: readonly Source[];
}

/** Which sources, and for which lake. */
export interface SourcesToOpen extends Omit<SourceOrder, 'partitionOf'> {
  readonly names: readonly SourceName[];
}

/** Opens sources with an engine that is let into them. @throws SourceAuthentication, SourceUnavailable, ConfigError */
export const openSources = async ({ names, ...order }: SourcesToOpen): Promise<OpenSources> => {
  const { config } = order;
  const apart = partitionOf(config['bronze.partition'].value, config['bronze.partition_from_rows'].value);
  const sources: Source[] = [];
  const close = async (): Promise<void> => {
    for (const source of sources) await source[Symbol.asyncDispose]();
  };
  try {
    for (const name of names) sources.push(await openers[name].open({ ...order, partitionOf: apart }));
    return { sources, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
};
