import type { Lake } from '@audit/warehouse';
import { textTable } from '../../output/text-table.ts';

interface LakeVersion {
  readonly version: number;
  readonly committed_at: string;
  readonly job: string;
  readonly run_id: string;
  /** Tables whose content this version changed. */
  readonly changed: readonly string[];
}

/** The kept versions of a lake, newest first. */
export const lakeHistory = (lake: Lake): readonly LakeVersion[] =>
  lake
    .versions()
    .toReversed()
    .map((version) => lake.at(version))
    .map((manifest) => ({
      version: manifest.version,
      committed_at: manifest.committedAt,
      job: manifest.job,
      run_id: manifest.runId,
      changed: Object.entries(manifest.tables)
        .filter(([, state]) => state.changedAt === manifest.version)
        .map(([name]) => name)
        .toSorted(),
    }));

/** The history for people. */
export const lakeHistoryText = (versions: readonly LakeVersion[]): string => {
  if (versions.length === 0) return 'The lake has no version yet.\n';
  const columns = [
    { title: 'version', align: 'right' },
    { title: 'committed at (UTC)' },
    { title: 'job' },
    { title: 'run' },
    { title: 'changed' },
  ] as const;
  return textTable(
    columns,
    versions.map((one) => [`${one.version}`, one.committed_at, one.job, one.run_id, one.changed.join(', ')]),
  );
};
