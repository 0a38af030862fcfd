import { DamagedLog, parseInstant, UnknownVersion } from '@audit/contract';
import type { CommitLog } from './commit-log.ts';
import type { LakeDisk } from './lake-disk.ts';
import type { Manifest } from './manifest.ts';
import { isTagName, readTag } from './tags.ts';

const dateOnly = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
const dayMs = 86_400_000;

const knownText = (versions: readonly number[]): string =>
  versions.length === 0 ? 'none' : `${versions.length === 1 ? 'version' : 'versions'} ${versions.join(', ')}`;

/** End of a date (UTC), or the instant itself, in milliseconds; `undefined` for any other text. */
const untilMs = (reference: string): number | undefined => {
  if (!dateOnly.test(reference) && !instant.test(reference)) return undefined;
  const parsed = parseInstant(reference);
  if (parsed === undefined) return undefined;
  const at = Number(parsed.micros / 1000n);
  return parsed.naive ? at + dayMs - 1 : at;
};

/** The last version that was there at a time. A clock set back does not put a version before its parent. */
const lastUntil = (log: CommitLog, versions: readonly number[], until: number): number | undefined => {
  let latest = Number.NEGATIVE_INFINITY;
  let found: number | undefined;
  for (const version of versions) {
    latest = Math.max(latest, Date.parse(log.read(version).committedAt));
    if (latest <= until) found = version;
  }
  return found;
};

const taggedVersion = (disk: LakeDisk, log: CommitLog, name: string): number | undefined => {
  const tag = readTag(disk, name);
  if (tag === undefined) return undefined;
  if (log.sum(tag.version) !== tag.sum) throw new DamagedLog(disk.at('_tags', `${name}.json`), `version ${tag.version} has other content`);
  return tag.version;
};

const versionOf = (disk: LakeDisk, log: CommitLog, reference: string, kept: readonly number[]): number | undefined => {
  if (reference === 'head') return log.head().version;
  if (/^\d+$/.test(reference)) return Number(reference);
  const until = untilMs(reference);
  if (until !== undefined) return lastUntil(log, kept, until);
  return isTagName(reference) ? taggedVersion(disk, log, reference) : undefined;
};

/**
 * The version a reference names: a number, `head`, a tag, an ISO instant with offset, or a date (its end, UTC).
 *
 * @throws {@link UnknownVersion} if there is none, or vacuum has dropped it
 */
export const resolveVersion = (disk: LakeDisk, log: CommitLog, reference: number | string): Manifest =>
  log.steady(() => resolveNow(disk, log, reference));

const resolveNow = (disk: LakeDisk, log: CommitLog, reference: number | string): Manifest => {
  const kept = log.kept();
  const version = versionOf(disk, log, String(reference), kept);
  if (version === undefined || (version !== 0 && !kept.includes(version)) || (version === 0 && kept.length > 0)) {
    throw new UnknownVersion(disk.root, String(reference), knownText(kept));
  }
  return log.read(version);
};
