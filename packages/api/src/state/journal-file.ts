import { appendFileSync, closeSync, fstatSync, openSync, readFileSync, readSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { ConfigError } from '@audit/contract';
import { breakAfter, emptyJournal, type JournalEntry, type JournalHead, readEntry } from './journal-entry.ts';
import type { StateStore } from './state-store.ts';

const lineOf = (entry: JournalEntry): string => `${JSON.stringify(entry)}\n`;
const longestLine = 16 * 1024;
const atOnce = 1000;

/** The last whole line of a file; what a crash left behind it is cut off. */
const lastLine = (path: string): string | undefined => {
  const file = openSync(path, 'r');
  let text: string;
  let size: number;
  try {
    ({ size } = fstatSync(file));
    const bytes = Buffer.alloc(Math.min(size, 2 * longestLine));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    text = bytes.toString('latin1');
  } finally {
    closeSync(file);
  }
  const end = text.lastIndexOf('\n') + 1;
  if (end < text.length) truncateSync(path, size - (text.length - end));
  const line = text.slice(0, end).trimEnd().split('\n').at(-1);
  return line === undefined || line === '' ? undefined : Buffer.from(line, 'latin1').toString();
};

/** The journal as lines of JSON beside the state, which anybody who may enter the folder can read while the server runs: nightly runs and auditors. */
export class JournalFile {
  readonly #path: string;
  readonly #store: StateStore;
  /** The last entry that was written whole, and where it ends. */
  #written: number;
  #size: number;

  /** Opens it, and writes what it lacks. @throws ConfigError where it is of another state */
  static async open(path: string, store: StateStore): Promise<JournalFile> {
    writeFileSync(path, '', { flag: 'a', mode: 0o600 });
    const last = lastLine(path);
    const head: JournalHead = last === undefined ? emptyJournal : readEntry(last);
    const [known] = head.seq === 0 ? [] : await store.entriesAfter(head.seq - 1, 1);
    if (head.seq > 0 && known?.entry.hash !== head.hash)
      throw new ConfigError(
        path,
        'it is the journal of other actions than those kept beside it',
        'put back the file that belongs there, or move it away',
      );
    const journal = new JournalFile(path, store, head.seq);
    await journal.catchUp();
    return journal;
  }

  private constructor(path: string, store: StateStore, written: number) {
    this.#path = path;
    this.#store = store;
    this.#written = written;
    this.#size = statSync(path).size;
  }

  /** Writes what is kept and not written yet. */
  async catchUp(): Promise<void> {
    for (;;) {
      const more = await this.#store.entriesAfter(this.#written, atOnce);
      if (more.length === 0) return;
      const lines = more.map(({ entry }) => lineOf(entry)).join('');
      // Part of a line may be there of a time when the disk was full.
      if (statSync(this.#path).size > this.#size) truncateSync(this.#path, this.#size);
      appendFileSync(this.#path, lines);
      this.#size += Buffer.byteLength(lines);
      this.#written = more.at(-1)?.entry.seq ?? this.#written;
    }
  }
}

/** What a journal says, and where its chain breaks first. */
export interface JournalReading {
  readonly entries: readonly JournalEntry[];
  readonly head: JournalHead;
  readonly broken: { readonly line: number; readonly why: string } | undefined;
}

/** Reads a journal and follows its chain; undefined where there is none. A last line that is not whole yet is left out. */
export const readJournal = (path: string): JournalReading | undefined => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError(path, 'the journal of actions cannot be read', 'give whoever runs this the right to', { cause: error });
  }
  const entries: JournalEntry[] = [];
  let head = emptyJournal;
  for (const [at, line] of text.split('\n').slice(0, -1).entries()) {
    const found = entryAfter(head, line);
    if (typeof found === 'string') return { entries, head, broken: { line: at + 1, why: found } };
    entries.push(found);
    head = found;
  }
  return { entries, head, broken: undefined };
};

const entryAfter = (head: JournalHead, line: string): JournalEntry | string => {
  try {
    const entry = readEntry(line);
    return breakAfter(head, entry) ?? entry;
  } catch {
    return 'it is no entry of a journal';
  }
};
