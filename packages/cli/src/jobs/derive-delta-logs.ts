import { AuditError } from '@audit/contract';
import { type Engine, type Lake, type LakeLock, maskedPositions, type StepAccount } from '@audit/warehouse';
import { keptTables } from '../table-lookup.ts';

/** Tells a person of something that failed no run: what it is, and what to do. */
export type Warn = (message: string, facts: Readonly<Record<string, unknown>>) => void;

/**
 * Shows the head to Delta readers too (Spark, Polars, delta-rs). The version is published by then and the Delta logs are
 * derived from it: whatever goes wrong here fails no run, for the next one makes up for it.
 */
export const deriveDeltaLogs = async (lake: Lake, lock: LakeLock, engine: Engine, warn: Warn): Promise<StepAccount> => {
  const started = performance.now();
  const account = (why: string, entries: number): StepAccount => ({
    step: 'lake/delta-log',
    mode: entries === 0 ? 'skip' : 'whole',
    why,
    seconds: (performance.now() - started) / 1000,
    counts: { entries },
  });
  try {
    const tables = keptTables(lake.head()).map(({ table }) => table);
    const entries = await lake.deriveDeltaLogs(lock, tables, maskedPositions(engine));
    return account(entries === 0 ? 'up to date' : 'new version', entries);
  } catch (error) {
    const code = error instanceof AuditError ? error.code : 'UNEXPECTED';
    warn(
      `Delta readers see an older version than the lake's head: ${whyNot(error)}. The lake has the run whole; its next run, or "audit build-mart" with the same files, brings the Delta logs up to date`,
      { code },
    );
    return account(`left to the next run: ${code}`, 0);
  }
};

/** Our errors end with a remedy for a run that failed ("nothing was published"); this one did not. */
const whyNot = (error: unknown): string => {
  if (!(error instanceof AuditError)) return error instanceof Error ? error.message : String(error);
  const { path, reason, signal } = error.facts;
  const told = [path, reason, signal].filter((fact) => typeof fact === 'string').join(': ');
  const damage = error.code === 'DAMAGED_FILE' ? ' ("audit verify" lists all damage; restore the file from a backup first)' : '';
  return told === '' ? error.message : `${error.code} ${told}${damage}`;
};
