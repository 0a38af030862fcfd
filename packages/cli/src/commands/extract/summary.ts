import type { LandedTable } from '@audit/medallion';
import type { Extraction } from '../../jobs/extract-sources.ts';
import { byteSize, duration, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';

/** Rows in quarantine, files among them. */
export const quarantinedRows = ({ extracted }: Extraction): number =>
  extracted.flatMap(({ quarantined = [] }) => quarantined).reduce((sum, { rows }) => sum + rows, 0);

const landedTables = ({ extracted }: Extraction): readonly LandedTable[] => extracted.flatMap(({ tables }) => tables);

/** The summary for programs. */
export const extractionJson = (extraction: Extraction, runId: string): object => ({
  run_id: runId,
  version: extraction.manifest.version,
  published: extraction.isNew,
  quarantined: quarantinedRows(extraction),
  tables: landedTables(extraction).map(({ source, object, table, files, metrics, watermark, reconciliation }) => ({
    source,
    object,
    table: `bronze_${table}`,
    api: metrics.api,
    received: metrics.received,
    landed: metrics.landed,
    deleted: metrics.deleted,
    duplicates: metrics.duplicates,
    quarantined: metrics.quarantined,
    files: files.length,
    bytes: metrics.bytes,
    api_calls: metrics.apiCalls,
    retries: metrics.retries,
    seconds: Number(metrics.seconds.toFixed(3)),
    freshness: metrics.freshness,
    cursor: watermark,
    ...(reconciliation === undefined ? {} : { reconciliation }),
  })),
});

const columns = [
  { title: 'source' },
  { title: 'object' },
  { title: 'table' },
  { title: 'received', align: 'right' },
  { title: 'new', align: 'right' },
  { title: 'deleted', align: 'right' },
  { title: 'known', align: 'right' },
  { title: 'quarantined', align: 'right' },
  { title: 'size', align: 'right' },
  { title: 'time', align: 'right' },
  { title: 'rows/s', align: 'right' },
  { title: 'newest change' },
] as const;

const rowOf = ({ source, object, table, metrics }: LandedTable): readonly string[] => [
  source,
  object,
  `bronze_${table}`,
  ...[metrics.received, metrics.landed, metrics.deleted, metrics.duplicates, metrics.quarantined].map((count) => grouped(count)),
  byteSize(metrics.bytes),
  duration(metrics.seconds),
  metrics.seconds === 0 ? '' : grouped(Math.round(metrics.received / metrics.seconds)),
  metrics.freshness ?? '',
];

/** What was compared with its source: after the run nothing differs, or it would have failed. */
const reconciled = ({ source, object, reconciliation }: LandedTable): readonly string[] => {
  if (reconciliation === undefined) return [];
  const { source: records, missing, gone, newer } = reconciliation;
  const found = `${grouped(missing)} were missing, ${grouped(gone)} are gone at the source, ${grouped(newer)} changed since`;
  return [`${source} ${object}: all ${grouped(records)} records of the source compared by key and stamp, none differs (${found})\n`];
};

/** The summary for people. */
export const extractionText = (extraction: Extraction): string => {
  const { isNew, manifest } = extraction;
  const tables = landedTables(extraction);
  const listed = tables.length === 0 ? '' : `${textTable(columns, tables.map(rowOf))}\n`;
  const compared = tables.flatMap(reconciled).join('');
  const aside = quarantinedRows(extraction);
  const refused = aside === 0 ? '' : `${grouped(aside)} in quarantine, with reason and line: audit show ops_quarantine\n`;
  return `${listed}${compared}${refused}${isNew ? `Published as version ${manifest.version}. Rows of a table: audit show <table>` : 'Nothing new: nothing was published.'}\n`;
};
