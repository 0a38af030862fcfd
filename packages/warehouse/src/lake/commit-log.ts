import { CommitOutcomeUnknown, DamagedLog, HeadMoved, WriteFailed } from '@audit/contract';
import { errnoOf, reasonOf } from './errno.ts';
import { type Horizon, readHorizon, sameHorizon } from './horizon.ts';
import type { LakeDisk } from './lake-disk.ts';
import type { Draft, Manifest } from './manifest.ts';
import { seal, unseal } from './seal.ts';

interface Entry {
  readonly manifest: Manifest;
  readonly sum: string;
}

const entryName = /^\d{20}\.json$/;

/** The lake before its first commit; it has no file. */
const emptyManifest: Manifest = {
  format: 1,
  version: 0,
  parentSum: '',
  committedAt: '1970-01-01T00:00:00.000Z',
  job: '',
  runId: '',
  runKey: '',
  clock: '1970-01-01T00:00:00.000000Z',
  codeHash: '',
  configHash: '',
  tables: {},
  watermarks: {},
  accounts: [],
};

/** `_log/<20 digits>.json`: one sealed manifest per version, each naming the checksum of the one before. */
export class CommitLog {
  readonly folder: string;
  readonly #disk: LakeDisk;
  /** Entries never change once linked: one read of each per open lake. */
  readonly #entries = new Map<number, Entry>();

  constructor(disk: LakeDisk) {
    this.#disk = disk;
    this.folder = disk.at('_log');
  }

  path(version: number): string {
    return this.#disk.at('_log', `${String(version).padStart(20, '0')}.json`);
  }

  /** Versions with a file in the log, older than the horizon or not, ascending. */
  present(): readonly number[] {
    return this.#disk
      .names(this.folder)
      .filter((name) => entryName.test(name))
      .map((name) => Number(name.slice(0, 20)));
  }

  /**
   * Reads the log as vacuum leaves it: vacuum moves the horizon first and removes entries then, so a reader that misses one
   * and finds another horizon looks again.
   */
  steady<T>(read: (horizon: Horizon) => T): T {
    const horizon = readHorizon(this.#disk);
    try {
      return read(horizon);
    } catch (error) {
      if (!(error instanceof DamagedLog) || sameHorizon(horizon, readHorizon(this.#disk))) throw error;
      return this.steady(read);
    }
  }

  /**
   * Versions of the chain, from the horizon to the head, ascending.
   *
   * @throws {@link DamagedLog} if one between is missing
   */
  chain(): readonly number[] {
    return this.steady((horizon) => this.chainFrom(horizon));
  }

  chainFrom(horizon: Horizon): readonly number[] {
    const versions = this.present().filter((version) => version >= horizon.oldest);
    if (versions.length === 0 && horizon.oldest === 1) return [];
    const missing = versions.findIndex((version, index) => version !== horizon.oldest + index);
    const gap = versions.length === 0 ? 0 : missing;
    if (gap !== -1) throw new DamagedLog(this.path(horizon.oldest + gap), 'the file is missing');
    return versions;
  }

  /** Chain versions whose data files are kept: those that can be read. */
  kept(): readonly number[] {
    return this.steady((horizon) => {
      const expired = new Set(horizon.expired);
      return this.chainFrom(horizon).filter((version) => !expired.has(version));
    });
  }

  head(): Manifest {
    return this.steady((horizon) => {
      const version = this.chainFrom(horizon).at(-1) ?? 0;
      const head = this.read(version);
      if (version > horizon.oldest) this.checkLink(head);
      return head;
    });
  }

  /** @throws {@link DamagedLog} if the entry is missing, is not as it was sealed, or is of another version */
  read(version: number): Manifest {
    return version === 0 ? emptyManifest : this.#entry(version).manifest;
  }

  /** Checksum of a version's body; '' for version 0. */
  sum(version: number): string {
    return version === 0 ? '' : this.#entry(version).sum;
  }

  /** @throws {@link DamagedLog} if a manifest does not name the checksum of the version before it */
  checkLink(manifest: Manifest): void {
    const parent = manifest.version - 1;
    if (manifest.parentSum !== this.sum(parent)) {
      throw new DamagedLog(this.path(parent), `version ${manifest.version} was committed on top of other content`);
    }
  }

  /**
   * Publishes the version after `parent`: temporary file, fsync, `link()` as compare-and-swap, fsync of the folder.
   *
   * @throws {@link HeadMoved} if that version exists; {@link WriteFailed} before anything is published;
   * {@link CommitOutcomeUnknown} if the version has its name but the disk did not confirm it
   */
  append(parent: Manifest, draft: Draft): Manifest {
    const version = parent.version + 1;
    const { format } = emptyManifest;
    const manifest: Manifest = {
      ...draft,
      format,
      version,
      parentSum: this.sum(parent.version),
      committedAt: this.#disk.now().toISOString(),
    };
    const { bytes, sum } = seal(manifest);
    const temporary = this.#disk.temporary(this.folder, bytes);
    this.#publish(temporary, version);
    this.#confirm(version);
    this.#disk.discard(temporary);
    this.#entries.set(version, { manifest, sum });
    return manifest;
  }

  /** Makes every name in the log durable: whoever builds on a version, or reports it as there, needs that. */
  sync(): void {
    this.#disk.syncFolder(this.folder);
  }

  #publish(temporary: string, version: number): void {
    const path = this.path(version);
    try {
      this.#disk.fs.link(temporary, path);
    } catch (error) {
      this.#disk.discard(temporary);
      if (errnoOf(error) === 'EEXIST')
        throw new HeadMoved(this.#disk.root, version - 1, this.present().at(-1) ?? version, { cause: error });
      throw new WriteFailed(path, reasonOf(error), { cause: error });
    }
  }

  #confirm(version: number): void {
    try {
      this.sync();
    } catch (error) {
      throw new CommitOutcomeUnknown(this.#disk.root, version, { cause: error });
    }
  }

  #entry(version: number): Entry {
    const known = this.#entries.get(version);
    if (known !== undefined) return known;
    const path = this.path(version);
    const bytes = this.#bytes(path);
    const sealed = unseal(bytes);
    if (sealed === undefined) throw new DamagedLog(path, 'its checksum does not match its content');
    const manifest = sealed.body as Manifest;
    if (manifest.format !== emptyManifest.format) throw new DamagedLog(path, `its format ${String(manifest.format)} is of a newer audit`);
    if (manifest.version !== version) throw new DamagedLog(path, `it holds version ${manifest.version}`);
    const entry = { manifest, sum: sealed.sum };
    this.#entries.set(version, entry);
    return entry;
  }

  #bytes(path: string): Uint8Array {
    try {
      return this.#disk.fs.read(path);
    } catch (error) {
      throw new DamagedLog(path, errnoOf(error) === 'ENOENT' ? 'the file is missing' : reasonOf(error), { cause: error });
    }
  }
}
