import { quote } from '@audit/contract';
import { correctionColumns, deliveredCorrections } from '@audit/contract/profile';
import type { DuckDbEngine, Field, Publication, Session } from '@audit/warehouse';
import { aliases, type DeliveredBatch, deliveredNames } from './delivered-batch.ts';
import { valueOf } from './keep-records.ts';
import { landRecords, type Refusal } from './land-records.ts';
import { lineageOf } from './lineage-of.ts';
import type { PlacedBatch } from '../load/profile-batch.ts';

const names = Object.keys(correctionColumns);
/** Of these the JSON is kept as it is: an object, and a boolean that is told from a text. */
const fields = names.map((name): Field => ({ name, kind: name === 'profile' || name === 'retract' ? 'json' : 'text' }));

/**
 * Reads a file of corrections through the input gate and keeps them in bronze as delivered.
 *
 * @throws {@link FileRefused} for a file that cannot be read to its end
 */
export const keepCorrections = async (
  engine: DuckDbEngine,
  session: Session,
  place: Publication,
  batch: PlacedBatch,
  refusal: Refusal,
): Promise<DeliveredBatch> =>
  await landRecords(engine, session, place, batch, refusal, {
    fields,
    table: deliveredCorrections,
    rowsOf: (block) =>
      `SELECT ${names.map((name) => quote(name)).join(', ')}, ${lineageOf(batch)} FROM ${quote(block)} WHERE fault IS NULL`,
  });

/** Lists keep their JSON, which is an array or a text, until they are read like those of a source. */
const memberOf = (name: string): string =>
  name.endsWith('_list') || name in aliases
    ? `CAST(JSON_EXTRACT(d.profile, '$.${name}') AS VARCHAR)`
    : `JSON_EXTRACT_STRING(d.profile, '$.${name}')`;

/** What a correction says itself, and its profile does not. */
const own: Readonly<Record<string, string>> = {
  customer_id: 'j.customer_id',
  last_modified_ts: `STRFTIME(j.effective_start_ts, '%Y-%m-%dT%H:%M:%S.%fZ')`,
  op: `CASE WHEN j.action = 'retract' THEN 'DELETE' END`,
};

/**
 * Query for accepted corrections as a source would have delivered what they say: of one that takes back, a record without a profile.
 * A correction may be about a time after it was drawn up, and is not moved to an earlier one as a record of a source is.
 *
 * Reads `delivered_corrections` and `judged_corrections`.
 */
export const correctedRecords = `SELECT ${deliveredNames.map((name) => `${valueOf(name)} AS ${quote(name)}`).join(', ')},
    batch_id, record, extract_ts, load_ts
  FROM (
    SELECT ${[...deliveredNames, ...Object.keys(aliases)].map((name) => `${own[name] ?? memberOf(name)} AS ${quote(name)}`).join(', ')},
      j.batch_id AS batch_id, j.record AS record, GREATEST(j.extract_ts, j.effective_start_ts) AS extract_ts, j.load_ts AS load_ts
    FROM judged_corrections j JOIN delivered_corrections d ON d.batch_id = j.batch_id AND d.record = j.record
    WHERE j.problem IS NULL
  ) c`;
