import { quote, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { Made, TableState } from '../lake/table-state.ts';
import { changedSince } from './change-sets.ts';
import { computeOutput } from './compute-whole.ts';
import type { Decision, Step } from './decide.ts';
import { countKeys, differenceOf, keyIsGrain } from './difference.ts';
import type { Outcome, Workplace } from './outcome.ts';
import { publishDifference } from './publish.ts';
import { bindTable, nameList } from './table-scan.ts';

/** Above this share of touched keys computing whole is cheaper. */
const wholeAbove = 0.3;

/** Too many keys are touched to compute them alone. */
export interface TooMany {
  readonly touched: number;
  /** Of the keys the table had. */
  readonly share: number;
}

/**
 * A step over the keys its changed input rows name, old and new: the same model over the same names, each bound to the
 * rows of those keys only. What comes out equal is no change.
 *
 * @returns {@link TooMany} when so many keys are touched that the step should be computed whole
 */
export const computeKeys = async (
  place: Workplace,
  step: Step,
  made: Made,
  was: TableState,
  decision: Decision,
): Promise<Outcome | TooMany> => {
  await using session = await place.engine.session();
  const { stage, from } = step;
  const out = stage.writes;
  const key = stage.key ?? [];
  const touched = await bindTouched(session, place, step, was);
  if (touched > wholeAbove * was.keys) return { touched, share: was.keys === 0 ? 1 : touched / was.keys };
  for (const [name, { table, state }] of Object.entries(from)) {
    const by = stage.reads[name]!.by;
    await bindTable(session, by === 'whole' ? name : `${name}__all`, place.lake, table, state);
    if (by !== 'whole')
      await session.materialise(
        name,
        ofTouched(
          `${name}__all`,
          table,
          key.map((column) => [by[column]!, column]),
        ),
      );
  }
  const computed = await computeOutput(session, step);
  await bindTable(session, '_was_all', place.lake, out, was);
  await session.materialise(
    '_was',
    ofTouched(
      '_was_all',
      out,
      key.map((column) => [column, column]),
    ),
  );
  const difference = await differenceOf(session, out, '_was', out.name);
  const { removed, added } = difference;
  const rows = was.rows - removed.rows + added.rows;
  const counts = { touched, computed, removed: removed.rows, added: added.rows, rows };
  if (removed.rows + added.rows === 0) return { mode: 'keys', why: `${decision.why}; nothing differs`, state: { ...was, made }, counts };
  const keys = keyIsGrain(out, stage.key)
    ? rows
    : was.keys - (await countKeys(session, '_was', key)) + (await countKeys(session, out.name, key));
  return { mode: 'keys', why: decision.why, state: await publishDifference(session, place, out, was, difference, { keys, made }), counts };
};

/** Rows of a relation whose key was touched; pairs of its column and the key's. */
const ofTouched = (name: string, table: Table, key: readonly (readonly [string, string])[]): string => {
  const columns = Object.keys(table.columns).map((column) => `r.${quote(column)}`);
  const on = key.map(([own, touched]) => `r.${quote(own)} = k.${quote(touched)}`);
  return `SELECT ${columns.join(', ')} FROM ${quote(name)} r SEMI JOIN _touched k ON ${on.join(' AND ')}`;
};

/** Keeps the distinct keys of all changed input rows as `_touched`; returns how many. A row that moves touches both keys. */
const bindTouched = async (session: Session, place: Workplace, { stage, from }: Step, was: TableState): Promise<number> => {
  const key = stage.key ?? [];
  const parts: string[] = [];
  for (const [name, { table, state }] of Object.entries(from)) {
    const by = stage.reads[name]!.by;
    const changed = by === 'whole' ? undefined : changedSince(state, was.made?.inputs[name] ?? -1);
    if (by === 'whole' || changed === undefined) continue;
    const files = [...changed.removed, ...changed.added];
    if (files.length === 0) continue;
    await session.bindFiles(
      `${name}__changed`,
      table,
      files.map((file) => place.lake.path(file)),
    );
    const columns = key.map((column) => `${quote(by[column]!)} AS ${quote(column)}`);
    parts.push(`SELECT ${columns.join(', ')} FROM ${quote(`${name}__changed`)}`);
  }
  return await session.materialise('_touched', `SELECT DISTINCT ${nameList(key)} FROM (${parts.join(' UNION ALL ')}) t`);
};
