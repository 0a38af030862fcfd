import { fingerprint, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { Manifest } from '../lake/manifest.ts';
import type { Change, Made, TableState } from '../lake/table-state.ts';
import { changesKept } from './change-sets.ts';
import { madeKey } from './made-key.ts';
import { mergeChanges, type RowChange } from './merge-changes.ts';
import type { Publication } from './workplace.ts';

/** The declaration of a table of the lake; `undefined` where none is known any more. */
export type TableOf = (name: string, state: TableState) => Table | undefined;

/** Where several changes of a table become one. */
export interface Merging {
  /** Opened for the first table whose rows must be looked at. */
  readonly session: () => Promise<Session>;
  readonly place: Publication;
  readonly tableOf: TableOf;
}

/**
 * The tables of several runs as those of one version after `parent`. Numbers that count on within the draft become that version's. What
 * was made of an input that changed again afterwards is as old as the parent: the next run looks at all of this version's changes.
 */
export const draftTables = async (
  parent: Manifest,
  pending: Manifest['tables'],
  merging: Merging,
): Promise<Readonly<Record<string, TableState>>> => {
  const tables: Record<string, TableState> = {};
  for (const [name, state] of Object.entries(pending)) {
    const changes = await changesOf(parent.version, name, state, merging);
    const made = state.made === null ? null : madeOn(parent.version, state.made, pending);
    tables[name] = { ...state, changes, changedAt: Math.min(state.changedAt, parent.version + 1), made };
  }
  return tables;
};

const changesOf = async (parent: number, name: string, state: TableState, merging: Merging): Promise<readonly Change[]> => {
  const before = state.changes.filter(({ version }) => version <= parent);
  const own = state.changes.filter(({ version }) => version > parent);
  if (own.length === 0) return before;
  const version = parent + 1;
  const rows = own.filter((change): change is RowChange => !('rewritten' in change));
  // So many changes may have pushed out some of their own.
  if (rows.length < own.length || own.length >= changesKept) return [{ version, rewritten: true }];
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return [...before, { ...only, version }];
  const table = merging.tableOf(name, state);
  if (table === undefined || fingerprint(table) !== state.fingerprint) return [{ version, rewritten: true }];
  return [...before, { ...(await mergeChanges(merging.session, merging.place, table, rows)), version }];
};

const madeOn = (parent: number, made: Made, pending: Manifest['tables']): Made => {
  if (Object.values(made.inputs).every((version) => version <= parent)) return made;
  const inputs = Object.fromEntries(
    Object.entries(made.inputs).map(([input, version]) => {
      if (version <= parent) return [input, version];
      const isNewest = pending[made.tables[input] ?? '']?.changedAt === version;
      return [input, isNewest ? parent + 1 : parent];
    }),
  );
  return { ...made, inputs, key: madeKey({ ...made, inputs }) };
};
