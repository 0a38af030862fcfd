import { type Decimal, type extractionMetrics, type Micros, parseInstant, type Row } from '@audit/contract';
import type { LandedTable } from './landed-table.ts';

/** The row of `ops_extraction_metrics` for a table of a run. */
export const metricsRow = (
  { source, object, table, metrics }: LandedTable,
  run: { readonly runId: string; readonly at: Micros },
): Row<typeof extractionMetrics> => {
  const newest = metrics.freshness === null ? undefined : parseInstant(metrics.freshness);
  return {
    run_id: run.runId,
    source,
    object,
    table_name: table,
    api: metrics.api,
    received: BigInt(metrics.received),
    landed: BigInt(metrics.landed),
    deleted: BigInt(metrics.deleted),
    duplicates: BigInt(metrics.duplicates),
    quarantined: BigInt(metrics.quarantined),
    bytes: BigInt(metrics.bytes),
    api_calls: BigInt(metrics.apiCalls),
    retries: BigInt(metrics.retries),
    seconds: metrics.seconds.toFixed(3) as Decimal,
    freshness: newest?.micros ?? null,
    extracted_at: run.at,
  };
};
