import { qualifiedName, type Table } from '@audit/contract';
import { defineJob, type DuckDbEngine, keepTable, type Lake, openWorkplace, runJob } from '@audit/warehouse';

/** A table of a lake with its rows, as the mapping of bronze to silver leaves it. */
export interface SilverRows {
  readonly table: Table;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

let runs = 0;
const noJob = defineJob('silver', () => undefined);

/** Puts tables into a lake that has them not, in one version; columns a row does not give are null. */
export const putSilver = async (engine: DuckDbEngine, lake: Lake, given: readonly SilverRows[]): Promise<void> => {
  const clock = `2026-11-01T00:00:00.${String(++runs).padStart(6, '0')}Z`;
  const runId = `silver-${runs}`;
  await using lock = await lake.lock({ runId, command: 'test' });
  const parent = lake.head();
  const folder = lake.stage(lock, runId, clock);
  await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
  const session = await place.session();
  const sources: Record<string, NonNullable<Awaited<ReturnType<typeof keepTable>>>> = {};
  for (const { table, rows } of given) {
    const whole = rows.map((row) => Object.fromEntries(Object.keys(table.columns).map((name) => [name, row[name] ?? null])));
    await session.bindRows('given_now', table, whole as never);
    const state = await keepTable(session, place, table, undefined, { added: 'SELECT * FROM given_now' });
    if (state !== undefined) sources[qualifiedName(table)] = state;
  }
  await runJob(engine, lake, lock, noJob, { runId, clock, parent, sources, runKey: runId, place });
};
