import { constants, copyFileSync } from 'node:fs';
import { FileRefused } from '@audit/contract';
import { type Delivered, type Publication, type Session, textLiteral } from '@audit/warehouse';
import type { DeliveredBatch } from './delivered-batch.ts';
import type { Delivery } from './delivery.ts';
import { sqlInstant } from '../load/sql-instant.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';

/** Types of a delivered column that have one text. */
const plain =
  /^(?:VARCHAR|U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DECIMAL\(\d+,\d+\)|DATE|TIMESTAMP(?:_S|_MS|_NS| WITH TIME ZONE)?|BOOLEAN)$/;

/**
 * Keeps a Parquet file in bronze byte for byte; its lineage stands in the manifest.
 *
 * @throws {@link FileRefused} for a file that is no Parquet, lacks customer_id, or has a column that is no text
 */
export const keepParquet = async (
  session: Session,
  place: Publication,
  batch: PlacedBatch,
  delivery: Delivery,
): Promise<DeliveredBatch> => {
  const staged = place.folder.file('delivered.parquet');
  copyFileSync(batch.path, staged, constants.COPYFILE_FICLONE);
  const from = `read_parquet([${textLiteral(staged)}], hive_partitioning = false)`;
  const columns = await describe(session, from, batch.label);
  const [count] = await session.evidence(`SELECT COUNT(*) AS n FROM ${from}`, 1);
  const rows = Number(count?.['n']);
  const delivered: Delivered = {
    columns: deliveredColumnsOf(columns, batch.label, delivery),
    position: 'record',
    constants: { batch_id: batch.batchId, extract_ts: sqlInstant(batch.extractTs), load_ts: sqlInstant(batch.loadTs) },
  };
  const file = rows === 0 ? null : { ...place.folder.adopt(delivery.table, staged, rows), delivered };
  const unknownColumns = columns.map(([name]) => name).filter((name) => contractName(name, delivery) === undefined);
  return { delivery, file, received: rows, unreadable: undefined, unknownColumns };
};

const describe = async (session: Session, from: string, label: string): Promise<readonly (readonly [string, string])[]> => {
  try {
    return await session.describe(`SELECT * FROM ${from}`);
  } catch (error) {
    throw new FileRefused(label, 'NOT_PARQUET', null, 'its footer cannot be read', { cause: error });
  }
};

const contractName = (name: string, { names, aliases }: Delivery): string | undefined => {
  const folded = name.toLowerCase();
  const known = aliases[folded] ?? folded;
  return names.includes(known) ? known : undefined;
};

const deliveredColumnsOf = (columns: readonly (readonly [string, string])[], label: string, delivery: Delivery): Delivered['columns'] => {
  const found: Record<string, { readonly name: string; readonly list: boolean }> = {};
  for (const [name, type] of columns) {
    const known = contractName(name, delivery);
    // Where both names of a list come, its own counts.
    if (known === undefined || (found[known] !== undefined && known !== name.toLowerCase())) continue;
    const list = known.endsWith('_list') && type === 'VARCHAR[]';
    if (!list && !plain.test(type)) {
      throw new FileRefused(label, 'NOT_PARQUET', null, `column ${name} is ${type}, which has no text; deliver it as text`);
    }
    found[known] = { name, list };
  }
  if (found['customer_id'] === undefined) throw new FileRefused(label, 'NOT_PARQUET', null, 'it has no column customer_id');
  return found;
};
