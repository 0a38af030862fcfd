/** An answer as it is sent. */
export interface KeptAnswer {
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds of the clock. */
  readonly madeAt: number;
}

const perEntry = 200;

/** Answers by version and question, the last used ones up to a number of bytes. */
export class AnswerCache {
  readonly #most: number;
  readonly #answers = new Map<string, KeptAnswer>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  get(key: string): KeptAnswer | undefined {
    const found = this.#answers.get(key);
    if (found !== undefined) {
      this.#answers.delete(key);
      this.#answers.set(key, found);
    }
    return found;
  }

  set(key: string, answer: KeptAnswer): void {
    this.#drop(key);
    const bytes = this.#sizeOf(key, answer);
    if (bytes > this.#most / 8) return;
    this.#answers.set(key, answer);
    this.#bytes += bytes;
    for (const [oldest] of this.#answers) {
      if (this.#bytes <= this.#most) break;
      this.#drop(oldest);
    }
  }

  /** Forgets what is of a version that is not served any more. */
  keepOnly(isServed: (key: string) => boolean): void {
    for (const [key] of this.#answers) if (!isServed(key)) this.#drop(key);
  }

  #drop(key: string): void {
    const found = this.#answers.get(key);
    if (found === undefined) return;
    this.#answers.delete(key);
    this.#bytes -= this.#sizeOf(key, found);
  }

  #sizeOf(key: string, { body }: KeptAnswer): number {
    return body.length + 2 * key.length + perEntry;
  }
}
