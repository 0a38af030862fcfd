import { type ApiKey, keysWrittenAt, readKeys } from './key-file.ts';

const lookAgainMs = 1000;

/** The keys of a file, read again when it changed: a key is revoked without a restart. */
export class KeyRing {
  readonly #path: string;
  readonly #now: () => number;
  #keys: readonly ApiKey[] | undefined;
  #writtenAt: number | undefined;
  #lookedAt: number;

  /** @throws ConfigError as `readKeys` does */
  constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
    this.#writtenAt = keysWrittenAt(path);
    this.#keys = readKeys(path);
    this.#lookedAt = now();
  }

  /** The keys there are; undefined where there never was a file of them. A file that is gone, or is none any more, opens nothing: nobody has a key then. */
  get keys(): readonly ApiKey[] | undefined {
    const now = this.#now();
    if (now - this.#lookedAt < lookAgainMs && now >= this.#lookedAt) return this.#keys;
    this.#lookedAt = now;
    const writtenAt = keysWrittenAt(this.#path);
    if (writtenAt === this.#writtenAt) return this.#keys;
    this.#writtenAt = writtenAt;
    try {
      this.#keys = readKeys(this.#path) ?? (this.#keys === undefined ? undefined : []);
    } catch {
      this.#keys = [];
    }
    return this.#keys;
  }
}
