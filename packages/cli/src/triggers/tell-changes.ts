import { setTimeout as sleep } from 'node:timers/promises';
import { ChangesUntold, ConfigError, formatInstant, Interrupted, LakeBusy, parseInstant } from '@audit/contract';
import { beforeAllEvents, type EventPlace, ProfileReader } from '@audit/scd2-profile';
import type { Engine, Lake, LakeLock, Manifest } from '@audit/warehouse';
import type { RunIdentity } from '../run-identity.ts';
import type { OpenTarget } from './open-targets.ts';
import { usualPatience } from './retrying.ts';
import { type Telling, tellTarget } from './tell-target.ts';

/** Whom to tell of what is published in a lake. */
export interface TellingOrder {
  readonly targets: readonly OpenTarget[];
  readonly lake: Lake;
  readonly engine: Engine;
  readonly identity: RunIdentity;
  readonly interrupted: AbortSignal;
  /** Tell again all that was recorded after this version. */
  readonly again?: Manifest | undefined;
}

/** How long another run that is telling is waited for. */
const waitForLockMillis = 30_000;

/** Another run may be telling just now: what it leaves is ours. @throws LakeBusy */
const lockCursors = async ({ lake, identity, interrupted }: TellingOrder): Promise<LakeLock> => {
  const end = performance.now() + waitForLockMillis;
  for (;;) {
    try {
      return await lake.lockCursors(identity);
    } catch (error) {
      if (!(error instanceof LakeBusy) || performance.now() >= end || interrupted.aborted) throw error;
      await sleep(100);
    }
  }
};

/** Where a target is to go on: its cursor, else what the configuration says, else the beginning. */
const placeOf = (lake: Lake, { target, settings }: OpenTarget): EventPlace => {
  const left = lake.cursor(target.name) as EventPlace | undefined;
  if (left !== undefined) return left;
  if (settings.since === undefined) return beforeAllEvents;
  const micros = parseInstant(settings.since)?.micros;
  if (micros === undefined) throw new ConfigError(`on_profile_change "${target.name}"`, 'its "since" is no instant', 'give an ISO instant');
  return { recordedTs: formatInstant(micros), eventId: null };
};

const placeAgain = async (engine: Engine, lake: Lake, manifest: Manifest): Promise<EventPlace> => {
  await using reader = await ProfileReader.open(engine, lake, manifest);
  return await reader.placeAfter(manifest);
};

/**
 * Tells every target of the changed profiles that it was not told of yet: at least once each, in the order in which they were recorded.
 * Run it after a publication, with no lock of the lake held; what fails or is cut short is made up for by the next call.
 *
 * @throws ChangesUntold when a target failed for too long, after all others were told; ConfigError; LakeBusy; Interrupted
 */
export const tellChanges = async (order: TellingOrder): Promise<readonly Telling[]> => {
  const { targets, lake, engine, interrupted, again } = order;
  if (targets.length === 0 || !lake.isThere) return [];
  await using lock = await lockCursors(order);
  const manifest = lake.head();
  const from = again === undefined ? undefined : await placeAgain(engine, lake, again);
  const places = targets.map((open) => from ?? placeOf(lake, open));
  const place = { engine, lake, lock, manifest, patience: usualPatience, interrupted };
  const ended = await Promise.allSettled(targets.map((open, at) => tellTarget(place, open, places[at] ?? beforeAllEvents)));
  const tellings = ended.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
  if (interrupted.aborted) throw new Interrupted(String(interrupted.reason));
  const untold = tellings.flatMap(({ target, told, failure }) => (failure === undefined ? [] : [{ target, told, reason: failure }]));
  if (untold.length > 0) throw new ChangesUntold(untold);
  return tellings;
};
