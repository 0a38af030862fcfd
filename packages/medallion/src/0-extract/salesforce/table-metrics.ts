import { quote } from '@audit/contract';
import type { ExtractionMetrics } from '../../1-bronze/landed-table.ts';
import { openBronze, versionsSql } from './bronze-rows.ts';
import { type LandedRows, pathsOf } from './land-rows.ts';
import type { SalesforceCosts } from './salesforce-client.ts';
import type { TableRun } from './table-run.ts';

/** What the extraction of a table cost and gave. @param before clock and costs of the client when it began */
export const tableMetrics = async (
  { client, session, checkpoint, plan }: TableRun,
  landed: readonly LandedRows[],
  before: { readonly began: number; readonly costs: SalesforceCosts },
): Promise<ExtractionMetrics> => {
  const { stamp } = plan.object;
  const rows = await openBronze(session, pathsOf(landed));
  const newest = stamp === null ? 'CAST(NULL AS VARCHAR)' : `MAX(${quote(stamp)})`;
  const versions = versionsSql(rows, [...(stamp === null ? [] : [stamp]), '_is_deleted']);
  const [facts] = await session.evidence(
    `SELECT COUNT(*) FILTER (WHERE _is_deleted) AS deleted, ${newest} AS newest FROM (${versions})`,
    1,
  );
  const pages = checkpoint.entries.filter((entry) => entry.kind === 'page');
  const sum = (of: (part: LandedRows) => number): number => landed.reduce((total, part) => total + of(part), 0);
  return {
    received: sum(({ received }) => received),
    landed: sum((part) => part.landed),
    deleted: Number(facts?.['deleted'] ?? 0),
    duplicates: sum(({ duplicates }) => duplicates),
    quarantined: 0,
    bytes: pages.reduce((total, { received }) => total + received, 0),
    apiCalls: client.costs.apiCalls - before.costs.apiCalls,
    retries: client.costs.retries - before.costs.retries,
    seconds: (client.timing.now() - before.began) / 1000,
    freshness: facts?.['newest'] ?? null,
    api: pages.some(({ api }) => api === 'bulk2') ? 'bulk2' : 'rest',
  };
};
