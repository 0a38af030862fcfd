import {
  type FileRefused,
  formatInstant,
  type inputFiles,
  InputRefused,
  type Micros,
  type Problem,
  problemsShown,
  type Row,
  sourceId,
} from '@audit/contract';
import { hashSource } from '@audit/warehouse';
import type { LandedTable } from '../../1-bronze/landed-table.ts';
import type { Extracted } from '../../landing/extracted.ts';
import { schemaHash } from '../../landing/schema-hash.ts';
import type { ExtractPlace, ExtractRequest } from '../../landing/source.ts';
import type { FilesSourceOptions, NewDeliveries } from './files-source-options.ts';
import type { Delivery } from './find-deliveries.ts';
import { landDelivery, type LandedDelivery, type LookedThrough } from './land-delivery.ts';
import { type DeliveredObject, lookThroughAll } from './look-through-all.ts';
import { recordColumns, recordKey } from './record-columns.ts';
import { RefusedRecords } from './refused-records.ts';

type FileRow = Row<typeof inputFiles>;
type Relation = NonNullable<Extracted['quarantined']>[number];

/** What the files of a run came to. */
class Landing {
  readonly tables: LandedTable[] = [];
  readonly quarantined: Relation[] = [];
  readonly files: FileRow[] = [];
  readonly counts: Record<string, number> = {};
  readonly problems: Problem[] = [];
  readonly refusedWhole: FileRefused[] = [];

  take({ refused }: Pick<LandedDelivery, 'refused'>): void {
    for (const [code, count] of Object.entries(refused.counts)) this.counts[code] = (this.counts[code] ?? 0) + count;
    this.problems.push(...refused.problems.slice(0, problemsShown - this.problems.length));
    this.quarantined.push(...refused.relations);
  }
}

/**
 * Lands the new files, object by object.
 *
 * @throws InputRefused, in fail mode, where records are bad; FileRefused where a file is, or in quarantine mode all of them are
 */
export const extractFiles = async (
  options: FilesSourceOptions,
  deliveries: NewDeliveries,
  request: ExtractRequest,
  place: ExtractPlace,
): Promise<Extracted> => {
  const landing = new Landing();
  for (const [table, files] of deliveries) {
    const known = place.parent.tables[`bronze_${table}`]?.shape?.columns.map(([name]) => name) ?? [];
    const delivered = await lookThroughAll(options, files, known, async (delivery, refused) => {
      if (request.onError === 'fail') throw refused;
      await refuseFile(landing, delivery, refused, place);
    });
    if (delivered.files.length > 0) landing.tables.push(await landObject(landing, options, { table, delivered, known }, request, place));
  }
  const [refused] = landing.refusedWhole;
  if (refused !== undefined && landing.tables.length === 0) throw refused;
  if (request.onError === 'fail' && landing.problems.length > 0) throw new InputRefused(landing.counts, landing.problems);
  return landing;
};

/** A file that cannot be read stands in quarantine and is done: its content will never be better. A content is refused once. */
const refuseFile = async (landing: Landing, { table, source }: Delivery, refused: FileRefused, place: ExtractPlace): Promise<void> => {
  const { sha256, bytes } = await hashSource(source);
  if (landing.files.some((file) => file.sha256 === sha256 && file.kind === `bronze_${table}`)) return;
  const of = { sourceId: sourceId(sha256), table, label: source.label, runId: place.runId, at: place.at };
  const records = new RefusedRecords(await place.session(), of, true);
  await records.addFile(refused.fault, refused.bytePosition, refused.reason);
  landing.take({ refused: records });
  landing.refusedWhole.push(refused);
  landing.files.push(fileRow(place, { sha256, bytes, path: source.label, table, format: 'unreadable', received: 0, quarantined: 0 }));
};

const landObject = async (
  landing: Landing,
  options: FilesSourceOptions,
  { table, delivered, known }: { readonly table: string; readonly delivered: DeliveredObject; readonly known: readonly string[] },
  request: ExtractRequest,
  place: ExtractPlace,
): Promise<LandedTable> => {
  const started = performance.now();
  const columns = recordColumns([...new Set([...delivered.columns.map(({ name }) => name), ...known])]);
  const landed: LandedDelivery[] = [];
  for (const [at, file] of delivered.files.entries()) {
    const one = await landDelivery(place, file, {
      maxInput: options.maxInput,
      columns,
      schemaHash: schemaHash(delivered.columns),
      runClock: place.clock.replace('T', ' ').replace('Z', ''),
      refusesFuture: options.refusesFuture,
      onFuture: options.onFuture,
      keepsRefused: request.onError === 'quarantine',
      partition: options.partitionOf(file.names),
      clock: formatInstant((place.at + BigInt(at)) as Micros),
    });
    landed.push(one);
    landing.take(one);
    landing.files.push(doneRow(place, table, file, one));
  }
  return tableOf({ table, delivered, key: recordKey(columns), seconds: (performance.now() - started) / 1000 }, landed);
};

const tableOf = (
  {
    table,
    delivered,
    key,
    seconds,
  }: { readonly table: string; readonly delivered: DeliveredObject; readonly key: readonly string[]; readonly seconds: number },
  landed: readonly LandedDelivery[],
): LandedTable => {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const stamps = landed.flatMap(({ freshness }) => freshness ?? []).toSorted();
  return {
    table,
    object: delivered.object,
    source: 'files',
    files: landed.flatMap(({ files }) => files),
    key,
    columns: delivered.columns,
    watermark: null,
    metrics: {
      received: sum(landed.map((one) => one.received)),
      landed: sum(landed.map((one) => one.landed)),
      deleted: sum(landed.map((one) => one.deleted)),
      duplicates: sum(landed.map((one) => one.duplicates)),
      quarantined: sum(landed.map(({ refused }) => refused.total)),
      bytes: sum(delivered.files.map(({ look }) => look.bytes)),
      apiCalls: 0,
      retries: 0,
      seconds,
      freshness: stamps.at(-1) ?? null,
      api: 'file',
    },
  };
};

const doneRow = (place: ExtractPlace, table: string, { delivery, look }: LookedThrough, { received, refused }: LandedDelivery): FileRow => {
  const { sha256, bytes, format } = look;
  return fileRow(place, { sha256, bytes, path: delivery.source.label, table, format, received, quarantined: refused.total });
};

const fileRow = (
  { runId, at }: ExtractPlace,
  file: { sha256: string; bytes: number; path: string; table: string; format: string; received: number; quarantined: number },
): FileRow => ({
  source_id: sourceId(file.sha256),
  sha256: file.sha256,
  path: file.path,
  kind: `bronze_${file.table}`,
  format: file.format,
  bytes: BigInt(file.bytes),
  received: BigInt(file.received),
  accepted: BigInt(file.received - file.quarantined),
  quarantined: BigInt(file.quarantined),
  run_id: runId,
  loaded_at: at,
});
