import { Assertion, Interrupted } from '@audit/contract';
import { engineError } from './engine-error.ts';

/** The two things a queue does to a connection; of `DuckDBConnection`. */
interface Closable {
  interrupt(): void;
  closeSync(): void;
}
interface QueueOptions {
  readonly memoryLimit: string | undefined;
  readonly tempDirectory: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs the calls of a connection one after the other and closes it after the last. Both are DuckDB's price: a statement
 * begun while a result is being fetched ends that result early, without an error; and a fetch on a closed connection is
 * a segmentation fault.
 */
export class CallQueue {
  readonly #connection: Closable;
  readonly #options: QueueOptions;
  readonly #interrupt = (): void => this.#connection.interrupt();
  #last: Promise<unknown> = Promise.resolve();
  #reading = false;
  #closing: Promise<void> | undefined;

  constructor(connection: Closable, options: QueueOptions) {
    this.#connection = connection;
    this.#options = options;
    options.signal?.addEventListener('abort', this.#interrupt);
  }

  /**
   * @param what names the call in errors, such as `binding "lines"`
   * @throws {@link OutOfMemory}, {@link DiskFull}, {@link Interrupted} when the signal fires, {@link EngineFailed} for anything else
   */
  async run<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (this.#reading) throw new Assertion(`${what} while rows of the same session are being read`);
    return await this.#enqueue(what, work);
  }

  /**
   * What `open` fetches, piece by piece until there is none; each fetch is a call of its own. Until the last piece is
   * read or the loop is left, other calls are refused: they would end the result early.
   */
  async *pieces<T>(what: string, open: () => Promise<() => Promise<T | undefined>>): AsyncGenerator<T> {
    if (this.#reading) throw new Assertion(`${what} while rows of the same session are being read`);
    this.#reading = true;
    try {
      const fetch = await this.#enqueue(what, open);
      for (let piece = await this.#enqueue(what, fetch); piece !== undefined; piece = await this.#enqueue(what, fetch)) yield piece;
    } finally {
      this.#reading = false;
    }
  }

  async #enqueue<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw new Assertion(`${what} on a closed session`);
    const turn = this.#last.then(async () => await this.#take(what, work));
    this.#last = turn.catch(() => undefined);
    return await turn;
  }

  async #take<T>(what: string, work: () => Promise<T>): Promise<T> {
    const { signal } = this.#options;
    if (signal?.aborted === true) throw new Interrupted(String(signal.reason));
    try {
      return await work();
    } catch (error) {
      throw engineError(error, { what, ...this.#options });
    }
  }

  /** Resolves when the calls made so far have ended and the connection is closed; closing twice is closing once. */
  close(): Promise<void> {
    return (this.#closing ??= this.#last.then(() => {
      this.#options.signal?.removeEventListener('abort', this.#interrupt);
      this.#connection.closeSync();
    }));
  }
}
