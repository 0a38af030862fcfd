import { relative } from 'node:path';
import { AuditError } from '@audit/contract';
import { CommitLog } from './commit-log.ts';
import { type Horizon, horizonPath, readHorizon } from './horizon.ts';
import type { LakeDisk } from './lake-disk.ts';
import { filesOfManifest } from './lake-files.ts';
import type { Manifest } from './manifest.ts';
import type { FileRef } from './table-state.ts';
import { readTag, tagNames } from './tags.ts';
import { VerifiedFiles } from './verified-files.ts';

export interface VerifyReport {
  readonly ok: boolean;
  /** Log entries, tags and data files looked at. */
  readonly checked: number;
  /** `path` relative to the lake's root. */
  readonly errors: readonly { readonly path: string; readonly reason: string }[];
}

/** Collects findings instead of stopping at the first. */
class Findings {
  readonly errors: { readonly path: string; readonly reason: string }[] = [];
  readonly #disk: LakeDisk;
  checked = 0;

  constructor(disk: LakeDisk) {
    this.#disk = disk;
  }

  /** @returns what `work` returns, or `undefined` where it found damage */
  check<T>(path: string, work: () => T): T | undefined {
    this.checked++;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof AuditError)) throw error;
      const { path: place, reason } = error.facts;
      this.add(typeof place === 'string' ? place : path, typeof reason === 'string' ? reason : error.message);
      return undefined;
    }
  }

  add(path: string, reason: string): void {
    this.errors.push({ path: relative(this.#disk.root, path), reason });
  }
}

/** Without a readable horizon nothing but the head is known to be whole on purpose. */
const guessHorizon = (log: CommitLog): Horizon => {
  const present = log.present();
  return { oldest: present[0] ?? 1, expired: present.slice(0, -1) };
};

const chainRange = (log: CommitLog, horizon: Horizon): readonly number[] => {
  const last = log.present().at(-1) ?? horizon.oldest - 1;
  const end = horizon.oldest > 1 ? Math.max(last, horizon.oldest) : last;
  return Array.from({ length: end - horizon.oldest + 1 }, (_, index) => horizon.oldest + index);
};

const checkTags = (disk: LakeDisk, log: CommitLog, kept: ReadonlySet<number>, findings: Findings): void => {
  for (const name of tagNames(disk)) {
    const path = disk.at('_tags', `${name}.json`);
    const tag = findings.check(path, () => readTag(disk, name));
    if (tag === undefined) continue;
    if (!kept.has(tag.version)) findings.add(path, `version ${tag.version} is not in the log`);
    else if (readSum(log, tag.version) !== tag.sum) findings.add(path, `version ${tag.version} is not the content that was tagged`);
  }
};

const readSum = (log: CommitLog, version: number): string | undefined => {
  try {
    return log.sum(version);
  } catch {
    return undefined;
  }
};

/**
 * Reads everything that kept versions are made of, past every cache: log entries, hash chain, tags, data files.
 *
 * @param progress called after each data file
 */
export const verify = (disk: LakeDisk, progress: (done: number, total: number) => void): VerifyReport => {
  const before = horizonText(disk);
  const report = verifyNow(disk, progress);
  // Vacuum beside us removed what we were looking for; what is left is what counts.
  return report.ok || horizonText(disk) === before ? report : verify(disk, progress);
};

const horizonText = (disk: LakeDisk): string | undefined => disk.readIfThere(horizonPath(disk))?.toString();

const verifyNow = (disk: LakeDisk, progress: (done: number, total: number) => void): VerifyReport => {
  const findings = new Findings(disk);
  const log = new CommitLog(disk);
  const horizon = findings.check(horizonPath(disk), () => readHorizon(disk)) ?? guessHorizon(log);
  const manifests = chainRange(log, horizon).flatMap((version) => findings.check(log.path(version), () => log.read(version)) ?? []);
  checkLinks(log, manifests, findings);
  const expired = new Set(horizon.expired);
  const kept = manifests.filter((manifest) => !expired.has(manifest.version));
  checkTags(disk, log, new Set(kept.map((manifest) => manifest.version)), findings);
  checkFiles(disk, kept, findings, progress);
  return { ok: findings.errors.length === 0, checked: findings.checked, errors: findings.errors };
};

const checkLinks = (log: CommitLog, manifests: readonly Manifest[], findings: Findings): void => {
  const sound = new Set(manifests.map((manifest) => manifest.version));
  for (const manifest of manifests) {
    const parent = manifest.version - 1;
    if (parent > 0 && !sound.has(parent)) continue;
    if (manifest.parentSum !== log.sum(parent)) {
      findings.add(log.path(parent), `version ${manifest.version} was committed on top of other content`);
    }
  }
};

const checkFiles = (
  disk: LakeDisk,
  kept: readonly Manifest[],
  findings: Findings,
  progress: (done: number, total: number) => void,
): void => {
  const files = new VerifiedFiles(disk);
  // Two versions that disagree about a file must both be heard, so the checksum is part of its identity.
  const byIdentity = new Map<string, FileRef>();
  for (const manifest of kept) for (const file of filesOfManifest(manifest)) byIdentity.set(`${file.path}\n${file.sha256}`, file);
  let done = 0;
  for (const file of byIdentity.values()) {
    findings.check(disk.at(file.path), () => files.path(file));
    progress(++done, byIdentity.size);
  }
};
