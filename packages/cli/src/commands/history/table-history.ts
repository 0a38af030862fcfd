import type { Lake, Manifest, TableState } from '@audit/warehouse';
import { grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import { findTable } from '../../table-lookup.ts';

interface TableVersion {
  readonly version: number;
  readonly committed_at: string;
  readonly job: string;
  readonly run_id: string;
  readonly rows: number;
  /** Row-level change of this version; null where it was computed anew and no record is kept. */
  readonly added: number | null;
  readonly removed: number | null;
  /** Stage that made it; null for a table loaded from files. */
  readonly stage: string | null;
}

const changeOf = (state: TableState, version: number): Pick<TableVersion, 'added' | 'removed'> => {
  const change = state.changes.find((one) => one.version === version);
  if (change === undefined || 'rewritten' in change) return { added: null, removed: null };
  return { added: change.added.reduce((sum, file) => sum + file.rows, 0), removed: change.removed?.rows ?? 0 };
};

const versionOf = (manifest: Manifest, state: TableState): TableVersion => ({
  version: manifest.version,
  committed_at: manifest.committedAt,
  job: manifest.job,
  run_id: manifest.runId,
  rows: state.rows,
  ...changeOf(state, manifest.version),
  stage: state.made?.stage ?? null,
});

/**
 * The kept versions that changed a table, newest first.
 *
 * @throws UnknownTable when the newest version has no such table
 */
export const tableHistory = (lake: Lake, name: string): readonly TableVersion[] => {
  const table = findTable(lake.head(), name);
  return lake
    .versions()
    .toReversed()
    .map((version) => lake.at(version))
    .flatMap((manifest) => {
      const state = manifest.tables[table.name];
      return state?.changedAt === manifest.version ? [versionOf(manifest, state)] : [];
    });
};

const signed = (sign: string, rows: number | null): string => (rows === null ? 'all new' : rows === 0 ? '0' : `${sign}${grouped(rows)}`);

/** The history for people. */
export const tableHistoryText = (versions: readonly TableVersion[]): string => {
  const columns = [
    { title: 'version', align: 'right' },
    { title: 'committed at (UTC)' },
    { title: 'job' },
    { title: 'run' },
    { title: 'rows', align: 'right' },
    { title: 'added', align: 'right' },
    { title: 'removed', align: 'right' },
  ] as const;
  return textTable(
    columns,
    versions.map((one) => [
      `${one.version}`,
      one.committed_at,
      one.job,
      one.run_id,
      grouped(one.rows),
      signed('+', one.added),
      one.removed === null ? '' : signed('−', one.removed),
    ]),
  );
};
