export { examineView, type ViewFinding } from './0-extract/postgres/examine-view.ts';
export { landView, type LandedView, type LandViewOptions } from './0-extract/postgres/land-view.ts';
export { openPostgres, type PostgresConnection, type PostgresOptions } from './0-extract/postgres/postgres-connection.ts';
export { type Drift, driftOf } from './1-bronze/drift.ts';
export { knownSchemas, type KnownSchema, objectKey } from './1-bronze/known-schemas.ts';
export type { ExtractionMetrics, LandedTable, SourceColumn } from './1-bronze/landed-table.ts';
export { type ExtractionRun, publishExtraction } from './1-bronze/publish-extraction.ts';
export type { Extracted } from './landing/extracted.ts';
export type { DescribedObject, ExtractPlace, ExtractRequest, PlannedTable, Source } from './landing/source.ts';
