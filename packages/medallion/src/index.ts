export { examineView, type ViewFinding } from './0-extract/postgres/examine-view.ts';
export { landView, type LandedView, type LandViewOptions } from './0-extract/postgres/land-view.ts';
export { openPostgres, type PostgresConnection, type PostgresOptions } from './0-extract/postgres/postgres-connection.ts';
