import { isDeepStrictEqual } from 'node:util';
import { parseInstant } from '@audit/contract';
import { type EventPlace, ProfileReader } from '@audit/scd2-profile';
import { clusterOrder, type Engine, type Lake, type LakeLock, type Manifest } from '@audit/warehouse';
import { rowJson } from '../output/cell-sql.ts';
import type { OpenTarget } from './open-targets.ts';
import { type Patience, retrying } from './retrying.ts';
import { NotTold, type ToldEvent } from './target.ts';

/** How far a target was told in this run, and why no further. */
export interface Telling {
  readonly target: string;
  readonly told: number;
  /** Undefined where it was told everything. */
  readonly failure?: string;
}

/** The lake whose changes are told, the lock of its cursors, and how patient to be. */
export interface TellingPlace {
  readonly engine: Engine;
  readonly lake: Lake;
  readonly lock: LakeLock;
  readonly manifest: Manifest;
  readonly patience: Omit<Patience, 'limitMillis'>;
  readonly interrupted: AbortSignal;
}

/** How long a target may fail before it is given up. */
export const giveUpMillis = (settings: { readonly give_up_seconds?: number | undefined }): number =>
  (settings.give_up_seconds ?? 30) * 1000;
/** Between two notes of how far a target was told, in milliseconds: what is told after the last one is told twice after a crash. */
const noteEveryMillis = 500;

const microsOf = ({ recordedTs }: EventPlace): bigint => parseInstant(recordedTs)?.micros ?? 0n;

const eventOf = (json: string): ToldEvent => {
  const { event_id: eventId, recorded_ts: recordedTs } = JSON.parse(json) as { readonly event_id: string; readonly recorded_ts: string };
  return { eventId, recordedTs, json };
};

/** Pending events as they are read, as many at once as a target takes. */
const portions = async function* (lines: AsyncIterable<readonly string[]>, atOnce: number): AsyncGenerator<readonly ToldEvent[]> {
  let waiting: string[] = [];
  for await (const more of lines) {
    waiting.push(...more);
    const whole = waiting.length - (waiting.length % atOnce);
    for (let at = 0; at < whole; at += atOnce) yield waiting.slice(at, at + atOnce).map(eventOf);
    waiting = waiting.slice(whole);
  }
  if (waiting.length > 0) yield waiting.map(eventOf);
};

/** Tells one target all it was not told yet, and moves its cursor. Only what is no failure of the target is thrown. */
export const tellTarget = async (place: TellingPlace, { target, settings }: OpenTarget, from: EventPlace): Promise<Telling> => {
  const { engine, lake, lock, manifest, interrupted } = place;
  await using reader = await ProfileReader.open(engine, lake, manifest);
  const { table, sql } = await reader.changes(from, settings.attributes ?? []);
  const lines = reader.session.texts(`SELECT ${rowJson(table, false)} FROM (${sql}) AS kept ${clusterOrder(table)}`);
  const patience: Patience = { ...place.patience, limitMillis: giveUpMillis(settings) };
  let reached = from;
  let notedAt = performance.now();
  const note = (): void => {
    if (!isDeepStrictEqual(lake.cursor(target.name), reached)) lake.moveCursor(lock, target.name, reached);
    notedAt = performance.now();
  };
  let told = 0;
  try {
    for await (const events of portions(lines, target.atOnce)) {
      await retrying((signal) => target.tell(events, signal), patience, interrupted);
      told += events.length;
      const last = events.at(-1);
      if (last !== undefined) reached = { recordedTs: last.recordedTs, eventId: last.eventId };
      if (performance.now() - notedAt >= noteEveryMillis) note();
    }
    // Past what it does not want to hear of, too.
    const end = await reader.placeAfter(manifest);
    if (microsOf(end) >= microsOf(from)) reached = end;
    return { target: target.name, told };
  } catch (error) {
    if (!(error instanceof NotTold)) throw error;
    return { target: target.name, told, failure: error.message };
  } finally {
    note();
  }
};
