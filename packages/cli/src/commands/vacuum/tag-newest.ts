import { UsageError } from '@audit/contract';
import type { Lake, LakeLock } from '@audit/warehouse';

/**
 * Names the newest version, so that it stays; returns its number.
 *
 * @throws {@link UsageError} where the name keeps another version already: moving it would give that one up
 */
export const tagNewest = (lake: Lake, lock: LakeLock, name: string): number => {
  const { version } = lake.head();
  const kept = lake.tags().includes(name) ? lake.at(name).version : version;
  if (kept !== version) throw new UsageError(`the tag "${name}" is on version ${kept} and keeps it`, 'choose another name', { tag: name });
  lake.tag(lock, name, version);
  return version;
};
