import { fingerprint, quote } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { Made, TableState } from '../lake/table-state.ts';
import { checkColumns } from './check-binding.ts';
import type { Decision, Step } from './decide.ts';
import { countKeys, differenceOf, keyIsGrain } from './difference.ts';
import { modelSql } from './model-sql.ts';
import type { Outcome } from './outcome.ts';
import { publishDifference, rewritten, stageFile } from './publish.ts';
import { runChecks } from './run-checks.ts';
import { stepSession } from './step-session.ts';
import { bindTable } from './table-scan.ts';
import type { Workplace } from './workplace.ts';

/** Above this share of changed rows (or touched keys) a change set costs more than it saves: the table is rewritten without one. */
export const rewriteAbove = 0.5;

/** Binds the inputs of a step whole. */
const bindInputs = async (session: Session, place: Workplace, { from }: Step): Promise<void> => {
  for (const [name, { table, state }] of Object.entries(from)) await bindTable(session, name, place.lake, table, state);
};

/** Computes the model over the names bound, checks the result and leaves it under the output's name; returns its rows. */
export const computeOutput = async (session: Session, step: Step): Promise<number> => {
  const { stage, params } = step;
  const sql = modelSql(stage, session.engine, params);
  const rows = await session.materialise(stage.writes.name, sql);
  // Of what it made, not of the model: a long one takes longer to plan than a few rows to compute.
  await checkColumns(session, `the model of ${stage.id}`, `SELECT * FROM ${quote(stage.writes.name)}`, stage.writes);
  await runChecks(session, step);
  return rows;
};

/**
 * A step over all its input. What differs from the table before becomes a change set, so that consumers stay keyed;
 * where nothing differs the table stays as it was and they skip.
 *
 * @param compare `false` when it is known that most of it changed
 */
export const computeWhole = async (
  place: Workplace,
  step: Step,
  made: Made,
  was: TableState | undefined,
  decision: Decision,
  compare = true,
): Promise<Outcome> => {
  await using session = stepSession(await place.session());
  const out = step.stage.writes;
  await bindInputs(session, place, step);
  const computed = await computeOutput(session, step);
  const keys = keyIsGrain(out, step.stage.key) ? computed : await countKeys(session, out.name, step.stage.key ?? []);
  const comparable = compare && was !== undefined && was.fingerprint === fingerprint(out);
  if (comparable) {
    await bindTable(session, '_was', place.lake, out, was);
    const difference = await differenceOf(session, out, { name: '_was', rows: was.rows }, { name: out.name, rows: computed });
    const counts = { computed, removed: difference.removed.rows, added: difference.added.rows, rows: computed };
    const changed = Math.max(counts.removed, counts.added);
    if (changed === 0) return { mode: 'whole', why: `${decision.why}; nothing differs`, state: { ...was, keys, made }, counts };
    if (changed <= rewriteAbove * was.rows) {
      const state = await publishDifference(session, place, out, was, difference, { keys, made });
      return { mode: 'whole', why: decision.why, state, counts };
    }
  }
  const base = await stageFile(session, place, out, 'base', `SELECT * FROM ${quote(out.name)}`);
  const state = rewritten(place, out, base === null ? [] : [base], keys, made);
  return { mode: 'whole', why: decision.why, state, counts: { computed, rows: computed } };
};
