import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Column, formatExact, instantOf, parseExact, roundExact, type Table } from '@audit/contract';
import { type DuckDbEngine, duckDbEngine, type Session } from '@audit/warehouse';
import { type InputName, inputShapes } from './inputs/input-shapes.ts';
import { amountsOf, baseName, inputTables, mastersTable } from './inputs/input-tables.ts';
import { type Sources, usualSilver } from './inputs/sources.ts';

/** A row of an input as a test gives it: what it does not say is null; amounts, days and instants as text. */
export type TrialRow = Readonly<Record<string, string | number | boolean | null>> & { readonly master_id?: string };
export type TrialRows = Readonly<Partial<Record<InputName, readonly TrialRow[]>>>;

export interface TrialEngine extends AsyncDisposable {
  readonly engine: DuckDbEngine;
}

export const openTrialEngine = (): TrialEngine => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-metrics-'));
  const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
  return {
    engine,
    async [Symbol.asyncDispose]() {
      await engine[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const cell = (value: string | number | boolean | null | undefined, { type }: Column): unknown => {
  if (value === undefined || value === null) return null;
  if (type.kind === 'decimal') return formatExact(roundExact(parseExact(String(value))!, type.scale));
  if (type.kind === 'int64') return BigInt(String(value));
  return type.kind === 'timestamp' ? instantOf(String(value)) : value;
};

const rowOf = (name: InputName, table: Table, given: TrialRow, at: number): Readonly<Record<string, unknown>> => {
  const { key, owner } = inputShapes[name] as { readonly key: string; readonly owner: unknown };
  const usual: Record<string, string | number | boolean | null> = { [key]: `${name}-${at}` };
  if (owner === 'account_id' && given.master_id !== undefined) usual['account_id'] = given.master_id;
  for (const amount of amountsOf(name)) usual[baseName(amount)] = given[amount] ?? null;
  const row: Readonly<Record<string, string | number | boolean | null>> = { ...usual, ...given };
  return Object.fromEntries(Object.entries(table.columns).map(([column, as]) => [column, cell(row[column], as)]));
};

/** Binds inputs as `bindGoldInputs` does, of rows given by hand. @param absent tables the lake has not at all */
export const bindTrialInputs = async (
  session: Session,
  masters: readonly string[],
  rows: TrialRows,
  absent: readonly InputName[] = [],
): Promise<Sources> => {
  await session.bindRows('masters', mastersTable, masters.map((master_id) => ({ master_id })) as never);
  for (const name of Object.keys(inputTables) as InputName[]) {
    const table = inputTables[name];
    await session.bindRows(`in_${name}`, table, (rows[name] ?? []).map((row, at) => rowOf(name, table, row, at)) as never);
  }
  return { has: (table) => !absent.includes(table as InputName), columns: usualSilver, isLinked: true, notes: [] };
};
