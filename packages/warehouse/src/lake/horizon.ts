import { DamagedLog } from '@audit/contract';
import type { LakeDisk } from './lake-disk.ts';
import { seal, unseal } from './seal.ts';

/** How far back the lake goes. Written durably before vacuum removes anything, so a removal that stops half-way changes nothing. */
export interface Horizon {
  /** The first version whose log entry counts; older entries are leftovers. */
  readonly oldest: number;
  /** Versions whose log entry is kept for the hash chain while their data files may be gone. */
  readonly expired: readonly number[];
}

const everything: Horizon = { oldest: 1, expired: [] };
export const horizonPath = (disk: LakeDisk): string => disk.at('_log', 'horizon.json');

/** @throws {@link DamagedLog} if it is not as it was sealed */
export const readHorizon = (disk: LakeDisk): Horizon => {
  const bytes = disk.readIfThere(horizonPath(disk));
  if (bytes === undefined) return everything;
  const sealed = unseal(bytes);
  if (sealed === undefined) throw new DamagedLog(horizonPath(disk), 'its checksum does not match its content');
  return sealed.body as Horizon;
};

export const writeHorizon = (disk: LakeDisk, horizon: Horizon): void => disk.replace(horizonPath(disk), seal(horizon).bytes);

export const sameHorizon = (one: Horizon, other: Horizon): boolean =>
  one.oldest === other.oldest && one.expired.join() === other.expired.join();
