import { createHash } from 'node:crypto';
import { isRefusal, qualifiedName } from '@audit/contract';
import {
  defineJob,
  type DuckDbEngine,
  type Lake,
  type LakeLock,
  type Made,
  madeKey,
  type Manifest,
  openWorkplace,
  runJob,
  runKeyOf,
  type StepAccount,
} from '@audit/warehouse';
import { computeGold } from './compute-gold.ts';
import type { Definitions } from './definitions/definitions.ts';
import type { ExecutedRun } from './monitors/business-metrics.ts';
import { goldTables } from './publish/gold-tables.ts';
import { publishGold } from './publish/publish-gold.ts';
import { ledgerInputs } from './run/bind-ledgers.ts';
import { inputsHash } from './run/inputs-hash.ts';

/** Who computes gold, and for which day. */
export interface AggregateRun extends ExecutedRun {
  readonly runId: string;
  /** ISO with microseconds and Z. */
  readonly clock: string;
  readonly configHash?: string;
  /** Computes although the lake has gold of this day, these definitions and this silver. */
  readonly again?: boolean;
  readonly onPart?: (part: string, seconds: number) => void;
}

/** What a run did. */
export interface Aggregation {
  readonly manifest: Manifest;
  readonly isNew: boolean;
  /** What the run should say about its inputs, as sentences. */
  readonly notes: readonly string[];
  /** Empty where nothing was computed. */
  readonly parts: readonly { readonly part: string; readonly seconds: number }[];
}

/** What was carried out, as part of what gold is made of. */
const digestOf = (executed: readonly string[]): string => createHash('sha256').update(executed.join()).digest('hex').slice(0, 16);

/** Raised whenever a model of gold gives other values of the same inputs: it is part of what gold is made of. */
const revision = 3;

const goldJob = defineJob('aggregate', () => undefined);

const isInput = (name: string): boolean =>
  (name.startsWith('silver_') && name !== 'silver_account_links' && name !== 'silver_account_link_review') || ledgerInputs.includes(name);

/** Everything gold depends on beside its own earlier days. */
export const goldMade = (
  engine: DuckDbEngine,
  { tables }: Manifest,
  { version }: Definitions,
  { asOf, zone, executed }: ExecutedRun,
): Made => {
  const inputs = Object.fromEntries(Object.entries(tables).flatMap(([name, { changedAt }]) => (isInput(name) ? [[name, changedAt]] : [])));
  const code = createHash('sha256')
    .update(JSON.stringify([revision, engine.name, engine.version]))
    .digest('hex');
  const params = JSON.stringify({
    as_of: asOf,
    zone,
    definitions: version,
    ...(executed === undefined ? {} : { executed: digestOf(executed) }),
  });
  const made = { code, params, inputs, tables: Object.fromEntries(Object.keys(inputs).map((name) => [name, name])) };
  return { ...made, stage: 'metrics/aggregate', key: madeKey(made) };
};

/** Why gold has to be computed; undefined where the lake has it. */
export const whyGoldIsStale = (manifest: Manifest, definitions: Definitions, made: Made): string | undefined => {
  const states = goldTables(definitions).map(({ table }) => manifest.tables[qualifiedName(table)]);
  if (states.some((state) => state === undefined)) return states.every((state) => state === undefined) ? 'first run' : 'a table is new';
  const before = states.map((state) => state?.made).find((one) => one?.key !== made.key);
  if (before === undefined) return undefined;
  if (before === null || before.code !== made.code) return 'code or engine changed';
  if (before.params !== made.params) return 'another day, zone, definitions or actions';
  const changed = Object.keys(made.inputs).filter((name) => before.inputs[name] !== made.inputs[name]);
  return `${changed.length === 0 ? 'inputs' : changed.join(' and ')} changed`;
};

/**
 * Silver to gold for a day: every table of the customer 360 in one commit. Where the lake has gold of the same day, definitions, silver and actions nothing is computed
 * and nothing published. The caller holds the lock.
 *
 * @throws UsageError where silver has no accounts
 */
export const aggregateGold = async (
  engine: DuckDbEngine,
  lake: Lake,
  lock: LakeLock,
  definitions: Definitions,
  run: AggregateRun,
): Promise<Aggregation> => {
  const parent = lake.head();
  const made = goldMade(engine, parent, definitions, run);
  const why = run.again === true ? 'asked for again' : whyGoldIsStale(parent, definitions, made);
  if (why === undefined) return { manifest: parent, isNew: false, notes: [], parts: [] };
  const runKey = runKeyOf(['aggregate', parent.version, made.key]);
  const folder = lake.stage(lock, runKey, run.clock);
  const parts: { readonly part: string; readonly seconds: number }[] = [];
  const onPart = (part: string, seconds: number): void => {
    parts.push({ part, seconds });
    run.onPart?.(part, seconds);
  };
  try {
    await using place = openWorkplace(engine, { lake, folder, version: parent.version + 1 });
    const session = await place.session();
    const computed = performance.now();
    const sources = await computeGold(session, lake, parent, definitions, run, onPart);
    const hashed = performance.now();
    const hash = await inputsHash(session, sources, engine.version);
    onPart('hash of the inputs', (performance.now() - hashed) / 1000);
    const written = performance.now();
    const lineage = { ...run, definitionVersion: definitions.version, inputsHash: hash };
    const states = await publishGold(session, place, parent, goldTables(definitions), lineage, made);
    onPart('writing', (performance.now() - written) / 1000);
    const seconds = (performance.now() - computed) / 1000;
    const counts = Object.fromEntries(Object.entries(states).map(([name, { rows }]) => [name, rows]));
    const account: StepAccount = { step: 'metrics/aggregate', mode: 'whole', why, seconds, counts };
    const manifest = await runJob(engine, lake, lock, goldJob, {
      runId: run.runId,
      clock: run.clock,
      parent,
      sources: states,
      runKey,
      place,
      accounts: [account],
      ...(run.configHash === undefined ? {} : { configHash: run.configHash }),
    });
    return { manifest, isNew: manifest.version > parent.version, notes: sources.notes, parts };
  } catch (error) {
    if (isRefusal(error)) folder.drop();
    throw error;
  }
};
