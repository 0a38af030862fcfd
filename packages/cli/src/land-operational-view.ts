import { type Config, formatInstant, type Micros } from '@audit/contract';
import { landView } from '@audit/medallion';
import type { Channel, ProfileBatch } from '@audit/scd2-profile';
import type { CommandContext } from './context.ts';
import { openEngine } from './open-engine.ts';
import { openOperationalDatabase } from './operational-database.ts';

/** What the user says of the batch. */
interface BatchFlags {
  readonly batchId?: string;
  readonly feed: Channel;
}

/**
 * The upstream view as a batch: landed into `folder`, read when its snapshot was taken. It is named after that time, not after its
 * content: where a view comes back to what it was, that is news.
 */
export const landOperationalView = async (
  context: CommandContext,
  config: Config,
  folder: string,
  { batchId, feed }: BatchFlags,
): Promise<ProfileBatch> => {
  const view = config['opdb.view'].value;
  await using connection = await openOperationalDatabase(context);
  await using engine = openEngine(context, config, [folder]);
  const { path, extractTs } = await landView(connection, engine, { view, folder });
  return { label: view, path, format: 'parquet', batchId: batchId ?? nameOf(view, extractTs), extractTs, feed };
};

const nameOf = (view: string, extractTs: Micros): string => `${view} ${formatInstant(extractTs)}`;
