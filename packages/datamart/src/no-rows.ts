import { fingerprint, type Table } from '@audit/contract';
import type { TableState } from '@audit/warehouse';

/** A table that is there and empty, so that what is made of it is there and empty too. @param version in which it came to be */
export const noRows = (table: Table, version: number): TableState => ({
  fingerprint: fingerprint(table),
  rows: 0,
  keys: 0,
  base: [],
  mask: null,
  delta: null,
  changes: [{ version, rewritten: true }],
  changedAt: version,
  made: null,
});
