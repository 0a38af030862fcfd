import { contractTables, jsonPath, PipelineInvalid, qualifiedName, remedyFor, type JsonFault, type Table } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';
import type { ReadPipeline } from '../read-pipeline.ts';
import { gateQuery } from './gate-query.ts';
import type { Gate } from './gate-schema.ts';

/** Layers of which every table is known before a run; what bronze and silver have depends on sources and mapping. */
const closed = /^(?:curated|gold)_/;

const faultOf = (gate: Gate, tables: ReadonlyMap<string, Table>, others: readonly string[]): JsonFault | undefined => {
  const table = tables.get(gate.table);
  if (table !== undefined) {
    // Where refused records are counted is known at the end only; of gold there is never such a place.
    const query = gateQuery(gate, table, 0n, closed.test(gate.table) ? undefined : { sql: '' });
    return 'fault' in query ? query.fault : undefined;
  }
  if (!closed.test(gate.table) || others.includes(gate.table)) return undefined;
  const names = [...tables.keys(), ...others].filter((name) => closed.test(name));
  const remedy = remedyFor(gate.table, names, 'name one that docs/dictionary lists');
  return { path: ['table'], what: `there is no table "${gate.table}"`, remedy };
};

/**
 * Refuses gates that no run can be judged by, before any step works: a table of gold there is none of, a column or a rule its table does not
 * know.
 *
 * @param made tables of gold as the run will make them; undefined where that is not known @throws PipelineInvalid naming every fault with its JSON path
 */
export const refuseWrongGates = ({ origin, pipeline }: ReadPipeline, head: Manifest, made: readonly Table[] | undefined): void => {
  if (made === undefined) return;
  const tables = new Map([...contractTables, ...made.map((table): [string, Table] => [qualifiedName(table), table])]);
  const faults = pipeline.gates.flatMap((gate, at) => {
    const fault = faultOf(gate, tables, Object.keys(head.tables));
    return fault === undefined ? [] : [{ path: jsonPath(['gates', at, ...fault.path]), what: fault.what, remedy: fault.remedy }];
  });
  if (faults.length > 0) throw new PipelineInvalid(origin, faults);
};
