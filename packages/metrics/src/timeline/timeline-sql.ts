import type { EventKind } from './event-kind.ts';

/** The instant of an event; of one whose day only is known, the first midnight of that day in the zone. */
const instantOf = ({ at, day }: EventKind): string => at ?? `@utc_time(CAST(${day ?? 'NULL'} AS TIMESTAMP), $zone)`;

const kindSql = (kind: EventKind): string =>
  `SELECT e.* FROM (SELECT t.master_id, ${kind.account} AS account_id, ${instantOf(kind)} AS happened_at, '${kind.kind}' AS kind, ${kind.title} AS title,
     CAST(${kind.amount ?? 'NULL'} AS DECIMAL(18, 2)) AS amount, '${kind.table}' AS source_table, ${kind.id} AS source_id
   FROM ${kind.from} WHERE ${kind.where ?? 'TRUE'}) e
   WHERE e.happened_at >= @utc_time(CAST(@add_months(CAST($as_of AS DATE), -$months) AS TIMESTAMP), $zone)
     AND e.happened_at < @utc_time(CAST(@add_days($as_of, 1) AS TIMESTAMP), $zone)`;

/**
 * Model of the timeline: the columns of `gold_customer_timeline` without those of its lineage, of events within `$months` up to the end of the
 * day `$as_of` in `$zone`. The id of an event is made of its kind and its record alone: the same fact has the same id in every run.
 */
export const timelineSql = (kinds: readonly EventKind[]): string =>
  `SELECT SUBSTR(@sha256_hex(e.kind || '|' || e.source_table || '|' || e.source_id), 1, 32) AS event_id, e.master_id, COALESCE(e.account_id, '') AS account_id,
     e.happened_at, e.kind, e.title, e.amount, e.source_table, e.source_id
   FROM (${kinds.map(kindSql).join('\n   UNION ALL\n   ')}) e`;
