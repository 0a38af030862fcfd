import type { EventKind } from './event-kind.ts';

/**
 * Days of the timeline and the instants they begin at: `day, midnight`. Clocks are looked up once a day instead of once an event. Events of the last day are
 * before the midnight after it.
 */
export const timelineDaysSql = `SELECT n.day, @utc_time(CAST(n.day AS TIMESTAMP), $zone) AS midnight FROM timeline_dates n`;

const first = `(SELECT MIN(b.midnight) FROM timeline_days b)`;
const end = `(SELECT MAX(b.midnight) FROM timeline_days b)`;

const kindSql = ({ kind, from, table, id, record = id, account, at, day, title, amount = 'NULL', where = 'TRUE' }: EventKind): string => {
  const told = (instant: string): string =>
    `SELECT t.master_id, ${account} AS account_id, ${instant} AS happened_at, '${kind}' AS kind, ${title} AS title,
     CAST(${amount} AS DECIMAL(18, 2)) AS amount, '${table}' AS source_table, ${id} AS source_id, ${record} AS record`;
  if (at !== undefined) return `${told(at)} FROM ${from} WHERE (${where}) AND ${at} >= ${first} AND ${at} < ${end}`;
  return `${told('d.midnight')} FROM ${from} JOIN timeline_days d ON d.day = ${day ?? 'NULL'} WHERE (${where}) AND d.midnight < ${end}`;
};

/** Where every kind is left out. */
const noEvents = `SELECT @text(NULL) AS master_id, @text(NULL) AS account_id, d.midnight AS happened_at, @text(NULL) AS kind, @text(NULL) AS title,
     CAST(NULL AS DECIMAL(18, 2)) AS amount, @text(NULL) AS source_table, @text(NULL) AS source_id, @text(NULL) AS record FROM timeline_days d WHERE FALSE`;

/**
 * Model of the timeline: the columns of `gold_customer_timeline` without those of its lineage, of events on `timeline_days`, the last of which is the day
 * after the as-of day. The id of an event is made of its kind and its record alone: the same fact has the same id in every run.
 */
export const timelineSql = (kinds: readonly EventKind[]): string =>
  `SELECT SUBSTR(@sha256_hex(e.kind || '|' || e.source_table || '|' || e.record), 1, 32) AS event_id, e.master_id, COALESCE(e.account_id, '') AS account_id,
     e.happened_at, e.kind, e.title, e.amount, e.source_table, e.source_id
   FROM (${kinds.length === 0 ? noEvents : kinds.map(kindSql).join('\n   UNION ALL\n   ')}) e`;
