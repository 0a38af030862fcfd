import { assert, bronzeNames, FileRefused, untyped } from '@audit/contract';
import { lookThrough } from '@audit/warehouse';
import type { SourceColumn } from '../../1-bronze/landed-table.ts';
import type { FilesSourceOptions } from './files-source-options.ts';
import type { Delivery } from './find-deliveries.ts';
import type { LookedThrough } from './land-delivery.ts';

/** The deliveries of one object with their columns. */
export interface DeliveredObject {
  /** As the first of its files calls it. */
  readonly object: string;
  readonly files: readonly LookedThrough[];
  /** Of all the files, in order of appearance. */
  readonly columns: readonly SourceColumn[];
}

/**
 * Looks through the files of an object, each content once: their columns must be known before the first is landed.
 *
 * @param known names of the columns the lake has
 * @param onRefused told of each file that cannot be read; may throw
 */
export const lookThroughAll = async (
  { engine, format, maxInput }: Pick<FilesSourceOptions, 'engine' | 'format' | 'maxInput'>,
  deliveries: readonly Delivery[],
  known: readonly string[],
  onRefused: (delivery: Delivery, refused: FileRefused) => Promise<void> | void,
): Promise<DeliveredObject> => {
  const [first] = deliveries;
  assert(first !== undefined, 'an object has a file');
  const names = [...known];
  const columns = new Map<string, SourceColumn>();
  const files = new Map<string, LookedThrough>();
  for (const delivery of deliveries) {
    try {
      const look = await lookThrough(engine, delivery.source, { format, maxInput });
      const given = bronzeNames(look.columns, names);
      names.push(...given.filter((name) => !names.includes(name)));
      for (const name of given) columns.set(name, { name, type: untyped, nullable: true });
      if (!files.has(look.sha256)) files.set(look.sha256, { delivery, look, names: given });
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      await onRefused(delivery, error);
    }
  }
  return { object: first.object, files: [...files.values()], columns: [...columns.values()] };
};
