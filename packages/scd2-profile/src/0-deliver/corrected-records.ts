import { quote } from '@audit/contract';
import { profileDelivery } from './delivery.ts';
import { valueOf } from './keep-records.ts';

const { names, aliases } = profileDelivery;

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
export const correctedRecords = `SELECT ${names.map((name) => `${valueOf(profileDelivery, name)} AS ${quote(name)}`).join(', ')},
    batch_id, record, extract_ts, load_ts
  FROM (
    SELECT ${[...names, ...Object.keys(aliases)].map((name) => `${own[name] ?? memberOf(name)} AS ${quote(name)}`).join(', ')},
      j.batch_id AS batch_id, j.record AS record, GREATEST(j.extract_ts, j.effective_start_ts) AS extract_ts, j.load_ts AS load_ts
    FROM judged_corrections j JOIN delivered_corrections d ON d.batch_id = j.batch_id AND d.record = j.record
    WHERE j.problem IS NULL
  ) c`;
