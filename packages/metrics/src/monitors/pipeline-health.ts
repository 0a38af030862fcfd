import type { Session } from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';
import { modelText } from '../run/model-text.ts';

/** One row a layer: what was extracted on the day, what silver made of bronze when each table last changed, what gold holds. */
const model = `WITH extracted AS (
  SELECT SUM(e.received) AS records, SUM(e.quarantined) AS quarantined, SUM(e.seconds) AS seconds
  FROM extraction_metrics e
  WHERE CAST(@local_time(e.extracted_at, $zone) AS DATE) = CAST($as_of AS DATE)
), fresh AS (
  SELECT MAX(e.freshness) AS fresh_at FROM extraction_metrics e
  WHERE e.extracted_at < @utc_time(CAST(@add_days($as_of, 1) AS TIMESTAMP), $zone)
), ranked AS (
  SELECT t.*, ROW_NUMBER() OVER (PARTITION BY t.table_name ORDER BY t.transformed_at DESC NULLS LAST, t.run_id DESC NULLS LAST) AS place
  FROM transform_metrics t
  WHERE t.transformed_at < @utc_time(CAST(@add_days($as_of, 1) AS TIMESTAMP), $zone)
), silver AS (
  SELECT SUM(r.received) AS records, SUM(r.quarantined) AS quarantined, SUM(r.seconds) AS seconds, MAX(r.transformed_at) AS fresh_at
  FROM ranked r WHERE r.place = 1
), layers AS (
  SELECT 'bronze' AS layer, COALESCE(x.records, 0) AS records, COALESCE(x.quarantined, 0) AS quarantined, CAST(x.seconds AS DOUBLE) AS seconds, f.fresh_at AS fresh_at
  FROM extracted x CROSS JOIN fresh f
  UNION ALL
  SELECT 'silver' AS layer, COALESCE(s.records, 0) AS records, COALESCE(s.quarantined, 0) AS quarantined, CAST(s.seconds AS DOUBLE) AS seconds, s.fresh_at AS fresh_at
  FROM silver s
  UNION ALL
  SELECT 'gold' AS layer, (SELECT COUNT(*) FROM facts f) AS records, 0 AS quarantined, CAST($seconds AS DOUBLE) AS seconds, CAST($clock AS TIMESTAMP) AS fresh_at
)
SELECT CAST($as_of AS DATE) AS as_of, l.layer, CAST(l.records AS BIGINT) AS records, CAST(l.quarantined AS BIGINT) AS quarantined,
  @ratio(l.quarantined, l.records) AS error_rate, l.seconds, l.fresh_at,
  @days_between(@local_time(l.fresh_at, $zone), $as_of) <= 1 AS is_fresh
FROM layers l`;

/** The run that computes gold, as far as it has come. */
export interface GoldSoFar {
  /** ISO with microseconds and Z. */
  readonly clock: string;
  readonly seconds: number;
}

/** Makes `pipeline_now`, of `extraction_metrics`, `transform_metrics` and `facts`. */
export const watchPipeline = async (session: Session, { asOf: as_of, zone }: GoldRun, gold: GoldSoFar): Promise<void> => {
  const params = { as_of, zone, seconds: gold.seconds.toFixed(3), clock: gold.clock.replace('T', ' ').replace('Z', '') };
  await session.materialise('pipeline_now', modelText(session, 'pipeline health', model, params));
};
