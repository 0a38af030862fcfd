import type { Change, FileRef, TableState } from '../lake/table-state.ts';

/** How many commits back a lagging consumer can follow a table row by row. */
export const changesKept = 30;

/** The list after one more change. No consumer looks past a rewrite, so the change sets before it go. */
export const withChange = (before: readonly Change[], change: Change): readonly Change[] =>
  'rewritten' in change ? [change] : [...before, change].slice(-changesKept);

/** The files that hold what was removed from a table and added to it, both with all its columns. */
export interface ChangedFiles {
  readonly removed: readonly FileRef[];
  readonly added: readonly FileRef[];
}

/**
 * What changed in a table since a version its consumer last used, or `undefined` when that is no longer known row by
 * row: a change set was dropped, or the table was rewritten.
 *
 * @param since `changedAt` of the table when the consumer last read it, so normally itself a version of a change
 */
export const changedSince = (state: TableState, since: number): ChangedFiles | undefined => {
  const oldest = state.changes[0];
  // A change older than the list but newer than `since` may have been dropped.
  if (oldest === undefined || oldest.version > since) return state.changedAt === since ? { removed: [], added: [] } : undefined;
  const removed: FileRef[] = [];
  const added: FileRef[] = [];
  for (const change of state.changes) {
    if (change.version <= since) continue;
    if ('rewritten' in change) return undefined;
    if (change.removed !== null) removed.push(change.removed);
    added.push(...change.added);
  }
  return { removed, added };
};
