/**
 * The floor of the customer merge: the same tables by hand-written SQL through the Node DuckDB client, with no checks, checksums or
 * limits of memory: `node bench/floor-customers.ts RECORDS.parquet OUT`.
 */
import { DuckDBInstance } from '@duckdb/node-api';

const [source, out] = process.argv.slice(2);
if (source === undefined || out === undefined) throw new Error('usage: node bench/floor-customers.ts RECORDS.parquet OUT');

const instance = await DuckDBInstance.create(':memory:', { threads: '2', temp_directory: out, preserve_insertion_order: 'false' });
const db = await instance.connect();
const table = async (name: string, sql: string): Promise<void> => void (await db.run(`CREATE TEMP TABLE ${name} AS ${sql}`));

await db.run(`CREATE VIEW records AS SELECT * FROM read_parquet('${source}')`);
await table(
  'facts',
  `SELECT customer_id, seen, e.m.key AS name, coalesce(CAST(e.m.value AS VARCHAR), 'null') AS value
   FROM (SELECT customer_id, seen, map_entries(CAST(CAST(metadata AS JSON) AS MAP(VARCHAR, JSON))) AS l FROM records WHERE metadata <> '{}') r,
     LATERAL (SELECT unnest(r.l) AS m) e`,
);
await table(
  'customers',
  `WITH scalars AS (
     SELECT customer_id, min({t: acquisition_ts, s: seen}) AS a, arg_min(source_system, seen) AS source_system, bool_or(is_visible) AS is_visible,
       count(*) AS record_count, min(seen) AS first_seen, min(seen) FILTER (WHERE is_visible) AS visible_seen
     FROM records GROUP BY customer_id),
   systems AS (
     SELECT customer_id, list_transform(list_sort(list({s: seen, v: source_system})), lambda e: e.v) AS source_systems
     FROM (SELECT customer_id, source_system, min(seen) AS seen FROM records GROUP BY ALL) GROUP BY customer_id),
   kept AS (
     SELECT customer_id, name, arg_max(value, seen) AS value, max(seen) AS seen, min(seen) AS first_seen FROM facts GROUP BY ALL),
   described AS (
     SELECT customer_id, list_sort(list({o: first_seen, v: CAST(to_json(name) AS VARCHAR) || ':' || value, s: CAST(to_json(name) AS VARCHAR) || ':' || seen})) AS l
     FROM (SELECT customer_id, name, value, seen, first_seen FROM kept) GROUP BY customer_id)
   SELECT customer_id, a.t AS acquisition_ts, source_system, is_visible, '{' || coalesce(array_to_string(list_transform(l, lambda e: e.v), ','), '') || '}' AS metadata,
     source_systems, record_count, first_seen, a.s AS acquisition_ts_seen, first_seen AS source_system_seen, coalesce(visible_seen, first_seen) AS is_visible_seen,
     '{' || coalesce(array_to_string(list_transform(l, lambda e: e.s), ','), '') || '}' AS metadata_seen
   FROM scalars JOIN systems USING (customer_id) LEFT JOIN described USING (customer_id)`,
);
await db.run(`COPY (FROM customers ORDER BY customer_id) TO '${out}/customers.parquet' (FORMAT parquet, COMPRESSION snappy)`);
await table(
  'conflicts',
  `WITH given AS (SELECT customer_id, name, value, min(seen) AS seen, max(seen) AS last_seen FROM facts GROUP BY ALL),
   ranked AS (SELECT customer_id, name, arg_max(value, last_seen) AS kept, max(last_seen) AS kept_seen FROM given GROUP BY ALL HAVING count(*) > 1),
   others AS (
     SELECT DISTINCT customer_id, 'acquisition_ts' AS field, c.acquisition_ts AS kept_ts, NULL AS kept, c.acquisition_ts_seen AS kept_seen, r.acquisition_ts AS ts,
       NULL AS value, min(r.seen) OVER (PARTITION BY customer_id, r.acquisition_ts) AS seen
     FROM records r JOIN customers c USING (customer_id) WHERE r.acquisition_ts <> c.acquisition_ts
     UNION ALL
     SELECT customer_id, 'is_visible', NULL, 'true', min(is_visible_seen), NULL, 'false', min(r.seen)
     FROM records r JOIN customers c USING (customer_id) WHERE c.is_visible AND NOT r.is_visible GROUP BY customer_id
     UNION ALL
     SELECT customer_id, 'metadata.' || name, NULL, kept, kept_seen, NULL, value, seen
     FROM given JOIN ranked USING (customer_id, name) WHERE value <> kept)
   SELECT customer_id, field, coalesce(any_value(kept), strftime(any_value(kept_ts), '%Y-%m-%dT%H:%M:%SZ')) AS kept, any_value(kept_seen) AS kept_seen,
     list_transform(list_sort(list({s: seen, v: coalesce(value, strftime(ts, '%Y-%m-%dT%H:%M:%SZ'))})), lambda e: e.v) AS discarded
   FROM others GROUP BY customer_id, field`,
);
await db.run(`COPY (FROM conflicts ORDER BY customer_id, field) TO '${out}/conflicts.parquet' (FORMAT parquet, COMPRESSION snappy)`);
const totals = await db.run(`SELECT CAST((SELECT count(*) FROM customers) AS VARCHAR) AS customers,
  CAST((SELECT sum(acquisition_ts_seen + is_visible_seen + length(metadata) + length(metadata_seen) + len(source_systems)) FROM customers) AS VARCHAR) AS sum,
  CAST((SELECT count(*) FROM conflicts) AS VARCHAR) AS conflicts, CAST((SELECT sum(kept_seen + len(discarded)) FROM conflicts) AS VARCHAR) AS conflicts_sum`);
console.log(JSON.stringify(await totals.getRowObjectsJson()));
db.closeSync();
instance.closeSync();
