import { MappingInvalid, readDeclaration, refusalOf } from '@audit/contract';
import { readTable } from './check-table.ts';
import type { MappedTable } from './mapped-table.ts';
import { type Mapping, mappingSchema } from './mapping-schema.ts';
import { tableOrder } from './table-order.ts';

/** A mapping that was found right. */
export interface ReadMapping {
  /** Named in messages. */
  readonly origin: string;
  readonly mapping: Mapping;
  /** In an order in which each comes after those it reads. */
  readonly tables: readonly MappedTable[];
}

/** @throws {@link MappingInvalid} naming every fault with its JSON path */
export const refuseMapping = refusalOf(MappingInvalid);

/**
 * Reads a mapping of bronze to silver. What can be known without data is judged here; whether the columns are in bronze, and patterns are such
 * that the engine reads, when it is used.
 *
 * @param origin its file, for messages
 * @throws {@link MappingInvalid}
 */
export const readMapping = (text: string, origin: string): ReadMapping => {
  const { declared: mapping } = readDeclaration(mappingSchema, text, origin, refuseMapping);
  const tables = Object.entries(mapping.tables).map(([bronze, table]) => readTable(mapping, bronze, table));
  const faults = tables.flatMap((one) => ('faults' in one ? one.faults : []));
  if (faults.length > 0) return refuseMapping(origin, faults);
  const ordered = tableOrder(tables.flatMap((one) => ('table' in one ? [one.table] : [])));
  return 'fault' in ordered ? refuseMapping(origin, [ordered.fault]) : { origin, mapping, tables: ordered.tables };
};
