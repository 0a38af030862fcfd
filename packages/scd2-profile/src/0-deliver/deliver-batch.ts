import { closeSync, openSync, readSync } from 'node:fs';
import type { DuckDbEngine, Publication, Session } from '@audit/warehouse';
import { copyBronze } from './copy-bronze.ts';
import type { DeliveredBatch } from './delivered-batch.ts';
import type { Delivery } from './delivery.ts';
import { keepParquet } from './keep-parquet.ts';
import { keepRecords, type Refusal } from './keep-records.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';

const isParquet = ({ format, path }: PlacedBatch): boolean => {
  if (format !== undefined) return format === 'parquet';
  const head = Buffer.alloc(4);
  const file = openSync(path, 'r');
  try {
    return readSync(file, head) === head.length && head.toString('latin1') === 'PAR1';
  } finally {
    closeSync(file);
  }
};

/** Brings a batch into bronze: from another lake's, Parquet as it is, anything else record by record through the input gate. */
export const deliverBatch = async (
  engine: DuckDbEngine,
  session: Session,
  place: Publication,
  batch: PlacedBatch,
  refusal: Refusal,
  delivery: Delivery,
): Promise<DeliveredBatch> => {
  if (batch.kept !== undefined) return await copyBronze(session, place, batch, batch.kept, delivery);
  // Objects within a record are read by the gate only.
  return delivery.json === undefined && isParquet(batch)
    ? await keepParquet(session, place, batch, delivery)
    : await keepRecords(engine, session, place, batch, refusal, delivery);
};
