import { constants, copyFileSync } from 'node:fs';
import { qualifiedName, quarantine, sourceId } from '@audit/contract';
import { type FileRef, type Publication, type Session, tableScan, textLiteral } from '@audit/warehouse';
import { columnList, type DeliveredBatch } from './delivered-batch.ts';
import type { Delivery } from './delivery.ts';
import type { KeptBatch, PlacedBatch } from '../load/profile-batch.ts';

/** Brings a batch into bronze as it lies in the bronze of another lake, with what of it could not be read there. */
export const copyBronze = async (
  session: Session,
  place: Publication,
  batch: PlacedBatch,
  kept: KeptBatch,
  delivery: Delivery,
): Promise<DeliveredBatch> => {
  const scan = tableScan(kept.lake, delivery.table, kept.manifest.tables[qualifiedName(delivery.table)]);
  await session.bindSql('kept_records', `SELECT * FROM (${scan}) b WHERE batch_id = ${textLiteral(batch.batchId)}`);
  const file = copyWhole(place, batch, kept, delivery) ?? (await writeRecords(session, place, delivery));
  const unreadable = await session.materialise('unreadable_records', unreadableRows(kept));
  return {
    delivery,
    file,
    received: (file?.rows ?? 0) + unreadable,
    unreadable: unreadable === 0 ? undefined : { relation: 'unreadable_records', rows: unreadable },
    unknownColumns: [],
  };
};

/** The file of a batch that was kept byte for byte. */
const copyWhole = (
  place: Publication,
  { batchId }: PlacedBatch,
  { lake, manifest }: KeptBatch,
  { table }: Delivery,
): FileRef | undefined => {
  const whole = manifest.tables[qualifiedName(table)]?.base.find(({ delivered }) => delivered?.constants['batch_id'] === batchId);
  if (whole?.delivered === undefined) return undefined;
  const staged = place.folder.file('delivered.parquet');
  copyFileSync(lake.path(whole), staged, constants.COPYFILE_FICLONE);
  return { ...place.folder.adopt(table, staged, whole.rows), delivered: whole.delivered };
};

const writeRecords = async (session: Session, place: Publication, { table }: Delivery): Promise<FileRef | null> => {
  const staged = place.folder.file('delivered.parquet');
  const rows = await session.write(`SELECT ${columnList(table)} FROM kept_records ORDER BY record`, staged);
  return rows === 0 ? null : place.folder.adopt(table, staged, rows);
};

/** What stands in quarantine and not in bronze. */
const unreadableRows = ({ lake, manifest, digest }: KeptBatch): string =>
  `SELECT ${columnList(quarantine)} FROM (${tableScan(lake, quarantine, manifest.tables[qualifiedName(quarantine)])}) q
   ANTI JOIN kept_records k ON k.record = q.record WHERE q.source_id = ${textLiteral(sourceId(digest))}`;
