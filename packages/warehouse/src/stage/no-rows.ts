import type { Table } from '@audit/contract';
import type { TableState } from '../lake/table-state.ts';
import { rewritten } from './publish.ts';

/** A table that is there and empty, so that what is made of it is there and empty too. @param version in which it came to be */
export const noRows = (table: Table, version: number): TableState => rewritten({ version }, table, [], 0, null);
