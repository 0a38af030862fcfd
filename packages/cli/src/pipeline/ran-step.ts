import type { Manifest, StepAccount, TableState } from '@audit/warehouse';

/** A table that a step changed. */
export interface ChangedTable {
  readonly table: string;
  readonly rows: number;
  /** null where it was written anew and no record is kept of single rows. */
  readonly added: number | null;
  readonly removed: number | null;
}

/** What became of a step of a run. */
export interface RanStep {
  readonly step: string;
  readonly outcome: 'done' | 'skipped' | 'failed';
  /** Why it was skipped, or failed; empty where it was done. */
  readonly why: string;
  /** Whether an earlier attempt of the run did it. */
  readonly resumed: boolean;
  readonly seconds: number;
  readonly quarantined: number;
  readonly notes: readonly string[];
  readonly tables: readonly ChangedTable[];
  readonly accounts: readonly StepAccount[];
}

const changeOf = (name: string, state: TableState, since: number): ChangedTable => {
  const own = state.changes.filter(({ version }) => version > since);
  const isKnown = own.length > 0 && own.every((change) => !('rewritten' in change));
  const count = (rowsOf: (change: (typeof own)[number]) => number): number => own.reduce((sum, change) => sum + rowsOf(change), 0);
  const added = count((change) => ('rewritten' in change ? 0 : change.added.reduce((sum, { rows }) => sum + rows, 0)));
  const removed = count((change) => ('rewritten' in change ? 0 : (change.removed?.rows ?? 0)));
  return { table: name, rows: state.rows, added: isKnown ? added : null, removed: isKnown ? removed : null };
};

/** Tables whose content is newer than a version. */
export const changedTables = ({ tables }: Manifest, since: number): readonly ChangedTable[] =>
  Object.entries(tables)
    .filter(([, { changedAt }]) => changedAt > since)
    .map(([name, state]) => changeOf(name, state, since))
    .toSorted((left, right) => (left.table < right.table ? -1 : 1));
