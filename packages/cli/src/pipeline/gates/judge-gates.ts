import { jsonPath, PipelineInvalid } from '@audit/contract';
import { bindTable, type Engine, type Lake, type Manifest, type Session } from '@audit/warehouse';
import { tableOf } from '../../table-lookup.ts';
import { gateQuery } from './gate-query.ts';
import type { Gate } from './gate-schema.ts';
import { refusalsOf } from './refusals-of.ts';

/** How a gate stands. */
export interface JudgedGate {
  readonly gate: string;
  readonly table: string;
  readonly measure: string;
  /** null where nothing could be measured. */
  readonly value: number | null;
  readonly bound: string;
  /** `skipped` where the lake has no such table. */
  readonly outcome: 'passed' | 'warned' | 'failed' | 'skipped';
}

interface Judging {
  readonly origin: string;
  readonly at: number;
  readonly micros: bigint;
}

/** A table that is not there has no rows; of nothing else can be said how it is. */
const withoutTable = ({ name: gate, table, rows, on_breach: onBreach }: Gate): JudgedGate => {
  const least = rows?.at_least ?? 0;
  const base = { gate, table, measure: 'rows' };
  if (least === 0) return { ...base, value: null, bound: 'the lake has no such table', outcome: 'skipped' };
  return { ...base, value: 0, bound: `at least ${least}`, outcome: onBreach === 'fail' ? 'failed' : 'warned' };
};

const judge = async (
  session: Session,
  lake: Lake,
  manifest: Manifest,
  gate: Gate,
  { origin, at, micros }: Judging,
): Promise<JudgedGate> => {
  const state = manifest.tables[gate.table];
  const table = state === undefined ? undefined : tableOf(gate.table, state);
  if (table === undefined) return withoutTable(gate);
  const query = gateQuery(gate, table, micros, refusalsOf(lake, manifest, gate.table));
  if ('fault' in query) {
    const { path, what, remedy } = query.fault;
    throw new PipelineInvalid(origin, [{ path: jsonPath(['gates', at, ...path]), what, remedy }]);
  }
  await bindTable(session, 'judged', lake, table, state);
  const [row] = await session.evidence(query.sql, 1);
  const measured = row?.['measured'] ?? null;
  const isBroken = row?.['is_broken'] === 'true';
  return {
    gate: gate.name,
    table: gate.table,
    measure: query.measure,
    value: measured === null ? null : Number(measured),
    bound: query.bound,
    outcome: !isBroken ? 'passed' : gate.on_breach === 'fail' ? 'failed' : 'warned',
  };
};

/**
 * How the gates of a pipeline stand in a version, published or not.
 *
 * @param judging the file of the pipeline, for messages, and the clock of the run @throws PipelineInvalid for a column or a rule the table does not know
 */
export const judgeGates = async (
  engine: Engine,
  lake: Lake,
  manifest: Manifest,
  gates: readonly Gate[],
  judging: Omit<Judging, 'at'>,
): Promise<readonly JudgedGate[]> => {
  if (gates.length === 0) return [];
  await using session = await engine.session();
  const judged: JudgedGate[] = [];
  for (const [at, gate] of gates.entries()) judged.push(await judge(session, lake, manifest, gate, { ...judging, at }));
  return judged;
};

/** `rows 0, at least 1`: what was found, and what was asked for. */
export const foundText = ({ measure, value, bound }: JudgedGate): string =>
  `${measure} ${value === null ? 'unknown' : Number(value.toFixed(6))}, ${bound}`;
