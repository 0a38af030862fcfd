import { Assertion, Interrupted } from '@audit/contract';
import { engineError } from './engine-error.ts';

/** The two things a guard does to a connection; of `DuckDBConnection`. */
interface Closable {
  interrupt(): void;
  closeSync(): void;
}
interface GuardOptions {
  readonly memoryLimit: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Counts the open calls of a connection. A fetch on a closed connection is a segmentation fault, not an error, so new
 * calls are refused once closing began and the connection closes when the last one has ended.
 */
export class CallGuard {
  readonly #connection: Closable;
  readonly #options: GuardOptions;
  readonly #interrupt = (): void => this.#connection.interrupt();
  #calls = 0;
  #closing: Promise<void> | undefined;
  #idle: (() => void) | undefined;

  constructor(connection: Closable, options: GuardOptions) {
    this.#connection = connection;
    this.#options = options;
    options.signal?.addEventListener('abort', this.#interrupt);
  }

  /**
   * @param what names the call in errors, such as `binding "lines"`
   * @throws {@link OutOfMemory}, {@link Interrupted} when the signal fires, {@link EngineFailed} for anything else
   */
  async run<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) throw new Assertion(`${what} on a closed session`);
    const { signal } = this.#options;
    if (signal?.aborted === true) throw new Interrupted(String(signal.reason));
    this.#calls++;
    try {
      return await work();
    } catch (error) {
      throw engineError(error, { what, ...this.#options });
    } finally {
      this.#calls--;
      if (this.#calls === 0) this.#idle?.();
    }
  }

  /** Resolves when every open call has ended and the connection is closed; closing twice is closing once. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    if (this.#calls > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
    this.#options.signal?.removeEventListener('abort', this.#interrupt);
    this.#connection.closeSync();
  }
}
