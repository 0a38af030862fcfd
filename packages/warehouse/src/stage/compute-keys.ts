import type { Made, TableState } from '../lake/table-state.ts';
import { computeOutput } from './compute-whole.ts';
import type { Decision, Step } from './decide.ts';
import { countKeys, differenceOf, keyIsGrain } from './difference.ts';
import type { Outcome } from './outcome.ts';
import { publishDifference } from './publish.ts';
import { stepSession } from './step-session.ts';
import { bindTable } from './table-scan.ts';
import { bindTouched, touchedKeys } from './touched.ts';
import type { Workplace } from './workplace.ts';

/** Above this share of touched keys computing whole is cheaper. */
const wholeAbove = 0.3;

/** Too many keys are touched to compute them alone. */
export interface TooMany {
  readonly touched: number;
  /** Of the keys the table had. */
  readonly share: number;
}

/** How many keys there are at least: an output may have rows of few of them, where an input has one row of each. */
const knownKeys = ({ stage, from }: Step, was: TableState): number => {
  const inputs = Object.entries(from).map(([name, { table, state }]) => {
    const by = stage.reads[name]?.by;
    const columns = by === undefined || by === 'whole' ? [] : Object.values(by);
    return table.grain.length === columns.length && table.grain.every((column) => columns.includes(column)) ? state.rows : 0;
  });
  return Math.max(was.keys, ...inputs);
};

/**
 * A step over the keys its changed input rows name: the same model over the same names, each bound to the rows of those
 * keys only. What comes out equal is no change.
 *
 * @returns {@link TooMany} when so many keys are touched that the step should be computed whole
 */
export const computeKeys = async (
  place: Workplace,
  step: Step,
  made: Made,
  was: TableState,
  { why }: Decision,
): Promise<Outcome | TooMany> => {
  await using session = stepSession(await place.session());
  const { writes: out, key = [] } = step.stage;
  const touched = await touchedKeys(place, session, step, was);
  const keys = knownKeys(step, was);
  if (touched.keys > wholeAbove * keys) return { touched: touched.keys, share: keys === 0 ? 1 : touched.keys / keys };
  await bindTouched(place, session, step, touched);
  const computed = await computeOutput(session, step);
  const by = Object.fromEntries(key.map((column) => [column, column]));
  await bindTable(session, '_was_touched', place.lake, out, was, { relation: touched.name, by });
  const before = await session.materialise('_was', 'SELECT * FROM _was_touched');
  const difference = await differenceOf(session, out, { name: '_was', rows: before }, { name: out.name, rows: computed });
  const { removed, added } = difference;
  const rows = was.rows - removed.rows + added.rows;
  const counts = { touched: touched.keys, computed, removed: removed.rows, added: added.rows, rows };
  if (removed.rows + added.rows === 0) return { mode: 'keys', why: `${why}; nothing differs`, state: { ...was, made }, counts };
  const keysAfter = keyIsGrain(out, step.stage.key)
    ? rows
    : was.keys - (await countKeys(session, '_was', key)) + (await countKeys(session, out.name, key));
  return { mode: 'keys', why, state: await publishDifference(session, place, out, was, difference, { keys: keysAfter, made }), counts };
};
