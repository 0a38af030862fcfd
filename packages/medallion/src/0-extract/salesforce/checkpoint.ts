import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export type SalesforceApi = 'rest' | 'bulk2';

/** One page that came whole. */
export interface PageEntry {
  readonly kind: 'page';
  readonly task: string;
  readonly api: SalesforceApi;
  /** Id of the Bulk job; null over REST. */
  readonly job: string | null;
  /** From 1, within the task. */
  readonly page: number;
  /** Name of the file. */
  readonly file: string;
  readonly rows: number;
  /** Rows the server promised for this page; null where it did not say. */
  readonly promised: number | null;
  readonly bytes: number;
  /** Bytes that came over the network. */
  readonly received: number;
  readonly sha256: string;
  readonly firstId: string | null;
  readonly lastId: string | null;
  readonly header: readonly string[];
  /** Bytes of the longest record. */
  readonly longest: number;
  /** Locator or path of the next page; null after the last. */
  readonly next: string | null;
}

/** What happened in a table's extraction, in order. */
export type Entry =
  | { readonly kind: 'plan'; readonly plan: unknown }
  | PageEntry
  /** A query begins after the last page. */
  | { readonly kind: 'query'; readonly task: string; readonly job: string | null }
  /** It can be read no further: expired, deleted, or we were not told where it goes on. The next one goes on by Id. */
  | { readonly kind: 'gone'; readonly task: string; readonly why: string }
  /** The task goes on over REST. */
  | { readonly kind: 'fallback'; readonly task: string; readonly why: string }
  /** A query was read to its end; the task may be. */
  | { readonly kind: 'closed'; readonly task: string; readonly isLast: boolean }
  /** A fact the rest of the run builds on. */
  | { readonly kind: 'note'; readonly name: string; readonly value: unknown };

const fileName = 'checkpoint.ndjson';

/**
 * How far a table's extraction has come: a folder of pages and a journal that lists them, each line durable before the next step. What
 * a killed run left is taken up as far as its lines are whole and its pages are what their checksums say.
 */
export class Checkpoint implements Disposable {
  readonly folder: string;
  readonly #path: string;
  #entries: Entry[] = [];
  #file: number | undefined;

  /** Opens the journal of a folder, which is made if need be. */
  static async open(folder: string): Promise<Checkpoint> {
    mkdirSync(folder, { recursive: true });
    const checkpoint = new Checkpoint(folder);
    await checkpoint.#takeUp();
    return checkpoint;
  }

  private constructor(folder: string) {
    this.folder = folder;
    this.#path = join(folder, fileName);
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  append(entry: Entry): void {
    this.#file ??= openSync(this.#path, 'a', 0o600);
    writeSync(this.#file, `${JSON.stringify(entry)}\n`);
    fdatasyncSync(this.#file);
    this.#entries.push(entry);
  }

  note<T>(name: string): T | undefined {
    const found = this.#entries.findLast((entry) => entry.kind === 'note' && entry.name === name);
    return found?.kind === 'note' ? (found.value as T) : undefined;
  }

  pages(task: string): readonly PageEntry[] {
    return this.#entries.filter((entry): entry is PageEntry => entry.kind === 'page' && entry.task === task);
  }

  /** Forgets everything, pages and all. */
  clear(): void {
    this[Symbol.dispose]();
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    this.#entries = [];
  }

  async #takeUp(): Promise<void> {
    const text = existsSync(this.#path) ? readFileSync(this.#path, 'utf8') : '';
    const lines = text.split('\n');
    const whole = wholeEntries(lines);
    const cut = new Set<string>();
    for (const entry of whole) {
      if ('task' in entry && cut.has(entry.task)) continue;
      if (entry.kind === 'page' && !(await this.#isWhole(entry))) cut.add(entry.task);
      else this.#entries.push(entry);
    }
    if (this.#entries.length === lines.length - 1) return;
    const kept = this.#entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    writeFileSync(this.#path, kept, { mode: 0o600 });
  }

  async #isWhole({ file, sha256 }: PageEntry): Promise<boolean> {
    const path = this.path(file);
    if (!existsSync(path)) return false;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex') === sha256;
  }

  [Symbol.dispose](): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

/** A killed run may leave half a line at the end. */
const wholeEntries = (lines: readonly string[]): readonly Entry[] => {
  const entries: Entry[] = [];
  for (const line of lines) {
    try {
      if (line !== '') entries.push(JSON.parse(line) as Entry);
    } catch {
      return entries;
    }
  }
  return entries;
};
