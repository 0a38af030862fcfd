import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Between two rounds; a round is some ten megabytes. */
const pauseMs = 200;

/**
 * Has files that grow written to the disk as they do, until it is disposed of. The system would keep half a minute of them and then write gigabytes at once, before
 * whatever others want to read of that disk meanwhile.
 */
export class SteadySync implements AsyncDisposable {
  /** Open until the end: closing one would take the locks from it that an engine in this process has. */
  readonly #files = new Map<string, FileHandle>();
  readonly #stop = new AbortController();
  readonly #rounds: Promise<void>;

  /** @param paths of files that are there sooner or later, or never */
  constructor(paths: readonly string[]) {
    this.#rounds = this.#repeat(paths);
    // Told when it is disposed of, not to the process.
    this.#rounds.catch(() => undefined);
  }

  async #repeat(paths: readonly string[]): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      for (const path of paths) await (await this.#file(path))?.datasync();
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #file(path: string): Promise<FileHandle | undefined> {
    const file = this.#files.get(path) ?? (await open(path, 'r').catch(() => undefined));
    if (file !== undefined) this.#files.set(path, file);
    return file;
  }

  /** Waits for the round at work. @throws what writing to the disk throws */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    try {
      await this.#rounds;
    } finally {
      for (const file of this.#files.values()) await file.close();
    }
  }
}
