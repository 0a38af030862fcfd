import { qualifiedName, quote } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { FileRef, TableState } from '../lake/table-state.ts';
import { changedSince } from './change-sets.ts';
import type { Source, Step } from './decide.ts';
import { excerptOf } from './excerpt.ts';
import { hashOf } from './hash-of.ts';
import { bindTable, nameList } from './table-scan.ts';
import { keep, type Workplace } from './workplace.ts';

/** An input that names touched keys: what changed in it, and which of its columns carry the key. */
interface Changed extends Source {
  readonly name: string;
  readonly by: Readonly<Record<string, string>>;
  readonly files: readonly FileRef[];
}

/** The keys a step must compute anew, as a relation of the key's columns. */
export interface Touched {
  readonly name: string;
  readonly keys: number;
}

/**
 * The distinct keys of all changed input rows, old and new: a row that moves touches both its keys. Steps whose inputs
 * changed alike share the relation.
 */
export const touchedKeys = async (place: Workplace, session: Session, step: Step, was: TableState): Promise<Touched> => {
  const key = step.stage.key ?? [];
  const changed = changedInputs(step, was);
  const origin = changed.map(({ table, by, files }) => [qualifiedName(table), by, files.map((file) => file.sha256)]);
  const name = `touched_${hashOf([key, origin]).slice(0, 16)}`;
  const known = place.kept.get(name);
  if (known !== undefined) return { name, keys: known };
  const parts: string[] = [];
  for (const { name: input, table, by, files } of changed) {
    await session.bindFiles(
      `${input}__changed`,
      table,
      files.map((file) => place.lake.dataFile(file)),
    );
    parts.push(`SELECT ${key.map((column) => `${quote(by[column]!)} AS ${quote(column)}`).join(', ')} FROM ${quote(`${input}__changed`)}`);
  }
  const keys = await keep(place, name, `SELECT DISTINCT ${nameList(key)} FROM (${parts.join(' UNION ALL ')}) t`);
  return { name, keys };
};

const changedInputs = ({ stage, from }: Step, was: TableState): readonly Changed[] =>
  Object.entries(from).flatMap(([name, source]) => {
    const by = stage.reads[name]!.by;
    const changed = by === 'whole' ? undefined : changedSince(source.state, was.made?.inputs[name] ?? -1);
    const files = [...(changed?.removed ?? []), ...(changed?.added ?? [])];
    return by === 'whole' || files.length === 0 ? [] : [{ ...source, name, by, files }];
  });

/** Binds the inputs of a step, those read by key with the rows of touched keys only. */
export const bindTouched = async (place: Workplace, session: Session, { stage, from }: Step, touched: Touched): Promise<void> => {
  for (const [name, { table, state }] of Object.entries(from)) {
    const by = stage.reads[name]!.by;
    if (by === 'whole') {
      await bindTable(session, name, place.lake, table, state);
      continue;
    }
    const rows = await excerptOf(place, session, { table, state }, { relation: touched.name, by });
    await session.bindSql(name, `SELECT * FROM ${quote(rows)}`);
  }
};
